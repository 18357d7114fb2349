"""Bundles: what goes out together or not at all. Collected by writers, decided by publishers."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.records import moments, permissions, publishing
from projects.records.admin.bundles_collecting import Collects
from projects.records.admin.bundles_deciding import Decides
from projects.records.admin.bundles_items import items_of, state_of
from projects.records.admin.lists import DeskAdmin
from projects.records.admin.naming import named
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.forms_bundles import BundleForm
from projects.records.models import Bundle, BundleItem, Schedule

# As many names as a line of the list can hold.
NAMED = 4


class BundleStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("open", _("open")),
            ("scheduled", _("scheduled")),
            ("failed", _("failed")),
            ("closed", _("went out")),
        ]

    def queryset(self, request, bundles):
        wanted = {
            "open": Q(closed_at=None, due_at=None),
            "scheduled": Q(closed_at=None, due_at__isnull=False, has_failed=False),
            "failed": Q(has_failed=True),
            "closed": Q(closed_at__isnull=False),
        }
        return bundles.filter(wanted[self.value()]) if self.value() in wanted else bundles


@admin.register(Bundle)
class BundleAdmin(Collects, Decides, DeskAdmin):
    list_display = ["name", "what", "count", "moment", "state", "by"]
    list_filter = [BundleStateFilter]
    list_select_related = ["by"]
    search_fields = ["name"]

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(permissions.WRITE) or super().has_view_permission(request, obj)

    def has_add_permission(self, request):
        return request.user.has_perm(permissions.WRITE)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(permissions.WRITE)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        pending = Q(schedules__cancelled_at=None, schedules__applied_at=None)
        failed = Schedule.objects.pending().filter(bundle=OuterRef("pk"), failed_at__isnull=False)
        return (
            super()
            .get_queryset(request)
            .annotate(item_count=Count("items", distinct=True), due_at=Min("schedules__due_at", filter=pending))
            .annotate(has_failed=Exists(failed))
        )

    def get_changelist_instance(self, request):
        """With the names of what is in the bundles of the page, fetched at once."""
        changelist = super().get_changelist_instance(request)
        items = BundleItem.objects.filter(bundle__in=[bundle.pk for bundle in changelist.result_list])
        names = named((item.record_type, item.record_uuid) for item in items)
        found = {}
        for item in items:
            found.setdefault(item.bundle_id, []).append(names.get((item.record_type, item.record_uuid)))
        for bundle in changelist.result_list:
            bundle.named = [str(name) for name in found.get(bundle.pk, []) if name]
        return changelist

    @admin.display(description=_("what goes out"))
    def what(self, bundle):
        more = ["…"] if len(bundle.named) > NAMED else []
        return ", ".join([*bundle.named[:NAMED], *more]) or "–"

    @admin.display(description=_("records"), ordering="item_count")
    def count(self, bundle):
        return bundle.item_count

    @admin.display(description=_("when"), ordering="due_at")
    def moment(self, bundle):
        at = bundle.closed_at or bundle.due_at
        return moments.brief(at) if at else "–"

    @admin.display(description=_("state"))
    def state(self, bundle):
        if bundle.closed_at:
            return _("went out")
        if bundle.has_failed:
            return format_html('<strong class="failed-word">{}</strong>', _("failed"))
        return _("scheduled") if bundle.due_at else _("open")

    def get_urls(self):
        return [
            path(
                "<int:bundle_id>/leave-out/", self.of_bundle(self.leave_out_view), name="records_bundle_leave_out"
            ),
            *super().get_urls(),
        ]

    def of_bundle(self, view):
        """A page of one bundle, for whoever may look at it."""

        def found(request, bundle_id, **rest):
            bundle = self.get_object(request, str(bundle_id))
            if bundle is None:
                raise Http404
            if not self.has_view_permission(request, bundle):
                raise PermissionDenied
            return view(request, bundle, **rest)

        return self.admin_site.admin_view(found)

    def add_view(self, request, form_url="", extra_context=None):
        """A new bundle needs a name; what goes into it is chosen next."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BundleForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            bundle = publishing.bundle(form.cleaned_data["name"], by=request.user, at=timezone.now())
            self.log_addition(request, bundle, gettext("Made."))
            return redirect("admin:records_bundle_collect", bundle.pk)
        context = self.bundle_context(request, gettext("New bundle"), form=form)
        status = 400 if form.is_bound else 200
        return TemplateResponse(request, "records/admin/bundle_new.html", context, status=status)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        bundle = self.get_object(request, unquote(object_id))
        if bundle is None:
            raise Http404
        if not self.has_view_permission(request, bundle):
            raise PermissionDenied
        return self.bundle_page(request, bundle)

    def leave_out_view(self, request, bundle):
        if request.method != "POST":
            return redirect("admin:records_bundle_change", bundle.pk)
        key = request.POST.get("item", "")
        items = BundleItem.objects.filter(bundle=bundle)
        item = items.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if item is None:
            self.message_user(request, gettext("It is not in the bundle any more."), messages.WARNING)
            return redirect("admin:records_bundle_change", bundle.pk)
        try:
            publishing.leave_out(item, by=request.user)
        except REFUSING as error:
            return self.bundle_page(request, bundle, problems=in_words(error), status=status_of(error))
        record = named([(item.record_type, item.record_uuid)]).get((item.record_type, item.record_uuid))
        words = gettext("Left out: “%(name)s”.") % {"name": record or item.record_type}
        self.log_change(request, bundle, words)
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:records_bundle_change", bundle.pk)

    def bundle_context(self, request, title, bundle=None, **more):
        """What every page about bundles needs."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(bundle) if bundle else None,
            "opts": self.opts,
            "bundle": bundle,
            "bundle_url": reverse("admin:records_bundle_change", args=[bundle.pk]) if bundle else None,
            "media": self.media,
            **more,
        }

    def bundle_page(self, request, bundle, *, problems=(), status=200, deciding=None):
        """What goes out together, what is in the way of each, and the form in which it is decided."""
        bundle.refresh_from_db()
        state = state_of(bundle)
        items = items_of(bundle)
        may_decide = request.user.has_perm(permissions.PUBLISH)
        context = self.bundle_context(
            request,
            gettext("Bundle"),
            bundle,
            is_bundle=True,
            state=state,
            schedule_url=state.url,
            items=items,
            problems=problems,
            why_not="" if may_decide else permissions.REFUSALS[permissions.PUBLISH],
            **(self.decision_context(request, items, deciding) if state.is_open and items else {}),
        )
        return TemplateResponse(request, "records/admin/bundle.html", context, status=status)
