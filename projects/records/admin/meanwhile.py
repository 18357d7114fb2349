"""What somebody else did while a page of the desk was open: it is said, and nothing is overwritten unseen."""

import hashlib
from datetime import UTC, datetime

from django.contrib.admin.models import LogEntry
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_SALT = "projects.records.admin.meanwhile"


def seal(row: models.Model) -> str:
    """Goes with a page: how the row stood when the page was drawn, and when that was."""
    return signing.dumps([fingerprint(row), timezone.now().timestamp()], salt=_SALT)


def objections(row: models.Model, sealed: str) -> list[str]:
    """Why a page that carries this seal is too old to be saved."""
    try:
        drawn, at = signing.loads(sealed, salt=_SALT)
    except signing.BadSignature:
        return [_somebody(None)]
    if drawn == fingerprint(row):
        return []
    return [_somebody(_last_save(row, since=datetime.fromtimestamp(at, UTC)))]


def fingerprint(row: models.Model) -> str:
    """Differs once anything differs that its page edits: its fields, its links, the rows that fall with it."""
    model = type(row)
    own = [getattr(row, name) for name in _columns(model)]
    links = [list(_keys(getattr(row, field.name))) for field in model._meta.many_to_many]
    below = [
        list(each.related_model.objects.filter(**{each.field.name: row}).order_by("pk").values_list(*columns))
        for each in model._meta.related_objects
        if each.on_delete is models.CASCADE and (columns := _columns(each.related_model))
    ]
    return hashlib.sha256(repr((own, links, below)).encode()).hexdigest()


def _columns(model):
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.editable or field.primary_key or field.name == "version"
    ]


def _keys(linked):
    return linked.order_by("pk").values_list("pk", flat=True)


def _last_save(row, since):
    saves = LogEntry.objects.filter(object_id=str(row.pk), action_time__gte=since)
    return saves.select_related("user").order_by("-action_time").first()


def _somebody(save: LogEntry | None) -> str:
    if save is None:
        return _(
            "This was changed after you had opened it. Nothing of yours is saved yet; all that you typed is kept"
            " below. Look in another window at what changed, then save again."
        )
    return _(
        "%(who)s saved this after you had opened it (%(when)s). Nothing of yours is saved yet; all that you typed"
        " is kept below. Look in another window at what changed, then save again."
    ) % {
        "who": save.user.get_username(),
        "when": date_format(timezone.localtime(save.action_time), "DATETIME_FORMAT"),
    }


class KeepsWhatOthersDeleted(BaseInlineFormSet):
    """A row that somebody else deleted meanwhile is shown as it was typed, as one to be added, and says so."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._to_add_anew = []
        if self.is_bound:
            self._let_go_of_what_is_gone()

    def clean(self):
        super().clean()
        for index in self._to_add_anew:
            self.forms[index].add_error(
                None,
                _(
                    "This was deleted by somebody else meanwhile; what you typed here is kept. Remove the row, or"
                    " save again to add it anew."
                ),
            )

    def _let_go_of_what_is_gone(self):
        total = self.total_form_count()
        initial = min(self.initial_form_count(), total)
        gone = [index for index in range(initial) if self._is_gone(index)]
        if not gone:
            return
        kept = [index for index in range(initial) if index not in gone]
        typed = [index for index in gone if not self.data.get(f"{self.add_prefix(index)}-DELETE")]
        self.data = self._rearranged([*kept, *typed, *range(initial, total)], initial=len(kept))
        self._to_add_anew = list(range(len(kept), len(kept) + len(typed)))
        for index in self._to_add_anew:
            self.data[self._key_name(index)] = ""
        del self.management_form

    def _is_gone(self, index):
        try:
            key = self.model._meta.pk.to_python(self.data.get(self._key_name(index)) or None)
        except ValidationError:
            return False
        return key is not None and self._existing_object(key) is None

    def _key_name(self, index):
        return f"{self.add_prefix(index)}-{self.model._meta.pk.name}"

    def _rearranged(self, order, initial):
        """What was sent, with its rows in this order."""
        rows = [f"{self.add_prefix(index)}-" for index in range(self.total_form_count())]
        data = self.data.copy()
        for name in self.data:
            if name.startswith(tuple(rows)):
                del data[name]
        for new, old in enumerate(order):
            for name in [name for name in self.data if name.startswith(rows[old])]:
                data.setlist(rows[new] + name.removeprefix(rows[old]), self.data.getlist(name))
        data[f"{self.prefix}-TOTAL_FORMS"], data[f"{self.prefix}-INITIAL_FORMS"] = len(order), initial
        return data
