from django.db import models
from django.utils.translation import gettext_lazy as _


class Searchable(models.Model):
    """The terms by which a live record is found, as `analysis` makes them, with a space between.

    Titles have them in order, with a space around; texts have each once, those of the title too. Over texts the
    database keeps an index by itself. The row decides nothing about visibility: whoever searches asks
    `public(at)` of the record.
    """

    record_uuid = models.UUIDField(_("record"), unique=True)
    record_type = models.CharField(_("type"), max_length=40)
    day = models.DateField(_("day"), null=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    title_en = models.TextField(blank=True)
    title_fr = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.record_type} {self.record_uuid}"


class SearchWord(models.Model):
    """A word that some live record had when it was indexed, in small letters without accents: what may have been
    meant by one that is not found. It is shown only as a public record writes it."""

    word = models.CharField(primary_key=True, max_length=40)
    length = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = []

    def __str__(self):
        return self.word
