"""The list of milestones."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound

from projects.models import Project
from projects.records import api, claims
from projects.records.models import Organisation
from timeline.calendar import CALENDAR
from timeline.entries import entries
from timeline.filters import MilestoneFilters
from timeline.markdown import MARKDOWN
from timeline.models import Milestone, MilestoneDate
from timeline.serializers import MilestoneSerializer
from timeline.timelinejs import TIMELINEJS


class ReadsAsKnown(api.PublicList):
    """A list of what has dates, each as it is known now or was known on the day of `as_known`."""

    def known_dates(self) -> Prefetch:
        """Those that count on the day asked for."""
        dates = self.joined(self.said(MilestoneDate).select_related("source"), "date", "dates", "sources")
        return Prefetch("dates", dates, to_attr="known_dates")

    def read(self, milestones: list[Milestone]) -> None:
        """Gives each its `entry` and `status`."""
        shown = entries(milestones, self.as_known or self.today, is_retrospect=bool(self.as_known))
        for entry in shown:
            entry.milestone.entry = entry
            entry.milestone.status = entry.history.status
            claims.tell_history(entry.history.dates)
            claims.tell_disagreements(entry.history.dates)


class MilestoneViewSet(ReadsAsKnown, api.PublicViewSet):
    forms = (*api.PublicViewSet.forms, CALENDAR, MARKDOWN, TIMELINEJS)
    name_of_list = "milestones"
    about = _("What happened and what is announced, with every date ever given and how plans moved.")
    queryset = Milestone.objects.all()
    serializer_class = MilestoneSerializer
    filterset_class = MilestoneFilters

    def get_queryset(self):
        linked = {"projects": Project, "organisations": Organisation}
        shown = [
            Prefetch(name, self.joined(model.objects.public(self.at), name), to_attr=f"public_{name}")
            for name, model in linked.items()
        ]
        return super().get_queryset().prefetch_related(self.known_dates(), *shown)

    def get_object(self):
        milestone = super().get_object()
        if milestone.entry.claim is None:
            raise NotFound()
        return milestone

    def prepared(self, items):
        milestones = super().prepared(items)
        self.read(milestones)
        return milestones
