"""Spans that nobody thinks of, for the properties."""

from datetime import date

from hypothesis import strategies as st

from projects.records.dates import Span


def between(first, last, approx):
    return Span(min(first, last), max(first, last), approx)


days = st.dates() | st.dates(date(2020, 1, 1), date(2031, 12, 31))
# Units and ends of units are too rare among random days.
years = st.integers(1, 9999)
units = st.one_of(
    st.builds(Span.day, days),
    st.builds(Span.month, years, st.integers(1, 12)),
    st.builds(Span.quarter, years, st.integers(1, 4)),
    st.builds(Span.half, years, st.integers(1, 2)),
    st.builds(Span.year, years),
    st.builds(Span.decade, st.integers(1, 999).map(lambda tens: 10 * tens)),
)
starts = units.map(lambda unit: unit.earliest)
ends = units.map(lambda unit: unit.latest)
spans = st.one_of(
    st.builds(lambda unit, approx: Span(unit.earliest, unit.latest, approx), units, st.booleans()),
    st.builds(between, starts | days, ends | days, st.booleans()),
    st.builds(
        lambda year, first, last, approx: Span(
            Span.month(year, min(first, last)).earliest, Span.month(year, max(first, last)).latest, approx
        ),
        *(years, st.integers(1, 12), st.integers(1, 12), st.booleans()),
    ),
    st.builds(Span, starts | days, st.none(), st.booleans()),
    st.builds(Span, st.none(), ends | days, st.booleans()),
)
