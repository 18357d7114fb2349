"""The lists of the dashboard: which there are, who sees them, and what each of their lines says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import admin_questions
from projects.records import moments, permissions, translations
from projects.records.admin.ledger import DONE, type_word
from projects.records.admin.naming import named
from projects.records.admin.pages import url_of
from projects.records.models import Record, Review


@dataclass(frozen=True)
class Line:
    """What it is about, with its page at the desk, and what there is to say."""

    about: Record
    words: str
    more: str = ""
    link: str = ""

    @property
    def url(self) -> str:
        return url_of(self.about, "summary")

    @property
    def title(self) -> str:
        return str(self.about) or _("without a title")


@dataclass(frozen=True)
class Section:
    """One list of the dashboard, for whoever has the `ability`; `empty` is said in its place."""

    name: str
    heading: str | Promise
    empty: str | Promise
    lines: Callable[["Dashboard"], list[Line]]
    ability: str = permissions.WRITE
    is_grave: bool = False


@dataclass(frozen=True)
class Dashboard:
    """What one person sees at one moment: `most` lines of each list are asked for."""

    person: User
    at: datetime
    most: int

    def may_see(self, section: Section) -> bool:
        return self.person.has_perm(section.ability)

    def lines_of(self, section: Section) -> list[Line]:
        return section.lines(self)[: self.most]

    @cached_property
    def drafts(self):
        return admin_questions.drafts(self.person, self.most)

    @cached_property
    def schedules(self):
        return admin_questions.schedules(self.at, self.most)

    @cached_property
    def ledger(self):
        return admin_questions.ledger(self.most)

    @cached_property
    def milestones(self):
        return admin_questions.milestones(self.at)

    @cached_property
    def figures(self):
        return admin_questions.figures(self.at)

    @cached_property
    def records(self) -> dict:
        """All that rows of the desk know by type and uuid alone, in one query."""
        versions = [version for kind in self.drafts.values() for version in kind]
        versions += [planned.version for kind in self.schedules.values() for planned in kind]
        entries = [entry for part in self.ledger for entry in part]
        return named((each.record_type, each.record_uuid) for each in [*versions, *entries])

    def about(self, rows, words, version_of=lambda row: row) -> list[Line]:
        """A line for each row whose record is still there; `words` gives what it says."""
        pairs = [(row, version_of(row)) for row in rows]
        found = [(row, self.records.get((about.record_type, about.record_uuid))) for row, about in pairs]
        return [Line(record, *words(row)) for row, record in found if record is not None]


def _my_drafts(board: Dashboard) -> list[Line]:
    return board.about(board.drafts["mine"], lambda version: _draft_words(version, board.at))


def _draft_words(version, at) -> tuple[str, str]:
    decision = Review.Decision(version.decision).label if version.decision else _("draft")
    saved = _("%(type)s: saved %(when)s") % {
        "type": type_word(version.record_type), "when": moments.distance(version.made_at, at),
    }  # fmt: skip
    return saved, str(decision)


def _to_review(board: Dashboard) -> list[Line]:
    return board.about(board.drafts["review"], lambda version: (_written(version, board.at),))


def _ready(board: Dashboard) -> list[Line]:
    return board.about(board.drafts["ready"], lambda version: (_written(version, board.at),))


def _written(version, at) -> str:
    texts = {"type": type_word(version.record_type), "when": moments.distance(version.made_at, at)}
    if version.author is None:
        return _("%(type)s: saved %(when)s") % texts
    return _("%(type)s: saved by %(person)s %(when)s") % {**texts, "person": version.author}


def _due(board: Dashboard) -> list[Line]:
    return _scheduled(board, "due")


def _later(board: Dashboard) -> list[Line]:
    return _scheduled(board, "later")


def _scheduled(board: Dashboard, kind: str) -> list[Line]:
    def words(planned):
        return moments.words(planned.due_at, now=board.at), _together(planned)

    return board.about(board.schedules[kind], words, lambda planned: planned.version)


def _failed(board: Dashboard) -> list[Line]:
    def words(planned):
        reason = _("Was due %(moment)s. It failed: %(reason)s") % {
            "moment": moments.words(planned.due_at, now=board.at),
            "reason": planned.failure.replace("\n", " "),
        }
        return reason, _together(planned)

    return board.about(board.schedules["failed"], words, lambda planned: planned.version)


def _together(planned) -> str:
    return _("in the bundle “%(name)s”") % {"name": planned.bundle} if planned.bundle else ""


def _overdue(board: Dashboard) -> list[Line]:
    passed = [(each, history) for each, history in board.milestones if history.status == "overdue"]
    passed.sort(key=lambda pair: pair[1].current.latest, reverse=True)
    return [Line(milestone, str(history.current)) for milestone, history in passed]


def _disagreements(board: Dashboard) -> list[Line]:
    dates = [
        Line(milestone, _against(*history.disagreements[0]))
        for milestone, history in board.milestones
        if history.disagreements
    ]
    figures = [
        Line(each.current.project or each.current.organisation, _against(*[voice[0] for voice in each.voices][:2]))
        for each in board.figures
    ]
    return dates + figures


def _against(one, other) -> str:
    return _("%(one)s, but %(other)s") % {"one": _said(one), "other": _said(other)}


def _said(claim) -> str:
    who = claim.source.publisher or claim.source.title
    return _("%(claim)s (%(source)s)") % {"claim": claim, "source": who}


def _french(board: Dashboard) -> list[Line]:
    found = translations.behind_among(language="fr", limit=board.most)
    return [Line(each.record, _french_words(each, board.at)) for each in found]


def _french_words(behind, at) -> str:
    return _("%(type)s: the English changed %(when)s") % {
        "type": behind.record._meta.verbose_name, "when": moments.distance(behind.changed_at, at),
    }  # fmt: skip


def _unsigned(board: Dashboard) -> list[Line]:
    def words(entry):
        texts = {"act": DONE[entry.act], "person": entry.by, "when": moments.distance(entry.at, board.at)}
        said = _("%(act)s by %(person)s %(when)s, alone") % texts
        may_sign = entry.by_id != board.person.pk
        reason = _("Reason: %(reason)s") % {"reason": entry.override_row.reason}
        return said, reason, _("Look at it and sign") if may_sign else ""

    return board.about(board.ledger[1], words)


def _live_now(board: Dashboard) -> list[Line]:
    def words(entry):
        texts = {"act": DONE[entry.act], "person": entry.by, "when": moments.distance(entry.at, board.at)}
        said = _("%(type)s: %(act)s by %(person)s %(when)s") % {**texts, "type": type_word(entry.record_type)}
        return said, entry.note

    return board.about(board.ledger[0], words)


DO_NEXT = [
    Section("drafts", gettext_lazy("My drafts"), gettext_lazy("You have no drafts."), _my_drafts),
    Section(
        "review",
        gettext_lazy("Waiting for my review"),
        gettext_lazy("Nobody waits for your review."),
        _to_review,
        permissions.REVIEW,
    ),
    Section(
        "ready",
        gettext_lazy("Approved, to be published"),
        gettext_lazy("Nothing approved waits to be published."),
        _ready,
        permissions.PUBLISH,
    ),
    Section(
        "due", gettext_lazy("Due today and tomorrow"), gettext_lazy("Nothing is due today or tomorrow."), _due
    ),
    Section("later", gettext_lazy("Due later"), gettext_lazy("Nothing is scheduled for later."), _later),
]
ATTENTION = [
    Section("failed", gettext_lazy("Failed to go out"), "", _failed, is_grave=True),
    Section("unsigned", gettext_lazy("Went out without a second pair of eyes"), "", _unsigned, permissions.REVIEW),
    Section("overdue", gettext_lazy("Planned for a time that has passed, without an outcome"), "", _overdue),
    Section("disagreements", gettext_lazy("Sources disagree"), "", _disagreements),
    Section("french", gettext_lazy("French is behind English"), "", _french),
]
LIVE = [Section("live", gettext_lazy("Live now"), gettext_lazy("Nothing is public yet."), _live_now)]
SECTIONS = {section.name: section for section in [*DO_NEXT, *ATTENTION, *LIVE]}
