import pytest

from projects.records import wording
from projects.records.admin import outlook
from projects.records.drafts import Desk
from tests import builders
from tests.drafts import draft

pytestmark = pytest.mark.django_db


def test_three_columns_mark_what_changed_in_long_texts():
    record = builders.organisation(boilerplate_en="It makes cells. " * 10)
    seen = draft(record, boilerplate_en="It makes packs. " * 10)
    draft(record, boilerplate_en="It makes packs. " * 10 + "And more.")
    [column] = outlook.three_columns(Desk(record), seen, wording.compare)
    assert "added: </span>And more.</ins>" in column["now"]
