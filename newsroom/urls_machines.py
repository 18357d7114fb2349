"""What programs read beside the API: below the language, and for the site as a whole."""

from django.urls import path

from newsroom import sitemaps, views_cards, views_machines
from newsroom.feeds import CorrectionsFeed, NewsFeed
from newsroom.feeds_forms import Atom, JsonFeed, Rss
from newsroom.feeds_timeline import TimelineFeed, timeline_calendar
from newsroom.views_markdown import MarkdownPage

in_a_language = [
    path("news/<slug:slug>.md", MarkdownPage.as_view(page="release"), name="release-markdown"),
    path("projects/<slug:slug>.md", MarkdownPage.as_view(page="project"), name="project-markdown"),
    path("timeline/<slug:slug>.md", MarkdownPage.as_view(page="milestone"), name="milestone-markdown"),
    path("news/feed.rss", NewsFeed(Rss), name="news-feed-rss"),
    path("news/feed.json", NewsFeed(JsonFeed), name="news-feed-json"),
    path("timeline/feed.atom", TimelineFeed(Atom), name="timeline-feed"),
    path("timeline/feed.rss", TimelineFeed(Rss), name="timeline-feed-rss"),
    path("timeline/feed.json", TimelineFeed(JsonFeed), name="timeline-feed-json"),
    path("corrections/feed.rss", CorrectionsFeed(Rss), name="corrections-feed-rss"),
    path("corrections/feed.json", CorrectionsFeed(JsonFeed), name="corrections-feed-json"),
    path("timeline.ics", timeline_calendar, name="timeline-calendar"),
    path("cards/site.png", views_cards.site_card, name="card-site"),
    path("cards/<str:type>/<slug:slug>.png", views_cards.CardPage.as_view(), name="card"),
]
of_the_site = [
    path("readyz", views_machines.readyz, name="readyz"),
    path("robots.txt", views_machines.robots, name="robots"),
    path("llms.txt", views_machines.llms, name="llms"),
    path(".well-known/security.txt", views_machines.security, name="security"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemaps.section, name="sitemap-section"),
    path("news-sitemap.xml", sitemaps.news, name="news-sitemap"),
]
