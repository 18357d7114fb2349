"""Every address of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter
from rest_framework.urlpatterns import format_suffix_patterns

from newsroom import api_index
from newsroom.api import ReleaseViewSet, TimelineViewSet
from newsroom.api_changes import Changes
from newsroom.api_docs import Docs
from projects.api import FigureViewSet, OrganisationViewSet, ProjectViewSet, SourceViewSet
from projects.records.api import CorrectionViewSet
from timeline.api import MilestoneViewSet

router = SimpleRouter()
router.register("timeline", TimelineViewSet, "api-timeline")
router.register("releases", ReleaseViewSet, "api-release")
router.register("milestones", MilestoneViewSet, "api-milestone")
router.register("projects", ProjectViewSet, "api-project")
router.register("figures", FigureViewSet, "api-figure")
router.register("organisations", OrganisationViewSet, "api-organisation")
router.register("sources", SourceViewSet, "api-source")
router.register("corrections", CorrectionViewSet, "api-correction")

urlpatterns = [
    path("", api_index.Root.as_view(), name="api"),
    path("openapi.json", api_index.OpenApi.as_view(), name="api-schema"),
    path("docs/", Docs.as_view(), name="api-docs"),
    *format_suffix_patterns([*router.urls, path("changes/", Changes.as_view(), name="api-change-list")]),
    re_path("", api_index.Unknown.as_view()),
]
