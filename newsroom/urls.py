"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from newsroom import feeds, urls_machines, views, views_news, views_pdf, views_releases, views_search
from newsroom.api_index import Unknown
from newsroom.views_embed import EmbedAnywhere, EmbedPage
from newsroom.views_oembed import OEmbed
from projects.models import Project
from projects.records.models import Organisation, Source
from projects.records.views import OrganisationList, SourceList
from projects.records.views_previews import PreviewPage
from projects.records.views_versions import CorrectionList, SupersededPage
from timeline.models import Milestone
from timeline.views_directory import ProjectList
from timeline.views_promises import PromisesCsv, PromisesPage

handler400 = "newsroom.errors.bad_request"
handler403 = "newsroom.errors.permission_denied"
handler404 = "newsroom.errors.page_not_found"
handler500 = "newsroom.errors.server_error"


class YearConverter:
    """A year as it stands in an address: four digits, from 0001 on."""

    regex = "(?!0000)[0-9]{4}"
    to_python = int
    to_url = "{:04}".format


register_converter(YearConverter, "year")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("newsroom.api_urls")),
    re_path(r"^api(/|$)", Unknown.as_view()),
    path("healthz", views.healthz, name="healthz"),
    path("oembed", OEmbed.as_view(), name="oembed"),
    path("embed/timeline/", EmbedAnywhere.as_view(), name="embed"),
    *urls_machines.of_the_site,
    *i18n_patterns(
        path("", views.FrontPage.as_view(), name="front"),
        path("timeline/", views.TimelinePage.as_view(), name="timeline"),
        path("embed/timeline/", EmbedPage.as_view(), name="embed-timeline"),
        path("timeline/<year:year>/", views.TimelinePage.as_view(), name="timeline-year"),
        path("timeline/<slug:slug>/", views.MilestonePage.as_view(), name="milestone"),
        path("projects/", ProjectList.as_view(), name="projects"),
        path("projects/<slug:slug>/", views.ProjectPage.as_view(), name="project"),
        path("projects/<slug:slug>/promises/", PromisesPage.as_view(), name="promises"),
        path("projects/<slug:slug>/promises.csv", PromisesCsv.as_view(), name="promises-csv"),
        path("news/", views_news.NewsList.as_view(), name="news"),
        path("news/feed.atom", feeds.NewsFeed(), name="news-feed"),
        path("news/<year:year>/", views_news.NewsList.as_view(), name="news-year"),
        path("news/<slug:slug>/", views_releases.ReleasePage.as_view(), name="release"),
        path("news/<slug:slug>.pdf", views_pdf.ReleasePdf.as_view(), name="release-pdf"),
        path("organisations/", OrganisationList.as_view(), name="organisations"),
        path("organisations/<slug:slug>/", views.OrganisationPage.as_view(), name="organisation"),
        path("sources/", SourceList.as_view(), name="sources"),
        path("sources/<slug:slug>/", views.SourcePage.as_view(), name="source"),
        path(
            "timeline/<slug:slug>/versions/<int:number>/",
            SupersededPage.as_view(model=Milestone),
            name="milestone-version",
        ),
        path(
            "projects/<slug:slug>/versions/<int:number>/",
            SupersededPage.as_view(model=Project),
            name="project-version",
        ),
        path(
            "news/<slug:slug>/versions/<int:number>/",
            views_releases.ReleaseVersionPage.as_view(),
            name="release-version",
        ),
        path(
            "organisations/<slug:slug>/versions/<int:number>/",
            SupersededPage.as_view(model=Organisation),
            name="organisation-version",
        ),
        path(
            "sources/<slug:slug>/versions/<int:number>/",
            SupersededPage.as_view(model=Source),
            name="source-version",
        ),
        path("corrections/feed.atom", feeds.CorrectionsFeed(), name="corrections-feed"),
        path("corrections/", CorrectionList.as_view(), name="corrections"),
        path("search/", views_search.SearchPage.as_view(), name="search"),
        path("opensearch.xml", views_search.Description.as_view(), name="opensearch"),
        path("preview/<str:token>/", PreviewPage.as_view(), name="preview"),
        *urls_machines.in_a_language,
    ),
]
