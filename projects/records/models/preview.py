"""Who was let in before a record is public."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.records.models.about import AboutRecord, person


class PreviewLink(AboutRecord):
    """Lets one named recipient read one record before it is public. Of the secret only its hash is kept."""

    recipient = models.CharField(
        _("recipient"),
        max_length=200,
        help_text=_("One person, by name and organisation, so that openings can be told."),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    by = person("preview_links")
    made_at = models.DateTimeField(_("made"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = person("revoked_links", null=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="records_previewlink_expires_after_it_was_made"
            ),
        ]

    def __str__(self):
        return self.recipient


class Opening(models.Model):
    """One opening of a preview link."""

    link = models.ForeignKey(PreviewLink, models.PROTECT, related_name="openings", verbose_name=_("preview link"))
    at = models.DateTimeField(_("at"))
    language = models.CharField(_("language"), max_length=2)
    agent = models.CharField(_("browser"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["-pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.link} {self.at:%Y-%m-%d %H:%M}"
