"""Says in words of the desk where two contents differ: which field of what, what was there, what is there now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.records import contents, languages, snapshots
from projects.records.contents import Change
from projects.records.models import Carried, Record
from projects.records.wording_fields import detailed, field_at, model_at, span_words, spans_of, value_words
from projects.records.wording_marks import marked

# A text longer than this is shown whole, with its changes marked, instead of beside its successor.
LONG = 80
SPAN_LABELS = {"published": gettext_lazy("published")}
WHEN = gettext_lazy("when")


@dataclass(frozen=True)
class Difference:
    """One place in words. `keys` are those of the places of the contents that it stands for (a span has three);
    `before` and `after` are plain text, empty for nothing; `note` says what the words do not show."""

    keys: tuple[str, ...]
    label: str
    before: str
    after: str
    is_long: bool = False
    note: str = ""

    @property
    def key(self) -> str:
        return self.keys[0]

    @property
    def marked(self) -> SafeString:
        return marked(self.before, self.after)


def compare(model: type[Record], before: Mapping, after: Mapping) -> list[Difference]:
    """All that differs between two contents of a record of this type."""
    return differences(model, contents.changes(before, after), before, after)


def count(model: type[Record], before: Mapping, after: Mapping) -> int:
    """How many differences `compare` would tell of, without asking the database for their words."""
    return len({_place(model, change.path) for change in contents.changes(before, after)})


def _place(model: type[Record], path: tuple[str, ...]) -> tuple[str, ...]:
    """The path; of a column of a span that of the span, which people see as one."""
    owner = model_at(model, path)
    if owner is None or path[0] == "links":
        return path
    spans = spans_of(owner).items()
    return (*path[:-1], next((name for name, columns in spans if path[-1] in columns), path[-1]))


def differences(
    model: type[Record],
    changes: Iterable[Change],
    before: Mapping = contents.EMPTY,
    after: Mapping = contents.EMPTY,
) -> list[Difference]:
    """The changes in words. The contents, if given, tell what of a span and of a row did not change."""
    changes = list(changes)
    speaker = _Speaker(model, [before, after])
    for change in changes:
        speaker.will_name(change.path, change.before, change.after)
    found = {}
    for change in changes:
        name = speaker.span_of(change.path, (before, after))
        found.setdefault((*change.path[:-1], name) if name else change.path, []).append(change)
    return [speaker.difference(path, together, before, after) for path, together in found.items()]


def label_of(model: type[Record], path: tuple[str, ...], content: Mapping = contents.EMPTY) -> str:
    """What is at the path is called; the content tells which row it is."""
    speaker = _Speaker(model, [content])
    speaker.will_name(path)
    return speaker.label(path)


class _Speaker:
    """Finds the words; the records that are named are asked for once a model."""

    def __init__(self, model: type[Record], known: Iterable[Mapping] = ()):
        self.model, self.known = model, list(known)
        self.wanted, self.found = defaultdict(set), {}

    def will_name(self, path, *values) -> None:
        """Notes whom words about this path have to name, so that they are asked for together."""
        if path[0] == "rows":
            owner = model_at(self.model, path)
            rows = [self.row(path), *(value for value in values if isinstance(value, Mapping))]
            for field in owner._meta.concrete_fields if owner else ():
                self._want(field, [row.get(field.attname) for row in rows if row])
        field = field_at(self.model, path)
        if field is not None:
            for value in values:
                self._want(field, value if isinstance(value, list) else [value])

    def _want(self, field, keys) -> None:
        if field.is_relation:
            self.wanted[field.related_model] |= {str(key) for key in keys if key is not None}

    def row(self, path) -> Mapping | None:
        """The row as the newest content that has it knows it."""
        rows = (contents.get(content, path[:3]) for content in reversed(self.known))
        return next((row for row in rows if row), None)

    def named(self, model: type[models.Model], key) -> models.Model | None:
        if model not in self.found:
            self.found[model] = _fetched(model, self.wanted[model])
        return self.found[model].get(str(key))

    def name(self, model: type[models.Model], key) -> str:
        named = self.named(model, key)
        words = _("%(type)s that is no more") % {"type": model._meta.verbose_name}
        return words if named is None else str(named)

    def span_of(self, path, known) -> str | None:
        """The name of the span that the column belongs to, if the contents tell the whole of it."""
        owner = model_at(self.model, path)
        if owner is None or path[0] == "links" or not any(contents.get(each, path[:-1]) for each in known):
            return None
        spans = spans_of(owner).items()
        return next((name for name, columns in spans if path[-1] in columns), None)

    def difference(self, path, changes: list[Change], before, after) -> Difference:
        keys = tuple("/".join(change.path) for change in changes)
        owner = model_at(self.model, path)
        if path != changes[0].path:
            columns = spans_of(owner)[path[-1]]
            texts = [span_words(contents.get(each, path[:-1]), columns) for each in (before, after)]
            return Difference(keys, self.label(path), *texts)
        [change] = changes
        old, new = (self.words(path, value) for value in (change.before, change.after))
        is_long = max(len(old), len(new)) > LONG or "\n" in old + new
        return Difference(keys, self._label_of(change), old, new, is_long, _note(old, new))

    def _label_of(self, change: Change) -> str:
        if change.path[0] != "rows" or len(change.path) != 3:
            return self.label(change.path)
        words = _("%(type)s added") if change.before is None else _("%(type)s removed")
        return words % {"type": self._type(change.path)}

    def _type(self, path) -> str:
        owner = model_at(self.model, path)
        return capfirst(owner._meta.verbose_name) if owner else path[1]

    def label(self, path) -> str:
        if path[0] != "rows":
            return capfirst(str(self._field_label(path)))
        row, owner = self.row(path), model_at(self.model, path)
        words = {"type": self._type(path), "row": self._headline(owner, path[2], row) if row and owner else ""}
        said = _("%(type)s “%(row)s”") % words if words["row"] else words["type"]
        if len(path) == 3:
            return said
        return _("%(row)s, %(field)s") % {"row": said, "field": self._field_label(path)}

    def _field_label(self, path) -> str:
        field = field_at(self.model, path)
        if field is not None:
            return field.verbose_name
        owner = model_at(self.model, path)
        is_a_span = owner is not None and path[-1] in spans_of(owner)
        return SPAN_LABELS.get(path[-1], WHEN) if is_a_span else path[-1]

    def words(self, path, value) -> str:
        if value in (None, "", []):
            return ""
        if path[0] == "rows" and len(path) == 3:
            return self._row_words(model_at(self.model, path), path[2], value)
        field = field_at(self.model, path)
        if field is None:
            return str(value)
        if isinstance(value, list):
            return ", ".join(sorted(self.name(field.related_model, key) for key in value))
        return self.name(field.related_model, value) if field.is_relation else value_words(field, value)

    def _row_words(self, owner, uuid, row) -> str:
        """What the row says, then, each in its line, what is not said by that."""
        if owner is None:
            return "\n".join(str(value) for value in row.values() if value)
        first = self._headline(owner, uuid, row)
        if row.get("source_id"):
            source = self.words(("rows", owner._meta.label_lower, uuid, "source_id"), row["source_id"])
            first = _("%(row)s (%(source)s)") % {"row": first, "source": source}
        lines = [first]
        for field in detailed(owner):
            words = self.words(("rows", owner._meta.label_lower, uuid, field.attname), row.get(field.attname))
            if words and words not in first and row[field.attname] is not False:
                lines.append(languages.labelled(capfirst(field.verbose_name), words))
        return "\n".join(lines)

    def _headline(self, owner: type[Carried], uuid, values) -> str:
        row = snapshots.build(owner, uuid, values)
        for field in owner._meta.concrete_fields:
            named = field.is_relation and self.named(field.related_model, values.get(field.attname))
            if named:
                setattr(row, field.name, named)
        try:
            return str(row)
        except (ObjectDoesNotExist, AttributeError, TypeError):
            return _("names a record that is no more")


def _note(old: str, new: str) -> str:
    return _("Only the formatting or the links differ, not the words.") if old == new else ""


def _fetched(model, keys) -> dict[str, models.Model]:
    return {str(key): each for key, each in model._base_manager.in_bulk(list(keys)).items()}
