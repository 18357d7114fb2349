from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.records.languages import Translated
from projects.records.models.claim import Claim
from projects.records.models.nested import Nested
from projects.records.models.record import Record


class Organisation(Nested, Record):
    """A company, bank, ministry or region: one table, whatever part it plays."""

    FACE = ("slug", "name")
    SEARCHED = ("name", "boilerplate", "note", "seat")

    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters (ISO 3166), such as FR.")
    )
    seat = models.CharField(_("seat"), max_length=100, blank=True, help_text=_("The town of its head office."))
    website = models.URLField(_("website"), blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True, help_text=_("Shown to readers."))
    note_fr = models.CharField(_("note in French"), max_length=300, blank=True, help_text=_("Shown to readers."))
    boilerplate_en = models.TextField(
        _("about, in English"),
        blank=True,
        help_text=_("The “About” paragraph. New releases copy it; released ones keep the one they had."),
    )
    boilerplate_fr = models.TextField(_("about, in French"), blank=True)

    note = Translated()
    boilerplate = Translated()

    class Meta(Record.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "uuid"]
        constraints = [*Record.Meta.constraints, *Nested.Meta.constraints]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", kwargs={"slug": self.slug})


class Leader(Claim):
    """Who leads an organisation, as a source names them."""

    SUBJECTS = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="leaders", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=200)
    role_en = models.CharField(_("role in English"), max_length=200)
    role_fr = models.CharField(_("role in French"), max_length=200, blank=True)

    role = Translated()

    class Meta(Claim.Meta):
        verbose_name = _("leader")
        verbose_name_plural = _("leaders")
        ordering = ["-source__known_on", "uuid"]

    def __str__(self):
        return f"{self.name} ({self.role})"
