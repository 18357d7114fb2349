"""Asks for Markdown, and reads it by libraries that are not ours."""

import html
import re

import yaml
from markdown_it import MarkdownIt

from tests.api import LATER, ask


def written(path: str, query=None, at=LATER) -> str:
    answer = ask(path, query, at=at)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def front(document: str) -> dict:
    return yaml.safe_load(document.split("---\n")[1])


def text(document: str) -> str:
    """Without front matter."""
    return document.split("---\n", 2)[2].strip()


def drawn(markdown: str) -> str:
    """As HTML."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)


def words(markdown: str) -> str:
    """What a reader sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", drawn(markdown))).strip()
