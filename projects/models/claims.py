from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects import figures, measures
from projects.models.project import Project
from projects.querysets import StatusReportQuerySet
from projects.records.claims import Interval
from projects.records.languages import Translated, active, labelled
from projects.records.models import Claim, Dated, Organisation
from projects.records.models.spans import SpanColumns


class StatusReport(Claim, Dated):
    """What state a project was in, and when."""

    SUBJECTS = ("project",)

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        PERMITTING = "permitting", _("awaiting permits")
        UNDER_CONSTRUCTION = "under-construction", _("under construction")
        INAUGURATED = "inaugurated", _("inaugurated")
        OPERATIONAL = "operational", _("in operation")
        SUSPENDED = "suspended", _("suspended")

    # States that last: a report of one tells when it was so, not since when.
    LASTING = (Status.PERMITTING, Status.UNDER_CONSTRUCTION, Status.OPERATIONAL, Status.SUSPENDED)

    project = models.ForeignKey(Project, models.CASCADE, related_name="status_reports", verbose_name=_("project"))
    status = models.CharField(_("status"), max_length=30, choices=Status)

    objects = StatusReportQuerySet.as_manager()

    class Meta(Claim.Meta):
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["earliest", "latest", "uuid"]
        constraints = [*Claim.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self):
        status = self.get_status_display()
        return labelled(status, self.span.label(active())) if self.span else status

    @property
    def is_as_of_its_source(self) -> bool:
        """Whether the date is merely that of the source, which found the project in this state."""
        return self.status in self.LASTING and self.span == self.published


class AboutProjectOrOrganisation(Claim):
    """A claim about a project or about an organisation, just one of them."""

    SUBJECTS = ("project", "organisation")

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("project"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("organisation"),
    )

    class Meta:
        abstract = True
        constraints = [
            *Claim.Meta.constraints,
            models.CheckConstraint(
                condition=Q(project__isnull=True, organisation__isnull=False)
                | Q(project__isnull=False, organisation__isnull=True),
                name="%(app_label)s_%(class)s_about_one_thing",
                violation_error_message=_("Choose a project or an organisation, just one of them."),
            ),
        ]


class Figure(AboutProjectOrOrganisation):
    """A number: so many of a measure, as it is or as it is meant to be, perhaps for a span and for somebody."""

    class Nature(models.TextChoices):
        ACTUAL = "actual", _("actual")
        EXPECTED = "expected", _("expected")
        TARGET = "target", _("target")
        STATED = "stated", _("as stated")

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        ABOUT = "about", _("about")
        MORE_THAN = "more-than", _("more than")
        AT_LEAST = "at-least", _("at least")
        LESS_THAN = "less-than", _("less than")
        AT_MOST = "at-most", _("at most")
        BETWEEN = "between", _("between")

    measure = models.CharField(_("measure"), max_length=50, choices=measures.CHOICES)
    qualifier = models.CharField(_("reading"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    low = models.DecimalField(_("number, or lower bound"), max_digits=18, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(
        _("upper bound"),
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Only for “between”, “less than” and “at most”."),
    )
    nature = models.CharField(
        _("nature"),
        max_length=10,
        choices=Nature,
        help_text=_(
            "Actual: it is so. Expected: announced effect of something under way. Target: an aim. "
            "As stated: the source does not say which."
        ),
    )
    earliest = models.DateField(_("for, earliest day"), null=True, blank=True)
    latest = models.DateField(_("for, latest day"), null=True, blank=True)
    approx = models.BooleanField(_("for about"), default=False)
    party = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures_for",
        verbose_name=_("for whom"),
        help_text=_("Who the number is for, such as the customer or the lender."),
    )

    span = SpanColumns()

    class Meta(AboutProjectOrOrganisation.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["measure", "nature", "earliest", "uuid"]
        constraints = [
            *AboutProjectOrOrganisation.Meta.constraints,
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="projects_figure_low_not_above_high",
                violation_error_message=_("The lower bound is above the upper."),
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(high__isnull=False),
                name="projects_figure_has_a_number",
                violation_error_message=_("Give a number."),
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
                name="projects_figure_earliest_not_after_latest",
                violation_error_message=_("The earliest day is after the latest."),
            ),
        ]

    def __str__(self):
        return labelled(self.get_measure_display(), self.value_text())

    def clean(self):
        """Puts the number where its reading has it, and says which bound is missing."""
        super().clean()
        needed = {
            "between": ("low", "high"),
            "less-than": ("high",),
            "at-most": ("high",),
        }.get(self.qualifier, ("low",))
        if needed == ("high",) and self.high is None:
            self.low, self.high = None, self.low
        elif self.qualifier in ("exact", "about") and self.high is None:
            self.high = self.low
        elif self.qualifier in ("exact", "about") and self.high != self.low:
            raise ValidationError({"high": _("An exact number has no upper bound of its own; choose “between”.")})
        elif self.qualifier in ("more-than", "at-least") and self.high is not None:
            raise ValidationError({"high": _("“More than” and “at least” have no upper bound.")})
        for name in needed:
            if getattr(self, name) is None:
                raise ValidationError({name: _("Give a number, such as 16 or 11.8.")})

    @property
    def unit(self) -> measures.Unit:
        return measures.MEASURES[self.measure].unit

    @property
    def is_outcome(self) -> bool:
        return self.nature == self.Nature.ACTUAL

    @property
    def key(self) -> tuple:
        """Figures of one key speak of the same thing and can be compared."""
        subject = (self.project_id, self.organisation_id)
        return (*subject, self.measure, self.nature, self.party_id, self.earliest, self.latest)

    @property
    def interval(self) -> Interval:
        return figures.interval(self.low, self.high, self.qualifier)

    def value_text(self, language: str | None = None) -> str:
        return figures.words(self.low, self.high, self.qualifier, self.unit, language or active())


class Participation(AboutProjectOrOrganisation):
    """An organisation in a role, in a project or towards another organisation."""

    SHOWN_BY = ("participant",)

    class Role(models.TextChoices):
        DEVELOPER = "developer", _("developer")
        SHAREHOLDER = "shareholder", _("shareholder")
        INVESTOR = "investor", _("investor")
        CUSTOMER = "customer", _("customer")
        SUPPLIER = "supplier", _("supplier")
        LENDER = "lender", _("lender")
        PUBLIC_FINANCING = "public-financing", _("public financing")
        ADVISER = "adviser", _("adviser")

    participant = models.ForeignKey(
        Organisation, models.PROTECT, related_name="roles", verbose_name=_("participant")
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)

    class Meta(AboutProjectOrOrganisation.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["role", "participant__name", "uuid"]

    def __str__(self):
        return labelled(self.participant, self.get_role_display())


class Statement(Claim):
    """A sentence about a project that is neither a number nor a date, with its source."""

    SUBJECTS = ("project",)

    project = models.ForeignKey(Project, models.CASCADE, related_name="statements", verbose_name=_("project"))
    text_en = models.CharField(_("text in English"), max_length=600)
    text_fr = models.CharField(_("text in French"), max_length=600, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    text = Translated()

    class Meta(Claim.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["position", "uuid"]

    def __str__(self):
        return self.text
