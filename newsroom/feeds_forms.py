"""The forms of a feed: Atom (RFC 4287), RSS 2.0 with the whole text beside, and JSON Feed 1.1.

Of an item `content` is its whole text as HTML without relative links, `words` the same as plain text where there
is no HTML, `authors` are organisations, dicts of `name` and `url`.
"""

import json
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date


class Atom(Atom1Feed):
    suffix, label = "atom", "Atom"
    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self):
        return _latest(self)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author["name"])
            handler.addQuickElement("uri", author["url"])
            handler.endElement("author")


class Rss(Rss201rev2Feed):
    suffix, label = "rss", "RSS"
    content_type = "application/rss+xml; charset=utf-8"

    def latest_post_date(self):
        return _latest(self)

    def rss_attributes(self):
        spaces = {"content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/"}
        return super().rss_attributes() | {f"xmlns:{name}": address for name, address in spaces.items()}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author["name"])


class JsonFeed(SyndicationFeed):
    """https://www.jsonfeed.org/version/1.1/"""

    suffix, label = "json", "JSON Feed"
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = self.feed
        said = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["subtitle"] or feed["description"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"], "url": feed["author_link"]}],
            "items": [self._item(item) for item in self.items],
        }
        json.dump(said, outfile, ensure_ascii=False)

    def _item(self, item) -> dict:
        content = {"content_html": item["content"]} if item["content"] else {"content_text": item["description"]}
        told = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "date_published": _moment(item["pubdate"]),
            "date_modified": _moment(item["updateddate"]),
            "authors": item["authors"],
            "tags": list(item["categories"]),
            "language": item["language"],
            **content,
        }
        return {name: value for name, value in told.items() if value}


FORMS = (Atom, Rss, JsonFeed)


def _moment(at: datetime | None) -> str | None:
    return at and rfc3339_date(at.astimezone(UTC)).replace("+00:00", "Z")


def _latest(feed: SyndicationFeed) -> datetime:
    """When something in it became known; of one that has nothing yet the beginning of its day, so that it stays
    the same from one question to the next."""
    moments = [item["updateddate"] or item["pubdate"] for item in feed.items]
    return max(moments, default=feed.feed["since"]).astimezone(UTC)
