"""Versions of records, and what was decided about them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from projects.records.models.about import AboutRecord, AboutRecordQuerySet, person


class VersionQuerySet(AboutRecordQuerySet):
    def newest(self):
        """Of each record the version that none follows."""
        newer = self.model.objects.filter(record_uuid=OuterRef("record_uuid"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))


class Version(AboutRecord):
    """An immutable snapshot of a whole record: its row, its links, the rows that it carries.

    `content` is as `snapshots.take` makes it. `is_as_live` says that it holds just what was live when it was
    made, so that nothing waits to be published. `author` is None for what was there before versions were kept.
    """

    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    author = person("versions", null=True, verbose_name=_("author"))
    made_at = models.DateTimeField(_("made"))
    made_from = models.PositiveIntegerField(_("made from"), null=True)
    is_as_live = models.BooleanField(_("as live"), default=False)
    changes_en = models.BooleanField(_("changes the English text"), default=False)
    changes_fr = models.BooleanField(_("changes the French text"), default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["record_uuid", "-number"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["record_uuid", "number"], name="records_version_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="records_version_number_from_one"),
            models.CheckConstraint(
                condition=Q(made_from__isnull=True) | Q(made_from__lt=F("number")),
                name="records_version_made_from_an_older_one",
            ),
        ]

    def __str__(self):
        return f"{self.record_type} v{self.number}"


class Review(models.Model):
    """What somebody decided about a version: it is to be looked at, goes back, or is approved, by language."""

    class Decision(models.TextChoices):
        SUBMITTED = "submitted", _("review asked for")
        SENT_BACK = "sent-back", _("sent back")
        APPROVED = "approved", _("approved")

    version = models.ForeignKey(Version, models.PROTECT, related_name="reviews", verbose_name=_("version"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    english = models.BooleanField(_("English"), default=True)
    french = models.BooleanField(_("French"), default=True)
    note = models.TextField(_("note"), blank=True)
    by = person("reviews")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(english=True) | Q(french=True), name="records_review_of_a_language"
            ),
        ]

    def __str__(self):
        return f"{self.version}: {self.decision}"


class StillRight(AboutRecord):
    """Somebody looked: the text in this language is right although the other one changed, up to `number`."""

    language = models.CharField(_("language"), max_length=2, choices=[("en", _("English")), ("fr", _("French"))])
    number = models.PositiveIntegerField(_("up to version"))
    by = person("confirmations")
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.language} v{self.number}"


class UsedSlug(AboutRecord):
    """A slug under which a record was public once: it answers for that record alone, for ever."""

    slug = models.SlugField(_("slug"), max_length=100)

    class Meta:
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["record_type", "slug"], name="records_usedslug_of_one_record"),
        ]

    def __str__(self):
        return self.slug
