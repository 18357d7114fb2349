"""Press releases: each on a page of its own, and what one said before a correction."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from newsroom import citations, sharing, texts
from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from newsroom.views import ShowsReleases
from projects.models import Project
from projects.records import views as records
from projects.records import views_versions as versions
from projects.records.languages import active
from projects.records.models import Organisation
from projects.records.querysets import is_public
from timeline import views as timeline

# How many releases of the same topics and projects stand below one.
MOST_RELATED = 4


class ReleaseView(ShowsReleases, records.PublicDetail):
    """One release, with its companies' notes as they stood, its contacts and its projects."""

    model = PressRelease
    context_object_name = "release"

    def get_queryset(self):
        linked = {
            "issuers": Organisation,
            "topics": Topic,
            "projects": Project,
            "contacts": Contact,
        }
        prefetched = [
            Prefetch(name, model.objects.public(self.at), to_attr=f"public_{name}")
            for name, model in linked.items()
        ]
        return self.releases().select_related("source").prefetch_related(*prefetched)

    @cached_property
    def address(self) -> str:
        """Of the page in this language, with its host."""
        return self.request.build_absolute_uri(self.object.get_absolute_url())

    @cached_property
    def notes(self) -> list[Boilerplate]:
        notes = Boilerplate.objects.filter(release=self.object).select_related("organisation")
        return list(notes.filter(is_public(self.at, "organisation")))

    @property
    def changed_at(self):
        """When readers were last told of a change; None if never, or if it is not public yet."""
        published_at, updated_at = self.object.published_at, self.object.updated_at
        return updated_at if published_at and updated_at and updated_at > published_at else None

    def get_context_data(self, **context):
        release = self.object
        return super().get_context_data(
            address=self.address,
            notes=self.notes,
            changed_at=self.changed_at,
            is_borrowed=any(text.is_fallback for text in (release.title, release.lead, release.body)),
            **context,
        )


class ReleasePage(timeline.ShowsMilestones, ReleaseView):
    """With its milestones, the releases around it, and what helps to pass it on."""

    template_name = "newsroom/release.html"

    def get_context_data(self, **context):
        release = self.object
        source = release.source
        return super().get_context_data(
            source=source if source and source.is_public(self.at) else None,
            plain=texts.plain(release, self.notes, self.address),
            citations=list(citations.styles(self.cited())),
            ways=sharing.ways(release.title, self.address),
            **self.around(),
            **self.beside(self.milestones().filter(releases=release)),
            **context,
        )

    def cited(self) -> citations.Cited:
        release = self.object
        return citations.Cited(
            key=release.slug,
            title=release.title,
            issuers=tuple(issuer.name for issuer in release.public_issuers),
            released=release.released_on,
            site=settings.SITE_NAME,
            address=self.address,
            kind=release.get_kind_display(),
            version=release.version,
            updated=timezone.localdate(self.changed_at) if self.changed_at else None,
            language=active(),
            title_language=release.title.lang,
        )

    def around(self) -> dict:
        """The releases before and after this one in the archive, and the newest of the same topics or projects.

        In one query: what is nearest among all is so among those that it finds.
        """
        release, releases = self.object, self.releases()
        same = Q(topics__in=release.public_topics) | Q(projects__in=release.public_projects)
        alike = PressRelease.objects.filter(same).values("pk")
        related = releases.filter(pk__in=alike).exclude(pk=release.pk)
        of_the_day = Q(released_on=release.released_on)
        older = releases.filter(Q(released_on__lt=release.released_on) | of_the_day & Q(pk__gt=release.pk))
        newer = releases.filter(
            Q(released_on__gt=release.released_on) | of_the_day & Q(pk__lt=release.pk)
        ).reverse()
        wanted = Q(pk__in=related.values("pk")[:MOST_RELATED])
        for nearest in (older, newer):
            wanted |= Q(pk=Subquery(nearest.values("pk")[:1]))
        found = list(releases.filter(wanted).annotate(is_related=Exists(related.filter(pk=OuterRef("pk")))))
        before = [each for each in found if _place(each) < _place(release)]
        return {
            "newer": before[-1] if before else None,
            "older": next(iter(found[len(before) :]), None),
            "related": [each for each in found if each.is_related][:MOST_RELATED],
        }

    @staticmethod
    def also_on(record):
        return [reverse("news-year", kwargs={"year": record.released_on.year})]


def _place(release: PressRelease) -> tuple:
    """By which the archive is ordered: the newest day first."""
    return -release.released_on.toordinal(), release.pk


class ReleaseVersionPage(versions.SupersededPage):
    """As the story read."""

    model = PressRelease
    template_name = "newsroom/release_version.html"
