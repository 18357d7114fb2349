import pytest

from newsroom.models import PressRelease
from tests import builders
from tests.conftest import PASSWORD
from tests.desk import admin_url


@pytest.fixture
def desk(page, live_server, editor):
    """The page of somebody at the desk, in a fresh browser."""
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", editor.username)
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    return page


def test_body_typed_in_the_editor_is_stored_as_paragraphs(desk, live_server):
    release = builders.release(live=False, body_en="")
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
    assert desk.get_by_role("textbox", name="Slug").is_visible()
    assert desk.complaints == []


def test_editable_box_is_high_enough_to_write_in(desk, live_server):
    desk.goto(live_server.url + admin_url(builders.release(live=False)))
    assert desk.get_by_role("textbox", name="Body in English").bounding_box()["height"] > 200
