from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects import figures_checked
from projects.models import Figure, Project
from projects.records.findings import must, warn
from projects.records.languages import LocalText, Translated, active, labelled
from projects.records.models import Claim, Dated, Organisation, Record
from projects.records.models.spans import SpanColumns
from timeline.histories import History
from timeline.querysets import HAPPENED, PLANNED, MilestoneDateQuerySet, MilestoneQuerySet


class Milestone(Record):
    """Something that happened, or is announced for a day, a month, a year.

    Its dates are claims. The row carries the nature and span of the current one, and how often they changed for
    the public, written by `settle()` alone.
    """

    SETTLED = ("nature", "earliest", "latest", "approx", "date_changes")
    SEARCHED = ("title", "text")

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        PARTNERSHIP = "partnership", _("partnership")
        RESEARCH = "research", _("research")
        CONSTRUCTION = "construction", _("construction")
        OPENING = "opening", _("opening")
        PRODUCTION = "production", _("production")
        ENERGY = "energy", _("energy")
        TRAINING = "training", _("training")
        POLICY = "policy", _("policy")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=300, blank=True)
    plan_title_en = models.CharField(
        _("title while planned, in English"),
        max_length=300,
        blank=True,
        help_text=_("Shown as long as it has not happened, if the title itself says that it has."),
    )
    plan_title_fr = models.CharField(_("title while planned, in French"), max_length=300, blank=True)
    text_en = models.TextField(_("text in English"), blank=True, help_text=_("A short paragraph for readers."))
    text_fr = models.TextField(_("text in French"), blank=True)
    is_key = models.BooleanField(
        _("key milestone"), default=False, help_text=_("Key milestones stand out and can be filtered for.")
    )
    position = models.SmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Decides the order among milestones of the same date, lowest first."),
    )
    projects = models.ManyToManyField(Project, blank=True, related_name="milestones", verbose_name=_("projects"))
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="milestones", verbose_name=_("organisations")
    )
    nature = models.CharField(_("nature"), max_length=10, blank=True, editable=False)
    earliest = models.DateField(_("earliest day"), null=True, editable=False, db_index=True)
    latest = models.DateField(_("latest day"), null=True, editable=False)
    approx = models.BooleanField(_("about"), default=False, editable=False)
    date_changes = models.PositiveIntegerField(_("changes of its date"), default=0, editable=False)

    title = Translated()
    plan_title = Translated()
    text = Translated()
    span = SpanColumns()

    objects = MilestoneQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = [Coalesce("earliest", "latest"), "position", "uuid"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(nature="", earliest__isnull=True, latest__isnull=True)
                | (
                    models.Q(nature__in=[HAPPENED, PLANNED])
                    & (models.Q(earliest__isnull=False) | models.Q(latest__isnull=False))
                ),
                name="timeline_milestone_nature_with_a_bound",
            ),
        ]

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return reverse("milestone", kwargs={"slug": self.slug})

    def findings(self, at):
        if not self.dates.standing().exists():
            yield must("date-missing", _("It has no date: say when it happened, or is planned."), "dates")
        if self.nature == PLANNED and self.latest and self.latest < timezone.localdate(at):
            words = _("It was planned for %(span)s, which has passed: say what came of it, or the new date.")
            yield warn("plan-passed", words % {"span": self.span.label(active())}, "dates")
        about = Q(project__in=self.projects.order_by()) | Q(organisation__in=self.organisations.order_by())
        yield from figures_checked.unmatched(self, Figure.objects.standing().filter(about))

    def face(self):
        name = "plan_title" if self.nature != HAPPENED and self.plan_title else "title"
        return (self.slug, getattr(self, f"{name}_en"), getattr(self, f"{name}_fr"))

    def searched(self, language):
        """By the title that it has now. Without a date it is not shown."""
        _slug, title_en, title_fr = self.face()
        _title, text = super().searched(language)
        return [title_en if language == "en" else title_fr, text] if self.nature else []

    def searched_when(self):
        return self.span

    def settle(self) -> None:
        """Counts what changes while it is live; of what was told before, each date against the one before it."""
        history = self.history(date.min)
        before = (self.nature, self.span)
        self.nature = history.current.nature if history.current else ""
        self.span = history.current.span if history.current else None
        has_changed = self.version > 0 and before != ("", None) and before != (self.nature, self.span)
        self.date_changes = max(self.date_changes + has_changed, history.changes)

    @property
    def title_now(self) -> LocalText:
        return self.title_while(self.nature == HAPPENED)

    def title_while(self, happened: bool) -> LocalText:
        """What happened; or, as long as it is a plan, what is planned."""
        return self.title if happened or not self.plan_title else self.plan_title

    def history(self, on: date, dates=None) -> History:
        """Every date given, as on that day; `dates` if they were fetched before."""
        return History(self.dates.standing().select_related("source") if dates is None else dates, on)


class MilestoneDate(Claim, Dated):
    """A date that a source gives for a milestone: that it happened then, or is planned for then."""

    SUBJECTS = ("milestone",)

    class Nature(models.TextChoices):
        HAPPENED = HAPPENED, _("happened")
        PLANNED = PLANNED, _("planned")

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="dates", verbose_name=_("milestone"))
    nature = models.CharField(_("nature"), max_length=10, choices=Nature)

    objects = MilestoneDateQuerySet.as_manager()

    class Meta(Claim.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["source__known_on", "uuid"]
        constraints = [*Claim.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self):
        return labelled(self.get_nature_display(), self.span.label(active())) if self.span else ""

    def clean(self):
        """A source tells what happened up to the day it appeared, not after."""
        super().clean()
        told_ahead = self.earliest and self.source_id and self.earliest > self.source.known_on
        if self.nature == HAPPENED and told_ahead:
            raise ValidationError({"nature": _("The source is older than that day: it can only have planned it.")})

    @property
    def is_outcome(self) -> bool:
        return self.nature == HAPPENED

    @property
    def key(self):
        return self.milestone_id

    @property
    def title(self) -> LocalText:
        """What the source says that happened, or is planned."""
        return self.milestone.title_while(self.is_outcome)
