"""The fixtures are what the house itself would have written: valid, settled, in the ledger, public."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from newsroom.models import PressRelease
from projects.records import richtext
from projects.records.models import Carried, Claim, Publication, Record, Source
from tests.demo.dossier import FILES, FIXTURES
from timeline.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

COMPILED_AT = datetime(2026, 1, 12, 8, tzinfo=UTC)
MODELS = [
    model
    for floor in FILES
    for model in apps.get_app_config(floor).get_models()
    if issubclass(model, Record | Carried | Publication)
]
RECORDS = [model for model in MODELS if issubclass(model, Record)]
CLAIMS = [model for model in MODELS if issubclass(model, Claim)]


def each(models):
    return pytest.mark.parametrize("model", models, ids=lambda model: model._meta.model_name)


@each([*MODELS, User])
def test_every_row_is_valid(model):
    rows = model.objects.all()
    assert rows
    for row in rows:
        row.full_clean()


@each(RECORDS)
def test_every_record_is_public_from_the_moment_of_the_compilation_on(model):
    assert model.objects.public(COMPILED_AT).count() == model.objects.count()
    assert not model.objects.public(COMPILED_AT - timedelta(seconds=1)).exists()


@each(CLAIMS)
def test_every_claim_is_public_with_all_that_it_names(model):
    assert model.objects.public(COMPILED_AT).count() == model.objects.count()


@each(RECORDS)
def test_every_record_is_in_its_first_version(model):
    dates = set(model.objects.values_list("version", "published_at", "updated_at", "withdrawn_at"))
    assert dates == {(1, COMPILED_AT, COMPILED_AT, None)}


@each(RECORDS)
def test_every_record_has_one_entry_in_the_ledger(model):
    entries = Publication.objects.filter(record_type=model.type_name())
    rows = {(pk, 1, "publish", COMPILED_AT, "demonstration") for pk in model.objects.values_list("pk", flat=True)}
    assert set(entries.values_list("record_uuid", "version", "act", "at", "by__username")) == rows
    assert len(entries) == len(rows)


def test_ledger_has_no_gap_and_nothing_else():
    count = sum(model.objects.count() for model in RECORDS)
    numbers = Publication.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, count + 1))


def test_known_day_of_every_source_is_what_saving_makes_of_it():
    for source in Source.objects.all():
        before = source.known_on
        source.save()
        assert source.known_on == before, source.slug


def test_date_of_every_milestone_is_that_of_its_current_claim():
    for milestone in Milestone.objects.all():
        before = (milestone.nature, milestone.span, milestone.date_changes)
        milestone.date_changes = 0
        milestone.settle()
        assert (milestone.nature, milestone.span, milestone.date_changes) == before, milestone.slug


def test_cleaning_the_body_of_a_release_changes_nothing():
    for release in PressRelease.objects.all():
        for body in (release.body_en, release.body_fr):
            assert richtext.clean(body) == body != ""


def test_nobody_can_log_in_as_the_author_of_the_demo():
    author = User.objects.get(username="demonstration")
    assert (author.is_active, author.is_staff, author.has_usable_password()) == (False, False, False)


@pytest.mark.parametrize("name", FILES)
def test_file_is_written_so_that_a_change_shows_as_a_line(name):
    text = (FIXTURES / f"{name}.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", FILES)
def test_file_has_the_ledger_of_its_own_records_alone(name):
    rows = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    entered = [row["fields"]["record_uuid"] for row in rows if row["model"] == "records.publication"]
    assert entered == [row["pk"] for row in rows if "published_at" in row["fields"]]


@each([model for model in MODELS if model is not Publication])
def test_every_identifier_is_random(model):
    assert {pk.version for pk in model.objects.values_list("pk", flat=True)} == {4}
