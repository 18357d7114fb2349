"""Choosing records by typing. What was sent and is no key of a record is shown as not chosen, with its error."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError


class _KnowsItsKeys:
    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if self._may_be_a_key(each)], attr)

    def _may_be_a_key(self, text):
        try:
            self.field.remote_field.model._meta.pk.to_python(text or None)
        except ValidationError:
            return False
        return True


class ChooseOne(_KnowsItsKeys, AutocompleteSelect):
    pass


class ChooseSome(_KnowsItsKeys, AutocompleteSelectMultiple):
    pass


class Choosing:
    """For the admin of anything that names records by `autocomplete_fields`."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """What is chosen is not changed or deleted in passing: it has a page of its own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChooseSome(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
