"""What rows of the desk that speak of records have in common."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def person(related_name, **options):
    """A foreign key to somebody of the desk, who is never deleted from under it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name=related_name, **{"verbose_name": _("by"), **options}
    )


class AboutRecordQuerySet(models.QuerySet):
    def about(self, record):
        return self.filter(record_uuid=record.pk)


class AboutRecord(models.Model):
    """A row about a record of whatever type."""

    record_type = models.CharField(_("type"), max_length=40)
    record_uuid = models.UUIDField(_("record"), db_index=True)

    objects = AboutRecordQuerySet.as_manager()

    class Meta:
        abstract = True
