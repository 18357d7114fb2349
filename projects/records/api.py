"""What the API of every floor is made of, and the ground's own lists."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, Q
from django.http import HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from rest_framework import mixins, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.reverse import reverse

from projects.records import claims, facets, linked, parameters, snapshots
from projects.records.answers import Answers
from projects.records.filters import AS_KNOWN, AsKnownFilters, as_known_in, as_known_of, once_called
from projects.records.filters_lists import CorrectionFilters, OrganisationFilters, SourceFilters
from projects.records.models import Claim, Leader, Organisation, Publication, Record, Source
from projects.records.ordering import Ordered
from projects.records.problems import Gone
from projects.records.query_fields import one_named
from projects.records.representations import JSON, NDJSON
from projects.records.representations_csv import CSV
from projects.records.selection import Selection, parameters_of
from projects.records.serializers import CorrectionSerializer, OrganisationSerializer, SourceSerializer
from projects.records.states import Act


class PublicList(Answers, mixins.ListModelMixin, viewsets.GenericViewSet):
    """A list of what is public. `about` says in a sentence what of."""

    forms = (JSON, CSV, NDJSON)

    @property
    def parameters(self):
        return [*super().parameters, *parameters_of(self.serializer_class)]

    @cached_property
    def selection(self) -> Selection:
        """What is wanted of each item."""
        return Selection.of(self.request.GET, self.serializer_class)

    def get_queryset(self):
        return self.joined(super().get_queryset().public(self.at))

    def joined(self, rows, *names: str):
        """With what is shown in full, of the list itself or of what stands in its items under these names."""
        joins = self.selection.joins(*names)
        return rows.select_related(*joins) if joins else rows

    @cached_property
    def as_known(self) -> date | None:
        """The day whose knowledge is asked for, where that can be asked."""
        return as_known_in(self.request.GET, self.at)

    def said(self, model: type[Claim]):
        """The claims of a type as they stand, or stood on the day asked for."""
        claims = model.objects.public(self.at)
        return claims.known_on(self.as_known) if self.as_known else claims.standing()

    def get_serializer_context(self):
        known = {"at": self.at, "language": self.language, "selection": self.selection}
        return {**super().get_serializer_context(), **known}

    def prepared(self, items: list) -> list:
        """The items that rows of the list stand for, with all that is shown of them."""
        return items

    def represent(self, items: list) -> list[dict]:
        return self.get_serializer(items, many=True).data

    def list(self, request, *args, **kwargs):
        """A page as JSON, unless another form is asked for: that comes whole, if it is not asked for in pages."""
        rows = self.filter_queryset(self.get_queryset())
        if not self.paginator.may_lead_nowhere(request.query_params):
            self.refuse_unchanged()
        if self.form is not JSON and not self.paginator.is_asked(request.query_params):
            return self.streamed(self.prepared(batch) for batch in self.batches(rows))
        page = self.paginate_queryset(rows)
        self.refuse_unchanged()
        page = self.prepared(page)
        if self.form is not JSON:
            return self.streamed([page])
        return self.as_json(self.get_paginated_response(self.represent(page)))

    def counted(self, rows: Ordered) -> tuple[int, dict | None]:
        """How many rows there are, and how many of each kind where that was asked for, in one query."""
        asked = self.filterset.asked_facets
        return facets.counted(self.filterset, asked) if asked else (rows.count(), None)

    def as_json(self, response: Response) -> Response:
        """By the name for items that are not whole, unless the client takes no such thing."""
        if self.request.accepts(self.selection.media_type):
            response.content_type = self.selection.media_type
        return response


def with_changes(records: list[Record], at, day: date | None = None) -> list[Record]:
    """Gives each its `changes`, those up to the day if there is one, in one query."""
    told = defaultdict(list)
    changes = Publication.objects.changes(at).filter(record_uuid__in=[record.pk for record in records])
    for change in changes.filter(at__date__lte=day) if day else changes:
        told[change.record_uuid].append(change)
    for record in records:
        record.changes = told[record.pk]
        for change in record.changes:
            change.text_before = change.superseded_url(record)
    return records


def with_records(changes: Iterable[Publication]) -> Iterable[Publication]:
    """Gives each row of the ledger its `record`, in one query."""
    ids = defaultdict(list)
    for change in changes:
        ids[change.record_type].append(change.record_uuid)
    wanted = [(linked.Wanted(snapshots.model_of(each).objects.all()), of_type) for each, of_type in ids.items()]
    found = {}
    for records in linked.fetch(wanted):
        found |= records
    for change in changes:
        [change.record] = found[change.record_uuid]
        change.text_before = change.superseded_url(change.record)
    return changes


class PublicViewSet(PublicList):
    """And each item by its uuid or, where it has one, its slug."""

    lookup_field = "name"
    lookup_value_regex = "[^/.]+"
    # Parameters of a single item beside those of every address, all of them days, with what they mean.
    item_parameters = {AS_KNOWN: AsKnownFilters.base_filters[AS_KNOWN].label}
    # Texts that were written with later knowledge than an earlier day's.
    written_since = ()

    def retrieve(self, request, *args, **kwargs):
        """At a former slug, the way to the newest address."""
        try:
            item = self.get_object()
        except NotFound:
            moved = self.once_called()
            if moved is None:
                raise
            return HttpResponsePermanentRedirect(self.newest_address(moved), content_type=JSON.media_type)
        self.refuse_unchanged()
        if self.form is not JSON:
            return self.alone(item)
        return self.as_json(Response(self.get_serializer(item).data))

    def once_called(self) -> Record | None:
        """The record that was public under this slug, if it is public now under another."""
        name = self.kwargs["name"]
        if not self.gives_records or self.named(name) is None:
            return None
        records = self.queryset.model.objects.public(self.at).exclude(slug=name)
        return records.filter(once_called(self.queryset.model, name)).first()

    def newest_address(self, record: Record) -> str:
        kwargs = {**self.kwargs, "name": record.slug}
        address = reverse(f"api-{record.type_name()}-detail", kwargs=kwargs)
        query = self.request.META.get("QUERY_STRING", "")
        return f"{address}?{query}" if query else address

    @property
    def gives_records(self) -> bool:
        """Or claims, which have neither slugs nor a ledger of their own."""
        return issubclass(self.queryset.model, Record)

    def prepared(self, items):
        items = super().prepared(items)
        for item in items if self.as_known else ():
            for name in self.written_since:
                setattr(item, f"{name}_en", "")
                setattr(item, f"{name}_fr", "")
        return with_changes(items, self.at, self.as_known) if self.gives_records else items

    def get_object(self):
        parameters.refuse_mistakes(
            self.request.query_params, [*self.parameters, *self.item_parameters], self.selection
        )
        as_known_of(self.request.query_params, self.at)
        named = self.named(self.kwargs["name"])
        if named is None:
            raise NotFound()
        item = self.get_queryset().filter(named).first()
        if item is None:
            self.refuse_withdrawn(named)
            raise NotFound()
        if not self.is_known(item):
            raise NotFound()
        return self.prepared([item])[0]

    def is_known(self, item) -> bool:
        """Whether there was anything to know of it on the day asked for."""
        return True

    def named(self, name: str) -> Q | None:
        return one_named(name)

    def refuse_withdrawn(self, named: Q) -> None:
        """Raises Gone, with the reason that the ledger gives, if it was public once."""
        gone = {"published_at__lte": self.at, "withdrawn_at__lte": self.at}
        slug = dict(named.children).get("slug")
        named = once_called(self.queryset.model, slug) if slug else named
        record = self.queryset.model.objects.filter(named, **gone).first()
        if record is None:
            return
        entry = Publication.objects.about(record).filter(act=Act.WITHDRAW, at__lte=self.at).first()
        withdrawn = record.withdrawn_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        raise Gone(str(entry.note) if entry else "", withdrawn)


class SourceViewSet(PublicViewSet):
    name_of_list = "sources"
    about = _("The works that figures and dates are taken from.")
    queryset = Source.objects.select_related("publisher_organisation", "via")
    serializer_class = SourceSerializer
    filterset_class = SourceFilters

    def is_known(self, item):
        return self.as_known is None or item.known_on <= self.as_known


class OrganisationViewSet(PublicViewSet):
    name_of_list = "organisations"
    about = _("Companies, banks, ministries and regions, with who leads them.")
    queryset = Organisation.objects.select_related("part_of")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilters
    written_since = ("boilerplate",)

    def get_queryset(self):
        leaders = self.joined(self.said(Leader).select_related("source"), "leaders")
        return super().get_queryset().prefetch_related(Prefetch("leaders", leaders, to_attr="public_leaders"))

    def prepared(self, items):
        organisations = super().prepared(items)
        for each in organisations:
            claims.tell_history(each.public_leaders, key=lambda leader: leader.role_en)
        return organisations


class CorrectionViewSet(PublicList):
    name_of_list = "corrections"
    about = _("What was wrong and was put right, of all that is public now, newest first.")
    queryset = Publication.objects.all()
    serializer_class = CorrectionSerializer
    filterset_class = CorrectionFilters

    def get_queryset(self):
        return self.queryset.corrections(self.at).of_public(snapshots.record_models(), self.at)

    def prepared(self, items):
        return with_records(super().prepared(items))
