"""What the API of every floor is made of, and the ground's own two lists."""

from django.db.models import Prefetch, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from rest_framework import mixins, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.views import APIView

from projects.records import parameters
from projects.records.filters import OrganisationFilters, SourceFilters
from projects.records.models import Leader, Organisation, Publication, Source
from projects.records.problems import Gone
from projects.records.query_fields import one_named
from projects.records.serializers import OrganisationSerializer, SourceSerializer
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


class PublicViewSet(mixins.RetrieveModelMixin, PublicList):
    """And each item by its uuid or, where it has one, its slug."""

    lookup_field = "name"
    # Parameters of a single item beside `language`, all of them days, with what they mean.
    item_parameters = {}

    def get_object(self):
        parameters.refuse_mistakes(self.request.query_params, [parameters.LANGUAGE, *self.item_parameters])
        named = self.named(self.kwargs["name"])
        if named is None:
            raise NotFound()
        item = self.get_queryset().filter(named).first()
        if item is None:
            self.refuse_withdrawn(named)
            raise NotFound()
        return item

    def named(self, name: str) -> Q | None:
        return one_named(name)

    def refuse_withdrawn(self, named: Q) -> None:
        """Raises Gone, with the reason that the ledger gives, if it was public once."""
        gone = {"published_at__lte": self.at, "withdrawn_at__lte": self.at}
        record = self.queryset.model.objects.filter(named, **gone).first()
        if record is None:
            return
        entry = Publication.objects.about(record).filter(act=Act.WITHDRAW).first()
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
