"""Review and publish: what is in the way, what has to be accepted, what will happen; then one button."""

import hashlib

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import moments, permissions, publishing, wording
from projects.records.admin import outlook
from projects.records.admin.pages import Pages, url_of
from projects.records.admin.possibilities import going_out_label, together_url, why_nothing_goes_out
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.admin.steps import Stale
from projects.records.drafts import Desk
from projects.records.forms_moves import ONLY_ACTS, PublishForm
from projects.records.models import Publication, Schedule, Version
from projects.records.publishing.locks import locked
from projects.records.states import LABELS, Act

VERBS = {
    Act.PUBLISH: publishing.publish,
    Act.UPDATE: publishing.update,
    Act.MINOR: publishing.minor,
    Act.CORRECT: publishing.correct,
    Act.RESTORE: publishing.restore,
}
# What the two buttons of the second page send.


class Reviews(Pages):
    def get_urls(self):
        return [self.page("publish", self.publish_view), *super().get_urls()]

    def consequences(self, record, act) -> list[str]:
        """What more will happen, peculiar to this type of record."""
        return []

    def publish_view(self, request, record):
        """Asks; then says in words what will happen; then does it, if that was pressed and nothing moved."""
        desk = Desk(record)
        form = PublishForm(
            request.POST if request.method == "POST" else None,
            standing=record.standing,
            lacks_eyes=outlook.is_held_up(desk),
            initial={"number": desk.number},
        )
        if not form.is_bound:
            return self._publish_questions(request, desk, form)
        if not request.user.has_perm(permissions.PUBLISH):
            return self._publish_questions(request, desk, form, status=403)
        if not form.is_valid():
            return self._publish_unread(request, desk, form)
        return self._decide_to_publish(request, desk, form)

    def _publish_unread(self, request, desk, form):
        """A form that lacks something; or one that was right before it was carried out, pressed twice."""
        for standing in ONLY_ACTS:
            before = PublishForm(request.POST, standing=standing, lacks_eyes=False)
            if "act" not in request.POST and before.is_valid() and _is_done(desk, before, request):
                return self._published(request, desk.record, before)
        problems = []
        if "number" in form.errors:
            problems = [_("The page did not say which version you had looked at. Nothing was done.")]
        return self._publish_questions(request, desk, form, problems=problems, status=400)

    def _decide_to_publish(self, request, desk, form):
        now = timezone.now()
        found = outlook.findings(desk, form.moment or now)
        is_sure = outlook.SURE in request.POST
        if outlook.BACK in request.POST:
            return self._publish_questions(request, desk, form, found=found)
        if _is_done(desk, form, request):
            return self._published(request, desk.record, form)
        if _unaccepted(found, request.POST.getlist("accepted")):
            problems = [_("Look at each warning and accept it, or mend it first. Nothing was done.")]
            return self._publish_questions(request, desk, form, found=found, problems=problems, status=400)
        try:
            _carry_out(desk.record, form, by=request.user, at=now, for_real=is_sure)
        except (Stale, *REFUSING) as error:
            return self._not_published(request, desk, form, error)
        if not is_sure:
            return self._publish_outlook(request, desk, form, now)
        desk.record.refresh_from_db()
        self.log_change(request, desk.record, str(LABELS[form.decided_act]))
        return self._published(request, desk.record, form)

    def _published(self, request, record, form):
        if form.moment:
            words = _("“%(record)s” is scheduled for %(moment)s.")
            words %= {"record": record, "moment": moments.words(form.moment)}
        else:
            words = _("“%(record)s” is public now.") % {"record": record}
        self.message_user(request, words, messages.SUCCESS)
        return redirect(url_of(record, "summary"))

    def _not_published(self, request, desk, form, error):
        record = desk.record
        record.refresh_from_db()
        fresh = Desk(record)
        if _is_done(fresh, form, request):
            return self._published(request, record, form)
        form.data = form.data.copy()
        form.data["number"] = fresh.number
        if isinstance(error, Stale):
            words = _("Somebody changed the record after you had opened the page. Nothing was done.")
            seen = Version.objects.about(record).filter(number=form.cleaned_data["number"]).first()
            columns = outlook.three_columns(fresh, seen, wording.compare)
            return self._publish_questions(request, fresh, form, problems=[words], columns=columns, status=409)
        found = getattr(error, "findings", None)
        if found is None:
            form.refuse(error, in_words(error))
        return self._publish_questions(request, fresh, form, refused=found, status=status_of(error))

    def _publish_questions(self, request, desk, form, *, found=None, refused=None, status=200, **more):
        """The first page; `more` are `problems` in words and `columns` of what changed meanwhile."""
        record = desk.record
        refusal = _refusal(desk, request.user)
        if found is None:
            found = [] if refusal else outlook.findings(desk, timezone.now())
        grave = refused if refused is not None else [each for each in found if each.is_grave]
        is_blocked = any(each.other is None for each in grave) and not form.is_bound
        context = self.page_context(
            request,
            record,
            going_out_label(desk.record),
            desk=desk,
            form=form,
            refusal=refusal,
            must_fix=[{"is": each, "url": outlook.where_mended(record, each)} for each in grave],
            warnings=[
                {
                    "is": each,
                    "key": key(each),
                    "is_accepted": key(each) in request.POST.getlist("accepted"),
                    "url": outlook.where_mended(record, each) if each.field or each.other else "",
                }
                for each in found
                if not each.is_grave
            ],
            is_blocked=is_blocked,
            together_url=together_url(desk),
            is_held_up="override" in form.fields,
            summary_url=url_of(record, "summary"),
            **more,
        )
        return TemplateResponse(request, "records/admin/publish.html", context, status=status)

    def _publish_outlook(self, request, desk, form, now):
        """The second page: in words what will happen, and the one button that says what it does."""
        act, moment = form.decided_act, form.moment
        own = [str(words) for words in self.consequences(desk.record, act)]
        context = self.page_context(
            request,
            desk.record,
            going_out_label(desk.record),
            act=act,
            consequences=[*outlook.consequences(desk, act, moment, now), *own],
            notes=[words for name in ("note_en", "note_fr") if (words := form.words[name])],
            override=form.words["override"],
            carried=outlook.carried(request.POST),
            button=outlook.button(act, moment),
            summary_url=url_of(desk.record, "summary"),
        )
        return TemplateResponse(request, "records/admin/outlook.html", context)


