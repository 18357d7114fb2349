"""The timeline in the page of another site, as a browser shows it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

FRAME_IS_AS_HIGH = """() => {
  const frame = document.querySelector("iframe");
  return frame.clientHeight > 700 && frame.clientHeight;
}"""


class Foreign(BaseHTTPRequestHandler):
    """A page of another site, with what its writers put into it."""

    markup = ""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        page = f'<!doctype html><html lang="en"><title>Foreign</title><h1>Foreign</h1>{self.markup}'
        self.wfile.write(page.encode() if self.path == "/" else b"")

    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def foreign():
    """Puts markup into a page at another address, and gives that."""
    handler = type("Handler", (Foreign,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(markup: str) -> str:
        handler.markup = markup
        return f"http://127.0.0.1:{server.server_port}/"

    yield put
    server.shutdown()
    server.server_close()


@pytest.fixture
def offered(site, open_page):
    """What the page of the timeline offers: the frame, and the line for its height."""
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/en/timeline/")
    return [page.locator(f"#embed-{name}").input_value() for name in ("frame", "script")]


@pytest.mark.parametrize("javascript", [True, False])
def test_frame_shows_the_timeline_in_a_foreign_page(foreign, offered, open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.goto(foreign(offered[0]))
    frame = page.frame_locator("iframe")

    assert frame.get_by_role("heading", level=1).inner_text() == "Timeline"
    assert frame.get_by_role("listitem").count() == 17
    assert page.locator("iframe").get_attribute("title") == "Timeline"
    assert page.locator("iframe").evaluate("frame => frame.clientHeight") == 600
    assert page.complaints == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 1280])
def test_frame_is_never_wider_than_its_place(foreign, offered, page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(foreign(offered[0]))
    inside = page.frames[1]
    inside.wait_for_load_state()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_link_opens_outside_and_knows_nothing_of_the_foreign_page(site, foreign, offered, page):
    page.goto(foreign(offered[0]))
    with page.expect_popup() as opened:
        page.frame_locator("iframe").get_by_role("link", name="The timeline, with all sources").click()

    assert opened.value.url == f"{site}/en/timeline/"
    assert opened.value.evaluate("opener") is None
    assert page.url.startswith("http://127.0.0.1")


def test_frame_is_as_high_as_what_it_shows_with_the_line_that_is_offered(foreign, offered, page):
    page.goto(foreign("".join(offered)))
    height = page.wait_for_function(FRAME_IS_AS_HIGH).json_value()

    assert height == page.frames[1].evaluate("document.documentElement.offsetHeight")


def test_line_listens_to_our_frames_alone(foreign, offered, page):
    page.goto(foreign("".join([*offered, '<iframe id="other" height="100" src="/other"></iframe>'])))
    page.wait_for_function(FRAME_IS_AS_HIGH)
    page.frames[2].evaluate("parent.postMessage({newsroomHeight: 5000}, '*')")
    page.wait_for_timeout(200)

    assert page.locator("#other").evaluate("frame => frame.clientHeight") == 100


@pytest.mark.parametrize("path", ["/en/timeline/", "/en/", "/admin/login/", "/en/projects/verkor-gigafactory/"])
def test_other_pages_refuse_to_stand_in_a_frame(site, foreign, page, path):
    with page.expect_console_message(lambda said: "frame-ancestors 'none'" in said.text):
        page.goto(foreign(f'<iframe src="{site}{path}"></iframe>'))


def test_offer_can_be_copied_with_a_button(site, page):
    page.goto(f"{site}/en/projects/verkor-gigafactory/")
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }")
    page.get_by_text("Embed this timeline").click()
    page.get_by_role("button", name="Copy the frame").click()

    assert page.evaluate("copied").startswith(
        f'<iframe src="{site}/en/embed/timeline/?project=verkor-gigafactory"'
    )
