"""The record’s own page of the desk: its state in words, what differs from live, its history, what can be done."""

from django.contrib.admin.utils import quote, unquote
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.records import contents, languages, moments, permissions, wording
from projects.records.admin import history
from projects.records.admin.comparing import Compares
from projects.records.admin.pages import url_of
from projects.records.admin.possibilities import LOOKS, next_step, possibilities, together_url
from projects.records.admin.steps import Steps
from projects.records.drafts import Desk
from projects.records.forms_moves import STEP_FORMS
from projects.records.models import Override, Version
from projects.records.states import LABELS, Act, Stage, Standing
from projects.records.translations import Translations

STAGES = {
    Stage.DRAFT: lambda desk: _("draft"),
    Stage.IN_REVIEW: lambda desk: _("in review"),
    Stage.APPROVED: lambda desk: _("approved"),
    Stage.SCHEDULED: lambda desk: _scheduled(desk),
}


def _scheduled(desk: Desk) -> str:
    has_failed = any(each.failed_at for each in desk.schedules if each.version_id == desk.draft.pk)
    words = _("failed to go out, was due %(moment)s") if has_failed else _("scheduled for %(moment)s")
    return words % {"moment": moments.words(desk.due_at)}


def state_in_words(desk: Desk) -> str:
    """ "Live with changes: scheduled for Friday 5 December 2025, 09:00 Paris time (08:00 UTC)"."""
    standing, stage = desk.state
    if stage == Stage.NONE:
        return capfirst(desk.state.words)
    if standing == Standing.NEW:
        return capfirst(STAGES[stage](desk))
    word = _("Withdrawn, with changes") if standing == Standing.WITHDRAWN else capfirst(desk.state.words)
    return languages.labelled(word, STAGES[stage](desk))


def what_differs(desk: Desk) -> list[wording.Difference]:
    """From what is live to the draft."""
    if desk.draft is None or desk.live is None:
        return []
    return wording.compare(type(desk.record), desk.live.content, desk.draft.content)


def changed_since(desk: Desk, number: int) -> list[wording.Difference]:
    """From the version of that number to the newest."""
    before = Version.objects.about(desk.record).filter(number=number).first()
    if before is None or desk.newest is None:
        return []
    return wording.compare(type(desk.record), before.content, desk.newest.content)


class Summarises(Steps, Compares):
    def get_urls(self):
        # Django's last address is `<key>/`, which leads to the form; ours leads to the summary.
        *urls, _last = super().get_urls()
        return [
            self.page("summary", self.summary_view),
            *urls,
            path("<path:object_id>/", self.admin_site.admin_view(self._to_summary)),
        ]

    def _to_summary(self, request, object_id):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_summary"
        return redirect(reverse(name, args=[quote(unquote(object_id))]))

    def summary_view(self, request, record):
        return self.summary(request, record)

    def summary(self, request, record, *, status=200, problems=(), tried=None, since=None):
        """The page; after a step that was refused with why, what was typed, and what changed in the meantime.

        `tried` is the name of the step and its form, `since` the number of the version that was looked at.
        """
        desk = Desk(record)
        can = self._possibilities(request, desk, tried)
        everything = "all" in request.GET
        happened = history.events(record, None if everything else history.SHOWN + 1)
        context = self.page_context(
            request,
            record,
            _("Summary"),
            is_summary=True,
            desk=desk,
            step_url=url_of(record, "step"),
            compare_url=url_of(record, "compare"),
            newest_words=_newest(desk),
            can_discard=desk.draft is not None and request.user.has_perm(permissions.WRITE),
            state_words=state_in_words(desk),
            differences=what_differs(desk),
            meanwhile=changed_since(desk, since) if since is not None else None,
            problems=problems,
            possible=[each for each in can if not each["is"].why],
            impossible=[each for each in can if each["is"].why],
            translations=_behind(desk, request.user),
            schedules=_schedules(desk),
            overrides=_overrides(desk, request.user),
            events=happened if everything else happened[: history.SHOWN],
            has_more=not everything and len(happened) > history.SHOWN,
            together_url=together_url(desk),
        )
        return TemplateResponse(request, "records/admin/summary.html", context, status=status)

    def _possibilities(self, request, desk, tried) -> list[dict]:
        name, form = tried or ("", None)
        found = possibilities(desk, request.user, self.view_on_site(desk.record))
        leads_on = next_step(desk, found)
        return [
            {
                "is": each,
                "is_next": each.name == leads_on,
                "is_a_look": each.name in LOOKS,
                "is_tried": each.name == name,
                "form": form if each.name == name else _form_of(each, desk),
            }
            for each in found
        ]


def _newest(desk: Desk) -> str:
    """Who wrote the newest version, and since when it is that."""
    if desk.newest is None:
        return ""
    texts = {
        "number": desk.newest.number,
        "moment": moments.words(desk.newest.made_at.replace(second=0), now=timezone.now()),
        "author": desk.newest.author.get_username() if desk.newest.author else "",
    }
    if not texts["author"]:
        return _("Version %(number)s is the newest, since %(moment)s.") % texts
    return _("Version %(number)s is the newest: written by %(author)s, %(moment)s.") % texts


def _form_of(possibility, desk):
    if possibility.why or possibility.url:
        return None
    name = possibility.name
    return STEP_FORMS[name](initial={"number": desk.number}, auto_id=f"id_{name}_%s")


def _behind(desk: Desk, person) -> list[dict]:
    """The languages that are behind the other, each with what changed since and whether the person may confirm."""
    translations = Translations(desk.record)
    found = [behind for language in languages.LANGUAGES if (behind := translations.behind(language))]
    model = type(desk.record)
    return [
        {
            "behind": each,
            "differences": wording.differences(model, each.changes, contents.EMPTY, desk.newest.content),
            "may_confirm": person.has_perm(permissions.REVIEW),
        }
        for each in found
    ]


def _schedules(desk: Desk) -> list[dict]:
    now = timezone.now()
    return [
        {"is": each, "url": url_of(desk.record, "schedule", each.pk), "words": _planned(each, now)}
        for each in desk.schedules
    ]


def _planned(schedule, now) -> str:
    words = _("Version %(number)s goes out (%(act)s) on %(moment)s; scheduled by %(by)s.")
    if schedule.failed_at:
        words = _("Version %(number)s was to go out (%(act)s) on %(moment)s; scheduled by %(by)s.")
    return words % {
        "number": schedule.version.number,
        "act": LABELS[Act(schedule.act)],
        "moment": moments.words(schedule.due_at, now=now),
        "by": schedule.by.get_username(),
    }


def _overrides(desk: Desk, person) -> list[dict]:
    unsigned = Override.objects.filter(publication__record_uuid=desk.record.pk, signed_at=None)
    may = person.has_perm(permissions.REVIEW)
    return [
        {"is": each, "may_sign": may and each.publication.by_id != person.pk}
        for each in unsigned.select_related("publication__by")
    ]
