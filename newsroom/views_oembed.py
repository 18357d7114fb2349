"""oEmbed 1.0: tells programs how to show an address of ours in a page of theirs."""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _
from django.views.generic import View

from newsroom.asking_embed import HEIGHT, WIDTH, EmbedForm, OEmbedForm, query_of
from newsroom.views_embed import ByEdition, Embed
from projects.records import problems

FORMAT = "json"
# What can be shown: the timeline, as its page or as what other sites show of it, and that of a project.
SHOWN = ("timeline", "embed-timeline", "project")


class OEmbed(ByEdition, View):
    """Open to the scripts of any site, as the API is."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.is_own = True
        return response

    def get(self, request):
        if request.GET.get("format", FORMAT) != FORMAT:
            return _problem(501, _("There is no other format than “json”."))
        form = OEmbedForm(request.GET)
        if not form.is_valid():
            words = [f"{name}: {' '.join(said)}" for name, said in form.errors.items()]
            return _problem(400, " ".join(words))
        language, parts = _parted(form.cleaned_data["url"])
        with override(language):
            embed = self.embed(parts) if language else None
            if embed is None:
                return _problem(404, _("There is nothing at this address that other sites could show."))
            return JsonResponse(self.told(embed, form.cleaned_data))

    def embed(self, parts: SplitResult) -> Embed | None:
        """What an address of this site shows of the timeline; None if it is not ours or not public."""
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        is_ours = parts.scheme in ("http", "https") and parts.netloc == self.request.get_host()
        if not is_ours or match.view_name not in SHOWN:
            return None
        asked = QueryDict(parts.query, mutable=True)
        if match.view_name == "project":
            asked["project"] = match.kwargs["slug"]
        at = self.request.edition.at
        form = EmbedForm(asked, today=timezone.localdate(at), at=at)
        return Embed(self.request, query_of(form), form.cleaned_data["project"]) if form.is_valid() else None

    def told(self, embed: Embed, asked: dict) -> dict:
        width, height = min(asked["maxwidth"] or WIDTH, WIDTH), min(asked["maxheight"] or HEIGHT, HEIGHT)
        return {
            "version": "1.0",
            "type": "rich",
            "title": embed.title,
            "provider_name": settings.SITE_NAME,
            "provider_url": self.request.build_absolute_uri(reverse("front")),
            "cache_age": self.request.edition.fresh_for,
            "html": embed.frame(width, height),
            "width": width,
            "height": height,
        }


def _parted(url: str) -> tuple[str | None, SplitResult]:
    """With the language that its path begins with, None if there is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None, urlsplit("")
    return get_language_from_path(parts.path), parts


def _problem(status: int, detail: str) -> HttpResponse:
    return JsonResponse(problems.body(status, detail), status=status, content_type=problems.MEDIA_TYPE)
