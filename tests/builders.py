"""Plain functions that make the objects of a test. Whatever a test does not speak of has a plausible value."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.contrib.auth.models import User

from newsroom.models import PressRelease
from projects.models import Figure, Participation, Project, StatusReport
from projects.records import publishing
from projects.records.dates import Span
from projects.records.dates_parse import parse
from projects.records.models import Organisation, Source
from timeline.models import Milestone, MilestoneDate

NOW = datetime(2025, 12, 15, 9, 0, tzinfo=UTC)
_number = count(1)


def _span(text: str | None) -> Span | None:
    return parse(text) if text else None


def make_live(record, at=NOW, by=None):
    """Publishes through the one door, as somebody who may."""
    by = by or User.objects.get_or_create(username="press", is_superuser=True)[0]
    publishing.publish(record, by=by, at=at)
    return record


def organisation(name="Verkor", live=True, **fields) -> Organisation:
    fields.setdefault("slug", f"organisation-{next(_number)}")
    made = Organisation.objects.create(name=name, **fields)
    return make_live(made) if live else made


def source(published="2021-06-28", live=True, publisher="Verkor", **fields) -> Source:
    number = next(_number)
    fields = {"slug": f"source-{number}", "title": f"Source {number}", "kind": "press-release", **fields}
    made = Source(publisher=publisher, **fields)
    made.published = _span(published)
    made.save()
    return make_live(made) if live else made


def project(name="Verkor gigafactory", live=True, **fields) -> Project:
    fields = {"slug": f"project-{next(_number)}", "kind": "gigafactory", "name_en": name, **fields}
    made = Project.objects.create(**fields)
    return make_live(made) if live else made


def status(project, status="announced", when="2021-06-28", source=None, **fields) -> StatusReport:
    made = StatusReport(project=project, status=status, source=source or globals()["source"](), **fields)
    made.span = _span(when)
    made.save()
    return made


def figure(subject=None, measure="production-capacity", low=16, when=None, source=None, **fields) -> Figure:
    """Of a project or an organisation; of a new project if none is given."""
    subject = subject or project()
    fields = {"nature": "actual", "qualifier": "exact", "high": low, **fields}
    about = "project" if isinstance(subject, Project) else "organisation"
    made = Figure(measure=measure, low=low, source=source or globals()["source"](), **{about: subject}, **fields)
    made.span = _span(when)
    made.save()
    return made


def participation(project, participant, role="developer", source=None, **fields) -> Participation:
    return Participation.objects.create(
        project=project, participant=participant, role=role, source=source or globals()["source"](), **fields
    )


def milestone(title="The gigafactory opens", happened=None, planned=None, live=True, **fields) -> Milestone:
    """With a claim that it happened, or is planned for, the date given (as an editor types it).

    A live one without a date is live past the door, which would refuse it.
    """
    fields = {"slug": f"milestone-{next(_number)}", "kind": "production", "title_en": title, **fields}
    made = Milestone.objects.create(**fields)
    if planned:
        milestone_date(made, "planned", planned)
    if happened:
        milestone_date(made, "happened", happened)
    if live and not (planned or happened):
        made.version, made.published_at, made.updated_at = 1, NOW, NOW
        made.save()
        return made
    return make_live(made) if live else made


def milestone_date(milestone, nature, when, source=None, **fields) -> MilestoneDate:
    made = MilestoneDate(milestone=milestone, nature=nature, source=source or globals()["source"](), **fields)
    made.span = _span(when)
    made.save()
    milestone.settle()
    milestone.save()
    return made


def release(
    title="The first gigafactory opens", released_on=date(2025, 12, 11), live=True, **fields
) -> PressRelease:
    number = next(_number)
    fields = {"slug": f"release-{number}", "title_en": title, "lead_en": f"Lead {number}.", **fields}
    fields.setdefault("body_en", f"<p>Body {number}.</p>")
    issuers = fields.pop("issuers", None)
    made = PressRelease.objects.create(released_on=released_on, **fields)
    if issuers is None and live:
        issuers = [organisation()]
    made.issuers.set(issuers or [])
    return make_live(made) if live else made


def withdraw(record, reason_en="It was wrong.", at=NOW + timedelta(days=1), by=None):
    """Withdraws through the one door, as somebody who may."""
    by = by or User.objects.get_or_create(username="press", is_superuser=True)[0]
    publishing.withdraw(record, by=by, at=at, reason_en=reason_en)
    return record


def many_milestones(count: int, **linked) -> list[Milestone]:
    """So many live milestones in one go, each with a plan and an outcome of one source, past the door.

    `project`, `organisation` and `release` are linked to all of them; a project is made if none is given.
    """
    said = source()
    live = {"version": 1, "published_at": NOW, "updated_at": NOW, "nature": "happened"}
    days = [date(2021, 1, 1) + timedelta(days=number) for number in range(count)]
    milestones = Milestone.objects.bulk_create(
        Milestone(
            slug=f"many-{next(_number)}", kind="production", title_en="Many", earliest=day, latest=day, **live
        )
        for day in days
    )
    linked.setdefault("project", project())
    ways = {
        "project": Milestone.projects,
        "organisation": Milestone.organisations,
        "release": PressRelease.milestones,
    }
    for name, record in linked.items():
        through = ways[name].through
        key = "pressrelease" if name == "release" else name
        through.objects.bulk_create(through(milestone=made, **{key: record}) for made in milestones)
    MilestoneDate.objects.bulk_create(
        MilestoneDate(milestone=made, source=said, nature=nature, earliest=made.earliest, latest=made.latest)
        for made in milestones
        for nature in ("planned", "happened")
    )
    return milestones
