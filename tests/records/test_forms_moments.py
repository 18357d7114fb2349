from datetime import UTC, datetime

import pytest
from django import forms

from projects.records.forms_moments import MomentField

TWICE = {"when_day": "2026-10-25", "when_time": "02:30"}
SKIPPED = {"when_day": "2026-03-29", "when_time": "02:30"}


class When(forms.Form):
    when = MomentField()


class Perhaps(forms.Form):
    when = MomentField(required=False)


def cleaned(form, day, clock, reading=""):
    form = form({"when_day": day, "when_time": clock, "when_reading": reading})
    return form.cleaned_data["when"] if form.is_valid() else form.errors["when"].as_text()


def test_day_and_time_are_read_on_the_clock_of_the_site():
    assert cleaned(When, "2025-12-05", "09:00") == datetime(2025, 12, 5, 8, tzinfo=UTC)


def test_seconds_are_read():
    assert cleaned(When, "2025-12-05", "09:00:07") == datetime(2025, 12, 5, 8, 0, 7, tzinfo=UTC)


def test_nothing_is_refused_if_it_is_required():
    assert "Give a day and a time." in cleaned(When, "", "")


def test_nothing_is_no_moment_if_it_is_not_required():
    assert cleaned(Perhaps, " ", "") is None


@pytest.mark.parametrize("form", [When, Perhaps])
@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        ("2025-12-05", "", "Give a time"),
        ("", "09:00", "Give a day as"),
        ("05/12/2025", "09:00", "Give a day as"),
        ("2026-02-30", "09:00", "Give a day as"),
        ("2025-12-05", "24:00", "Give a time"),
        ("2025-12-05", "9 h", "Give a time"),
        ("0001-01-01", "00:00", "too far off"),
        ("\0", "\0", "Give a day as"),
    ],
)
def test_what_is_no_moment_is_refused_in_words(form, day, clock, words):
    assert words in cleaned(form, day, clock)


def test_both_parts_are_told_of_at_once():
    assert cleaned(When, "x", "y").count("* Give") == 2


def test_parts_left_out_are_refused_as_empty():
    assert not When({}).is_valid()


def test_time_that_does_not_exist_is_refused_with_those_that_do():
    assert "01:59 and 03:00" in When(SKIPPED).errors["when"].as_text()


def test_time_that_comes_twice_is_refused_until_it_is_said_which():
    assert "comes twice" in When(TWICE).errors["when"].as_text()


@pytest.mark.parametrize(("reading", "hour"), [("first", 0), ("second", 1)])
def test_reading_that_was_chosen_is_the_moment(reading, hour):
    assert cleaned(When, "2026-10-25", "02:30", reading) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_reading_that_was_not_offered_is_none():
    assert "comes twice" in cleaned(When, "2026-10-25", "02:30", "noon")


def test_readings_are_shown_once_the_time_comes_twice():
    assert 'type="radio"' in str(When(TWICE)["when"])


@pytest.mark.parametrize("data", [None, SKIPPED, {"when_day": "2025-12-05", "when_time": "09:00"}])
def test_readings_are_not_shown_otherwise(data):
    assert 'type="radio"' not in str(When(data)["when"])


def test_reading_that_was_chosen_stays_chosen():
    html = str(When(TWICE | {"when_reading": "second"})["when"])
    assert html.index('value="second"') < html.index("checked")


@pytest.mark.parametrize(("text", "kind"), [("2026-02-28", "date"), ("2026-02-30", "text"), ("", "date")])
def test_what_a_native_input_would_drop_is_shown_as_text(text, kind):
    html = str(When({"when_day": text, "when_time": "09:00"})["when"])
    assert f'type="{kind}" name="when_day"' in html
    assert text in html


def test_inputs_have_labels_and_their_errors():
    html = str(When(SKIPPED)["when"])
    assert '<label for="id_when_0">Day</label>' in html
    assert '<label for="id_when_1">Time in Paris</label>' in html
    assert html.count('aria-describedby="id_when_error"') == 2


def test_one_form_leaves_nothing_in_the_next():
    str(When(TWICE)["when"])
    assert 'type="radio"' not in str(When()["when"])


@pytest.mark.parametrize("hour", [0, 1])
def test_moment_that_is_shown_reads_back_as_itself(hour):
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    day, clock, reading = MomentField().widget.decompress(moment)
    assert cleaned(When, day, clock, reading) == moment


def test_moment_is_carried_in_hidden_fields():
    sent = TWICE | {"when_reading": "second"}
    html = When(sent)["when"].as_hidden()
    assert html.count('type="hidden"') == 3
    assert all(f'name="{name}" value="{value}"' in html for name, value in sent.items())


def test_field_changed_if_one_of_its_parts_did():
    moment = datetime(2025, 12, 5, 8, tzinfo=UTC)
    assert not MomentField().has_changed(moment, ["2025-12-05", "09:00", ""])
    assert MomentField().has_changed(moment, ["2025-12-05", "09:01", ""])
