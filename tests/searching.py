"""What the page of the search says, taken apart."""

import re
from html import unescape

from tests.pages import plain


def main_of(response) -> str:
    return plain(response.content.decode()).split("<main")[1].split("</main>")[0]


def in_words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def titles(html: str) -> list[str]:
    return [in_words(title) for title in re.findall(r"<h3>(.*?)</h3>", html, re.DOTALL)]
