"""What readers may ask of the timeline."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from projects.records.asking import AsKnownForm
from projects.records.filters import once_called
from projects.records.models import Organisation
from projects.records.query_fields import name_in
from timeline.models import Milestone


class TimelineForm(AsKnownForm):
    """`project` and `organisation` by slug, `kind`, `key`, words in `q`, `order`, `as_known`, and `all`."""

    # Those by which there are fewer; the others say how to read them.
    FILTERS = ("q", "project", "organisation", "kind", "key")

    field_order = ["q", "project", "organisation", "kind", "as_known", "order", "key"]

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Project"),
        required=False,
        to_field_name="slug",
        empty_label=_("All projects"),
        error_messages={"invalid_choice": _("There is no project “%(value)s”. Choose one from the list.")},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        to_field_name="slug",
        empty_label=_("All organisations"),
        error_messages={"invalid_choice": _("There is no organisation “%(value)s”. Choose one from the list.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *Milestone.Kind.choices],
        error_messages={"invalid_choice": _("There is no kind “%(value)s”. Choose one from the list.")},
    )
    key = forms.BooleanField(label=_("Key milestones only"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Oldest first")), ("newest", _("Newest first"))],
        error_messages={"invalid_choice": _("Give “newest”, or leave it out.")},
    )
    all = forms.ChoiceField(
        required=False,
        choices=[("", ""), ("1", "")],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("“all” is “1”, or is left out.")},
    )

    def __init__(self, *args, at, **kwargs):
        super().__init__(*args, **kwargs)
        milestones = Milestone.objects.public(at).values("pk")
        for name, model in (("project", Project), ("organisation", Organisation)):
            choices = model.objects.public(at).filter(milestones__in=milestones).distinct()
            self.fields[name].queryset = choices
            self._read_former_slug(name, choices)

    def _read_former_slug(self, name: str, choices) -> None:
        """As the one that the record has now, so that the list of choices shows it too."""
        slug = self.data.get(name)
        if slug and name_in(slug) == slug:
            moved = choices.filter(once_called(choices.model, slug)).exclude(slug=slug).first()
            if moved:
                self.data = self.data.copy()
                self.data[name] = moved.slug

    def clean_key(self) -> bool:
        """A box that is ticked says “on”; whoever writes the address may say what the API says."""
        if self.data.get("key", "") not in ("", "on", "1", "true", "false"):
            raise forms.ValidationError(_("“key” is “on”, or is left out."))
        return self.cleaned_data["key"]

    @property
    def filters(self) -> dict:
        """What was understood of them."""
        return {name: self.cleaned_data[name] for name in self.FILTERS if self.cleaned_data.get(name)}

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asked for less than everything."""
        return bool(self.filters)

    @property
    def is_newest_first(self) -> bool:
        return self.cleaned_data.get("order") == "newest"
