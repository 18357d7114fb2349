from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from projects.records import publishing, snapshots
from projects.records.models import Schedule, Version


class Command(BaseCommand):
    help = (
        "Carries out what is scheduled and due, and tries again what failed before; says what became of each. "
        "Ends with 1 if one failed, else with 0. The site does it by itself too: run this from cron to hear of it."
    )

    def handle(self, **options):
        with translation.override("en"):
            outcomes = publishing.catch_up(timezone.now(), retry=True)
            lines = [line for outcome in outcomes for line in _lines(outcome)]
        self.stdout.write("\n".join(lines) or "Nothing was due.")
        failed = [each for outcome in outcomes if outcome.failure for each in outcome.schedules]
        if failed:
            total = sum(len(outcome.schedules) for outcome in outcomes)
            raise CommandError(f"{len(failed)} of {total} failed and will be tried again.")


def _lines(outcome: publishing.Outcome) -> Iterator[str]:
    became = "failed: " + "; ".join(outcome.failure["en"].splitlines()) if outcome.failure else "done"
    for planned in outcome.schedules:
        yield f"{planned.act} {_named(planned.version)}, due {_moment(planned)}: {became}"


def _named(version: Version) -> str:
    """The record's type and title, as far as they can still be known."""
    try:
        record = snapshots.model_of(version.record_type).objects.filter(pk=version.record_uuid).first()
    except LookupError:
        record = None
    return f"{version.record_type} “{record}”" if record else f"{version.record_type} {version.record_uuid}"


def _moment(planned: Schedule) -> str:
    return f"{planned.due_at:%Y-%m-%dT%H:%M:%SZ}"
