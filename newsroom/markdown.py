"""Press releases as Markdown: what is corrected first, then the text, then the companies and whom to ask."""

from django.utils.translation import gettext as _

from projects.records import representations_markdown as ground
from projects.records.dates import Span
from projects.records.languages import active
from projects.records.representations_markdown import escaped, local
from projects.records.richtext import markdown


class ReleaseMarkdown(ground.Markdown):
    """Of releases with what is public beside them."""

    def texts(self, item):
        return {"title": item.title, "dateline": item.dateline, "lead": item.lead, "body": item.body}

    def front(self, view, item):
        request = view.request
        source = item.source if item.source and item.source.is_public(view.at) else None
        return {
            "kind": item.kind,
            **ground.date_facts(Span.day(item.released_on)),
            "dateline": item.dateline,
            "issuers": ground.link_facts(item.public_issuers, request),
            "topics": [str(topic) for topic in item.public_topics],
            "projects": ground.link_facts(item.public_projects, request),
            "milestones": [_milestone(milestone, request) for milestone in item.public_milestones],
            "source": next(iter(ground.link_facts([source] if source else [], request)), None),
        }

    def blocks(self, view, item, notes):
        day = Span.day(item.released_on).label(active())
        yield ground.paragraphs(item.lead)
        yield f"**{escaped(', '.join(part for part in (item.dateline, day) if part))}**"
        yield markdown(item.body)
        for note in item.public_boilerplates:
            yield ground.heading(2, _("About %(name)s") % {"name": note.organisation.name})
            yield local(note.text) if note.text.is_fallback else ground.paragraphs(note.text)
        if item.public_contacts:
            yield ground.heading(2, _("Press contact"))
            yield ground.bullets(_contact(contact) for contact in item.public_contacts)


MARKDOWN = ReleaseMarkdown()


def _milestone(milestone, request) -> dict:
    """By the name that it goes by now."""
    [facts] = ground.link_facts([milestone], request)
    return facts | {"name": milestone.title_now}


def _contact(contact) -> str:
    mail = ground.link(contact.email, f"mailto:{contact.email}") if contact.email else ""
    parts = [f"**{ground.in_line(contact.name)}**", local(contact.role), mail, escaped(contact.phone)]
    return ", ".join(part for part in parts if part)
