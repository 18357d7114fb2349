"""What two people made of one version, put together: what goes together by itself, and what has to be chosen."""

from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from projects.records import contents, snapshots, wording
from projects.records.admin import saving
from projects.records.contents import Change, Collision
from projects.records.drafts import Desk
from projects.records.models import Record, Version
from projects.records.rehearsal import rehearse
from projects.records.wording_fields import model_at, spans_of

_SALT = "projects.records.admin.merging"
MINE, THEIRS = "mine", "theirs"


@dataclass
class Conflict:
    """What I typed, drawn from version `number`, while `newest` became the newest version.

    With `each` all of my changes are to be decided one by one: what went together by itself made no sense.
    """

    record: Record
    before: dict
    mine: dict
    number: int
    newest: int
    each: bool = False
    chosen: dict[str, str] = field(default_factory=dict)

    @cached_property
    def theirs(self) -> dict:
        """What the newest version says; later ones have not been looked at."""
        desk = Desk(self.record)
        if desk.number == self.newest:
            return desk.content
        return Version.objects.about(self.record).get(number=self.newest).content

    @cached_property
    def _merged(self) -> tuple[dict, list[Collision]]:
        if self.each:
            return deepcopy(self.theirs), list(self._every_change())
        merged, collisions = contents.merge(self.before, self.mine, self.theirs)
        found = {collision.path: collision for collision in collisions}
        for path in self._halves_of_spans():
            found[path] = Collision(path, *(contents.get(each, path) for each in self._three))
            contents.put(merged, path, contents.get(self.theirs, path))
        return merged, list(found.values())

    @property
    def _three(self):
        return self.before, self.mine, self.theirs

    def _every_change(self):
        seen = set()
        for change in contents.changes(self.before, self.mine):
            path = change.path[:3] if change.path[0] == "rows" else change.path
            before, mine, theirs = (contents.get(each, path) for each in self._three)
            if path not in seen and mine != theirs:
                seen.add(path)
                yield Collision(path, before, mine, theirs)

    def _halves_of_spans(self):
        """A span is one thing in three columns: if both changed it, it is one or the other."""
        ours, others = (
            {change.path for change in contents.changes(self.before, each)} for each in (self.mine, self.theirs)
        )
        for path in sorted(ours | others):
            columns = self._span_of(path)
            both = all(any((*path[:-1], column) in paths for column in columns) for paths in (ours, others))
            if columns and both and contents.get(self.mine, path) != contents.get(self.theirs, path):
                yield path

    def _span_of(self, path) -> list[str]:
        owner = model_at(type(self.record), path)
        if owner is None or path[0] == "links" or (path[0] == "rows" and len(path) == 3):
            return []
        return next((columns for columns in spans_of(owner).values() if path[-1] in columns), [])

    @property
    def collisions(self) -> list[Collision]:
        return self._merged[1]

    @property
    def resolved(self) -> dict:
        return contents.resolve(self._merged[0], self.collisions, self.chosen)

    def choices(self) -> list[dict]:
        """Each collision in words: what I typed and what they saved, both with what changed marked."""
        model = type(self.record)
        mine = [Change(each.path, each.before, each.mine) for each in self.collisions]
        theirs = [Change(each.path, each.before, each.theirs) for each in self.collisions]
        ours = wording.differences(model, mine, self.before, self.mine)
        others = {each.key: each for each in wording.differences(model, theirs, self.before, self.theirs)}
        return [
            {
                "name": f"choose-{each.key}",
                "label": self._label(each),
                "before": each.before,
                "mine": each,
                "theirs": others[each.key],
                "chosen": self.chosen.get(each.key, MINE),
            }
            for each in ours
        ]

    def _label(self, difference) -> str:
        path = tuple(difference.key.split("/"))
        if path[0] == "rows" and len(path) == 3:
            known = next(each for each in (self.before, self.mine) if contents.get(each, path))
            return wording.label_of(type(self.record), path, known)
        return difference.label

    def choose(self, sent) -> None:
        """Takes over what was chosen on the page, one choice for all columns of a span."""
        for choice in self.choices():
            answer = sent.get(choice["name"])
            if answer in (MINE, THEIRS):
                self.chosen |= dict.fromkeys(choice["mine"].keys, answer)

    @property
    def is_decided(self) -> bool:
        return all(collision.key in self.chosen for collision in self.collisions)

    def goes_together(self) -> list:
        """What I changed and nobody else did, in words."""
        merged, collisions = self._merged
        mine = deepcopy(merged)
        for collision in collisions:
            contents.put(mine, collision.path, collision.theirs)
        return wording.compare(type(self.record), self.theirs, mine)

    def theirs_alone(self) -> list:
        """What was saved meanwhile and I had not touched, in words."""
        paths = {collision.path for collision in self.collisions}
        changed = contents.changes(self.before, self.theirs)
        alone = [each for each in changed if not any(each.path[: len(path)] == path for path in paths)]
        return wording.differences(type(self.record), alone, self.before, self.theirs)

    def signed(self, user) -> str:
        parts = [str(self.record.pk), user.pk, self.number, self.newest, self.each, self.before, self.mine]
        return signing.dumps(parts, salt=_SALT, compress=True)


def read(record: Record, user, sealed: str) -> Conflict | None:
    """What a page of three columns said; None if it was not one of this record, or not this person's."""
    try:
        key, person, number, newest, each, before, mine = signing.loads(sealed, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    if (key, person) != (str(record.pk), user.pk):
        return None
    return Conflict(record, before, mine, number, newest, each)


def objections(record: Record, theirs: dict, content: dict) -> list[str]:
    """Why what the two made together cannot be saved, of all that differs from what was there."""
    try:
        with rehearse(record, content) as row:
            return _invalid(row, theirs, content)
    except IntegrityError:
        return _invalid(type(record).objects.get(pk=record.pk), theirs, content) or [saving.contradiction()]


def _invalid(row: Record, theirs: dict, content: dict) -> list[str]:
    snapshots.fill(row, content["fields"])
    suspects = [] if content["fields"] == theirs["fields"] else [row]
    for carried, _name in snapshots.carried_by(type(row)):
        label = carried._meta.label_lower
        for key, values in content["rows"].get(label, {}).items():
            if values != theirs["rows"].get(label, {}).get(key):
                suspects.append(snapshots.build(carried, key, values))
    found = []
    for suspect in suspects:
        try:
            suspect.full_clean()
        except ValidationError as error:
            found += error.messages
    return found
