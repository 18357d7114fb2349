from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects import figures_checked
from projects.records.languages import Translated
from projects.records.models import Nested, Record


class Project(Nested, Record):
    """A plant, a centre, or a cluster of them. Its facts are claims: status, figures, partners, statements."""

    FACE = ("slug", "name_en", "name_fr")
    SEARCHED = ("name", "summary", "place")

    class Kind(models.TextChoices):
        GIGAFACTORY = "gigafactory", _("gigafactory")
        RESEARCH = "research-and-pilot-line", _("research and pilot line")
        CATHODE = "cathode-plant", _("cathode plant")
        PRECURSOR = "precursor-plant", _("precursor plant")
        RECYCLING = "recycling-plant", _("recycling plant")
        STORAGE = "grid-storage", _("grid storage")
        CLUSTER = "cluster", _("cluster")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    summary_en = models.TextField(
        _("summary in English"),
        blank=True,
        help_text=_("A paragraph without numbers: those are claims with sources."),
    )
    summary_fr = models.TextField(_("summary in French"), blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    place_fr = models.CharField(_("place in French"), max_length=200, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north, such as 50.95."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east, such as 2.31."),
    )

    name = Translated()
    summary = Translated()
    place = Translated()

    class Meta(Record.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["name_en", "uuid"]
        constraints = [
            *Record.Meta.constraints,
            *Nested.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="projects_project_latitude_with_longitude",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    def __str__(self):
        return self.name or self.slug

    def get_absolute_url(self):
        return reverse("project", kwargs={"slug": self.slug})

    def findings(self, at):
        yield from figures_checked.unmatched(self, self.figures.standing())
