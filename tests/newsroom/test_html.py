"""Every page, in every state in which it can be met, is well-formed HTML."""

import html5lib
import pytest

from tests.pages import addresses, set_the_stage


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_well_formed(demo, reader, monkeypatch, language):
    set_the_stage(monkeypatch)
    reader.raise_request_exception = False

    for path, status in addresses(language).items():
        response = reader.get(path)
        assert (path, response.status_code) == (path, status)
        html5lib.HTMLParser(strict=True).parse(response.content)