def key(finding) -> str:
    """What a ticked box says was accepted: this warning, in these words."""
    said = "|".join((finding.code, finding.field, finding.words))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _unaccepted(found, accepted: list[str]) -> bool:
    return any(not each.is_grave and key(each) not in accepted for each in found)


def _refusal(desk: Desk, person) -> str:
    """Why this person cannot publish this, whatever they answer."""
    if not person.has_perm(permissions.PUBLISH):
        return permissions.REFUSALS[permissions.PUBLISH]
    return why_nothing_goes_out(desk)


def _carry_out(record, form, *, by, at, for_real: bool) -> None:
    """Does what was decided, or tries it and undoes it. Raises Stale, or what the verbs raise."""
    with transaction.atomic():
        row = locked(record)
        if Desk(row).number != form.cleaned_data["number"]:
            raise Stale
        if form.moment is None:
            VERBS[form.decided_act](row, by=by, at=at, **form.words)
        else:
            decision = publishing.Decision(row, form.decided_act, **form.words)
            publishing.schedule([decision], by=by, at=at, due_at=form.moment)
        if not for_real:
            transaction.set_rollback(True)


def _is_done(desk: Desk, form, request) -> bool:
    """Whether the same person decided just this already: the button was pressed twice."""
    # What was never kept has the number 0, and is kept as the first version when it goes out.
    number = max(form.cleaned_data["number"], 1)
    if form.moment is None:
        entered = Publication.objects.about(desk.record).filter(version=number, by=request.user)
        is_gone = why_nothing_goes_out(desk) or desk.number != form.cleaned_data["number"]
        return bool(is_gone) and entered.filter(act=form.decided_act).exists()
    planned = Schedule.objects.about(desk.record).filter(version__number=number, by=request.user)
    return planned.filter(act=form.decided_act, due_at=form.moment, cancelled_at=None).exists()
