from collections.abc import Iterable

from django.conf import settings
from django.db import connection, models
from django.db.models import OuterRef, Q, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from projects.records.languages import Translated
from projects.records.models.change import LastChange
from projects.records.models.version import Version
from projects.records.states import PUBLIC_ACTS, Act

# Any number that nothing else in the database locks.
_LEDGER_LOCK = 2020_07
# Acts of which readers are told in words.
NEED_A_NOTE = (Act.UPDATE, Act.CORRECT, Act.WITHDRAW)
# Acts that tell what changed of a record that stays; a restoration only if it has a note.
CHANGES = (Act.UPDATE, Act.CORRECT, Act.RESTORE)


class PublicationQuerySet(models.QuerySet):
    def lock(self) -> None:
        """Queues for the ledger until the end of the transaction, as writers on SQLite do anyway."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LEDGER_LOCK])

    def append(self, record, *, act, by, at, note_en="", note_fr="", approved_by=None) -> "Publication":
        """Writes the next row. Call within a transaction; writers queue until its end, so that rows
        become visible in the order of their numbers and none is left out."""
        self.lock()
        publication = self.create(
            sequence=self.latest_sequence() + 1,
            record_type=record.type_name(),
            record_uuid=record.pk,
            version=record.version,
            act=act,
            note_en=note_en,
            note_fr=note_fr,
            at=at,
            by=by,
            approved_by=approved_by,
        )
        changed = [(record.type_name(), record.pk)]
        LastChange.objects.note(publication, changed, is_removed=act == Act.WITHDRAW)
        return publication

    def note_missing(self) -> None:
        """Gives each record of the ledger its last change, where rows came past `append`: from a fixture."""
        own = self.filter(record_uuid=OuterRef("record_uuid")).order_by("-sequence")
        unknown = self.exclude(record_uuid__in=LastChange.objects.values("record_uuid"))
        LastChange.objects.bulk_create(
            LastChange(
                record_uuid=row.record_uuid,
                record_type=row.record_type,
                publication=row,
                is_removed=row.act == Act.WITHDRAW,
            )
            for row in unknown.filter(sequence=Subquery(own.values("sequence")[:1]))
        )

    def latest_sequence(self) -> int:
        """The version of the whole site: 0 before anything was published."""
        return self.aggregate(latest=models.Max("sequence"))["latest"] or 0

    def about(self, record):
        return self.filter(record_type=record.type_name(), record_uuid=record.pk)

    def of_public(self, record_models: Iterable[type[models.Model]], at):
        """Of records of these types that are public at that moment."""
        public = Q(pk__in=[])
        for model in record_models:
            public |= Q(record_type=model.type_name(), record_uuid__in=model.objects.public(at).values("pk"))
        return self.filter(public)

    def changes(self, at):
        """What readers were told up to that moment of changes to what was live, newest first.

        Each row has `superseded`: of a correction the number of the version that it replaced, if that was kept.
        """
        live_before = self.model.objects.filter(
            record_type=OuterRef("record_type"),
            record_uuid=OuterRef("record_uuid"),
            sequence__lt=OuterRef("sequence"),
        ).order_by("-sequence")
        told = self.filter(act__in=CHANGES, at__lte=at).exclude(note_en="", note_fr="").order_by("-sequence")
        told = told.alias(live_before=Subquery(live_before.values("version")[:1]))
        kept = Version.objects.filter(record_uuid=OuterRef("record_uuid"), number=OuterRef("live_before"))
        return told.annotate(
            superseded=models.Case(models.When(act=Act.CORRECT, then=Subquery(kept.values("number")[:1])))
        )

    def corrections(self, at):
        return self.changes(at).filter(act=Act.CORRECT)


class Publication(models.Model):
    """The ledger: one row for each thing that became visible, in one sequence over all types.

    The database itself refuses to change or remove a row (see the migration that makes the triggers).
    """

    sequence = models.PositiveBigIntegerField(_("number"), primary_key=True)
    record_type = models.CharField(_("type"), max_length=40)
    record_uuid = models.UUIDField(_("record"))
    version = models.PositiveIntegerField(_("version"))
    act = models.CharField(_("act"), max_length=20, choices=[(act.value, act.value) for act in PUBLIC_ACTS])
    note_en = models.TextField(_("note in English"), blank=True)
    note_fr = models.TextField(_("note in French"), blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="publications", verbose_name=_("by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approvals",
        verbose_name=_("approved by"),
    )

    note = Translated()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ["-sequence"]
        default_permissions = ["view"]
        permissions = [
            ("write_draft", _("Can write drafts")),
            ("review_draft", _("Can review and approve")),
            ("publish_record", _("Can publish, schedule, correct and withdraw")),
        ]
        indexes = [models.Index(fields=["record_uuid", "-sequence"], name="records_ledger_by_record")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sequence__gt=0), name="records_publication_sequence_from_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(act__in=[act.value for act in NEED_A_NOTE])
                | ~models.Q(note_en="", note_fr=""),
                name="records_publication_readers_are_told_why",
            ),
        ]

    def __str__(self):
        return f"{self.sequence}: {self.act} {self.record_type} v{self.version}"

    def superseded_url(self, record) -> str | None:
        """Where the text stays that this correction replaced. Of a row of `changes()`, and of its record."""
        if self.superseded is None:
            return None
        try:
            return reverse(f"{self.record_type}-version", kwargs={"slug": record.slug, "number": self.superseded})
        except NoReverseMatch:  # such records have no page of their own
            return None
