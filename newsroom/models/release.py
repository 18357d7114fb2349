from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models.as_source import made_source
from newsroom.models.desk import Contact, Topic
from newsroom.querysets import PressReleaseQuerySet
from projects import figures_checked
from projects.models import Figure, Project
from projects.records.dates import Span
from projects.records.fields import RichTextField
from projects.records.findings import must
from projects.records.languages import Translated
from projects.records.models import Carried, Organisation, Record, Source
from timeline.models import Milestone


class PressRelease(Record):
    """Text that the company publishes on a day. Once public it is a source that claims can cite."""

    NEEDS = ("issuers", "boilerplates__organisation")
    KEPT = ("source_id",)
    TEXTS = ("title", "lead", "body")
    SEARCHED = ("title", "lead", "body", "dateline")

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press-release", _("press release")
        JOINT_STATEMENT = "joint-statement", _("joint statement")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRESS_RELEASE)
    released_on = models.DateField(
        _("date"),
        db_index=True,
        help_text=_("The day that the release bears. An archived one bears its own."),
    )
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=300, blank=True)
    dateline_en = models.CharField(
        _("dateline in English"),
        max_length=100,
        blank=True,
        help_text=_("The place, such as “Bourbourg (Dunkirk)”."),
    )
    dateline_fr = models.CharField(_("dateline in French"), max_length=100, blank=True)
    lead_en = models.TextField(
        _("lead in English"),
        blank=True,
        help_text=_("One paragraph that says it all; also shown in lists."),
    )
    lead_fr = models.TextField(_("lead in French"), blank=True)
    body_en = RichTextField(_("body in English"), blank=True)
    body_fr = RichTextField(_("body in French"), blank=True)
    needs_both_languages = models.BooleanField(
        _("held until both languages are approved"),
        default=False,
        help_text=_("It does not go out before its English and its French are approved."),
    )
    issuers = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="releases",
        verbose_name=_("issued by"),
        help_text=_("One, or all that sign."),
    )
    source = models.OneToOneField(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="release",
        verbose_name=_("as a source"),
        help_text=_("By which claims cite this release. Left empty, it is made when the release is published."),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="releases", verbose_name=_("topics"))
    projects = models.ManyToManyField(Project, blank=True, related_name="releases", verbose_name=_("projects"))
    milestones = models.ManyToManyField(
        Milestone, blank=True, related_name="releases", verbose_name=_("milestones")
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="releases", verbose_name=_("press contacts")
    )

    title = Translated()
    dateline = Translated()
    lead = Translated()
    body = Translated()

    objects = PressReleaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        ordering = ["-released_on", "uuid"]

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return reverse("release", kwargs={"slug": self.slug})

    def findings(self, at):
        if not self.issuers.exists():
            yield must("issuer-missing", _("Nobody issues it: name at least one organisation."), "issuers")
        about = Q(project__in=self.projects.order_by()) | Q(organisation__in=self.issuers.order_by())
        yield from figures_checked.unmatched(self, Figure.objects.standing().filter(about))

    def companions(self):
        """Its source: made if it has none yet, and of the same day always."""
        if self.source is None:
            self.source = made_source(self)
            self.save()
            return [self.source]
        if self.source.published == Span.day(self.released_on):
            return []
        self.source.published = Span.day(self.released_on)
        self.source.save()
        return [self.source]

    def searched_when(self):
        return Span.day(self.released_on)

    def moving_together(self):
        """Its source is of the same day."""
        return [self, *(self.source.moving_together() if self.source else [])]

    @classmethod
    def type_name(cls) -> str:
        return "release"


class Boilerplate(Carried):
    """The note about a company at the foot of a release, as it stood when the release went out."""

    SUBJECTS = ("release",)

    release = models.ForeignKey(
        PressRelease, models.CASCADE, related_name="boilerplates", verbose_name=_("press release")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="boilerplates", verbose_name=_("organisation")
    )
    text_en = models.TextField(
        _("text in English"),
        blank=True,
        help_text=_("Left empty, the organisation’s own “About” paragraphs are copied in."),
    )
    text_fr = models.TextField(_("text in French"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    text = Translated()

    class Meta:
        verbose_name = _("note about a company")
        verbose_name_plural = _("notes about the companies")
        ordering = ["position", "uuid"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "organisation"],
                name="newsroom_boilerplate_one_a_company",
                violation_error_message=_("This company has a note already."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    def save(self, **kwargs):
        if not (self.text_en or self.text_fr):
            self.text_en = self.organisation.boilerplate_en
            self.text_fr = self.organisation.boilerplate_fr
        super().save(**kwargs)
