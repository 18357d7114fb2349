"""Every list of the demo newsroom in every form under every filter."""

import io

import pandas
import pytest
from django.core.management import call_command
from django.db import transaction
from pandas.api.types import is_bool_dtype, is_numeric_dtype, is_string_dtype

from tests.forms import LISTS, body, ids, questions

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo newsroom, loaded once; the database is as before at the end of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", "records", "projects", "timeline", "newsroom", unchecked=True, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("path", LISTS)
def test_every_form_has_the_items_of_the_page_under_every_filter(demo, path):
    as_json, wrong = {}, []
    for form, query in questions(path):
        asked = tuple(query.items())
        if asked not in as_json:
            as_json[asked] = ids(path, "json", query)
        if form != "json" and ids(path, form, query)[:100] != as_json[asked]:
            wrong.append((form, query))

    assert wrong == []


def test_demo_has_something_to_show_in_most_lists(demo):
    assert [path for path in LISTS if not ids(path, "json")] == ["corrections"]


def types(frame: pandas.DataFrame) -> dict:
    return {
        "number": is_numeric_dtype(frame["low"]),
        "truth": is_bool_dtype(frame["date.approx"].dropna().astype(bool)) if "date.approx" in frame else True,
        "id": is_string_dtype(frame["id"]),
        "words": is_string_dtype(frame["value_text"]),
    }


def test_pandas_reads_numbers_as_numbers_from_csv(demo):
    frame = pandas.read_csv(io.BytesIO(body("figures.csv").encode()))

    assert set(types(frame).values()) == {True}
    assert len(frame) == len(ids("figures", "ndjson")) > 20


def test_pandas_reads_numbers_as_numbers_from_lines_of_json(demo):
    frame = pandas.read_json(io.BytesIO(body("figures.ndjson").encode()), lines=True)

    assert set(types(frame).values()) == {True}
    assert len(frame) == len(ids("figures", "csv")) > 20


def test_pandas_reads_what_excel_reads(demo):
    frame = pandas.read_csv(io.BytesIO(body("figures.csv", {"dialect": "excel"}).encode()), sep=";")

    assert list(frame["id"]) == ids("figures", "csv")


@pytest.mark.parametrize("path", LISTS)
def test_pandas_reads_every_list_in_both_languages(demo, path):
    frame = pandas.read_csv(io.BytesIO(body(f"{path}.csv", {"language": "all"}).encode()))

    assert [str(each) for each in frame["id"]] == ids(path, "ndjson")
