"""Requests that make no sense are answered in our own words, never by a failure of ours."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

BAD_HOSTS = ["evil.example.com", "[", "a b", "127.0.0.1:x"]
TOO_MANY = "&".join(["a=1"] * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))


@pytest.fixture(autouse=True)
def _answers_as_served(reader, settings):
    reader.raise_request_exception = False
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("path", ["/en/", "/admin/", "/healthz", "/en/nowhere/"])
@pytest.mark.parametrize("host", BAD_HOSTS)
def test_host_that_is_not_ours_is_told_as_a_page(reader, settings, host, path, debug):
    settings.DEBUG = debug
    response = reader.get(path, headers={"host": host})
    assert response.status_code == 400
    assert "We could not read this request" in response.content.decode()


@pytest.mark.parametrize(("path", "language"), [("/fr/", "fr"), ("/en/", "en"), ("/healthz", "en")])
@pytest.mark.parametrize("redirecting", [False, True])
def test_host_that_is_not_ours_is_told_in_the_language_of_the_address(
    reader, settings, path, language, redirecting
):
    settings.SECURE_SSL_REDIRECT = redirecting
    reader = Client(raise_request_exception=False)
    with translation.override("fr" if language == "en" else "en"):
        response = reader.get(path, headers={"host": "evil.example.com"})
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("path", ["/en/", "/healthz/"])
def test_host_that_is_not_ours_is_told_as_a_page_where_https_is_asked_for(reader, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    response = Client(raise_request_exception=False).get(path, headers={"host": "evil.example.com"})
    assert response.status_code == 400
    assert "We could not read this request" in response.content.decode()


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("host", BAD_HOSTS)
def test_host_that_is_not_ours_is_a_problem_of_the_api(reader, settings, host, debug):
    settings.DEBUG = debug
    response = reader.get("/api/v1/", headers={"host": host})
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("path", ["/en/", "/en/timeline/", "/admin/login/", "/nowhere/"])
def test_more_parameters_than_can_be_read_are_told_as_a_page(reader, settings, path, debug):
    settings.DEBUG = debug
    response = reader.get(f"{path}?{TOO_MANY}")
    assert response.status_code == 400
    assert "We could not read this request" in response.content.decode()


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/timeline/", "/api/v1/docs/", "/api/v1/nowhere"])
def test_more_parameters_than_can_be_read_are_a_problem_of_the_api(reader, settings, path, debug):
    settings.DEBUG = debug
    response = reader.get(f"{path}?{TOO_MANY}")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_page_of_the_api_is_only_read(db, method):
    response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/docs/")
    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["status"] == 405


@pytest.mark.parametrize(
    "path", ["/en/preview/secret/?x=%00", "/preview/secret/?x=%00", "/fr/preview/secret/more/"]
)
@pytest.mark.parametrize("host", ["testserver", "evil.example.com"])
def test_address_of_a_preview_that_is_refused_is_repeated_nowhere(reader, caplog, path, host):
    caplog.set_level(logging.DEBUG)
    response = reader.get(path, headers={"host": host})
    assert response.status_code in (400, 404)
    assert "secret" not in caplog.text + response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_address_of_a_preview_without_a_language_leads_to_the_one_with_it(reader):
    assert reader.get("/preview/secret/").headers["Location"] == "/en/preview/secret/"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", ["timeline/?q=%00", "timeline.ics?q=%00", "nowhere/"])
def test_answer_to_what_went_wrong_tells_its_language(reader, language, path):
    response = reader.get(f"/{language}/{path}")
    assert response.status_code in (400, 404)
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize(
    "path",
    ["projects/nowhere/promises.csv", "news/nowhere.md", "cards/release/nowhere.png", "timeline.ics?q=%00"],
)
def test_program_that_asks_for_a_file_is_refused_in_a_line(reader, path):
    response = reader.get(f"/fr/{path}")
    assert response.status_code in (400, 404)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith(("Cette page n’existe pas.", "Nous n’avons pas pu lire"))


def test_reader_who_asks_for_a_pdf_is_refused_by_a_page(reader):
    assert "<h1>There is no such page</h1>" in reader.get("/en/news/nowhere.pdf").content.decode()
