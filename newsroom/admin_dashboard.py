"""The dashboard: what there is to do for somebody, what needs attention, what is live now. In words."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.admin_sections import ATTENTION, DO_NEXT, LIVE, SECTIONS, Dashboard, Line, Section
from projects.records import permissions

CUT = 8
# The whole of a list, on its own page: nobody reads on after so many.
MOST = 500
A_PAGE = 50
TO_WRITE = {
    "newsroom_pressrelease": gettext_lazy("New press release"),
    "timeline_milestone": gettext_lazy("New milestone"),
    "projects_project": gettext_lazy("New project"),
}


@dataclass(frozen=True)
class Shown:
    """A section with its lines, as it is drawn."""

    section: Section
    found: list[Line]
    cut: int = CUT

    @property
    def lines(self) -> list[Line]:
        return self.found[: self.cut]

    @property
    def has_more(self) -> bool:
        return len(self.found) > self.cut


def shown(board: Dashboard, sections: list[Section]) -> list[Shown]:
    return [Shown(section, board.lines_of(section)) for section in sections if board.may_see(section)]


def index_context(request) -> dict:
    board = Dashboard(request.user, timezone.now(), most=CUT + 1)
    return {
        "title": _("Dashboard"),
        "has_a_role": request.user.has_perm(permissions.WRITE),
        "do_next": shown(board, DO_NEXT),
        "attention": [found for found in shown(board, ATTENTION) if found.lines],
        "live_now": shown(board, LIVE),
        "to_write": [
            (reverse(f"admin:{name}_add"), label)
            for name, label in TO_WRITE.items()
            if request.user.has_perm(name.replace("_", ".add_"))
        ],
    }


def list_context(request, name: str) -> dict:
    """Raises Http404 for what is no list, PermissionDenied for one that is not for this person."""
    section = SECTIONS.get(name)
    if section is None:
        raise Http404
    board = Dashboard(request.user, timezone.now(), most=MOST)
    if not board.may_see(section):
        raise PermissionDenied
    pages = Paginator(board.lines_of(section), A_PAGE)
    return {"title": section.heading, "section": section, "page": pages.get_page(request.GET.get("p"))}
