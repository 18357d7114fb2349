"""Every list of a newsroom that has nothing yet, in every form under every filter."""

import io

import pandas
import pytest

from tests.forms import LISTS, body, ids, questions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", LISTS)
def test_every_form_of_nothing_is_one_that_can_be_read(path):
    found = {(form, *query.items()): ids(path, form, query) for form, query in questions(path)}

    assert {asked: items for asked, items in found.items() if items} == {}


def test_pandas_reads_nothing_with_all_its_columns():
    frame = pandas.read_csv(io.StringIO(body("figures.csv")))

    assert len(frame) == 0
    assert {"id", "low", "value_text", "date.earliest"} <= set(frame.columns)
