"""What the tests of the dashboard have in common: how it is opened and read, and what there is for it to show."""

import re
from datetime import timedelta
from html import unescape

from newsroom.models import PressRelease
from projects.records import publishing, snapshots
from projects.records.publishing import Decision
from projects.records.states import Act
from tests import builders, rows
from tests.builders import NOW
from tests.drafts import somebody

AT = NOW + timedelta(hours=1)
SOON = NOW + timedelta(hours=26)


def part(response, name: str) -> str:
    """The text of one list of the dashboard, or nothing if it has none."""
    html = response.content.decode()
    found = re.search(rf'<section[^>]* id="{name}".*?</section>', html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split()) if found else ""


def drafted(by, title="It opens", **fields) -> PressRelease:
    release = builders.release(title, live=False, **fields)
    release.issuers.add(builders.organisation())
    publishing.save(release, snapshots.take(release), by=by, at=NOW)
    return release


def scheduled(release, due_at=SOON, **words):
    decision = Decision(release, Act.PUBLISH, **words)
    return publishing.schedule([decision], by=somebody(), at=NOW, due_at=due_at)[0]


def failed(release):
    version = publishing.keep(release, at=NOW)
    texts = {"failure_en": "Nobody issues it.", "failure_fr": "Personne ne le publie."}
    return rows.schedule(version, due_at=NOW, failed_at=NOW, failed_after=10**6, **texts)
