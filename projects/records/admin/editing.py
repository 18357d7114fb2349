"""The admin's own form, drawn and saved over a draft: applied for real, looked at, and rolled back."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import moments, permissions, publishing, snapshots, wording
from projects.records.admin import conflicts, saving
from projects.records.admin.merging import Conflict
from projects.records.admin.pages import url_of
from projects.records.drafts import Desk
from projects.records.models import Publication, Version
from projects.records.publishing.locks import locked
from projects.records.rehearsal import rehearse


def rendered(response):
    """Drawn now, while the database still is as the page shows it."""
    return response.render() if hasattr(response, "render") else response


class EditsDrafts:
    """For the admin of records, and of what they carry. The public sees nothing of what is saved here."""

    change_form_template = "records/admin/change_form.html"

    def record_of(self, row):
        """The record whose draft this row is edited in."""
        return row

    def has_add_permission(self, request, *args):
        return super().has_add_permission(request, *args) and request.user.has_perm(permissions.WRITE)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.has_perm(permissions.WRITE)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and request.user.has_perm(permissions.WRITE)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What contradicts the database is shown again as it was typed, and says so."""

        def form():
            return super(EditsDrafts, self).changeform_view(request, object_id, form_url, extra_context)

        view = self.adding if object_id is None else self.changing
        refusals = []
        for _attempt in range(2):
            try:
                with transaction.atomic():
                    return view(request, form, object_id and unquote(object_id), refusals)
            except IntegrityError:
                refusals = [saving.contradiction()]
            except ValidationError as error:
                refusals = error.messages
        self.message_user(
            request, _("The draft contradicts what was saved since. Restore a version."), messages.ERROR
        )
        return HttpResponseRedirect(self._back_from(request, object_id))

    def _back_from(self, request, object_id):
        found = object_id and self.get_object(request, unquote(object_id))
        if not found:
            return request.path
        return url_of(self.record_of(found), "summary")

    def changing(self, request, form, key, refusals):
        found = self.get_object(request, key)
        if found is None:
            return form()
        if not self.has_view_or_change_permission(request, found):
            raise PermissionDenied
        record = self.record_of(found)
        if request.method == "POST":
            record = locked(record)
        edit = request.edit = saving.Edit(request, record, [*refusals])
        with rehearse(record, edit.to_apply):
            response = rendered(form())
            if edit.saved is None:
                return response
            mine = snapshots.take(record)
        return self.keep(request, edit, mine)

    def adding(self, request, form, _key, refusals):
        edit = request.edit = saving.Edit(request, None, [*refusals])
        if edit.is_post:
            Publication.objects.lock()
        there = edit.is_post and self.model.objects.filter(pk=edit.own_key).first()
        if there:
            return self.after_saving(request, there, Desk(there).newest)
        response = rendered(form())
        if edit.saved is None:
            return response
        version = self.keep_added(request, edit)
        return response if IS_POPUP_VAR in request.POST else self.after_saving(request, edit.saved, version)

    def keep_added(self, request, edit) -> Version:
        """The first version of what is new."""
        record = type(edit.saved).objects.get(pk=edit.saved.pk)
        record.settle()
        record.save()
        return publishing.save(record, snapshots.take(record), by=request.user, at=timezone.now())

    def keep(self, request, edit, mine: dict):
        """Keeps what was typed as the draft, or asks what is to become of what somebody else saved meanwhile."""
        if not edit.is_stale:
            version, is_new = self._kept(request, edit, mine)
            return self.after_saving(request, edit.saved, version, is_new=is_new)
        before = edit.was_saved_before(mine)
        if before is not None:
            return self.after_saving(request, edit.saved, before)
        conflict = Conflict(edit.record, edit.content, mine, edit.drawn_from, edit.desk.number)
        return conflicts.page(request, self.admin_site, conflict)

    def _kept(self, request, edit, mine) -> tuple[Version, bool]:
        version, is_new = saving.kept(edit.record, mine, by=request.user)
        if is_new:
            log = self.log_addition if edit.is_added else self.log_change
            log(request, edit.saved, saving.logged(version, edit.changes))
        return version, is_new

    def after_saving(self, request, row, version, *, is_new=True):
        """The way on once it is saved."""
        words = {"record": row, "number": version.number if version else 1}
        if is_new:
            text = _("“%(record)s” is saved as version %(number)s. Nobody outside sees it yet.")
        else:
            text = _("You changed nothing: version %(number)s of “%(record)s” stays the newest.")
        self.message_user(request, text % words, messages.SUCCESS if is_new else messages.INFO)
        return HttpResponseRedirect(self.way_on(request, row))

    def way_on(self, request, row) -> str:
        return url_of(row, "change") if "_continue" in request.POST else url_of(self.record_of(row), "summary")

    def save_model(self, request, obj, form, change):
        if not change and "page" in request.POST:
            obj.pk = request.edit.own_key
        super().save_model(request, obj, form, change)

    def construct_change_message(self, request, form, formsets, add=False):
        changes = super().construct_change_message(request, form, formsets, add)
        request.edit.changes = changes
        is_new = request.edit.record is None
        return [*changes, {"added": {"name": "version", "object": "1"}}] if is_new else changes

    def response_add(self, request, obj, post_url_continue=None):
        request.edit.saved, request.edit.is_added = obj, True
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return HttpResponse()

    def response_change(self, request, obj):
        request.edit.saved = obj
        return HttpResponse()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change=change, **kwargs)
        edit = getattr(request, "edit", None)
        return saving.refusing(form_class, edit.refusals) if edit and edit.refusals else form_class

    def get_formset_kwargs(self, request, obj, inline, prefix):
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if issubclass(inline.formset, saving.OwnRows):
            options["edit"] = request.edit
        return options

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        edit = request.edit
        context |= {"page": edit.page, "number": None if edit.record is None else edit.number}
        may = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        context["show_save_draft"] = may
        context |= self.said_above(request, edit, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def said_above(self, request, edit, obj) -> dict:
        """The state of the record, what the draft changes, what goes out whatever is saved."""
        if edit.record is None:
            return {"notes": [unseen()]}
        return {
            "state_word": edit.desk.state.words,
            "notes": [unseen(), *_notes(edit)],
            "differs": _differs(edit),
            "summary_url": url_of(edit.record, "summary"),
        }


def unseen() -> str:
    return _("Nobody outside sees what you save here. Publishing is a page of its own.")


def _notes(edit) -> Iterator[str]:
    if edit.is_stale:
        words = _("Somebody saved version %(number)s after you had opened this page. Saving will show you both.")
        yield words % {"number": edit.desk.number}
    if edit.lost:
        words = _("Part of this is no more, or belongs to another record now, and is left out: %(what)s.")
        yield words % {"what": ", ".join(dict.fromkeys(edit.lost))}
    now = timezone.now()
    for each in edit.desk.schedules:
        words = _("Version %(number)s goes out on %(when)s; what you save now is not part of it.")
        yield words % {"number": each.version.number, "when": moments.words(each.due_at, now=now)}


def _differs(edit) -> dict | None:
    """How many places the draft changes of what is live, and where they are listed."""
    desk = edit.desk
    if desk.draft is None or desk.live is None:
        return None
    count = wording.count(type(edit.record), desk.live.content, desk.draft.content)
    return {"count": count, "url": url_of(edit.record, "compare")}
