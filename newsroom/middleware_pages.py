"""What the head of a page tells programs: its other forms, how to show it where it is shared, and what it is."""

import json
from collections.abc import Iterator
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.context import site
from newsroom.feeds_forms import FORMS
from newsroom.feeds_timeline import narrowed
from newsroom.structured import Pages
from newsroom.views_cards import address as address_of_card
from newsroom.views_markdown import IN_MARKDOWN, MARKDOWN
from projects.records.languages import active, labelled
from timeline.templatetags.timeline import said

LOCALES = {"en": "en_GB", "fr": "fr_FR"}
LONGEST = 300
# By the name of a record's page: the list above it.
ABOVE = {
    "release": ("news", gettext_lazy("News")),
    "milestone": ("timeline", gettext_lazy("Timeline")),
    "project": ("projects", gettext_lazy("Projects")),
    "organisation": ("organisations", gettext_lazy("Organisations")),
    "source": ("sources", gettext_lazy("Sources")),
}
# By the name of a list: what there is in it.
LISTS = {
    "timeline": gettext_lazy(
        "What happened, from the founding on, and what is announced: each date with its source."
    ),
    "news": gettext_lazy("Press releases and statements, newest first."),
    "corrections": gettext_lazy("What was wrong on this site and was put right, newest first."),
}
# As Django's `json_script` has it: nothing in a text ends the element that it stands in.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class Described:
    """Of a public page as it is now, and the context that it is drawn with."""

    def __init__(self, request: HttpRequest, context: dict):
        self.request, self.context = request, context
        self.name = request.resolver_match.view_name
        self.record = context.get("object") if self.name in ABOVE else None
        self.pages = Pages(request.build_absolute_uri, active(), reverse("front"), reverse("search"))

    # Other forms.

    @property
    def others(self) -> Iterator[dict]:
        if self.name in IN_MARKDOWN:
            url = reverse(f"{self.name}-markdown", kwargs={"slug": self.record.slug})
            yield {"media_type": MARKDOWN, "title": "Markdown", "url": url}
        for page, title, query in self._feeds():
            for form in FORMS:
                suffix = "" if form.suffix == "atom" else f"-{form.suffix}"
                url = reverse(f"{page}-feed{suffix}") + (f"?{query}" if query else "")
                media_type = form.content_type.partition(";")[0]
                yield {"media_type": media_type, "title": f"{title} ({form.label})", "url": url}
        if self.calendar:
            yield {"media_type": "text/calendar", "title": _("Timeline"), "url": self.calendar["https"]}

    def _feeds(self) -> Iterator[tuple[str, str, str]]:
        """The feeds that tell of what is on the page: each of which list, its title, its question."""
        news, timeline = _("News"), _("Timeline")
        if self.name == "front":
            yield from (("news", news, ""), ("timeline", timeline, ""))
        elif self.name in ("news", "news-year"):
            topic, year = self.context.get("topic"), self.context.get("year")
            asked = {"topic": topic and topic.slug, "year": year}
            title = " ".join(str(part) for part in (news, year) if part)
            title = labelled(title, topic.name) if topic else title
            yield "news", title, urlencode({name: value for name, value in asked.items() if value})
        elif self.name in ("timeline", "timeline-year"):
            yield "timeline", timeline, narrowed(self.request.GET).urlencode()
        elif self.name in ("project", "organisation"):
            yield "timeline", labelled(timeline, str(self.record)), urlencode({self.name: self.record.slug})
        elif self.name == "corrections":
            yield "corrections", _("Corrections"), ""

    @property
    def calendar(self) -> dict | None:
        """Where programs subscribe to what the timeline shows, and where a file of it is."""
        if self.name not in ("timeline", "timeline-year"):
            return None
        query = narrowed(self.request.GET).urlencode()
        path = reverse("timeline-calendar") + (f"?{query}" if query else "")
        return {"https": path, "webcal": f"webcal://{self.request.get_host()}{path}"}

    # Where the page is shared.

    @cached_property
    def canonical(self) -> str:
        return site(self.request)["site"]["canonical"]

    @property
    def title(self) -> str:
        if self.record is None:
            heading = str(getattr(self.context["view"], "heading", "")) or settings.SITE_NAME
            heading = settings.SITE_NAME if self.name == "front" else heading
            of_whom, year = self.context.get("object"), self.context.get("year")
            if of_whom:
                return labelled(heading, str(of_whom))
            return f"{heading} {year}" if year else heading
        entry = self.context.get("entry")
        return str(entry.title if entry else getattr(self.record, "title", self.record))

    @property
    def description(self) -> str:
        words = {
            "release": lambda: self.record.lead,
            "milestone": lambda: self.context["entry"].text or capfirst(said(self.context["entry"].claim)),
            "project": lambda: self.record.summary,
            "organisation": lambda: self.record.boilerplate,
        }.get(self.name, lambda: LISTS.get(self.name.removesuffix("-year"), ""))()
        words = words or _("An industrial company’s newsroom: what happened, what is announced, and who said so.")
        return Truncator(" ".join(str(words).split())).chars(LONGEST)

    @property
    def image(self) -> str:
        path = address_of_card(self.record) if self.record else reverse("card-site")
        return self.request.build_absolute_uri(path)

    @property
    def meta(self) -> Iterator[tuple[str, str]]:
        """Open Graph (https://ogp.me)."""
        yield "og:site_name", settings.SITE_NAME
        yield "og:title", self.title
        yield "og:description", self.description
        yield "og:type", "article" if self.name == "release" else "website"
        yield "og:url", self.canonical
        yield "og:locale", LOCALES[active()]
        yield from (("og:locale:alternate", LOCALES[code]) for code in LOCALES if code != active())
        yield "og:image", self.image
        yield "og:image:type", "image/png"
        yield "og:image:width", "1200"
        yield "og:image:height", "630"
        yield "og:image:alt", labelled(settings.SITE_NAME, self.title)
        if self.name == "release":
            yield "article:published_time", self.record.published_at.isoformat()
            yield "article:modified_time", self.record.updated_at.isoformat()
            yield from (("article:tag", str(topic)) for topic in self.record.public_topics)

    @property
    def names(self) -> list[tuple[str, str]]:
        return [("twitter:card", "summary_large_image")]

    # What the page is.

    @property
    def data(self) -> list[SafeString]:
        return [mark_safe(json.dumps(each, ensure_ascii=False).translate(_ESCAPES)) for each in self._things()]

    def _things(self) -> Iterator[dict]:
        context, pages = self.context, self.pages
        if self.record:
            above, label = ABOVE[self.name]
            here = (self.title, self.record.get_absolute_url())
            yield pages.breadcrumbs([(label, reverse(above)), here])
        if self.name == "front":
            yield pages.website()
        elif self.name == "release":
            yield pages.release(self.record, context["changes"], self.image)
        elif self.name == "milestone":
            yield pages.milestone(context["entry"], self.record.public_organisations, self.image)
        elif self.name == "project":
            yield pages.project(self.record, self.image)
        elif self.name == "organisation":
            yield pages.organisation(self.record, context["whole"])
        elif self.name == "source":
            yield pages.source(self.record)
        elif self.name in (
            "timeline",
            "timeline-year",
            "news",
            "news-year",
            "projects",
            "organisations",
            "sources",
        ):
            yield pages.collection(self.title, self.canonical, self._listed())

    def _listed(self) -> list:
        """The records of a list; the directory shows each project as an entry."""
        return [getattr(each, "project", each) for each in self.context["object_list"]]
