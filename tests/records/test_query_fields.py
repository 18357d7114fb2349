"""What a parameter’s value can be: the field and its JSON Schema agree."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.records import query_fields as fields

WORD = fields.WordField(choices=[("article", "article"), ("report", "report")])
UUID = "0b9e3f5c-3b8e-4a6a-9d5f-6f1c2f3a4b5c"

TAKEN = [
    (fields.DayField(), ["2025-12-11", "0001-01-01", "9999-12-31", "2024-02-29"]),
    (
        fields.MomentField(),
        [
            "2025-12-11",
            "2025-12-11T09:00:00Z",
            "2025-12-11t09:00:00z",
            "2025-12-11T09:00:00.1234567891234+23:59",
            "2016-12-31T23:59:60Z",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
        ],
    ),
    (
        fields.NumberField(),
        ["0", "-0", "16", "11.8", "1e3", "1.5E+3", "5e-324", "1.7976931348623157e+308", "1e400"],
    ),
    (fields.YesOrNoField(), ["true", "false"]),
    (fields.YearField(), ["1", "2025", "9999"]),
    (fields.CountryField(), ["FR", "fr", "Fr"]),
    (fields.NameField(), ["a", "verkor", "gigafactory-2", "a" * 100, UUID, UUID.upper()]),
    (WORD, ["article", "report"]),
    (fields.SearchField(required=False), ["a", "été", "%_", "a\tb\n", " ", "x" * 200, "😀" * 200]),
    (fields.CornersField(), ["-5.2,41.3,9.6,51.1", "180,90,-180,-90", "0,0,0,0", "180.0,-90.00,179.99999,89.5"]),
]
REFUSED = [
    (fields.DayField(), ["2025-02-30", "20251211", "2025-1-1", "10000-01-01", "today", "2025-12-11\n"]),
    (
        fields.MomentField(),
        ["2025-12-11T09:00:00", "2025-12-11T24:00:00Z", "2025-12-11T09:00:00+24:00", "2025-02-30", "now"],
    ),
    (fields.NumberField(), ["NaN", "Infinity", "-inf", "0x10", "1_0", "01", "+1", ".5", "1.", "1e", "١٦", " 1"]),
    (fields.YesOrNoField(), ["1", "0", "yes", "on", "null"]),
    (fields.YearField(), ["0", "-1", "10000", "2025.5"]),
    (fields.CountryField(), ["F", "FRA", "F1", "éé"]),
    (fields.NameField(), ["Verkor", "-a", "a-", "a--b", "1a", "a_b", "a" * 101, UUID[:-1], f" {UUID}"]),
    (WORD, ["articles", "ARTICLE", " article"]),
    (fields.SearchField(), ["a\0", "\x1f", "\ufffd", "x" * 201]),
    (
        fields.CornersField(),
        [
            "1,2,3",
            "1,2,3,4,5",
            "181,0,0,0",
            "0,91,0,0",
            "0,0,180.1,0",
            "a,b,c,d",
            "1e1,0,0,0",
            "0, 0,0,0",
            "nan,0,0,0",
        ],
    ),
]


def cases(table):
    return [
        pytest.param(field, text, id=f"{type(field).__name__} {text[:30]!r}")
        for field, texts in table
        for text in texts
    ]


def fits(schema: dict, text: str) -> bool:
    """Whether the text, or what it stands for in JSON, is as the schema describes; of formats only roughly."""
    if "anyOf" in schema:
        return any(fits(each, text) for each in schema["anyOf"])
    if schema["type"] != "string":
        return _fits_plain(schema, text)
    form = {
        "date": r"\d{4}-\d\d-\d\d",
        "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)",
    }
    return (
        text in schema.get("enum", [text])
        and len(text) <= schema.get("maxLength", len(text))
        and re.search(schema.get("pattern", ""), text) is not None
        and re.fullmatch(form.get(schema.get("format"), ".*"), text, re.DOTALL) is not None
    )


def _fits_plain(schema: dict, text: str) -> bool:
    try:
        value = json.loads(text, parse_constant=lambda word: None)
    except ValueError:
        return False
    kinds = {"number": int | float, "integer": int, "boolean": bool}
    is_kind = isinstance(value, kinds[schema["type"]]) and text == text.strip()
    return is_kind and schema.get("minimum", value) <= value <= schema.get("maximum", value)


@pytest.mark.parametrize(("field", "text"), cases(TAKEN))
def test_field_takes_what_its_schema_describes(field, text):
    field.clean(text)
    assert fits(field.schema, text)


@pytest.mark.parametrize(("field", "text"), cases(REFUSED))
def test_field_refuses_in_words_what_it_cannot_read(field, text):
    with pytest.raises(ValidationError) as refusal:
        field.clean(text)
    assert refusal.value.messages[0].endswith(".")


# Days and moments that the calendar does not have are for the schema’s format to know.
BY_SCHEMA = [pair for pair in REFUSED if not isinstance(pair[0], fields.DayField | fields.MomentField)]


@pytest.mark.parametrize(("field", "text"), cases(BY_SCHEMA))
def test_schema_does_not_describe_what_the_field_refuses(field, text):
    assert not fits(field.schema, text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, 999999, UTC)),
        ("2025-12-11t09:30:00.5z", datetime(2025, 12, 11, 9, 30, 0, 500000, UTC)),
        ("2025-12-11T09:00:00.1234567899+02:00", datetime(2025, 12, 11, 7, 0, 0, 123456, UTC)),
        ("0001-01-01T00:00:00+14:00", datetime.min.replace(tzinfo=UTC)),
        ("9999-12-31T23:59:59-14:00", datetime.max.replace(tzinfo=UTC)),
        ("2025-12-11", datetime(2025, 12, 11, tzinfo=UTC)),
    ],
)
def test_moment_is_read_in_utc(text, moment):
    assert fields.MomentField().clean(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-12-11", datetime(2025, 12, 11, 23, 59, 59, 999999, UTC)),
        ("2025-12-11T09:00:00Z", datetime(2025, 12, 11, 9, 0, 0, 999999, UTC)),
        ("2025-12-11T09:00:00.5Z", datetime(2025, 12, 11, 9, 0, 0, 500000, UTC)),
    ],
)
def test_end_is_the_last_moment_of_what_is_given(text, moment):
    assert fields.MomentField(is_end=True).clean(text) == moment


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5e3", Decimal(1500)),
        ("1e400", fields.LARGEST),
        ("-" + "9" * 10_000, -fields.LARGEST),
        ("1e99999999999999999999", fields.LARGEST),
        ("1e-99999999999999999999", Decimal(0)),
        ("0e99999999999999999999", Decimal(0)),
    ],
)
def test_number_is_at_most_what_a_column_holds(text, number):
    assert fields.NumberField().clean(text) == number


def test_corners_have_south_below_north():
    assert fields.CornersField().clean("1,50,2,40") == (1, 40, 2, 50)


NAMES = fields.ListField(fields.NameField())


def test_values_by_repetition_and_between_commas_are_one_list():
    assert NAMES.clean(["a,b", "c", "a"]) == ["a", "b", "c"]


@pytest.mark.parametrize("values", [["a,"], [",a"], ["a,,b"], ["a", ""]])
def test_empty_part_of_a_list_is_refused(values):
    with pytest.raises(ValidationError, match="between the commas"):
        NAMES.clean(values)


@pytest.mark.parametrize("values", [["a," * 100 + "a"], ["a"] * 101, ["a," * 1_000_000]])
def test_list_has_at_most_a_hundred_values(values):
    with pytest.raises(ValidationError, match="at most 100"):
        NAMES.clean(values)


def test_list_of_a_hundred_values_is_taken():
    assert len(NAMES.clean([",".join(f"a{number}" for number in range(100))])) == 100
