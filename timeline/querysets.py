"""The questions that are asked of milestones and of the dates given for them."""

from datetime import date

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, ExtractYear, RowNumber

from projects.records.languages import LANGUAGES
from projects.records.querysets import ClaimQuerySet, RecordQuerySet, has_words

HAPPENED, PLANNED = "happened", "planned"
# What is called what is planned: a plan that has a title of its own.
GOES_BY_PLAN = Q(shown_nature=PLANNED) & ~Q(plan_title_en="", plan_title_fr="")
_COLUMNS = ("nature", "earliest", "latest", "approx")


def _low(name: str):
    return Coalesce(name, Value(date.min))


def _high(name: str):
    return Coalesce(name, Value(date.max))


class MilestoneDateQuerySet(ClaimQuerySet):
    def current_first(self):
        """The first rule of `records.claims`, in the database: the first row is the current claim."""
        sharper = (
            self.filter(milestone=OuterRef("milestone"), nature=HAPPENED)
            .annotate(low=_low("earliest"), high=_high("latest"))
            .filter(low__gte=_low_of_outer(), high__lte=_high_of_outer())
            .exclude(low=_low_of_outer(), high=_high_of_outer())
        )
        merely_vaguer = Q(nature=HAPPENED) & Exists(sharper)
        return self.exclude(merely_vaguer).order_by("nature", "-source__known_on", "pk")

    def current(self):
        """The current claim of each milestone, found for all of them in one go."""
        best_first = ["nature", F("source__known_on").desc(), "pk"]
        place = Window(RowNumber(), partition_by="milestone", order_by=best_first)
        return self.current_first().order_by().annotate(place=place).filter(place=1)


def _low_of_outer():
    return Coalesce(OuterRef("earliest"), Value(date.min))


def _high_of_outer():
    return Coalesce(OuterRef("latest"), Value(date.max))


class MilestoneQuerySet(RecordQuerySet):
    """`shown()` or `as_known()` comes first: it says by which claims the others look at a milestone."""

    def shown(self):
        """By the claim that is current now, as the row carries it."""
        shown = self.annotate(**{f"shown_{name}": F(name) for name in _COLUMNS}).exclude(nature="")
        return shown.alias(**{f"shown_text_{language}": F(f"text_{language}") for language in LANGUAGES})

    def as_known(self, day: date, dates: QuerySet):
        """By the claim that was current on that day, among those given; milestones without one are left out.

        Texts are not shown: they were written with later knowledge.
        """
        current = dates.known_on(day).current().values("pk")
        # The columns are those of the very date that is filtered for: of each milestone there is one.
        known = self.filter(dates__in=current).annotate(
            **{f"shown_{name}": F(f"dates__{name}") for name in _COLUMNS}
        )
        return known.alias(**{f"shown_text_{language}": Value("") for language in LANGUAGES})

    def split_on(self, day: date):
        """Marks with `is_announced` what is planned and whose time has not passed on that day."""
        ahead = Q(shown_nature=PLANNED) & (Q(shown_latest__isnull=True) | Q(shown_latest__gte=day))
        return self.annotate(is_announced=Case(When(ahead, then=1), default=0, output_field=IntegerField()))

    def chronological(self, descending: bool = False):
        """By first day (open: last day), last day, position, id: what is past, then what is announced."""
        order = [first_day(), last_day(), F("position"), F("pk")]
        if descending:
            return self.order_by("-is_announced", *(part.desc() for part in order))
        return self.order_by("is_announced", *(part.asc() for part in order))

    def asked_for(self, *, q="", project=None, organisation=None, kind="", key=False):
        """What a reader's filters leave. Words are looked for in titles and texts of both languages."""
        found = self
        if project:
            found = found.filter(projects=project)
        if organisation:
            found = found.filter(organisations=organisation)
        if kind:
            found = found.filter(kind=kind)
        if key:
            found = found.filter(is_key=True)
        return found.with_words(q.split())

    def with_words(self, words: list[str]):
        """Each word in what is shown, in either language: the plan's title while it goes by that, else its own."""
        texts = ("shown_text_en", "shown_text_fr")
        own = has_words(words, "title_en", "title_fr", *texts)
        planned = has_words(words, "plan_title_en", "plan_title_fr", *texts)
        return self.filter((GOES_BY_PLAN & planned) | (~GOES_BY_PLAN & own)) if words else self

    def with_year(self):
        return self.annotate(year=ExtractYear(first_day()))


def first_day():
    return Coalesce("shown_earliest", "shown_latest", output_field=DateField())


def last_day():
    return Coalesce("shown_latest", Value(date.max), output_field=DateField())
