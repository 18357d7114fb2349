"""A span in words, in English or French.

Works on anything with a Span's attributes, so that ``dates`` can stand on it. Every label reads back as the
span that it came from (``dates_parse.parse``), and no label names a day that was not given.
"""

MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
        *("août", "septembre", "octobre", "novembre", "décembre"),
    ),
}

# First and last month of what "early", "mid-" and "late" say of a year: its first third, its two middle
# quarters, its last third. The words are vague, so such a span is always approximate.
PARTS_OF_YEAR = {"early": (1, 4), "mid": (4, 9), "late": (9, 12)}

WORDS = {
    "en": {
        "quarter": "Q{} {}",
        "half": "H{} {}",
        "decade": "the {}s",
        "early": "early {}",
        "mid": "mid-{}",
        "late": "late {}",
        "about": "about {}",
        "by": "by {}",
        "by about": "by about {}",
        "from": "from {}",
        "from about": "from about {}",
        "dash": "–",
    },
    "fr": {
        "quarter": "T{} {}",
        "half": "S{} {}",
        "decade": "les années {}",
        "early": "début {}",
        "mid": "mi-{}",
        "late": "fin {}",
        "about": "vers {}",
        "by": "d’ici {}",
        "by about": "d’ici {} environ",
        "from": "à partir {}",
        "from about": "à partir {} environ",
        "dash": "-",
    },
}

NO_BREAK_SPACE = "\u00a0"


def label(span, language):
    """The words for ``span`` in ``language`` ("en" or "fr")."""
    if span.precision in ("by", "from"):
        return _open(span, language)
    words = WORDS[language]
    part = part_of_year(span)
    if part:
        return words[part].format(_year(span.earliest))
    text = CLOSED[span.precision](span, language)
    if not span.approx:
        return text
    return words["about"].format(_article(span, language) + text)


def part_of_year(span):
    """Which of PARTS_OF_YEAR the span is, or None."""
    if not span.approx or span.precision != "range" or span.earliest.year != span.latest.year:
        return None
    if span.grain == "day":
        return None
    months = (span.earliest.month, span.latest.month)
    return next((part for part, those in PARTS_OF_YEAR.items() if those == months), None)


def _open(span, language):
    end = span.earliest or span.latest
    text = AT_GRAIN[span.grain](end, language)
    if language == "fr":
        text = _french_link(span, end) + text
    return WORDS[language][f"{span.precision} about" if span.approx else span.precision].format(text)


def _french_link(span, end):
    """What stands between "d’ici" or "à partir" and the date."""
    if span.precision == "by":
        return "le " if span.grain == "day" else ""
    if span.grain == "day":
        return "du "
    begins_with_vowel = span.grain == "month" and MONTHS["fr"][end.month - 1][0] in "ao"
    return "d’" if begins_with_vowel else "de "


def _article(span, language):
    """French says "vers le 11 décembre" and "vers le T3", but "vers juillet"."""
    return "le " if language == "fr" and span.precision in ("day", "quarter", "half") else ""


def _year(day):
    # Four digits always: a shorter year would not read back.
    return f"{day.year:04}"


def _month_name(day, language):
    return MONTHS[language][day.month - 1]


def _day_number(day, language):
    return "1er" if language == "fr" and day.day == 1 else str(day.day)


def _day_month(day, language):
    return f"{_day_number(day, language)}{NO_BREAK_SPACE}{_month_name(day, language)}"


def _day(day, language):
    return f"{_day_month(day, language)} {_year(day)}"


def _month(day, language):
    return f"{_month_name(day, language)} {_year(day)}"


def _quarter(span, language):
    return WORDS[language]["quarter"].format(span.latest.month // 3, _year(span.earliest))


def _half(span, language):
    return WORDS[language]["half"].format(span.latest.month // 6, _year(span.earliest))


def _decade(span, language):
    return WORDS[language]["decade"].format(_year(span.earliest))


def _range(span, language):
    first, last, dash = span.earliest, span.latest, WORDS[language]["dash"]
    if span.grain == "year":
        return f"{_year(first)}{dash}{_year(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_day_number(first, language)}{dash}{_day(last, language)}"
    # "July 2020 to 11 December 2025" gave no day in July: an end on a month's edge is said by its month.
    names = [
        _month_name(end, language) if at_edge else _day_month(end, language)
        for end, at_edge in ((first, span.starts_month), (last, span.ends_month))
    ]
    if first.year != last.year:
        return f"{names[0]} {_year(first)} – {names[1]} {_year(last)}"
    return (dash if span.grain == "month" else " – ").join(names) + f" {_year(last)}"


AT_GRAIN = {"day": _day, "month": _month, "year": lambda day, language: _year(day)}

CLOSED = {
    "day": lambda span, language: _day(span.earliest, language),
    "month": lambda span, language: _month(span.earliest, language),
    "quarter": _quarter,
    "half": _half,
    "year": lambda span, language: _year(span.earliest),
    "decade": _decade,
    "range": _range,
}
