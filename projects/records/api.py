"""What the API of every floor is made of, and the ground's own two lists."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, Q
from django.http import HttpResponsePermanentRedirect
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from rest_framework import mixins, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from projects.records import parameters, snapshots
from projects.records.filters import CorrectionFilters, OrganisationFilters, SourceFilters, once_called
from projects.records.models import Leader, Organisation, Publication, Record, Source
from projects.records.problems import Gone
from projects.records.query_fields import one_named
from projects.records.serializers import CorrectionSerializer, OrganisationSerializer, SourceSerializer
from projects.records.states import Act


class InOneLanguage(APIView):
    """Answers in the language asked for, as things stand at one moment, the same for the whole request."""

    http_method_names = ["get", "head", "options"]

    @property
    def today(self):
        return timezone.localdate(self.at)

    def dispatch(self, request, *args, **kwargs):
        self.at = timezone.now()
        language = parameters.language_of(request.GET)
        with translation.override(language):
            response = super().dispatch(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        response.is_own = True
        return response


class PublicList(InOneLanguage, mixins.ListModelMixin, viewsets.GenericViewSet):
    """A list of what is public. `about` says in a sentence what of."""

    def get_queryset(self):
        return super().get_queryset().public(self.at)

    def get_serializer_context(self):
        return {**super().get_serializer_context(), "at": self.at}


def with_changes(records: list[Record], at) -> list[Record]:
    """Gives each its `changes`, in one query."""
    told = defaultdict(list)
    for change in Publication.objects.changes(at).filter(record_uuid__in=[record.pk for record in records]):
        told[change.record_uuid].append(change)
    for record in records:
        record.changes = told[record.pk]
        for change in record.changes:
            change.text_before = change.superseded_url(record)
    return records


def with_records(changes: Iterable[Publication]) -> Iterable[Publication]:
    """Gives each row of the ledger its `record`, in one query a type."""
    wanted = defaultdict(list)
    for change in changes:
        wanted[change.record_type].append(change.record_uuid)
    found = {}
    for record_type, ids in wanted.items():
        found |= snapshots.model_of(record_type).objects.in_bulk(ids)
    for change in changes:
        change.record = found[change.record_uuid]
        change.text_before = change.superseded_url(change.record)
    return changes


class PublicViewSet(mixins.RetrieveModelMixin, PublicList):
    """And each item by its uuid or, where it has one, its slug."""

    lookup_field = "name"
    # Parameters of a single item beside `language`, all of them days, with what they mean.
    item_parameters = {}

    def retrieve(self, request, *args, **kwargs):
        """At a former slug, the way to the newest address."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except NotFound:
            moved = self.once_called()
            if moved is None:
                raise
            return HttpResponsePermanentRedirect(self.newest_address(moved))

    def once_called(self) -> Record | None:
        """The record that was public under this slug, if it is public now under another."""
        name = self.kwargs["name"]
        if not self.gives_records or self.named(name) is None:
            return None
        records = self.queryset.model.objects.public(self.at).exclude(slug=name)
        return records.filter(once_called(self.queryset.model, name)).first()

    def newest_address(self, record: Record) -> str:
        address = reverse(f"api-{record.type_name()}-detail", kwargs={"name": record.slug})
        query = self.request.META.get("QUERY_STRING", "")
        return f"{address}?{query}" if query else address

    @property
    def gives_records(self) -> bool:
        """Or claims, which have neither slugs nor a ledger of their own."""
        return issubclass(self.queryset.model, Record)

    def paginate_queryset(self, queryset):
        items = super().paginate_queryset(queryset)
        return with_changes(items, self.at) if self.gives_records else items

    def get_object(self):
        parameters.refuse_mistakes(self.request.query_params, [parameters.LANGUAGE, *self.item_parameters])
        named = self.named(self.kwargs["name"])
        if named is None:
            raise NotFound()
        item = self.get_queryset().filter(named).first()
        if item is None:
            self.refuse_withdrawn(named)
            raise NotFound()
        if self.gives_records:
            with_changes([item], self.at)
        return item

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


class OrganisationViewSet(PublicViewSet):
    name_of_list = "organisations"
    about = _("Companies, banks, ministries and regions, with who leads them.")
    queryset = Organisation.objects.select_related("part_of")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilters

    def get_queryset(self):
        leaders = Leader.objects.public(self.at).standing().select_related("source")
        return super().get_queryset().prefetch_related(Prefetch("leaders", leaders, to_attr="public_leaders"))


class CorrectionViewSet(PublicList):
    name_of_list = "corrections"
    about = _("What was wrong and was put right, of all that is public now, newest first.")
    queryset = Publication.objects.all()
    serializer_class = CorrectionSerializer
    filterset_class = CorrectionFilters

    def get_queryset(self):
        return self.queryset.corrections(self.at).of_public(snapshots.record_models(), self.at)

    def paginate_queryset(self, queryset):
        return with_records(super().paginate_queryset(queryset))
