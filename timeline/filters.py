"""Filters of milestones. Which date counts as a milestone's own is said by `as_known`."""

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from projects.records.facets import OfChoices, OfLinked, OfYears
from projects.records.filters import NamedFilter, RecordFilters, Said
from projects.records.filters_presence import HasFilter, MissingFilter, is_linked, is_said
from projects.records.filters_values import (
    ChoicesFilter,
    OnOrAfter,
    OnOrBefore,
    OrderFilter,
    SearchFilter,
    YearFilter,
    YesOrNoFilter,
)
from projects.records.models import Organisation, Source
from projects.records.ordering import Ordering
from projects.records.querysets import in_active_language
from timeline.models import Milestone, MilestoneDate
from timeline.querysets import GOES_BY_PLAN, HAPPENED, PLANNED, first_day, last_day

STATUSES = [("happened", _("happened")), ("announced", _("announced")), ("overdue", _("overdue"))]
STATUS_LABELS = dict(STATUSES)
# The timeline's own order, as in `MilestoneQuerySet.chronological`: what is past, then what is announced.
BY_DATE = ("is_announced", first_day, last_day, "position")
STATUS = {
    "happened": Q(shown_nature=HAPPENED),
    "announced": Q(shown_nature=PLANNED, is_announced=1),
    "overdue": Q(shown_nature=PLANNED, is_announced=0),
}
IS_KEY = [("true", _("key milestone")), ("false", _("other"))]


class StatusFilter(ChoicesFilter):
    """By what `History.status` says of the date that counts."""

    def filter(self, qs, value):
        asked = Q()
        for status in value or []:
            asked |= STATUS[status]
        return qs.filter(asked)


class ShownWordsFilter(SearchFilter):
    """In what is shown of a milestone by the date that counts."""

    def filter(self, qs, value):
        return qs.with_words(value or [])


def by_title():
    """By the title that is shown."""
    planned = When(GOES_BY_PLAN, then=in_active_language("plan_title"))
    return Case(planned, default=in_active_language("title"), output_field=CharField())


def by_status():
    return Case(*(When(asked, then=Value(status)) for status, asked in STATUS.items()), output_field=CharField())


def by_key():
    return Case(When(is_key=True, then=Value("true")), default=Value("false"), output_field=CharField())


def has_slip(filterset) -> Q:
    """What counts now is not the first plan: the two can be compared, as `History.slip` does."""
    dates = filterset.claims(MilestoneDate).filter(milestone=OuterRef("pk"))
    plans = dates.filter(nature=PLANNED).order_by("source__known_on", F("earliest").asc(nulls_first=True), "pk")
    compared = Milestone.objects.alias(
        first=Subquery(plans.values("pk")[:1]), current=Subquery(_current(filterset).values("pk")[:1])
    )
    return Q(pk__in=compared.filter(first__isnull=False).exclude(first=F("current")).values("pk"))


def _current(filterset):
    return filterset.claims(MilestoneDate).current_first().filter(milestone=OuterRef("pk"))


def is_shown_in(language: str) -> Q:
    """The title that is shown is written in that language."""
    planned, own = ~Q(**{f"plan_title_{language}": ""}), ~Q(**{f"title_{language}": ""})
    return (GOES_BY_PLAN & planned) | (~GOES_BY_PLAN & own)


MILESTONE_HAS = {
    "text": ~Q(shown_text_en="", shown_text_fr=""),
    "project": is_linked("projects", Project),
    "organisation": is_linked("organisations", Organisation),
    "plan": is_said(MilestoneDate, "milestone", nature=PLANNED),
    "slip": has_slip,
    "english": is_shown_in("en"),
    "french": is_shown_in("fr"),
}


class MilestoneFilters(RecordFilters):
    search = ShownWordsFilter()
    q = ShownWordsFilter(label=_("The same as “search”, as the timeline’s page calls it."))
    kind = ChoicesFilter("kind", choices=Milestone.Kind.choices, label=_("Kind of milestone."))
    status = StatusFilter(choices=STATUSES, label=_("Whether it happened, is announced, or is overdue."))
    key = YesOrNoFilter("is_key", label=_("Key milestones only, or all others."))
    project = NamedFilter(Project, "projects", label=_("A project that it belongs to: uuid or slug."))
    organisation = NamedFilter(Organisation, "organisations", label=_("An organisation in it: uuid or slug."))
    source = NamedFilter(
        Source,
        Said(MilestoneDate, "milestone", "source"),
        label=_("Who gives one of its dates: uuid or slug."),
    )
    date_after = OnOrAfter("shown_", label=_("It can be on this day or later."))
    date_before = OnOrBefore("shown_", label=_("It can be on this day or earlier."))
    year = YearFilter(first_day)
    has = HasFilter(MILESTONE_HAS)
    missing = MissingFilter(MILESTONE_HAS)
    order = OrderFilter()
    ordering = Ordering(
        default="date",
        date=BY_DATE,
        title=by_title,
        kind="kind",
        published_at="published_at",
        updated_at="updated_at",
    )

    facets = {
        "kind": OfChoices(F("kind"), Milestone.Kind.choices),
        "status": OfChoices(by_status, STATUSES),
        "project": OfLinked("projects", Project),
        "organisation": OfLinked("organisations", Organisation),
        "year": OfYears(first_day),
        "key": OfChoices(by_key, IS_KEY),
    }

    def filter_queryset(self, milestones, but=""):
        day = self.as_known
        known = milestones.as_known(day, MilestoneDate.objects.public(self.at)) if day else milestones.shown()
        return super().filter_queryset(known.split_on(day or self.today), but)
