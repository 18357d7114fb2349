"""The archive of press releases, by year and topic."""

from itertools import groupby

from django.db.models import Count, Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.models import Topic
from newsroom.views import ShowsReleases
from projects.records import views as records
from projects.records.dates import Span
from projects.records.querysets import in_active_language


class NewsList(ShowsReleases, records.PublicList):
    """Press releases, newest first; of a year, of a topic, or of both, if asked."""

    heading = gettext_lazy("News")
    template_name = "newsroom/news.html"
    also_asked = ("page", "topic")
    paginate_by = 20

    def get(self, request, *args, **kwargs):
        """A topic is filed under its newest slug, and answers for its former ones."""
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            answer = self.elsewhere(Topic, request.GET.get("topic", ""))
            if answer is None:
                raise
            return answer

    def newest_address(self, record):
        query = self.request.GET.copy()
        query["topic"] = record.slug
        return f"{self.request.path}?{query.urlencode()}"

    @property
    def year(self) -> int | None:
        return self.kwargs.get("year")

    @cached_property
    def topic(self) -> Topic | None:
        slug = self.request.GET.get("topic")
        if not slug:
            return None
        topic = Topic.objects.public(self.at).filter(slug=slug).first()
        if topic is None:
            self.request.why_not_found = _("There is no topic “%(value)s”.") % {"value": slug[:100]}
            raise Http404
        return topic

    def get_queryset(self):
        releases = self.releases()
        if self.topic:
            releases = releases.filter(topics=self.topic)
        if self.year:
            releases = releases.filter(released_on__year=self.year)
        return releases

    def years(self) -> list[dict]:
        """Each year that has releases, newest first, with how many of the topic there are in it."""
        of_topic = Count("pk", filter=Q(topics=self.topic)) if self.topic else Count("pk")
        return list(self.releases().with_year().order_by("-year").values("year").annotate(count=of_topic))

    def topics(self) -> list[Topic]:
        """Each topic that has releases, by name, with how many of the year there are under it."""
        of_year = Q(releases__released_on__year=self.year) if self.year else Q()
        filed = Topic.objects.public(self.at).filter(releases__in=self.releases())
        filed = filed.annotate(count=Count("releases", filter=of_year))
        return list(filed.order_by(in_active_language("name"), "pk"))

    def get_context_data(self, **context):
        years = self.years()
        if self.year and self.year not in [row["year"] for row in years]:
            raise Http404
        topics = [topic for topic in self.topics() if topic.count or topic == self.topic]
        for topic in topics:
            topic.query = self.query(topic)
        context = super().get_context_data(
            years=[row for row in years if row["count"] or row["year"] == self.year],
            year=self.year,
            topics=topics,
            topic=self.topic,
            of_topic=self.query(self.topic),
            of_all=self.query(None),
            **context,
        )
        context["months"] = by_month(context["object_list"]) if self.year else []
        return context

    def query(self, topic: Topic | None) -> str:
        """What leads to this topic, as known on the same day."""
        asked = {"topic": topic.slug} if topic else {}
        if self.as_known:
            asked["as_known"] = self.as_known.isoformat()
        return f"?{urlencode(asked)}" if asked else ""


def by_month(releases) -> list[tuple[Span, list]]:
    """The releases, in the order in which they come, below the months of their days."""
    return [
        (Span.month(year, month), list(group))
        for (year, month), group in groupby(releases, lambda each: (each.released_on.year, each.released_on.month))
    ]
