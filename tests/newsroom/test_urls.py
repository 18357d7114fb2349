"""Every address that the public can ask is tried somewhere; a new one has to say where."""

from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from tests.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent.parent
DESK = "admin"
# What is no page of the demo, and where it is tried instead. An address without a name goes by its pattern.
ELSEWHERE = {
    "news-feed": "tests/newsroom/test_feeds.py",
    "corrections-feed": "tests/newsroom/test_feeds.py",
    **dict.fromkeys(["readyz", "robots", "llms", "security"], "tests/newsroom/test_views_machines.py"),
    **dict.fromkeys(["card", "card-site"], "tests/newsroom/test_views_cards.py"),
    **dict.fromkeys(["sitemap", "sitemap-section", "news-sitemap"], "tests/newsroom/test_sitemaps.py"),
    "timeline-feed": "tests/newsroom/test_feeds_timeline.py",
    "timeline-calendar": "tests/newsroom/test_feeds_timeline.py",
    **{
        f"{page}-feed-{form}": "tests/newsroom/test_feeds_forms.py"
        for page in ("news", "timeline", "corrections")
        for form in ("rss", "json")
    },
    **dict.fromkeys(["embed", "embed-timeline"], "tests/newsroom/test_embed.py"),
    "oembed": "tests/newsroom/test_oembed.py",
    "healthz": "tests/newsroom/test_urls.py",
    "api": "tests/newsroom/test_api_index.py",
    "api-schema": "tests/newsroom/test_api_index.py",
    "api-docs": "tests/newsroom/test_api_index.py",
    "": "tests/newsroom/test_api_index.py",  # whatever else is asked below /api/v1/
    r"^api(/|$)": "tests/newsroom/test_refusals.py",  # and below /api/
    **{
        f"api-{noun}-{page}": f"tests/{floor}/test_api.py"
        for noun, floor in {
            "release": "newsroom",
            "milestone": "timeline",
            "project": "projects",
            "figure": "projects",
            "organisation": "projects",
            "source": "records",
        }.items()
        for page in ("list", "detail")
    },
    "api-change-list": "tests/newsroom/test_api_changes.py",
    "api-timeline-list": "tests/newsroom/test_api.py",
    "api-correction-list": "tests/newsroom/test_corrections.py",
    "promises-csv": "tests/timeline/test_promises.py",
    "opensearch": "tests/newsroom/test_views_search.py",
    "preview": "tests/records/test_views_previews.py",
    "release-pdf": "tests/newsroom/test_pdf.py",
    **{
        f"{noun}-markdown": "tests/newsroom/test_views_markdown.py" for noun in ("release", "project", "milestone")
    },
    **{
        f"{noun}-version": "tests/newsroom/test_superseded.py"
        for noun in ("release", "milestone", "project", "organisation", "source")
    },
}


def named(patterns) -> list[str]:
    """The names of all addresses below these patterns, but for the desk's."""
    names = []
    for each in patterns:
        if isinstance(each, URLPattern):
            names.append(each.name or str(each.pattern))
        elif each.app_name != DESK:
            names += named(each.url_patterns)
    return names


PUBLIC = named(get_resolver("newsroom.urls").url_patterns)


def test_every_public_address_is_tried():
    assert set(PUBLIC) == {*PAGES, *ELSEWHERE}


@pytest.mark.parametrize("path", sorted(set(ELSEWHERE.values())))
def test_what_tries_an_address_is_there(path):
    assert "def test_" in (ROOT / path).read_text()


def test_health_is_told_in_a_word_without_asking_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content, response.headers["Content-Type"]) == (
        200,
        b"ok\n",
        "text/plain",
    )
