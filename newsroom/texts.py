"""A release in words alone, to be pasted anywhere."""

from django.utils.translation import gettext as _

from projects.records import richtext
from projects.records.dates import Span
from projects.records.languages import active


def plain(release, notes, address: str) -> str:
    """Title, lead, dateline, body, the notes about the companies, whom to ask, where it stands."""
    day = Span.day(release.released_on).label(active())
    dateline = ", ".join(part for part in (release.dateline, day) if part)
    parts = [release.title, release.lead, dateline, richtext.paragraphs(release.body)]
    for note in notes:
        parts += [_("About %(name)s") % {"name": note.organisation.name}, note.text]
    if release.public_contacts:
        parts.append("\n".join([_("Press contact"), *map(_asked, release.public_contacts)]))
    return "\n\n".join(part for part in (*(str(each).strip() for each in parts), address) if part)


def _asked(contact) -> str:
    said = (contact.name, contact.role, contact.email, contact.phone)
    return ", ".join(str(each) for each in said if each)
