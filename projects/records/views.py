"""What public pages have in common, and the pages of the ground: organisations and sources."""

from functools import cached_property

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import DetailView, ListView

from projects.records.asking import AsKnownForm
from projects.records.models import Leader, Organisation, Publication, Source


class PublicPage:
    """A page drawn as of one moment, `at`; with `as_known` in the address also as known on an earlier day."""

    form_class = AsKnownForm

    @cached_property
    def at(self):
        return timezone.now()

    @cached_property
    def today(self):
        return timezone.localdate(self.at)

    @cached_property
    def form(self):
        form = self.form_class(self.request.GET, **self.form_arguments())
        form.is_valid()
        return form

    def form_arguments(self) -> dict:
        return {"today": self.today}

    @property
    def as_known(self):
        return self.form.cleaned_data.get("as_known")

    @property
    def on(self):
        """The day whose knowledge the page shows."""
        return self.as_known or self.today

    def claims(self, model):
        """The claims of this model that the page may show."""
        claims = model.objects.public(self.at).select_related("source__via")
        return claims.known_on(self.as_known) if self.as_known else claims.standing()

    def get_context_data(self, **context):
        here = self.request.path
        return super().get_context_data(form=self.form, as_known=self.as_known, here=here, **context)

    def render_to_response(self, context, **response):
        """A question that was not understood is a bad request; the page says which part and keeps it."""
        return super().render_to_response(context, status=200 if self.form.is_valid() else 400, **response)


class PublicList(PublicPage, ListView):
    paginate_by = 50

    def get_queryset(self):
        return self.model.objects.public(self.at)


class PublicDetail(PublicPage, DetailView):
    def get_queryset(self):
        return self.model.objects.public(self.at)

    def get(self, request, *args, **kwargs):
        if gone := self._withdrawn():
            context = {"entry": Publication.objects.about(gone).first()}
            return render(request, "records/withdrawn.html", context, status=410)
        return super().get(request, *args, **kwargs)

    def _withdrawn(self):
        """The record at this address, if it was public once and is not any more."""
        withdrawn = self.model.objects.filter(withdrawn_at__lte=self.at, published_at__lte=self.at)
        return withdrawn.filter(slug=self.kwargs["slug"]).first()


class OrganisationList(PublicList):
    model = Organisation
    template_name = "records/organisations.html"
    paginate_by = 100


class OrganisationPage(PublicDetail):
    model = Organisation
    template_name = "records/organisation.html"

    def get_queryset(self):
        leaders = self.claims(Leader).order_by("-source__known_on", "pk")
        parts = Organisation.objects.public(self.at)
        return (
            super()
            .get_queryset()
            .select_related("part_of")
            .prefetch_related(
                Prefetch("leaders", leaders, to_attr="known_leaders"),
                Prefetch("parts", parts, to_attr="public_parts"),
            )
        )

    def get_context_data(self, **context):
        whole = self.object.part_of
        return super().get_context_data(whole=whole if whole and whole.is_public(self.at) else None, **context)


def known(sources, day):
    """The sources that were known on that day; all of them if none is asked for."""
    return sources.filter(known_on__lte=day) if day else sources


class SourceList(PublicList):
    model = Source
    template_name = "records/sources.html"
    paginate_by = 100

    def get_queryset(self):
        return known(super().get_queryset(), self.as_known).select_related("via")


class SourcePage(PublicDetail):
    model = Source
    template_name = "records/source.html"

    def get_queryset(self):
        return known(super().get_queryset(), self.as_known).select_related("via", "publisher_organisation")

    def get_context_data(self, **context):
        relayed = known(self.object.relayed.public(self.at), self.as_known).order_by("title", "pk")
        return super().get_context_data(relayed=relayed, **context)
