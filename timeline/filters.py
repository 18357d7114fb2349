"""Filters of milestones. Which date counts as a milestone's own is said by `as_known`."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models import Project
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
from timeline.querysets import HAPPENED, PLANNED

STATUSES = [("happened", _("happened")), ("announced", _("announced")), ("overdue", _("overdue"))]
STATUS = {
    "happened": Q(shown_nature=HAPPENED),
    "announced": Q(shown_nature=PLANNED, is_announced=1),
    "overdue": Q(shown_nature=PLANNED, is_announced=0),
}


class AsKnownForm(forms.Form):
    def clean_as_known(self):
        day = self.cleaned_data["as_known"]
        if day and day > self.today:
            raise forms.ValidationError(_("Nobody knows yet what will be known then. Give a day up to today."))
        return day


class AsKnownFilter(DayFilter):
    """Does not narrow by itself; the filter set looks at its day first."""

    def filter(self, qs, value):
        return qs


class AsKnownFilters(PublicFilters):
    as_known = AsKnownFilter(label=_("Read it as it was known on this day, not later than today."))

    class Meta:
        form = AsKnownForm


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


def by_title():
    return in_active_language("title")


class MilestoneFilters(AsKnownFilters, RecordFilters):
    search = SearchFilter("title_en", "title_fr", "text_en", "text_fr")
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
