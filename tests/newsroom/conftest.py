"""Who looks at the dashboard, and who publishes alone."""

import pytest
from django.urls import reverse

from projects.records import publishing
from tests.builders import NOW


@pytest.fixture
def open_desk(as_user):
    """The words of the dashboard, or of one of its lists, as this person sees them."""

    def opened(person, name=None, **query):
        url = reverse("admin:desk-list", args=[name]) if name else reverse("admin:index")
        return as_user(person).get(url, query)

    return opened


@pytest.fixture
def alone(publisher, settings):
    """Publishes without a second pair of eyes where one is required."""

    def published(release):
        settings.SECOND_PAIR_OF_EYES = "required"
        entry = publishing.publish(release, by=publisher, at=NOW, override="The plant burns.")
        settings.SECOND_PAIR_OF_EYES = "off"
        return entry

    return published
