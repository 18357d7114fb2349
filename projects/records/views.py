"""What public pages have in common, and the pages of the ground: organisations and sources."""

from functools import cached_property

from django.db.models import Prefetch
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from projects.records.asking import AsKnownForm, ignored
from projects.records.filters import once_called
from projects.records.models import Leader, Organisation, Publication, Record, Source
from projects.records.states import Act


class PublicPage:
    """A page drawn as of one moment, `at`; with `as_known` in the address also as known on an earlier day.

    `heading` is what the desk calls it where it lists pages; a record's own page goes by the record. Beside what
    its form knows, the page may be asked what `also_asked` names; anything else is ignored, and the page says so.
    """

    form_class = AsKnownForm
    also_asked = ()
    heading = ""
    is_public_page = True

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

    def elsewhere(self, model: type[Record], slug: str):
        """The answer at an address where nothing is any more: the way to the newest one, or why it was withdrawn.

        None if no record of this type was ever public under the slug, or if it still is.
        """
        once_public = model.objects.filter(once_called(model, slug), published_at__lte=self.at)
        record = once_public.first()
        if record is None:
            return None
        if not record.is_public(self.at):
            return self.gone(record)
        if record.slug == slug:
            return None
        return HttpResponsePermanentRedirect(self.newest_address(record))

    def newest_address(self, record: Record) -> str:
        """What was asked for, of the record under the slug that it has now."""
        match, query = self.request.resolver_match, self.request.META.get("QUERY_STRING", "")
        address = reverse(match.view_name, kwargs={**match.kwargs, "slug": record.slug})
        return f"{address}?{query}" if query else address

    def gone(self, record: Record):
        withdrawals = Publication.objects.about(record).filter(act=Act.WITHDRAW, at__lte=self.at)
        return render(self.request, "records/withdrawn.html", {"entry": withdrawals.first()}, status=410)

    @property
    def then(self) -> str:
        """What keeps the earlier day in a link to another page that knows it."""
        return f"?as_known={self.as_known.isoformat()}" if self.as_known else ""

    def get_context_data(self, **context):
        asked = {
            "form": self.form,
            "as_known": self.as_known,
            "then": self.then,
            "here": self.request.path,
            "ignored": ignored(self.request.GET, [*self.form.fields, *self.also_asked]),
        }
        return super().get_context_data(**asked, **context)

    def render_to_response(self, context, **response):
        """A question that was not understood is a bad request; the page says which part and keeps it."""
        return super().render_to_response(context, status=200 if self.form.is_valid() else 400, **response)


class PublicList(PublicPage, ListView):
    also_asked = ("page",)
    paginate_by = 50
    # How many there are, where the page has counted them already.
    found: int | None = None

    def get_queryset(self):
        return self.model.objects.public(self.at)

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        if self.found is not None:
            paginator.count = self.found
        return paginator

    def paginate_queryset(self, queryset, page_size):
        """As Django does; the page that says that there is none says which there are."""
        try:
            return super().paginate_queryset(queryset, page_size)
        except Http404:
            last = self.get_paginator(queryset, page_size).num_pages
            self.request.why_not_found = _("“page” is a whole number from 1 to %(last)s here.") % {"last": last}
            raise


class PublicDetail(PublicPage, DetailView):
    """A record's own page, with what readers were told of changes to it."""

    def get_queryset(self):
        return self.model.objects.public(self.at)

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            answer = self.elsewhere(self.model, self.kwargs["slug"])
            if answer is None:
                raise
            return answer

    def get_context_data(self, **context):
        return super().get_context_data(changes=self.changes(), **context)

    def changes(self) -> list[Publication]:
        told = Publication.objects.changes(self.at).about(self.object)
        if self.as_known:
            told = told.filter(at__date__lte=self.as_known)
        for change in told:
            change.text_before = change.superseded_url(self.object)
        return list(told)

    @staticmethod
    def also_on(record: Record) -> list[str]:
        """Addresses of further pages that show the record, beside those above its own."""
        return []


class OrganisationList(PublicList):
    heading = _("Organisations")
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
    heading = _("Sources")
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
        via, publisher = self.object.via, self.object.publisher_organisation
        return super().get_context_data(
            relayed=relayed,
            via=via if via and via.is_public(self.at) else None,
            publisher=publisher if publisher and publisher.is_public(self.at) else None,
            **context,
        )
