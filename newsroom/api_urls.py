"""Every address of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from newsroom import api_index
from newsroom.api import ReleaseViewSet, TimelineViewSet
from projects.api import FigureViewSet, OrganisationViewSet, ProjectViewSet
from projects.records.api import CorrectionViewSet, SourceViewSet
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
    path("docs/", api_index.Docs.as_view(), name="api-docs"),
    *router.urls,
    re_path("", api_index.Unknown.as_view()),
]
