"""Deciding about a bundle: how each record goes out and when; then, in words, what will happen, and one button."""

import re

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.records import moments, permissions, publishing
from projects.records.admin import outlook
from projects.records.admin.bundles_items import Item, items_of, look, state_of
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.admin.reviewing import key
from projects.records.admin.steps import Stale
from projects.records.drafts import Desk
from projects.records.forms_moves import ActForm, WhenForm
from projects.records.models import Bundle, Publication
from projects.records.publishing.locks import locked

ITEM = re.compile(r"item-([0-9]{1,18})-number")


class Deciding:
    """The forms of one bundle, one an item and one for the moment."""

    def __init__(self, items: list[Item], data=None):
        self.items = [item for item in items if item.record]
        self.forms = {item.row.pk: _item_form(item, data) for item in self.items}
        lacks_eyes = any(outlook.is_held_up(item.desk) for item in self.items)
        self.when = WhenForm(data, lacks_eyes=lacks_eyes)

    def is_valid(self) -> bool:
        wrong = [form for form in [*self.forms.values(), self.when] if not form.is_valid()]
        return not wrong and not self.is_changed

    @property
    def is_changed(self) -> bool:
        """Whether the page had shown other items than there are."""
        shown = {int(found[1]) for name in self.when.data if (found := ITEM.fullmatch(name))}
        return shown != set(self.forms)

    @property
    def moment(self):
        return self.when.moment

    def renew(self) -> None:
        """The next page carries what it now shows."""
        for item in self.items:
            form = self.forms[item.row.pk]
            if form.is_bound:
                form.data = form.data.copy()
                form.data[form.add_prefix("number")] = str(item.desk.number)

    def decisions(self) -> list[publishing.Decision]:
        """Under the lock. Raises Stale if one of them is not what the page had shown."""
        found = []
        for item in self.items:
            form, row = self.forms[item.row.pk], locked(item.record)
            if Desk(row).number != form.cleaned_data["number"]:
                raise Stale
            words = {name: form.cleaned_data.get(name, "") for name in ("note_en", "note_fr")}
            override = self.when.cleaned_data.get("override", "")
            found.append(publishing.Decision(row, form.decided_act, override=override, **words))
        return found


def _item_form(item: Item, data) -> ActForm:
    return ActForm(
        data,
        standing=item.record.standing,
        prefix=f"item-{item.row.pk}",
        initial={"number": item.desk.number},
    )


