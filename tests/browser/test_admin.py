import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from newsroom.models import PressRelease
from tests import builders
from tests.conftest import PASSWORD
from tests.desk import admin_url

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@pytest.fixture(autouse=True)
def _database_beside_playwright(monkeypatch):
    """Playwright keeps a loop running, in which Django refuses to ask the database unless told."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page()
        browser.close()


@pytest.fixture
def desk(page, live_server, editor):
    """The page of somebody at the desk, with all that the browser complains about."""
    page.complaints = []
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", editor.username)
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    return page


def test_body_typed_in_the_editor_is_stored_as_paragraphs(desk, live_server):
    release = builders.release(live=False)
    release.issuers.add(builders.organisation())
    desk.goto(live_server.url + admin_url(release))
    desk.get_by_role("textbox", name="Body in English").click()
    desk.keyboard.type("One\nTwo")
    desk.click("input[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    assert PressRelease.objects.get().body_en == "<p>One</p><p>Two</p>"


@pytest.mark.parametrize("make", [builders.release, builders.project, builders.milestone, builders.source])
def test_page_of_a_record_draws_without_complaint(desk, live_server, make):
    desk.goto(live_server.url + admin_url(make(live=False)))
    desk.wait_for_load_state("networkidle")
    assert desk.complaints == []


def test_editable_box_is_high_enough_to_write_in(desk, live_server):
    desk.goto(live_server.url + admin_url(builders.release(live=False)))
    assert desk.get_by_role("textbox", name="Body in English").bounding_box()["height"] > 200
