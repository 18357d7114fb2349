from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.records.languages import Translated, labelled
from projects.records.models.nested import refuse_circle
from projects.records.models.record import Record
from projects.records.models.spans import SpanColumns


class Source(Record):
    """A published work that says something: a press release, a report, a page.

    `known_on` is the day from which what it says counts as known. It is computed on every save.
    """

    FACE = ("slug", "title", "publisher")
    CITED = (
        *("url", "publisher_organisation_id", "known_on"),
        *("published_earliest", "published_latest", "published_approx"),
    )

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press-release", _("press release")
        JOINT_STATEMENT = "joint-statement", _("joint statement")
        ARTICLE = "article", _("article")
        REPORT = "report", _("report")
        WEB_PAGE = "web-page", _("web page")
        DATASET = "dataset", _("dataset")

    title = models.CharField(
        _("title"), max_length=300, help_text=_("As the work itself gives it, in its own language.")
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        blank=True,
        help_text=_("As the work names it. Empty if it names none."),
    )
    publisher_organisation = models.ForeignKey(
        "records.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("publisher’s record"),
        help_text=_("If the publisher is among the organisations here."),
    )
    author = models.CharField(_("author"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    language = models.CharField(
        _("language"), max_length=2, blank=True, choices=[("en", _("English")), ("fr", _("French"))]
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    archived_url = models.URLField(_("archived copy"), max_length=500, blank=True)
    published_earliest = models.DateField(_("published, earliest day"), null=True, blank=True)
    published_latest = models.DateField(_("published, latest day"), null=True, blank=True)
    published_approx = models.BooleanField(_("published about"), default=False)
    accessed = models.DateField(_("read on"), null=True, blank=True)
    via = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed",
        verbose_name=_("via"),
        help_text=_("The work that cites this one, if it was not read itself."),
    )
    via_locator = models.CharField(
        _("where in it"), max_length=100, blank=True, help_text=_("For example “notes 2, 6, 8”.")
    )
    note_en = models.TextField(_("note in English"), blank=True, help_text=_("Shown to readers."))
    note_fr = models.TextField(_("note in French"), blank=True, help_text=_("Shown to readers."))
    known_on = models.DateField(_("known on"), editable=False, db_index=True)

    published = SpanColumns("published_")
    note = Translated()

    class Meta(Record.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-known_on", "uuid"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_latest__isnull=False) | Q(accessed__isnull=False) | Q(via__isnull=False),
                name="records_source_has_a_date",
                violation_error_message=_("Say when it was published or read, or through which work it is known."),
            ),
            models.CheckConstraint(
                condition=Q(published_earliest__isnull=True) | Q(published_earliest__lte=F("published_latest")),
                name="records_source_published_earliest_not_after_latest",
                violation_error_message=_("A publication date needs a last day, not before its first."),
            ),
            models.CheckConstraint(
                condition=Q(via__isnull=True) | ~Q(via=F("uuid")),
                name="records_source_not_via_itself",
                violation_error_message=_("A source is not known through itself."),
            ),
        ]

    def __str__(self):
        return labelled(self.publisher, self.title) if self.publisher else self.title

    def get_absolute_url(self):
        return reverse("source", kwargs={"slug": self.slug})

    def clean(self):
        super().clean()
        refuse_circle(self, "via")

    def save(self, **kwargs):
        """Saves; sources that are known through this one follow when its day moves."""
        self.known_on = self._first_known()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "known_on"}
        super().save(**kwargs)
        for relayed in self.relayed.exclude(known_on=self.known_on):
            if relayed._first_known() != relayed.known_on:
                relayed.save(update_fields=["known_on"])

    @property
    def publisher_key(self):
        """Who said it. An unnamed publisher is nobody else: the source stands for itself."""
        return self.publisher_organisation_id or self.publisher.casefold() or self.pk

    def moving_together(self):
        """The source and all that are known through it, however far."""
        return [self, *(source for relayed in self.relayed.all() for source in relayed.moving_together())]

    def _first_known(self) -> date:
        if self.published_latest is not None:
            return self.published_latest
        return self.accessed or self.via.known_on
