"""Filters of milestones. Which date counts as a milestone's own is said by `as_known`."""

from django.db.models import Case, CharField, Q, When
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from projects.records.asking import UpToToday
from projects.records.filters import (
    ChoicesFilter,
    DayFilter,
    NamedFilter,
    OnOrAfter,
    OnOrBefore,
    Ordering,
    PublicFilters,
    RecordFilters,
    SearchFilter,
    YesOrNoFilter,
    in_active_language,
)
from projects.records.models import Organisation, Source
from timeline.models import Milestone, MilestoneDate
from timeline.querysets import GOES_BY_PLAN, HAPPENED, PLANNED

STATUSES = [("happened", _("happened")), ("announced", _("announced")), ("overdue", _("overdue"))]
STATUS = {
    "happened": Q(shown_nature=HAPPENED),
    "announced": Q(shown_nature=PLANNED, is_announced=1),
    "overdue": Q(shown_nature=PLANNED, is_announced=0),
}


class AsKnownFilter(DayFilter):
    """Does not narrow by itself; the filter set looks at its day first."""

    def filter(self, qs, value):
        return qs


class AsKnownFilters(PublicFilters):
    as_known = AsKnownFilter(label=_("Read it as it was known on this day, not later than today."))

    class Meta:
        form = UpToToday


class StatusFilter(ChoicesFilter):
    """By what `History.status` says of the date that counts."""

    def filter(self, qs, value):
        asked = Q()
        for status in value or []:
            asked |= STATUS[status]
        return qs.filter(asked)


class ChronologicalOrdering(Ordering):
    """`date` is the timeline's own order, in which nothing ties."""

    def filter(self, qs, value):
        first, *others = value or [self.default]
        if first in ("date", "-date"):
            return qs.chronological(descending=first == "-date")
        return super().filter(qs, [term for term in (first, *others) if not term.endswith("date")])


class ShownWordsFilter(SearchFilter):
    """In what is shown of a milestone by the date that counts."""

    def filter(self, qs, value):
        return qs.with_words(value or [])


def by_title():
    """By the title that is shown."""
    planned = When(GOES_BY_PLAN, then=in_active_language("plan_title"))
    return Case(planned, default=in_active_language("title"), output_field=CharField())


class MilestoneFilters(AsKnownFilters, RecordFilters):
    search = ShownWordsFilter()
    kind = ChoicesFilter(choices=Milestone.Kind.choices, label=_("Kind of milestone."))
    status = StatusFilter(choices=STATUSES, label=_("Whether it happened, is announced, or is overdue."))
    key = YesOrNoFilter("is_key", label=_("Key milestones only, or all others."))
    project = NamedFilter(Project, "projects", label=_("A project that it belongs to: uuid or slug."))
    organisation = NamedFilter(Organisation, "organisations", label=_("An organisation in it: uuid or slug."))
    source = NamedFilter(
        Source,
        "milestone",
        claim=MilestoneDate,
        names="source",
        label=_("Who gives one of its dates: uuid or slug."),
    )
    date_after = OnOrAfter("shown_", label=_("It can be on this day or later."))
    date_before = OnOrBefore("shown_", label=_("It can be on this day or earlier."))
    ordering = ChronologicalOrdering(
        default="date",
        date="shown_earliest",
        title=by_title,
        kind="kind",
        published_at="published_at",
        updated_at="updated_at",
    )

    def filter_queryset(self, milestones):
        day = self.form.cleaned_data["as_known"]
        known = milestones.as_known(day, MilestoneDate.objects.public(self.at)) if day else milestones.shown()
        return super().filter_queryset(known.split_on(day or self.today))
