"""What has a public page of its own: by noun, how one is made, and what a change of it may change."""

from tests import builders

BUILD = {
    "release": lambda **fields: builders.release(**{"body_en": "<p>It opens.</p>", **fields}),
    "project": lambda **fields: builders.project(**fields),
    "milestone": lambda **fields: builders.milestone(happened="2025-12-11", **fields),
    "organisation": lambda **fields: builders.organisation(**fields),
    "source": lambda **fields: builders.source(**fields),
}
CHANGED = {
    "release": {"title_en": "It opened"},
    "project": {"name_en": "The other plant"},
    "milestone": {"title_en": "It opened"},
    "organisation": {"name": "Verkor SA"},
    "source": {"title": "The other title"},
}
NOUNS = list(BUILD)
