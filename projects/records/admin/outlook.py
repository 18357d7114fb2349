"""What will happen if a record goes out, in words, before anybody presses the button."""

from datetime import datetime

from django.db import IntegrityError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.records import checks, drafts, moments
from projects.records.admin.pages import url_of
from projects.records.drafts import Desk
from projects.records.findings import Finding, must, warn
from projects.records.languages import LANGUAGES, LocalText
from projects.records.models import Record, Version
from projects.records.rehearsal import rehearse
from projects.records.snapshots import carried_by
from projects.records.states import Act

# What the two buttons below an outlook send.
SURE, BACK = "sure", "back"
NOW = {
    Act.PUBLISH: gettext_lazy("Publish now"),
    Act.UPDATE: gettext_lazy("Publish the update now"),
    Act.MINOR: gettext_lazy("Publish the small change now"),
    Act.CORRECT: gettext_lazy("Publish the correction now"),
    Act.RESTORE: gettext_lazy("Restore now"),
}
# By the languages in which there is text: none, where a record is the same in both.
AT_ONCE = {
    (): gettext_lazy("It goes live at once."),
    ("en",): gettext_lazy("It goes live in English at once."),
    ("fr",): gettext_lazy("It goes live in French at once."),
    ("en", "fr"): gettext_lazy("It goes live in English and French at once."),
}
LATER = {
    (): gettext_lazy("It goes live on %(moment)s."),
    ("en",): gettext_lazy("It goes live in English on %(moment)s."),
    ("fr",): gettext_lazy("It goes live in French on %(moment)s."),
    ("en", "fr"): gettext_lazy("It goes live in English and French on %(moment)s."),
}
EFFECTS = {
    Act.PUBLISH: gettext_lazy("Everybody can read it, with everything below it on its page."),
    Act.MINOR: gettext_lazy("No date moves, no feed has it, and readers are not told."),
    Act.UPDATE: gettext_lazy("Its page says that it was updated, with your note; feeds have it as changed."),
    Act.CORRECT: gettext_lazy(
        "Its page shows the correction with its date and your note, and so does the list of corrections; the old "
        "text stays readable at its own address. The note cannot be changed or removed afterwards."
    ),
    Act.RESTORE: gettext_lazy("Its page is back in place of the notice, and in lists and feeds."),
}


def findings(desk: Desk, at: datetime) -> list[Finding]:
    """What stands in the way of the draft being public at that moment, or has to be accepted."""
    try:
        with rehearse(desk.record, desk.beside_the_row, public_at=at) as row:
            found = checks.find(row, at)
    except IntegrityError:
        words = _("The draft names a record that is no more, or its slug is another’s now: edit it.")
        found = [must("names-nothing", words)]
    return [*found, *advice(desk)]


def advice(desk: Desk) -> list[Finding]:
    """What the house wants to be told of who has looked at the draft."""
    is_wanted = drafts.second_pair_of_eyes() == "advised" and drafts.lacks_eyes(desk.record, desk.draft)
    return [warn("second-eyes", _("Nobody but whoever wrote it has approved it."))] if is_wanted else []


def is_held_up(desk: Desk) -> bool:
    """Whether the house lets it go out only with a reason, because nobody else has approved it."""
    return drafts.second_pair_of_eyes() == "required" and drafts.lacks_eyes(desk.record, desk.draft)


def carried(sent: QueryDict) -> list[tuple[str, str]]:
    """All that was answered, name by name, to be sent again with the last button."""
    answered = (name for name in sent if name not in ("csrfmiddlewaretoken", SURE, BACK))
    return [(name, value) for name in answered for value in sent.getlist(name)]


def where_mended(record: Record, finding: Finding) -> str:
    """The address at which the finding is mended: a field of the form, a group of rows, another record."""
    if finding.other is not None:
        return url_of(finding.other, "summary")
    form = url_of(record, "change")
    if not finding.field:
        return form
    relations = [carried._meta.get_field(name).remote_field for carried, name in carried_by(type(record))]
    is_a_group = finding.field in {relation.get_accessor_name() for relation in relations}
    return f"{form}#{finding.field}-group" if is_a_group else f"{form}#id_{finding.field}"


def button(act: Act, moment: datetime | None) -> str:
    if moment is None:
        return str(NOW[act])
    return _("Schedule for %(moment)s") % {"moment": moments.brief(moment)}


def consequences(desk: Desk, act: Act, moment: datetime | None, now: datetime) -> list[str]:
    """Sentences: when and in which languages, what readers are told, what is called off by it."""
    languages = _languages(desk)
    if moment is None:
        first = str(AT_ONCE[languages])
    else:
        first = LATER[languages] % {"moment": moments.words(moment, now=now)}
    return [first, str(EFFECTS[act]), *_overtaken(desk, moment)]


def _languages(desk: Desk) -> tuple[str, ...]:
    """Those in which it has texts; none for what has one name in both, as organisations and sources have."""
    if not isinstance(str(desk.record), LocalText):
        return ()
    content = desk.beside_the_row or (desk.newest.content if desk.newest else desk.content)
    return tuple(
        language
        for language in LANGUAGES
        if any(value for name, value in content["fields"].items() if name.endswith(f"_{language}"))
    )


def _overtaken(desk: Desk, moment: datetime | None) -> list[str]:
    """Schedules of what goes out, or of what is older, have nothing left to do once it is public."""
    if moment is not None:
        return []
    newest = desk.draft or desk.live
    words = _("The schedule of version %(number)s for %(moment)s is cancelled by it.")
    return [
        words % {"number": each.version.number, "moment": moments.words(each.due_at)}
        for each in desk.schedules
        if newest is None or each.version.number <= newest.number
    ]


def three_columns(desk: Desk, seen: Version | None, compare) -> list[dict]:
    """Where the newest version differs from the one that was looked at: with what that, now and live have."""
    if seen is None or desk.newest is None:
        return []
    model, live = type(desk.record), desk.live or seen
    to_live = compare(model, live.content, desk.newest.content)
    by_key = {key: each for each in to_live for key in each.keys}
    return [
        {
            "label": each.label,
            "seen": each.before,
            "now": each.marked if each.is_long else each.after,
            "live": next((by_key[key].before for key in each.keys if key in by_key), each.after),
        }
        for each in compare(model, seen.content, desk.newest.content)
    ]
