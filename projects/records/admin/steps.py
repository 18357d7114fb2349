"""The small acts on a record's own page: review, confirmation, going back to an older version, signature."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import contents, permissions, publishing, snapshots
from projects.records.admin.pages import Pages, url_of
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.drafts import Desk
from projects.records.forms_moves import STEP_FORMS
from projects.records.models import Override, Review, StillRight, Version
from projects.records.publishing.locks import locked
from projects.records.rehearsal import rehearse
from projects.records.states import Act


class Stale(Exception):
    """The page from which it was decided does not show the newest version."""


class Steps(Pages):
    def get_urls(self):
        return [self.page("step", self.step_view), *super().get_urls()]

    def step_view(self, request, record):
        """Takes the step that was posted, or answers with the summary, why not, and all that was typed."""
        name = request.POST.get("step", "")
        if request.method != "POST":
            return redirect(url_of(record, "summary"))
        if name not in STEPS:
            return self.summary(request, record, status=400, problems=[_("There is no such step.")])
        form = STEP_FORMS[name](request.POST, auto_id=f"id_{name}_%s")
        if not form.is_valid():
            return self._step_refused(request, record, name, form, [], 403 if _is_forged(request, name) else 400)
        return self._take_step(request, record, name, form)

    def _take_step(self, request, record, name, form):
        try:
            words = _taken(record, name, form.cleaned_data, by=request.user)
        except Stale:
            return self._step_stale(request, record, name, form)
        except REFUSING as error:
            form.refuse(error, in_words(error))
            return self._step_refused(request, record, name, form, in_words(error), status_of(error))
        self.log_change(request, record, words)
        self.message_user(request, words, messages.SUCCESS)
        return redirect(url_of(record, "summary"))

    def _step_stale(self, request, record, name, form):
        seen = form.cleaned_data["number"]
        words = _("Somebody saved a newer version after you had opened the page. Nothing was done.")
        return self._step_refused(request, record, name, form, [words], 409, since=seen)

    def _step_refused(self, request, record, name, form, problems, status, since=None):
        record.refresh_from_db()
        form.data = form.data.copy()
        form.data["number"] = Desk(record).number
        if not problems:
            problems = [line for lines in form.errors.values() for line in lines]
        return self.summary(request, record, status=status, problems=problems, tried=(name, form), since=since)


def _is_forged(request, name) -> bool:
    """Whether the page that this person sees has no such button."""
    return not request.user.has_perm(ABILITIES[name])


@transaction.atomic
def _taken(record, name: str, given: dict, *, by) -> str:
    """What was done, in words. Raises Stale or what the verbs raise."""
    permissions.require(by, ABILITIES[name])
    row = locked(record)
    desk = Desk(row)
    if desk.number != given["number"] and not _is_done_already(desk, name, given, by):
        raise Stale
    return STEPS[name](desk, given, by=by, at=timezone.now())


def _is_done_already(desk: Desk, name: str, given: dict, by) -> bool:
    """A button that was pressed twice: the newest version is what the first press made."""
    newest = desk.newest
    if name not in ("revert", "discard") or newest is None or newest.author_id != by.pk:
        return False
    wanted = _version(desk, given["version"]) if name == "revert" else desk.live
    was_made_from_it = newest.made_from is not None and newest.made_from == given["number"]
    if wanted is None or not was_made_from_it:
        return False
    return contents.is_same(newest.content, snapshots.lasting(desk.record, wanted.content))


def _submit(desk, given, *, by, at):
    if desk.reviews and _repeats(desk.reviews[-1], Review.Decision.SUBMITTED, by):
        return _("Done: a review was asked for.")
    publishing.submit(desk.record, by=by, at=at, note=given["note"])
    return _("A review of version %(number)s was asked for.") % {"number": desk.number}


def _approve(desk, given, *, by, at):
    last = desk.reviews[-1] if desk.reviews else None
    chosen = given["languages"]
    if last and _repeats(last, Review.Decision.APPROVED, by) and _languages(last) == sorted(chosen):
        return _("Done: version %(number)s is approved.") % {"number": desk.number}
    publishing.approve(desk.record, by=by, at=at, note=given["note"], languages=tuple(chosen))
    return _("Version %(number)s is approved.") % {"number": desk.number}


def _send_back(desk, given, *, by, at):
    if desk.reviews and _repeats(desk.reviews[-1], Review.Decision.SENT_BACK, by):
        return _("Done: version %(number)s was sent back.") % {"number": desk.number}
    publishing.send_back(desk.record, by=by, at=at, note=given["note"])
    return _("Version %(number)s was sent back.") % {"number": desk.number}


def _repeats(review: Review, decision: str, by) -> bool:
    return review.decision == decision and review.by_id == by.pk


def _languages(review: Review) -> list[str]:
    return [language for language, is_so in (("en", review.english), ("fr", review.french)) if is_so]


def _confirm(desk, given, *, by, at):
    said = {
        "en": _("The English is confirmed as still right."),
        "fr": _("The French is confirmed as still right."),
    }
    there = StillRight.objects.about(desk.record).filter(language=given["language"], number=desk.number)
    if not there.exists():
        publishing.confirm(desk.record, given["language"], by=by, at=at)
    return said[given["language"]]


def _revert(desk, given, *, by, at):
    old = _version(desk, given["version"])
    if old is None:
        raise ValidationError(_("There is no version %(number)s.") % {"number": given["version"]})
    _save(desk, old.content, by=by, at=at)
    return _("Version %(number)s is the draft again, as a new version.") % {"number": old.number}


def _discard(desk, given, *, by, at):
    if desk.live is None:
        raise ValidationError(_("It was never published: there is no live version to go back to."))
    _save(desk, desk.live.content, by=by, at=at)
    return _("The draft says what is live again. What it said before stays in the history.")


def _save(desk, content, *, by, at):
    try:
        with rehearse(desk.record, content):
            pass
        publishing.save(desk.record, content, by=by, at=at)
    except IntegrityError:
        words = _("It cannot come back as it was: it names a record that is no more, or its slug is taken.")
        raise ValidationError(words) from None


def _sign(desk, given, *, by, at):
    override = Override.objects.filter(pk=given["override"], publication__record_uuid=desk.record.pk).first()
    if override is None:
        raise ValidationError(_("There is nothing of that kind to sign here."))
    publishing.sign(override, by=by, at=at)
    return _("Signed.")


def _version(desk: Desk, number: int) -> Version | None:
    return Version.objects.about(desk.record).filter(number=number).first()


STEPS = {
    "submit": _submit,
    "approve": _approve,
    "send-back": _send_back,
    "confirm": _confirm,
    "revert": _revert,
    "discard": _discard,
    "sign": _sign,
}
ABILITIES = {
    "submit": permissions.ACTS[Act.SUBMIT],
    "approve": permissions.ACTS[Act.APPROVE],
    "send-back": permissions.ACTS[Act.SEND_BACK],
    "confirm": permissions.REVIEW,
    "revert": permissions.ACTS[Act.SAVE],
    "discard": permissions.ACTS[Act.SAVE],
    "sign": permissions.REVIEW,
}
