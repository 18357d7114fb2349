from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from projects.models import StatusReport
from projects.records.dates import Span
from projects.records.dates_parse import parse
from projects.records.forms import SpanField, SpanForm, understood
from tests import builders


class Optional(forms.Form):
    span = SpanField(required=False)


class ReportForm(SpanForm):
    span = SpanField()

    class Meta:
        model = StatusReport
        fields = ["status"]


@pytest.mark.parametrize("text", ["July 2020", "T3 2025", "by 2030", "d’ici 2030", "2022-2025", "2025-07/2025-09"])
def test_field_cleans_what_the_parser_reads(text):
    assert SpanField().clean(text) == parse(text)


@pytest.mark.parametrize(
    "text", ["01/02/2023", "soon", "31 June 2025", "0000", "year 0", "\0", "x" * 10_000, "NaN"]
)
def test_field_refuses_what_the_parser_cannot_read(text):
    with pytest.raises(forms.ValidationError):
        SpanField().clean(text)


def test_field_left_empty_is_none_if_it_may_be():
    assert SpanField(required=False).clean("  ") is None


def test_field_left_empty_is_refused_if_it_must_not_be():
    with pytest.raises(forms.ValidationError, match="July 2020"):
        SpanField().clean("")


def test_error_is_in_the_language_of_the_page():
    with override("fr"), pytest.raises(forms.ValidationError, match="ne se lit pas"):
        SpanField().clean("bientôt")


def test_ambiguous_text_is_kept_as_it_was_typed():
    assert 'value="01/02/2023"' in str(Optional({"span": "01/02/2023"})["span"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-07", "July 2020 — from 1\xa0July 2020 to 31\xa0July 2020"),
        ("by 2030", "by 2030 — until 31\xa0December 2030"),
        ("from 2030", "from 2030 — from 1\xa0January 2030 on"),
        ("11 December 2025", "11\xa0December 2025"),
    ],
)
def test_reading_says_its_bounds(text, words):
    assert understood(parse(text)) == words


def test_widget_says_what_it_understood():
    assert "Understood as: July 2020 — from" in str(Optional({"span": "2020-07"})["span"])


def test_widget_claims_no_understanding_of_what_it_cannot_read():
    assert "Understood" not in str(Optional({"span": "soon"})["span"])


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        (None, "", False),
        (None, "2020", True),
        (parse("July 2020"), "juillet 2020", False),
        (parse("July 2020"), "2020-07", False),
        (parse("July 2020"), "about July 2020", True),
        (parse("July 2020"), "", True),
        (parse("July 2020"), "soon", True),
    ],
)
def test_field_has_changed_with_its_meaning_alone(initial, data, changed):
    assert SpanField().has_changed(initial, data) is changed


@pytest.mark.parametrize(("language", "label"), [("en", "July 2020"), ("fr", "juillet 2020")])
def test_form_shows_the_span_in_the_language_of_the_page(language, label):
    report = StatusReport(earliest=date(2020, 7, 1), latest=date(2020, 7, 31))
    with override(language):
        assert f'value="{label}"' in str(ReportForm(instance=report)["span"])


@pytest.mark.django_db
def test_form_sets_the_span_of_what_it_saves():
    report = builders.status(builders.project(), when="2021")
    ReportForm({"status": "announced", "span": "Q3 2025"}, instance=report).save()
    report.refresh_from_db()
    assert report.span == Span.quarter(2025, 3)


def test_form_that_cannot_read_the_span_complains_once():
    form = ReportForm({"status": "announced", "span": "soon"})
    assert list(form.errors) == ["span"]
