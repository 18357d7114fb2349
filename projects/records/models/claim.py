from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.records.claims import Interval
from projects.records.dates import Span
from projects.records.languages import Translated
from projects.records.models.carried import Carried
from projects.records.models.source import Source
from projects.records.models.spans import SpanColumns
from projects.records.querysets import ClaimQuerySet


class Claim(Carried):
    """One statement with its source. What it says is in the subclass."""

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        verbose_name=_("source"),
        help_text=_("Who said so. Readers see it beside the statement."),
    )
    locator = models.CharField(
        _("locator"), max_length=200, blank=True, help_text=_("Where in the source: a page, a table, a note.")
    )
    quote = models.CharField(
        _("quote"), max_length=300, blank=True, help_text=_("The source's own few words, if they matter.")
    )
    note_en = models.CharField(_("note in English"), max_length=500, blank=True, help_text=_("Shown to readers."))
    note_fr = models.CharField(_("note in French"), max_length=500, blank=True, help_text=_("Shown to readers."))
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("From this day on the statement no longer counts."),
    )
    withdrawn_why = models.CharField(
        _("reason for withdrawal"), max_length=300, blank=True, help_text=_("Needed together with the day.")
    )

    note = Translated()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(source__isnull=False), name="%(app_label)s_%(class)s_has_a_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why="")),
                name="%(app_label)s_%(class)s_withdrawn_with_a_reason",
                violation_error_message=_("Give both the day of the withdrawal and its reason, or neither."),
            ),
        ]

    def clean(self):
        super().clean()
        if self.withdrawn_on and self.withdrawn_on > timezone.localdate():
            raise ValidationError(
                {"withdrawn_on": _("Give a day up to today: what still counts is not withdrawn yet.")}
            )

    @property
    def known_on(self):
        return self.source.known_on

    @property
    def published(self) -> Span | None:
        return self.source.published

    @property
    def publisher_key(self):
        return self.source.publisher_key


class Dated(models.Model):
    """A model with one span, which may be open at either end but not at both."""

    earliest = models.DateField(_("earliest day"), null=True, blank=True)
    latest = models.DateField(_("latest day"), null=True, blank=True)
    approx = models.BooleanField(_("about"), default=False)

    span = SpanColumns()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
                name="%(app_label)s_%(class)s_earliest_not_after_latest",
                violation_error_message=_("The earliest day is after the latest."),
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=False) | Q(latest__isnull=False),
                name="%(app_label)s_%(class)s_has_a_bound",
                violation_error_message=_("Give a date, a month, a year or a period."),
            ),
        ]

    @property
    def interval(self) -> Interval:
        return Interval(self.earliest, self.latest)
