"""Choosing what goes out together: from all that waits to be published, or from a record's own page."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.records import drafts, publishing, snapshots, wording
from projects.records.admin.bundles_items import state_of
from projects.records.admin.lists import LONGEST_SEARCH
from projects.records.admin.pages import url_of
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.drafts import Desk
from projects.records.forms_bundles import NEW, IntoForm
from projects.records.models import Bundle, Record, Schedule, Version

PER_PAGE = 30


@dataclass(frozen=True)
class Choice:
    """A record that has something to publish, as a line to be ticked."""

    record: Record
    difference_count: int

    @property
    def key(self) -> str:
        return f"{self.record.type_name()}:{self.record.pk}"

    @property
    def type_word(self) -> str:
        return capfirst(self.record._meta.verbose_name)

    @property
    def state(self) -> str:
        return drafts.state_of(self.record).words

    @property
    def url(self) -> str:
        return url_of(self.record, "summary")


class Collects:
    """For the admin of bundles."""

    def get_urls(self):
        return [
            path("<int:bundle_id>/collect/", self.of_bundle(self.collect_view), name="records_bundle_collect"),
            path(
                "for/<str:record_type>/<uuid:record_uuid>/",
                self.admin_site.admin_view(self.for_view),
                name="records_bundle_for",
            ),
            *super().get_urls(),
        ]

    def collect_view(self, request, bundle):
        """All that waits to be published, to be ticked; what is ticked is put in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._collect(request, bundle)
        return self._choices_page(request, bundle)

    def _choices_page(self, request, bundle, problems=(), status=200):
        words, record_type = request.GET.get("q", "")[:LONGEST_SEARCH], request.GET.get("type", "")
        keys = self._waiting(request, words, record_type, bundle)
        page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
        context = self.bundle_context(
            request,
            _("Choose what goes out together"),
            bundle,
            state=state_of(bundle),
            choices=_choices(page.object_list),
            page=page,
            q=words,
            type=record_type,
            types=[(model.type_name(), capfirst(model._meta.verbose_name)) for model in snapshots.record_models()],
            problems=problems,
        )
        return TemplateResponse(request, "records/admin/bundle_collect.html", context, status=status)

    def _waiting(self, request, words, record_type, bundle) -> list[tuple]:
        """Keys of the records that have something to publish and are not in the bundle yet, by type and name."""
        taken = set(bundle.items.values_list("record_uuid", flat=True))
        found = []
        for model in snapshots.record_models():
            if record_type in ("", model.type_name()):
                found += [(model, pk) for pk in self._waiting_of(request, model, words) if pk not in taken]
        return found

    def _waiting_of(self, request, model, words) -> list:
        desk = self.admin_site.get_model_admin(model)
        waiting = model.objects.filter(drafts.has_draft())
        if words:
            waiting, _may_repeat = desk.get_search_results(request, waiting, words)
        return list(dict.fromkeys(waiting.values_list("pk", flat=True)))

    def _collect(self, request, bundle):
        chosen = [record for key in request.POST.getlist("record") if (record := _record(key))]
        if not chosen:
            return self._choices_page(request, bundle, [_("Tick what goes out together.")], 400)
        refused = []
        for record in dict.fromkeys(chosen):
            try:
                publishing.collect(bundle, record, by=request.user)
            except REFUSING as error:
                refused += in_words(error)
        count = len(set(chosen)) - len(refused)
        if refused and not count:
            return self._choices_page(request, bundle, list(dict.fromkeys(refused)), 400)
        words = ngettext("%(count)d record was put in.", "%(count)d records were put in.", count) % {
            "count": count
        }
        self.log_change(request, bundle, words)
        self.message_user(request, words, messages.SUCCESS)
        for line in refused:
            self.message_user(request, line, messages.WARNING)
        return redirect("admin:records_bundle_change", bundle.pk)

    def for_view(self, request, record_type, record_uuid):
        """Puts one record into a bundle that is open, or into a new one."""
        record = _record(f"{record_type}:{record_uuid}")
        if record is None:
            raise Http404
        if not self.has_add_permission(request):
            raise PermissionDenied
        bundles = open_bundles()
        form = IntoForm(request.POST if request.method == "POST" else None, bundles=bundles)
        if form.is_valid():
            try:
                bundle = self._bundle_for(request, form, record)
            except REFUSING as error:
                return self._for_page(request, record, form, in_words(error), status_of(error))
            words = _("“%(name)s” was put in.") % {"name": record}
            self.log_change(request, bundle, words)
            self.message_user(request, words, messages.SUCCESS)
            return redirect("admin:records_bundle_change", bundle.pk)
        return self._for_page(request, record, form, status=400 if form.is_bound else 200)

    def _bundle_for(self, request, form, record) -> Bundle:
        if not Desk(record).has_draft:
            raise ValidationError(_("“%(name)s” has nothing to publish.") % {"name": record})
        if form.cleaned_data["into"] == NEW:
            bundle = publishing.bundle(form.cleaned_data["name"], by=request.user, at=timezone.now())
        else:
            bundle = Bundle.objects.get(pk=form.cleaned_data["into"])
        publishing.collect(bundle, record, by=request.user)
        return bundle

    def _for_page(self, request, record, form, problems=(), status=200):
        context = self.bundle_context(
            request,
            _("Publish together with others"),
            record=record,
            record_url=url_of(record, "summary"),
            form=form,
            problems=problems,
        )
        return TemplateResponse(request, "records/admin/bundle_for.html", context, status=status)


def open_bundles():
    """Those about which nobody has decided yet."""
    pending = Schedule.objects.pending().filter(bundle=OuterRef("pk"))
    return Bundle.objects.filter(~Exists(pending), closed_at=None)


def _record(key: str) -> Record | None:
    """The record of a key such as "release:<uuid>"; None if there is none."""
    record_type, _colon, uuid = key.partition(":")
    try:
        return snapshots.model_of(record_type).objects.filter(pk=uuid).first()
    except (LookupError, ValidationError, ValueError):
        return None


def _choices(keys) -> list[Choice]:
    """The records of one page, with what each of them changes: three queries a type at most."""
    by_type = {}
    for model, pk in keys:
        by_type.setdefault(model, []).append(pk)
    records = {}
    for model, uuids in by_type.items():
        records |= {record.pk: record for record in drafts.with_state(model.objects.filter(pk__in=uuids))}
    numbers = _contents([record for record in records.values() if record.version])
    return [Choice(records[pk], _difference_count(records[pk], numbers)) for _model, pk in keys if pk in records]


def _contents(records: list[Record]) -> dict[tuple, dict]:
    """The live and the newest contents, by record and number."""
    wanted = {(record.pk, number) for record in records for number in (record.version, record.newest_number)}
    versions = Version.objects.filter(record_uuid__in=[record.pk for record in records])
    versions = versions.filter(number__in={number for _pk, number in wanted})
    return {(each.record_uuid, each.number): each.content for each in versions}


def _difference_count(record: Record, found: dict) -> int:
    before, after = (found.get((record.pk, number)) for number in (record.version, record.newest_number))
    return 0 if before is None or after is None else wording.count(type(record), before, after)
