"""The timeline in the pages of other sites: the one address that may be framed, and how to put it there."""

from dataclasses import dataclass

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import View

from newsroom.asking_embed import HEIGHT, MOST, EmbedForm, query_of
from projects.models import Project
from projects.records import views as records
from projects.records.editions import answered
from projects.records.languages import LANGUAGES, labelled
from timeline.views import ShowsMilestones

# What an answer names beside the words that it is made of; each has another name when it changes.
LOOKS = ("newsroom/embed.css", "newsroom/embed_height.js")


class ByEdition:
    """An answer that is the same for everybody, and is not made again for whoever has it."""

    def dispatch(self, request, *args, **kwargs):
        make = super().dispatch
        return answered(request, lambda asked: make(asked, *args, **kwargs), *map(static, LOOKS))


@dataclass(frozen=True)
class Embed:
    """The timeline, or that of a project, for a page of another site; `query` is what is asked of it."""

    request: HttpRequest
    query: str = ""
    project: Project | None = None

    @property
    def title(self) -> str:
        return labelled(_("Timeline"), self.project.name) if self.project else _("Timeline")

    @property
    def address(self) -> str:
        path = reverse("embed-timeline")
        return self.request.build_absolute_uri(f"{path}?{self.query}" if self.query else path)

    @property
    def script(self) -> str:
        """Under the name that it keeps: it stands in pages that nobody changes when it does."""
        return self.request.build_absolute_uri(f"{settings.STATIC_URL}newsroom/embed.js")

    @property
    def oembed(self) -> str:
        return self.request.build_absolute_uri(f"{reverse('oembed')}?{urlencode({'url': self.address})}")

    def frame(self, width: int | str = "100%", height: int = HEIGHT) -> str:
        """The markup to be copied."""
        size = {"width": width, "height": height}
        return render_to_string("newsroom/embed_frame.html", {"embed": self, **size}).strip()

    @property
    def snippet(self) -> str:
        return self.frame()


class Embeddable:
    """A page that offers what it shows of the timeline to other sites."""

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        is_preview = hasattr(self.request, "preview")
        return context | {"embed": None if is_preview or not self.form.is_valid() else self.embed(context)}

    def embed(self, context) -> Embed | None:
        """The timeline with the filters of this page."""
        return Embed(self.request, query_of(self.form), self.form.cleaned_data.get("project"))


class EmbeddableProject(Embeddable):
    def embed(self, context) -> Embed | None:
        """Of what has milestones."""
        if not context["entries"]:
            return None
        asked = {"project": self.object.slug} | ({"as_known": self.as_known.isoformat()} if self.as_known else {})
        return Embed(self.request, urlencode(asked), self.object)


@method_decorator([xframe_options_exempt, csp_replace({"frame-ancestors": ["*"]})], name="dispatch")
class EmbedPage(ByEdition, ShowsMilestones, records.PublicList):
    """The timeline as a slim page for the frame of another site."""

    heading = gettext_lazy("Timeline")
    template_name = "newsroom/embed.html"
    form_class = EmbedForm
    also_asked = ()
    paginate_by = None

    def dispatch(self, request, *args, **kwargs):
        """There is no preview of it: a draft must not stand in a frame, nor without its banner."""
        if hasattr(request, "preview"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def at(self):
        return self.request.edition.at

    def form_arguments(self):
        return {**super().form_arguments(), "at": self.at}

    def get_queryset(self):
        if not self.form.is_valid():
            return self.dated().none()
        found = self.milestones().asked_for(**self.form.filters)
        return found.chronological(descending=self.form.is_newest_first)[: self.most + 1]

    @property
    def most(self) -> int:
        return self.form.cleaned_data.get("limit") or MOST

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        shown = list(context["object_list"])
        context["entries"] = self.entries(shown[: self.most])
        context["has_more"] = len(shown) > self.most
        context["embed"] = Embed(self.request, query_of(self.form), self.form.cleaned_data.get("project"))
        context["canonical"] = self.request.build_absolute_uri(reverse("timeline"))
        context["timeline"] = _with_query("timeline", query_of(self.form, but="limit"))
        return context


class EmbedAnywhere(View):
    """Leads to the page in the language asked for, or in the one that the browser prefers."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        query = request.GET.copy()
        asked = query.pop("language", [""])[-1]
        language = asked if asked in LANGUAGES else get_language()
        with override(language):
            response = HttpResponseRedirect(_with_query("embed-timeline", query.urlencode()))
        patch_vary_headers(response, ["Accept-Language"])
        return response


def _with_query(name: str, query: str) -> str:
    return f"{reverse(name)}?{query}" if query else reverse(name)
