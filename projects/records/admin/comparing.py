"""Any two versions of a record side by side, field by field, with the rows that it carries."""

import re

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from projects.records import moments, permissions, wording
from projects.records.admin.pages import Pages, url_of
from projects.records.drafts import Desk
from projects.records.models import Version

# As a database counts; longer ones are no version's number.
_NUMBER = re.compile(r"\A[1-9][0-9]{0,8}\Z")


class Compares(Pages):
    def get_urls(self):
        return [self.page("compare", self.compare_view), *super().get_urls()]

    def compare_view(self, request, record):
        """`from` and `to` are numbers, "live" or "draft"; without them, what is live and the newest."""
        desk = Desk(record)
        versions = list(
            Version.objects.about(record).defer("content").select_related("author").order_by("-number")
        )
        asked = {name: request.GET.get(name, "") for name in ("from", "to")}
        problems, old, new = [], None, None
        try:
            new = _chosen(desk, versions, asked["to"]) or desk.newest
            old = _chosen(desk, versions, asked["from"]) or _before(desk, versions, new)
        except ValueError as error:
            problems = [str(error)]
        context = self.page_context(
            request,
            record,
            _("Compare versions"),
            desk=desk,
            versions=versions,
            old=old,
            new=new,
            differences=wording.compare(type(record), old.content, new.content) if old and new else [],
            problems=problems,
            old_words=_named(old),
            new_words=_named(new),
            step_url=url_of(record, "step"),
            restorable=[each for each in (old, new) if each and each.number != desk.number],
            may_restore=request.user.has_perm(permissions.WRITE),
        )
        status = 400 if problems else 200
        return TemplateResponse(request, "records/admin/compare.html", context, status=status)


def _chosen(desk: Desk, versions: list[Version], asked: str) -> Version | None:
    """None if nothing was asked. Raises ValueError for what is no version, Http404 for one that is not there."""
    if not asked:
        return None
    if asked in ("live", "draft"):
        found = {"live": desk.live, "draft": desk.draft}[asked]
        words = {"live": _("There is no live version."), "draft": _("There is no draft.")}
        if found is None:
            raise ValueError(words[asked])
        return found
    if not _NUMBER.match(asked):
        raise ValueError(_("Choose versions by their number, or “live” or “draft”."))
    found = next((version for version in versions if version.number == int(asked)), None)
    if found is None:
        raise Http404
    return found


def _named(version: Version | None) -> str:
    """ "Version 3, editor, 5 December 2025, 09:00"."""
    if version is None:
        return ""
    texts = {
        "number": version.number,
        "moment": moments.brief(version.made_at.replace(second=0)),
        "author": str(version.author or ""),
    }
    if version.author is None:
        return _("Version %(number)s, %(moment)s") % texts
    return _("Version %(number)s, %(author)s, %(moment)s") % texts


def _before(desk: Desk, versions: list[Version], new: Version | None) -> Version | None:
    """What a version is compared with unless it is said: what is live, else the one before it."""
    if new is None:
        return None
    if desk.live is not None and desk.live.number < new.number:
        return desk.live
    return next((version for version in versions if version.number < new.number), None)