class Decides:
    """For the admin of bundles."""

    def get_urls(self):
        view = self.of_bundle(self.publish_view)
        return [path("<int:bundle_id>/publish/", view, name="records_bundle_publish"), *super().get_urls()]

    def decision_context(self, request, items, deciding=None) -> dict:
        deciding = deciding or Deciding(items)
        look(items, deciding.moment or timezone.now())
        deciding.renew()
        return {
            "pairs": [(item, deciding.forms[item.row.pk]) for item in deciding.items],
            "when": deciding.when,
            "warnings": _warnings(items, request.POST.getlist("accepted")),
            "is_blocked": any(item.record is None or not item.has_something for item in items),
        }

    def publish_view(self, request, bundle):
        """Takes the answers; shows what will happen; and, once that was looked at, does it."""
        if request.method != "POST":
            return redirect("admin:records_bundle_change", bundle.pk)
        if not request.user.has_perm(permissions.PUBLISH):
            return self.bundle_page(request, bundle, status=403)
        items = items_of(bundle)
        deciding = Deciding(items, request.POST)
        if outlook.BACK in request.POST:
            return self.bundle_page(request, bundle, deciding=deciding)
        if not deciding.is_valid():
            return self._not_decided(request, bundle, deciding, _unread(deciding), 400)
        look(items, deciding.moment or timezone.now())
        if any(not each["is_accepted"] for each in _warnings(items, request.POST.getlist("accepted"))):
            words = _("Accept each warning by its box, or mend what it says.")
            return self._not_decided(request, bundle, deciding, [words], 400)
        return self._decide(request, bundle, deciding)

    def _decide(self, request, bundle, deciding):
        is_sure, now = outlook.SURE in request.POST, timezone.now()
        try:
            _carry_out(bundle, deciding, by=request.user, at=now, for_real=is_sure)
        except Stale:
            words = _("Somebody changed one of the records after you had opened the page. Nothing was done.")
            return self._not_decided(request, bundle, deciding, [words], 409)
        except IntegrityError:
            words = _("One of the drafts names a record that is no more. Nothing was done.")
            return self._not_decided(request, bundle, deciding, [words], 400)
        except REFUSING as error:
            return self._not_decided(request, bundle, deciding, in_words(error), status_of(error))
        if not is_sure:
            return self._bundle_outlook(request, bundle, deciding, now)
        bundle.refresh_from_db()
        self.log_change(request, bundle, state_of(bundle).words)
        return self._is_decided(request, bundle)

    def _is_decided(self, request, bundle):
        self.message_user(request, state_of(bundle).words, messages.SUCCESS)
        return redirect("admin:records_bundle_change", bundle.pk)

    def _not_decided(self, request, bundle, deciding, problems, status):
        bundle.refresh_from_db()
        if outlook.SURE in request.POST and not state_of(bundle).is_open:
            return self._is_decided(request, bundle)
        return self.bundle_page(request, bundle, problems=problems, status=status, deciding=deciding)

    def _bundle_outlook(self, request, bundle, deciding, now):
        moment, count = deciding.moment, len(deciding.items)
        context = self.bundle_context(
            request,
            _("What will happen"),
            bundle,
            pairs=[(item, _outlook(item, deciding, now)) for item in deciding.items],
            override=deciding.when.cleaned_data.get("override", ""),
            carried=outlook.carried(request.POST),
            button=_button(count, moment),
            moment=moments.words(moment, now=now) if moment else "",
        )
        return TemplateResponse(request, "records/admin/bundle_outlook.html", context)


def _outlook(item: Item, deciding: Deciding, now) -> dict:
    form = deciding.forms[item.row.pk]
    return {
        "consequences": outlook.consequences(item.desk, form.decided_act, deciding.moment, now),
        "notes": [words for name in ("note_en", "note_fr") if (words := form.cleaned_data.get(name))],
    }


def _button(count: int, moment) -> str:
    if moment is None:
        return ngettext("Publish it now", "Publish all %(count)d now", count) % {"count": count}
    words = ngettext("Schedule it for %(moment)s", "Schedule all %(count)d for %(moment)s", count)
    return words % {"count": count, "moment": moments.brief(moment)}


def _unread(deciding: Deciding) -> list[str]:
    """What no field of the page can say."""
    if deciding.is_changed or any("number" in form.errors for form in deciding.forms.values()):
        return [_("The page did not say which versions you had looked at, or the bundle has changed since.")]
    return [_("Nothing was done yet: please mend what is marked below.")]


def _warnings(items: list[Item], accepted: list[str]) -> list[dict]:
    found = []
    for item in items:
        for finding in item.findings:
            if not finding.is_grave:
                mark = f"{item.row.pk}-{key(finding)}"
                words = _("“%(name)s”: %(finding)s") % {"name": item.name, "finding": finding.words}
                found.append(
                    {
                        "is": {"words": words},
                        "key": mark,
                        "is_accepted": mark in accepted,
                        "url": outlook.where_mended(item.record, finding),
                    }
                )
    return found


def _carry_out(bundle: Bundle, deciding: Deciding, *, by, at, for_real: bool) -> None:
    """Does what was decided, or tries it and undoes it. Raises Stale, or what the verbs raise."""
    with transaction.atomic():
        Publication.objects.lock()
        decisions = deciding.decisions()
        if deciding.moment is None:
            publishing.go_out_together(bundle, decisions, by=by, at=at)
        else:
            publishing.schedule_together(bundle, decisions, by=by, at=at, due_at=deciding.moment)
        if not for_real:
            transaction.set_rollback(True)
