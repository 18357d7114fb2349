"""Markdown with front matter: what a page says as plain text, each statement with its source."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.records.citations import cited
from projects.records.dates import Span
from projects.records.languages import active, labelled
from projects.records.models import Record
from projects.records.representations import Form
from projects.records.serializers import api_url, page_url

# Signs that mean something within a line, and those that do at its beginning.
_WITHIN = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;))")
_AT_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
# What YAML does not take as it is, or takes for the end of a line.
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_IN_ADDRESSES = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}


class Markdown(Form):
    """One document an item, one after the other: `front` is what stands before the text, `blocks` the text.

    `texts` are those that one reads first, the title before all. If the other language lends one, it is said.
    """

    name = "md"
    media_type = "text/markdown"
    description = gettext_lazy("Markdown with front matter, to be read or set elsewhere")

    def part(self, view, items, is_first):
        text = "\n".join(self.document(view, item) for item in items)
        return text if is_first else f"\n{text}"

    def document(self, view, item) -> str:
        notes = Notes(view.request)
        facts = _facts(view, item, self.texts(item)) | self.front(view, item)
        beginning = _beginning(view, item, self.texts(item))
        blocks = [*beginning, *self.blocks(view, item, notes), notes.written()]
        return "\n\n".join([front_matter(facts), *(block for block in blocks if block)]) + "\n"

    def texts(self, item) -> dict[str, str]:
        raise NotImplementedError

    def front(self, view, item) -> dict:
        """What is peculiar to this type of record."""
        raise NotImplementedError

    def blocks(self, view, item, notes: "Notes") -> Iterator[str]:
        raise NotImplementedError


def _facts(view, item: Record, texts: Mapping[str, str]) -> dict:
    return {
        "type": item.type_name(),
        "id": item.pk,
        "slug": item.slug,
        "language": active(),
        "version": item.version,
        "title": texts["title"],
        "url": page_url(item, view.request),
        "api_url": api_url(item, view.request),
        "published_at": item.published_at,
        "updated_at": item.updated_at,
        "fallback": _borrowed(texts),
    }


def _borrowed(texts: Mapping[str, str]) -> list[str]:
    return [name for name, text in texts.items() if getattr(text, "is_fallback", False)]


def _beginning(view, item: Record, texts: Mapping[str, str]) -> Iterator[str]:
    yield heading(1, texts["title"])
    if _borrowed(texts):
        words = _("What is not yet translated is shown in the language in which it was written.")
        yield f"*{escaped(words)}*"
    yield bullets(_change(change, view.request) for change in item.changes)


class Notes:
    """The sources of a document as its footnotes, each once."""

    def __init__(self, request):
        self.request = request
        self.numbers: dict[tuple, int] = {}
        self.lines: list[str] = []

    def mark(self, claim) -> str:
        key = (claim.source.pk, claim.locator)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            address = claim.source.url or page_url(claim.source, self.request)
            line = f"[^{self.numbers[key]}]: {escaped(cited(claim.source, claim.locator))}. {auto_link(address)}"
            self.lines.append(line)
        return f"[^{self.numbers[key]}]"

    def said(self, claim) -> str:
        """Its mark, with the words that were picked from the source and what is noted beside them."""
        quote = f" {_('“{title}”').format(title=in_line(claim.quote))}" if claim.quote else ""
        note = f" – {local(claim.note)}" if claim.note else ""
        return f"{self.mark(claim)}{quote}{note}"

    def written(self) -> str:
        return "\n".join(self.lines)


def front_matter(values: Mapping) -> str:
    """YAML that is written as JSON, line by line, so that every reader of either takes it."""
    return "\n".join(["---", *(f"{name}: {_scalar(value)}" for name, value in values.items()), "---"])


def _scalar(value) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False)
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return str(value)


def date_facts(span: Span | None) -> dict:
    """A date for front matter: as machines exchange it, and as pages show it."""
    return {"date": span and span.edtf(), "date_label": span and span.label(active())}


def link_facts(records: Iterable[Record], request) -> list[dict]:
    return [{"name": str(record), "url": page_url(record, request)} for record in records]


def source_facts(claims: Iterable, request) -> list[dict]:
    """The sources of the claims for front matter, each once."""
    sources = {claim.source.pk: claim.source for claim in claims}.values()
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published and source.published.edtf(),
            "url": source.url or page_url(source, request),
        }
        for source in sources
    ]


def escaped(text: str) -> str:
    """Plain text as Markdown that shows just that."""
    lines = "\n".join(line.strip() for line in str(text).splitlines())
    return _AT_START.sub(_disarmed, _WITHIN.sub(r"\\\1", lines))


def _disarmed(found: re.Match) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def in_line(text: str) -> str:
    return escaped(" ".join(str(text).split("\n")))


def local(text) -> str:
    """A text in a line; borrowed from the other language, it says so."""
    if not getattr(text, "is_fallback", False):
        return in_line(text)
    return f"{in_line(text)} *({escaped(_('Not yet translated'))})*"


def paragraphs(text: str) -> str:
    """Plain text with a paragraph for each line."""
    return "\n\n".join(escaped(line) for line in str(text).splitlines() if line.strip())


def heading(level: int, text: str) -> str:
    return f"{'#' * level} {in_line(text)}"


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def table(headings: list[str], rows: Iterable[list[str]]) -> str:
    """Of cells that are Markdown already."""
    lines = [[in_line(each) for each in headings], ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def link(text: str, address: str) -> str:
    return f"[{in_line(text)}]({_address(address)})"


def auto_link(address: str) -> str:
    return f"<{_address(address)}>"


def _address(address: str) -> str:
    return "".join(_IN_ADDRESSES.get(sign, sign) for sign in address)


def _change(change, request) -> str:
    """As pages tell of an update or a correction."""
    day = Span.day(timezone.localdate(change.at)).label(active())
    words = {"correct": _("Corrected on %(day)s"), "restore": _("Restored on %(day)s")}
    told = f"**{in_line(words.get(change.act, _('Updated on %(day)s')) % {'day': day})}**"
    before = change.text_before and request.build_absolute_uri(change.text_before)
    more = f" {link(_('Read the text before this correction'), before)}" if before else ""
    return labelled(told, local(change.note)) + more


def label_line(label: str, words: str) -> str:
    """ "**Status:** under construction", of words that are Markdown already."""
    return f"**{labelled(in_line(capfirst(label)), '').strip()}** {words}"
