"""The timeline by year: the links to each, and a long one sent year by year."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from django.http import QueryDict, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import mark_safe

from timeline.entries import Year

HERE = mark_safe("<!-- years -->")


class YearLinks:
    """Leads to each year: to its heading on a page that has them all, else to its own page, filters kept.

    `counts` has `is_announced`, `year` and `count` of each, in order; `shown` is the one year of the page.
    """

    def __init__(self, query: QueryDict, known: Iterable[str], counts: list[Mapping], shown: int | None):
        self.query = QueryDict(mutable=True)
        for name in known:
            if query.get(name):
                self.query[name] = query[name]
        self.counts, self.shown = counts, shown

    @property
    def parts(self) -> list[tuple[bool, list[dict]]]:
        """Past and announced, each with its years."""
        return [
            (bool(is_announced), [self._row(row) for row in rows])
            for is_announced, rows in groupby(self.counts, lambda row: row["is_announced"])
        ]

    def everything(self, is_too_much: bool) -> dict:
        query = self.query.copy()
        query.pop("all", None)
        if is_too_much:
            query["all"] = "1"
        return {"url": _with(reverse("timeline"), query), "is_current": self.shown is None}

    def _row(self, row: Mapping) -> dict:
        heading = f"#{'announced' if row['is_announced'] else 'year'}-{row['year']}"
        if self.shown is None:
            return {**row, "url": heading}
        is_both = sum(other["year"] == row["year"] for other in self.counts) > 1
        url = _with(reverse("timeline-year", kwargs={"year": row["year"]}), self.query)
        return {**row, "url": url + (heading if is_both else ""), "is_current": row["year"] == self.shown}


def _with(address: str, query: QueryDict) -> str:
    return f"{address}?{query.urlencode()}" if query else address


def streamed(request, template_name: str, context: dict, years: Iterable[Year]) -> StreamingHttpResponse:
    """The page up to its first year at once, then year by year as it is drawn, so that readers see it begin."""
    language = translation.get_language()

    def drawn(name: str, **more) -> str:
        with translation.override(language):
            return render_to_string(name, {**context, **more}, request)

    head, _here, tail = drawn(template_name, here_come_the_years=HERE).partition(HERE)

    def pieces() -> Iterator[str]:
        yield head
        for year in years:
            yield drawn("timeline/_year.html", block=year)
        yield drawn("timeline/_sources.html")
        yield tail

    return StreamingHttpResponse(pieces())
