"""What changed since a client last asked, of all records: for whoever keeps a copy in step."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from newsroom.api import ReleaseViewSet
from newsroom.models import Contact, Topic
from newsroom.serializers import ContactSerializer, TopicSerializer
from projects.api import OrganisationViewSet, ProjectViewSet
from projects.records import api, changes, parameters
from projects.records.answers import Answers
from projects.records.changes import SINCE, Diverged, Place
from projects.records.models import LastChange
from projects.records.paging import PAGE_SIZE, Pages
from projects.records.problems import NotThere, Refused, error
from projects.records.representations import FORMAT, JSON, NDJSON
from projects.records.representations_csv import CSV
from projects.records.schema_parts import several_of, text, thing
from projects.records.serializers import MomentField
from timeline.api import MilestoneViewSet


class Topics(api.PublicList):
    """Not an address: topics are part of releases, and change by themselves."""

    queryset = Topic.objects.all()
    serializer_class = TopicSerializer


class Contacts(api.PublicList):
    """Not an address, as topics."""

    queryset = Contact.objects.all()
    serializer_class = ContactSerializer


LISTS = {
    each.queryset.model.type_name(): each
    for each in (
        *(ReleaseViewSet, MilestoneViewSet, ProjectViewSet, OrganisationViewSet, api.SourceViewSet),
        *(Topics, Contacts),
    )
}


class ChangedSerializer(serializers.Serializer):
    """The names of what a result has, for forms in columns."""

    act = serializers.CharField()
    type = serializers.CharField()
    id = serializers.CharField()
    sequence = serializers.IntegerField()
    at = MomentField()
    item = serializers.JSONField()


class StartAnew(APIException):
    """410: the token is of another ledger; `start` is where to begin without one."""

    status_code = 410
    default_detail = _("The token is of another time of this database, or of another one. Begin anew at “start”.")

    def __init__(self, start: str):
        super().__init__()
        self.members = {"start": start}


class Changes(Answers):
    """One page of changes, oldest first. Each item is as its own address gives it, or newer."""

    name_of_list = "changes"
    about = _(
        "Each record that changed after the state that “since” stands for, once: its item, or that it is gone. "
        "Without “since” everything that is public now. Keep “next”, and ask it again as long as you like."
    )
    forms = (JSON, CSV, NDJSON)
    parameters = [parameters.LANGUAGE, FORMAT, parameters.DIALECT, SINCE, PAGE_SIZE]
    more_answers = ("StartAnew",)
    page = None

    def get(self, request, **suffix):
        self.refuse_mistakes()
        place = self.asked_place()
        self.refuse_unchanged()
        size = int(request.query_params.get(PAGE_SIZE, Pages.page_size))
        try:
            self.page = changes.page(place or changes.beginning(self.edition), size, self.at)
        except Diverged as diverged:
            raise StartAnew(remove_query_param(self.here, SINCE)) from diverged
        if self.form is not JSON:
            return self.streamed([self.results()])
        body = {"results": self.results(), "next": self.next, "has_more": self.page.has_more}
        return Response(body)

    def refuse_mistakes(self) -> None:
        query = self.request.query_params
        found = parameters.mistakes(query, self.parameters) + Pages().mistakes(query)
        if not found and SINCE in query and not changes.is_well_formed(query[SINCE]):
            found.append(error(SINCE, _("Give the one that “next” has.")))
        if found:
            raise Refused(found)

    def asked_place(self) -> Place | None:
        word = self.request.query_params.get(SINCE)
        try:
            return word and changes.read(word)
        except ValueError as unknown:
            words = _("This was never given out. Begin again without it.")
            raise NotThere([error(SINCE, words)]) from unknown

    def results(self) -> list[dict]:
        items = self.items(self.page.changes)
        return [self.result(change, items.get(change.record_uuid)) for change in self.page.changes]

    def get_serializer(self):
        return ChangedSerializer()

    @staticmethod
    def represent(results: list[dict]) -> list[dict]:
        """For other forms than JSON: results are as they are."""
        return results

    def result(self, change: LastChange, item: dict | None) -> dict:
        """What has been withdrawn meanwhile is removed too: it comes again, with the later number."""
        return {
            "act": "remove" if item is None else "upsert",
            "type": change.record_type,
            "id": change.record_uuid,
            "sequence": change.publication_id,
            "at": MomentField().to_representation(change.publication.at),
            "item": item,
        }

    def items(self, given: list[LastChange]) -> dict:
        """By uuid, as the list of their type has them. They are of one type."""
        wanted = [change.record_uuid for change in given if not change.is_removed]
        if not wanted:
            return {}
        view = LISTS[given[0].record_type](request=self.request, kwargs={}, format_kwarg=None)
        view.edition = self.edition
        items = view.prepared(list(view.get_queryset().filter(pk__in=wanted)))
        return {item.pk: shown for item, shown in zip(items, view.represent(items), strict=True)}

    @property
    def here(self) -> str:
        return self.request.build_absolute_uri()

    @property
    def next(self) -> str:
        return replace_query_param(self.here, SINCE, changes.token(self.page.place))

    def answer_schema(self, drawn) -> dict:
        """Whoever knows the type of a change knows that of its item."""
        items = {record_type: drawn.component(each.serializer_class) for record_type, each in LISTS.items()}
        rows = [drawn.shared(f"Changed{each.capitalize()}", _row(each, item)) for each, item in items.items()]
        given = {
            "results": several_of({"anyOf": rows}),
            "next": text(_("What to ask next, now or later."), format="uri"),
            "has_more": {"type": "boolean", "description": str(_("Whether there is more at once."))},
        }
        return drawn.shared("ChangesPage", thing(_("Changes, oldest first."), given))

    # What headers say.

    def dispatch(self, request, *args, **kwargs):
        """What waits for its moment comes without any act: nobody must be told meanwhile that nothing changed."""
        response = super().dispatch(request, *args, **kwargs)
        if self.page and self.page.is_held_back:
            response.headers["Cache-Control"] = "no-cache"
            del response.headers["ETag"], response.headers["Last-Modified"]
        return response

    def links(self):
        """Other forms than JSON have no other place for what to ask next."""
        leads_on = self.page and (self.page.has_more or self.form is not JSON)
        return [f'<{self.next}>; rel="next"'] if leads_on else []


def _row(record_type: str, item: dict) -> dict:
    """The schema of a change of such a record."""
    told = {
        "act": text(_("What to do with the copy."), enum=["upsert", "remove"]),
        "type": text(const=record_type),
        "id": text(format="uuid"),
        "sequence": {"type": "integer", "minimum": 1, "description": str(_("Where it stands in the ledger."))},
        "at": text(_("When it changed."), format="date-time"),
        "item": {"oneOf": [item, {"type": "null"}]},
    }
    return thing(_("A change of one record; “item” is null where it is gone."), told)
