"""Every public page: it answers, in both languages, within its number of queries, and shows nothing hidden."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from newsroom.models import PressRelease
from newsroom.views import FrontPage
from projects.models import Project
from projects.records.models import Organisation
from tests import builders
from tests.pages import PAGES, address


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_page_answers_with_the_demo(demo, reader, name, language):
    response = reader.get(address(name, language))

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("name", [name for name, needed in PAGES.items() if not needed])
def test_page_answers_on_an_empty_database(reader, name):
    response = reader.get(address(name, "en"))

    assert response.status_code == 200


@pytest.mark.parametrize("name", [name for name, needed in PAGES.items() if "slug" in needed])
def test_page_of_an_unknown_slug_is_not_found(reader, name):
    with override("en"):
        response = reader.get(reverse(name, kwargs={"slug": "never-was"}))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("project", builders.project),
        ("milestone", lambda live: builders.milestone(happened="2025", live=live)),
        ("release", builders.release),
        ("organisation", builders.organisation),
        ("source", builders.source),
    ],
)
def test_page_of_a_draft_is_not_found(reader, name, build):
    with override("en"):
        response = reader.get(reverse(name, kwargs={"slug": build(live=False).slug}))

    assert response.status_code == 404


@pytest.mark.parametrize("count", [10, 1000])
@pytest.mark.parametrize("name", PAGES)
def test_page_needs_the_same_queries_whatever_the_number_of_milestones(
    demo, reader, name, count, django_assert_max_num_queries
):
    builders.many_milestones(
        count,
        project=Project.objects.get(**PAGES["project"]),
        organisation=Organisation.objects.get(**PAGES["organisation"]),
        release=PressRelease.objects.get(**PAGES["release"]),
    )

    with django_assert_max_num_queries(12):
        reader.get(address(name, "en"))


def test_project_page_shows_some_milestones_and_leads_to_the_others(reader):
    plant = builders.project(slug="the-plant")
    builders.many_milestones(31, project=plant)

    html = reader.get(plant.get_absolute_url()).content.decode()

    assert html.count('class="entry ') == 30
    assert 'href="/en/timeline/?project=the-plant"' in html


@pytest.mark.parametrize("name", PAGES)
def test_page_stays_within_twelve_queries_with_the_demo(demo, reader, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get(address(name, "en"))


def test_root_leads_to_the_language_that_the_reader_prefers(reader):
    response = reader.get("/", headers={"accept-language": "fr-CH, fr;q=0.9, en;q=0.5"})

    assert response.headers["Location"] == "/fr/"


def test_language_switch_keeps_the_filters(demo, reader):
    page = reader.get("/en/timeline/?kind=production&key=on").content.decode()

    assert 'href="/fr/timeline/?kind=production&amp;key=on"' in page


def test_footer_says_that_this_is_a_demonstration(reader):
    assert "not the site of any company" in reader.get("/en/").content.decode()


def test_policy_allows_nothing_from_elsewhere(reader):
    policy = reader.get("/en/").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/en/nowhere/", "/de/timeline/", "/en/timeline/0000/", "/en/timeline/12345/"])
def test_address_that_leads_nowhere_is_not_found(reader, path):
    response = reader.get(path)

    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


@pytest.mark.parametrize("path", ["/en/timeline/?q=%00", "/en/%00/", "/en/news/?topic=a%00b"])
def test_address_with_a_nul_is_a_bad_request(reader, path):
    assert reader.get(path).status_code == 400


def test_withdrawn_record_answers_gone_with_the_reason(reader, publisher):
    project = builders.project()
    builders.withdraw(project, reason_en="It was a mistake.", by=publisher)

    response = reader.get(project.get_absolute_url())

    assert response.status_code == 410
    assert "It was a mistake." in response.content.decode()


def test_failure_of_ours_is_told_as_a_page(reader, monkeypatch):
    monkeypatch.setattr(FrontPage, "get_queryset", lambda self: 1 / 0)
    reader.raise_request_exception = False

    response = reader.get("/en/")

    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


@pytest.mark.parametrize("path", ["/en/sources/new-automotive-2025/", "/en/news/inauguration/"])
def test_what_was_not_there_yet_is_not_found_as_known_then(demo, reader, path):
    assert reader.get(path, {"as_known": "2021-12-31"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/en/sources/",
        "/en/sources/verkor-2021-renault/",
        "/en/organisations/verkor/",
        "/en/projects/",
        "/en/news/",
    ],
)
def test_page_as_known_then_tells_nothing_later(demo, reader, path):
    main = reader.get(path, {"as_known": "2021-12-31"}).content.decode().split("<main")[1].split("<form")[0]

    assert "naugurat" not in main
    assert "2025" not in main
