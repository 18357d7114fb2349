import pytest
from django.utils import translation
from django.utils.html import strip_tags

from projects.records.dates_parse import parse
from timeline.templatetags.timeline import announced, happened


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12 September 2025", "annoncé pour le 12\u00a0septembre 2025"),
        ("July 2020", "annoncé pour juillet 2020"),
        ("Q3 2025", "annoncé pour le T3 2025"),
        ("H2 2025", "annoncé pour le S2 2025"),
        ("2026", "annoncé pour 2026"),
        ("by 2030", "annoncé, d’ici 2030"),
        ("from 2026", "attendu à partir de 2026"),
        ("about 2030", "annoncé, vers 2030"),
    ],
)
def test_announced_in_french(typed, expected):
    with translation.override("fr"):
        assert plain(announced(parse(typed))) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12 September 2025", "survenu le 12\u00a0septembre 2025"),
        ("July 2020", "survenu en juillet 2020"),
        ("2020", "survenu en 2020"),
        ("Q3 2025", "survenu, T3 2025"),
        ("by 2025", "survenu au plus tard fin 2025"),
        ("by July 2025", "survenu au plus tard fin juillet 2025"),
        ("by 11 December 2025", "survenu au plus tard le 11\u00a0décembre 2025"),
    ],
)
def test_happened_in_french(typed, expected):
    with translation.override("fr"):
        assert plain(happened(parse(typed))) == expected


def plain(html: str) -> str:
    return strip_tags(html)
