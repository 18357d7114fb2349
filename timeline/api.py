"""The list of milestones."""

from functools import cached_property

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound

from projects.models import Project
from projects.records import api, parameters
from projects.records.models import Organisation
from projects.records.problems import Refused
from timeline.entries import entries
from timeline.filters import AsKnownFilters, MilestoneFilters
from timeline.models import Milestone, MilestoneDate
from timeline.serializers import MilestoneSerializer

AS_KNOWN = "as_known"


class ReadsAsKnown(api.PublicList):
    """A list of what has dates, each as it is known now or was known on the day of `as_known`."""

    def dated(self, milestones):
        """With the dates that count on the day asked for, and with projects."""
        dates = MilestoneDate.objects.public(self.at).select_related("source")
        dates = dates.known_on(self.as_known) if self.as_known else dates.standing()
        return milestones.prefetch_related(
            Prefetch("dates", dates, to_attr="known_dates"),
            Prefetch("projects", Project.objects.public(self.at), to_attr="public_projects"),
        )

    def read(self, milestones: list[Milestone]) -> None:
        """Gives each its `entry` and `status`."""
        shown = entries(milestones, self.as_known or self.today, is_retrospect=bool(self.as_known))
        for entry in shown:
            entry.milestone.entry = entry
            entry.milestone.status = entry.history.status

    @cached_property
    def as_known(self):
        return self._asked().cleaned_data.get(AS_KNOWN)

    def _asked(self):
        form = AsKnownFilters(self.request.query_params, Milestone.objects.all(), at=self.at).form
        form.is_valid()
        return form


class MilestoneViewSet(ReadsAsKnown, api.PublicViewSet):
    name_of_list = "milestones"
    about = _("What happened and what is announced, with every date ever given and how plans moved.")
    queryset = Milestone.objects.all()
    serializer_class = MilestoneSerializer
    filterset_class = MilestoneFilters
    item_parameters = {AS_KNOWN: AsKnownFilters.base_filters[AS_KNOWN].label}

    def get_queryset(self):
        organisations = Prefetch(
            "organisations", Organisation.objects.public(self.at), to_attr="public_organisations"
        )
        return self.dated(super().get_queryset()).prefetch_related(organisations)

    def get_object(self):
        if mistakes := parameters.form_errors(self._asked()):
            raise Refused(mistakes)
        milestone = super().get_object()
        self.read([milestone])
        if milestone.entry.claim is None:
            raise NotFound()
        return milestone

    def paginate_queryset(self, queryset):
        milestones = super().paginate_queryset(queryset)
        self.read(milestones)
        return milestones
