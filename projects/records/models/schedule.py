"""What is to go out, when and together with what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.records.languages import Translated
from projects.records.models.about import AboutRecord, person
from projects.records.models.version import Version
from projects.records.states import PUBLIC_ACTS


class Bundle(models.Model):
    """Records that go out together or not at all. Which those are is in `BundleItem`."""

    name = models.CharField(_("name"), max_length=200, help_text=_("For the desk only."))
    by = person("bundles")
    made_at = models.DateTimeField(_("made"))
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        ordering = ["-made_at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return self.name


class BundleItem(AboutRecord):
    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="items", verbose_name=_("bundle"))

    class Meta:
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["bundle", "record_uuid"], name="records_bundleitem_once"),
        ]

    def __str__(self):
        return f"{self.bundle}: {self.record_type}"


class ScheduleQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(cancelled_at=None, applied_at=None)

    def due(self, at):
        return self.pending().filter(due_at__lte=at)

    def about(self, record):
        return self.filter(version__record_uuid=record.pk)


class Schedule(models.Model):
    """This version, at this moment, by this act, with this note. Cancelled or applied, never edited.

    Schedules of one `bundle` and moment are applied together or not at all. `failed_at` and `failure` say what was
    in the way when it was last tried, `failed_after` which ledger row was then the newest.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="schedules", verbose_name=_("version"))
    act = models.CharField(_("act"), max_length=20, choices=[(act.value, act.value) for act in PUBLIC_ACTS])
    note_en = models.TextField(_("note in English"), blank=True)
    note_fr = models.TextField(_("note in French"), blank=True)
    override = models.TextField(_("reason for going ahead without a second pair of eyes"), blank=True)
    due_at = models.DateTimeField(_("due"), db_index=True)
    bundle = models.ForeignKey(
        Bundle, models.PROTECT, null=True, related_name="schedules", verbose_name=_("bundle")
    )
    by = person("schedules")
    made_at = models.DateTimeField(_("made"))
    cancelled_by = person("cancelled_schedules", null=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    cancelled_why = models.TextField(_("why"), blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True)
    failed_at = models.DateTimeField(_("failed"), null=True)
    failed_after = models.PositiveBigIntegerField(null=True)
    failure_en = models.TextField(_("failure"), blank=True)
    failure_fr = models.TextField(_("failure in French"), blank=True)

    note = Translated()
    failure = Translated()

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["due_at", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(applied_at__isnull=True),
                name="records_schedule_cancelled_or_applied",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_why="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_why="")),
                name="records_schedule_cancelled_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(cancelled_at__isnull=True, applied_at__isnull=True),
                name="records_schedule_version_pending_once",
            ),
        ]

    def __str__(self):
        return f"{self.version} {self.act} {self.due_at:%Y-%m-%dT%H:%M:%SZ}"


class Override(models.Model):
    """An act that went ahead without a second pair of eyes. Flagged until somebody else signs it."""

    publication = models.OneToOneField(
        "records.Publication", models.PROTECT, related_name="override_row", verbose_name=_("ledger entry")
    )
    reason = models.TextField(_("reason"))
    signed_by = person("signed_overrides", null=True, verbose_name=_("signed by"))
    signed_at = models.DateTimeField(_("signed"), null=True)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="records_override_has_a_reason"),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="records_override_signed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.reason
