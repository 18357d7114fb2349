"""Makes bundles and decides about them on their own pages, as a publisher would."""

from django.urls import reverse

from newsroom.models import PressRelease
from projects.records import publishing
from projects.records.models import Bundle, Organisation, Publication
from tests import builders
from tests.builders import NOW
from tests.desk import form_of
from tests.drafts import draft

LATER = {"when": "later", "due_at_day": "2025-12-24", "due_at_time": "09:00", "due_at_reading": ""}


def url(page, *args) -> str:
    return reverse(f"admin:records_bundle_{page}", args=args)


def bundle_of(*records, by, name="Opening") -> Bundle:
    made = publishing.bundle(name, by=by, at=NOW)
    for record in records:
        publishing.collect(made, record, by=by)
    return made


def renamed(name="Before", after="After") -> Organisation:
    """Something live with a draft."""
    record = builders.organisation(name)
    draft(record, name=after)
    return record


def ready_release(**fields) -> PressRelease:
    made = builders.release(live=False, body_en="<p>Text.</p>", title_fr="Titre", lead_fr="Chapeau.", **fields)
    made.issuers.add(builders.organisation())
    return made


def first_page(client, bundle, **changes) -> dict:
    """What the bundle's page would send: with every warning accepted, and of what is live a small change."""
    sent = form_of(client.get(url("change", bundle.pk)))
    acts = {
        f"item-{item.pk}-act": "minor"
        for item in bundle.items.all()
        if Publication.objects.filter(record_uuid=item.record_uuid).exists()
    }
    html = client.get(url("change", bundle.pk)).content.decode()
    accepted = [part.split('"')[0] for part in html.split('name="accepted" value="')[1:]]
    return {**sent, **acts, "when": "now", "accepted": accepted, **changes}


def decided(client, bundle, **changes):
    """Looks at what will happen, and presses the button."""
    second = client.post(url("publish", bundle.pk), first_page(client, bundle, **changes))
    assert second.status_code == 200, second.content.decode()
    return client.post(url("publish", bundle.pk), {**form_of(second), "sure": "1"})
