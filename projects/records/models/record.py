import uuid
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.records import richtext, texts
from projects.records.dates import Span
from projects.records.fields import RichTextField
from projects.records.findings import Finding
from projects.records.models.version import UsedSlug
from projects.records.querysets import RecordQuerySet
from projects.records.states import Standing

# Words that stand, or may come to stand, where an address has its slug.
RESERVED_SLUGS = (
    "all", "archive", "as-known", "corrections", "delete", "draft", "edit", "embed", "feed", "feeds", "index",
    "latest", "map", "new", "news", "page", "preview", "promises", "search", "timeline", "topics", "versions",
    "withdrawn",
)  # fmt: skip

validate_slug = RegexValidator(
    r"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\Z",
    _("Use small letters a–z, digits and single hyphens, beginning with a letter, such as “gigafactory-opens”."),
)


class Record(models.Model):
    """What has a page or a place of its own and is published as a whole.

    The row holds the live content. Its dates are kept by `publishing` alone. `NEEDS` are look-ups, beside the
    foreign keys, to records that must be public for this one to be; `SETTLED` the columns that `settle()` writes;
    `KEPT` those that no older version empties once they are filled; `TEXTS` the names of those that must be there,
    if the type has them, in one language at least. What `needs_both_languages` waits until both are approved.
    `FACE` are the columns of which the API tells wherever another record names this one, `CITED` those of which it
    tells beside, or by which it orders and compares, where a claim has it as its source. `SEARCHED` are its names
    and texts that readers search, the title first; without them it is not searched.
    """

    NEEDS: tuple[str, ...] = ()
    KEPT: tuple[str, ...] = ()
    SETTLED: tuple[str, ...] = ()
    TEXTS: tuple[str, ...] = ("title", "name")
    FACE: tuple[str, ...] = ("slug",)
    CITED: tuple[str, ...] = ()
    SEARCHED: tuple[str, ...] = ()
    needs_both_languages: bool = False

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        validators=[validate_slug],
        help_text=_("The last part of the public address. If it changes, the old address leads to the new one."),
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False, db_index=True)
    updated_at = models.DateTimeField(_("updated"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="%(app_label)s_%(class)s_slug_unique",
                violation_error_message=_("Another record has this slug."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="%(app_label)s_%(class)s_slug_not_reserved",
                violation_error_message=_("This slug is a word that the site needs for itself."),
            ),
            models.CheckConstraint(
                # A slug of digits would be mistaken for a year: /timeline/2021/.
                condition=Q(slug__gte="a"),
                name="%(app_label)s_%(class)s_slug_begins_with_a_letter",
                violation_error_message=_("A slug begins with a letter."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, version=0) | Q(published_at__isnull=False, version__gt=0),
                name="%(app_label)s_%(class)s_published_has_a_version",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__lte=models.F("withdrawn_at")),
                name="%(app_label)s_%(class)s_withdrawn_after_published",
            ),
        ]

    def clean(self):
        """An address that led to another record once leads there for ever."""
        super().clean()
        used = UsedSlug.objects.filter(record_type=self.type_name(), slug=self.slug)
        if used.exclude(record_uuid=self.pk).exists():
            raise ValidationError({"slug": _("Another record was public at this address; take another slug.")})

    def natural_key(self):
        return (self.slug,)

    def save_base(self, *args, **kwargs):
        """Whatever way a record comes in: its texts are stored clean. Fixtures come past this (see `loaddata`)."""
        texts.tidy(self)
        super().save_base(*args, **kwargs)

    @property
    def standing(self) -> Standing:
        if self.version == 0:
            return Standing.NEW
        return Standing.LIVE if self.withdrawn_at is None else Standing.WITHDRAWN

    def is_public(self, at) -> bool:
        """Whether `objects.public(at)` has this row."""
        published = self.published_at is not None and self.published_at <= at
        return published and (self.withdrawn_at is None or self.withdrawn_at > at)

    @classmethod
    def type_name(cls) -> str:
        """The word for this kind of record in the ledger and the API, such as "project"."""
        return cls._meta.model_name

    def findings(self, at) -> Iterator[Finding]:
        """What `checks` finds that is peculiar to this type of record, of the row as it is."""
        yield from ()

    def companions(self) -> list["Record"]:
        """Records made or changed because this one becomes public, to be published with it. Mostly none."""
        return []

    def settle(self) -> None:
        """Takes over what the row carries of its claims; saving is the caller's. Most rows carry nothing."""

    def face(self) -> tuple:
        """What others show of it: where it is, and what it is called."""
        return tuple(getattr(self, column) for column in self.FACE)

    def searched(self, language: str) -> list[str]:
        """What readers search of it in this language, as far as it is shown, in words alone: the title, the texts.

        Empty where there is nothing. Names are the same in each language.
        """
        return [self._in_words(name, language) for name in self.SEARCHED]

    def _in_words(self, name: str, language: str) -> str:
        columns = {field.attname: field for field in self._meta.concrete_fields}
        column = columns.get(f"{name}_{language}") or columns[name]
        value = getattr(self, column.attname)
        return richtext.plain(value) if isinstance(column, RichTextField) else value

    def searched_when(self) -> Span | None:
        """When it was, or is to be, as far as readers look for it by that."""
        return None

    def moving_together(self) -> list["Record"]:
        """The record and those whose content follows from it."""
        return [self]
