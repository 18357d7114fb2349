"""What programs read beside the API: below the language, and for the site as a whole."""

from django.urls import path

from newsroom.views_markdown import MarkdownPage

in_a_language = [
    path("news/<slug:slug>.md", MarkdownPage.as_view(page="release"), name="release-markdown"),
    path("projects/<slug:slug>.md", MarkdownPage.as_view(page="project"), name="project-markdown"),
    path("timeline/<slug:slug>.md", MarkdownPage.as_view(page="milestone"), name="milestone-markdown"),
]
of_the_site = []
