"""Which language of a record is behind the other, since which version, and what changed since.

A text that changes in one language alone leaves the other behind; when that one follows, or somebody confirms that
it is still right, both are made from each other again. A small change ages nothing, nor does a text that is there
in one language only: that one is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from projects.records import contents, snapshots
from projects.records.contents import Change
from projects.records.languages import LANGUAGES
from projects.records.models import Publication, Record, Schedule, StillRight, Version
from projects.records.states import Act

OTHER = {"en": "fr", "fr": "en"}


@dataclass(frozen=True)
class Behind:
    """`language` goes with version `since` of the other one, in which these texts changed afterwards.

    `changed_at` is when the newest version was made.
    """

    record: Record
    language: str
    since: int
    changes: Sequence[Change]
    changed_at: datetime


@dataclass(frozen=True)
class Translations:
    """What is known of the languages of one record, up to the version of that number, or the newest."""

    record: Record
    number: int | None = None

    def behind(self, language: str) -> Behind | None:
        """How far this language is behind the other; None if it is not."""
        return _behind(self.record, self._versions, language)

    @cached_property
    def _versions(self) -> list[Version]:
        versions = _telling(Version.objects.about(self.record))
        return list(versions if self.number is None else versions.filter(number__lte=self.number))


def behind_among(models_looked_at=None, *, language: str = "fr", limit: int = 20) -> list[Behind]:
    """Records, not withdrawn, in which this language is behind the other: the last changed first, so many at most.

    Takes two queries. The records are built from their newest version; of all types if none are named.
    """
    newest_first = _candidates(models_looked_at or snapshots.record_models(), language)[:limit]
    uuids = list(newest_first.values_list("record_uuid", flat=True))
    of_record = {uuid: [] for uuid in uuids}
    for version in _telling(Version.objects.filter(record_uuid__in=uuids)):
        of_record[version.record_uuid].append(version)
    found = (_behind(_built(versions[-1]), versions, language) for versions in of_record.values())
    return [behind for behind in found if behind]


def _built(version: Version) -> Record:
    return snapshots.build(snapshots.model_of(version.record_type), version.record_uuid, version.content["fields"])


def _candidates(models_looked_at, language: str) -> models.QuerySet:
    """Newest versions of records whose other language changed after this one was changed or confirmed."""
    there = Q()
    for model in models_looked_at:
        standing = model.objects.filter(withdrawn_at=None).values("pk")
        there |= Q(record_type=model.type_name(), record_uuid__in=standing)
    of_record = Version.objects.filter(record_uuid=OuterRef("record_uuid"))
    confirmed = StillRight.objects.filter(record_uuid=OuterRef("record_uuid"), language=language)
    ahead = of_record.filter(
        ~Exists(of_record.filter(number__gte=OuterRef("number"), **{f"changes_{language}": True})),
        ~Exists(confirmed.filter(number__gte=OuterRef("number"))),
        **{f"changes_{OTHER[language]}": True},
    )
    return Version.objects.newest().filter(there, Exists(ahead)).order_by("-made_at", "pk")


def _telling(versions: models.QuerySet) -> models.QuerySet:
    """With `went_out_by`, the act by which each first came before the public, or is to, and who confirmed it."""
    of_record = {"record_uuid": OuterRef("record_uuid"), "version__gte": OuterRef("number")}
    acts = Publication.objects.filter(**of_record).order_by("version", "sequence").values("act")
    planned = Schedule.objects.pending().filter(
        version__record_uuid=OuterRef("record_uuid"), version__number__gte=OuterRef("number")
    )
    planned = planned.order_by("version__number", "due_at", "pk").values("act")
    confirmed = StillRight.objects.filter(record_uuid=OuterRef("record_uuid"), number=OuterRef("number"))
    return versions.order_by("record_uuid", "number").annotate(
        went_out_by=Coalesce(Subquery(acts[:1]), Subquery(planned[:1])),
        confirms_en=Exists(confirmed.filter(language="en")),
        confirms_fr=Exists(confirmed.filter(language="fr")),
    )


def _behind(record: Record, versions: Sequence[Version], language: str) -> Behind | None:
    together, leader = _followed(versions)
    if leader != OTHER[language]:
        return None
    newest = versions[-1]
    changes = [
        change
        for change in contents.texts_changed(together.content, newest.content, leader)
        if change.before and contents.get(newest.content, _in_other(change.path))
    ]
    return Behind(record, language, together.number, changes, newest.made_at) if changes else None


def _in_other(path: tuple[str, ...]) -> tuple[str, ...]:
    *way, column = path
    return (*way, f"{column[:-2]}{OTHER[column[-2:]]}")


def _followed(versions: Sequence[Version]) -> tuple[Version | None, str | None]:
    """The last version in which both languages said the same, and which of them went on since."""
    together, leader, before = None, None, None
    for version in versions:
        changed = _changed(before, version)
        if leader is None and _goes_ahead(version, changed):
            [leader] = changed
        elif leader is None or OTHER[leader] in changed:
            together, leader = version, None
        if leader and getattr(version, f"confirms_{OTHER[leader]}"):
            together, leader = version, None
        before = version
    return together, leader


def _goes_ahead(version: Version, changed: Mapping[str, bool]) -> bool:
    return len(changed) == 1 and any(changed.values()) and version.went_out_by != Act.MINOR


def _changed(before: Version | None, version: Version) -> dict[str, bool]:
    """The languages whose texts changed, each with whether any of them was there before."""
    if before is None:
        return {}
    found = {each: contents.texts_changed(before.content, version.content, each) for each in LANGUAGES}
    return {language: any(change.before for change in changes) for language, changes in found.items() if changes}
