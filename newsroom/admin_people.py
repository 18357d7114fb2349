"""The people of the desk and their roles: an administrator's alone. Nobody is deleted: ledger and log name all."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.records.admin.lists import GuardedList

LAST_ONE = gettext_lazy("Nobody else is an administrator: make somebody one first.")


class ForAdministrators:
    """Whatever rights somebody was given: who may do what is decided by administrators."""

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


def is_last_administrator(person: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    return not others.exists()


class PersonForm(UserChangeForm):
    def clean(self):
        """Somebody has to be left who can let people in."""
        cleaned = super().clean()
        was = User.objects.get(pk=self.instance.pk)
        stays = cleaned.get("is_superuser") and cleaned.get("is_active") and cleaned.get("is_staff")
        if was.is_superuser and was.is_active and not stays and is_last_administrator(was):
            raise ValidationError(LAST_ONE)
        return cleaned


class DeskUserAdmin(ForAdministrators, GuardedList, UserAdmin):
    form = PersonForm
    list_display = ["username", "first_name", "last_name", "roles", "is_superuser", "is_active", "last_login"]
    actions = ["deactivate"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, person):
        return ", ".join(group.name for group in person.groups.all()) or "–"

    @admin.action(description=gettext_lazy("Deactivate: they can do nothing here any more"))
    def deactivate(self, request, people):
        leaving = [each for each in people if each.is_active]
        if (
            not User.objects.filter(is_superuser=True, is_active=True)
            .exclude(pk__in=[p.pk for p in leaving])
            .exists()
        ):
            self.message_user(request, LAST_ONE, messages.ERROR)
            return
        for person in leaving:
            person.is_active = False
            person.save(update_fields=["is_active"])
            self.log_change(request, person, "Deactivated.")
        words = ngettext("%(count)d person is deactivated.", "%(count)d people are deactivated.", len(leaving))
        self.message_user(request, words % {"count": len(leaving)}, messages.SUCCESS)

    def has_delete_permission(self, request, obj=None):
        return False

    def delete_view(self, request, object_id, extra_context=None):
        """Leads whoever would have deleted somebody to where they are deactivated."""
        person = self.get_object(request, unquote(object_id))
        if person is None or not self.has_change_permission(request, person):
            return super().delete_view(request, object_id, extra_context)
        words = _("Nobody is deleted: the ledger and the log name them. Take “Active” away instead.")
        self.message_user(request, words, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[person.pk]))


class DeskGroupAdmin(ForAdministrators, GuardedList, GroupAdmin):
    pass
