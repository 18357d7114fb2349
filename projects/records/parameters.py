"""What may stand after the question mark of an API address. Anything else is refused by name."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend

from projects.records.languages import LANGUAGES
from projects.records.problems import Refused, error
from projects.records.selection import EXPAND, FIELDS

LANGUAGE, BOTH = "language", "all"
# Of CSV; other forms do not mind it.
DIALECT, EXCEL = "dialect", "excel"
LISTS = {FIELDS, EXPAND}
MAY_BE_EMPTY = {"search", "q"}
# NUL and its kin, and what stands for bytes that are not UTF-8.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")


def language_of(query) -> str:
    """The language asked for; English where none or an unknown one was."""
    asked = query.get(LANGUAGE)
    return asked if asked in LANGUAGES else "en"


def asked_language(query) -> str:
    """As `language_of`, or "all" where both were asked for."""
    return BOTH if query.get(LANGUAGE) == BOTH else language_of(query)


def mistakes(query, allowed: list[str], repeatable=frozenset()) -> list[dict]:
    """What is wrong with the parameters before anybody reads what they mean."""
    found = []
    for name, values in query.lists():
        if name not in allowed:
            found.append(error(name[:100], _("There is no such parameter here."), name, sorted(allowed)))
        elif len(values) > 1 and name not in LISTS and name not in repeatable:
            found.append(error(name, _("Give it once.")))
        elif any(_UNREADABLE.search(value) for value in values):
            found.append(error(name, _("It has signs in it that cannot be read. Give text in UTF-8.")))
        elif "" in values and name not in MAY_BE_EMPTY:
            found.append(error(name, _("It is empty. Give a value or leave it out.")))
        elif name == LANGUAGE and values[0] not in (*LANGUAGES, BOTH):
            found.append(error(name, _("There is no such language here."), values[0], [*LANGUAGES, BOTH]))
        elif name == DIALECT and values[0] != EXCEL:
            found.append(error(name, _("There is no such dialect here."), values[0], [EXCEL]))
    return found


def refuse_mistakes(query, allowed: list[str], selection=None) -> None:
    """Raises Refused if the query has anything that an address without filters does not know."""
    if found := _with(mistakes(query, allowed), selection.mistakes if selection else []):
        raise Refused(found)


def _with(found: list[dict], more: Iterable[dict]) -> list[dict]:
    """Parameters that are wrong already are not looked at more closely."""
    named = {entry["parameter"] for entry in found}
    return found + [entry for entry in more if entry["parameter"] not in named]


class StrictFilters(DjangoFilterBackend):
    """The filters of a view's FilterSet. A parameter that none of them knows is an error, and so is a value."""

    def get_filterset_kwargs(self, request, queryset, view):
        return {**super().get_filterset_kwargs(request, queryset, view), "at": view.at}

    def filter_queryset(self, request, queryset, view):
        filterset = self.get_filterset(request, queryset, view)
        allowed = [*view.parameters, *view.paginator.parameters, *filterset.filters]
        found = mistakes(request.query_params, allowed, filterset.repeatable)
        found += view.paginator.mistakes(request.query_params)
        found = _with(found, [*view.selection.mistakes, *form_errors(filterset.form)])
        if found:
            raise Refused(found)
        view.filterset = filterset
        return filterset.ordered


def form_errors(form) -> list[dict]:
    """What is wrong with the values that the form knows."""
    found = []
    for name, errors in form.errors.as_data().items():
        choices = getattr(form.fields[name], "choices", None)
        if choices is None or errors[0].code != "invalid_choice":
            found.append(error(name, " ".join(message for e in errors for message in e.messages)))
            continue
        allowed = [value for value, label in choices if value]
        given = ",".join(form.data.getlist(name)).split(",")
        stranger = next((value for value in given if value not in allowed), "")
        detail = _("“%(value)s” is not possible here.") % {"value": stranger[:100]}
        found.append(error(name, detail, stranger, allowed))
    return found
