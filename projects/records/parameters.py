"""What may stand after the question mark of an API address. Anything else is refused by name."""

import re

from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.pagination import PageNumberPagination

from projects.records.languages import LANGUAGES
from projects.records.problems import Refused, error

LANGUAGE = "language"
MAY_BE_EMPTY = {"search"}
# NUL and its kin, and what stands for bytes that are not UTF-8.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
_WHOLE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def language_of(query) -> str:
    """The language asked for; English where none or an unknown one was."""
    asked = query.get(LANGUAGE)
    return asked if asked in LANGUAGES else "en"


def mistakes(query, allowed: list[str], repeatable=frozenset()) -> list[dict]:
    """What is wrong with the parameters before anybody reads what they mean."""
    found = []
    for name, values in query.lists():
        if name not in allowed:
            found.append(error(name[:100], _("There is no such parameter here."), name, sorted(allowed)))
        elif len(values) > 1 and name not in repeatable:
            found.append(error(name, _("Give it once.")))
        elif any(_UNREADABLE.search(value) for value in values):
            found.append(error(name, _("It has signs in it that cannot be read. Give text in UTF-8.")))
        elif "" in values and name not in MAY_BE_EMPTY:
            found.append(error(name, _("It is empty. Give a value or leave it out.")))
        elif name == LANGUAGE and values[0] not in LANGUAGES:
            found.append(error(name, _("There is no such language here."), values[0], list(LANGUAGES)))
    return found


def refuse_mistakes(query, allowed: list[str]) -> None:
    """Raises Refused if the query has anything that an address without filters does not know."""
    if found := mistakes(query, allowed):
        raise Refused(found)


class StrictFilters(DjangoFilterBackend):
    """The filters of a view's FilterSet. A parameter that none of them knows is an error, and so is a value."""

    def get_filterset_kwargs(self, request, queryset, view):
        return {**super().get_filterset_kwargs(request, queryset, view), "at": view.at}

    def filter_queryset(self, request, queryset, view):
        filterset = self.get_filterset(request, queryset, view)
        allowed = [LANGUAGE, *view.paginator.parameters, *filterset.filters]
        found = mistakes(request.query_params, allowed, filterset.repeatable)
        found += view.paginator.mistakes(request.query_params)
        named = {entry["parameter"] for entry in found}
        found += [entry for entry in form_errors(filterset.form) if entry["parameter"] not in named]
        if found:
            raise Refused(found)
        return filterset.qs


def form_errors(form) -> list[dict]:
    """What is wrong with the values that the form knows."""
    found = []
    for name, errors in form.errors.as_data().items():
        choices = getattr(form.fields[name], "choices", None)
        if choices is None:
            found.append(error(name, " ".join(message for e in errors for message in e.messages)))
            continue
        allowed = [value for value, label in choices if value]
        given = ",".join(form.data.getlist(name)).split(",")
        stranger = next((value for value in given if value not in allowed), "")
        detail = _("“%(value)s” is not possible here.") % {"value": stranger[:100]}
        found.append(error(name, detail, stranger, allowed))
    return found


class Pages(PageNumberPagination):
    """A list in pages, with the number of all its items."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    parameters = ("page", "page_size")
    page_query_description = _("Which page of the list, from 1 on.")
    page_size_query_description = _("How many items a page has: 1 to 100, 20 if not given.")
    invalid_page_message = _("page: the list has no page {page_number}.")

    def mistakes(self, query) -> list[dict]:
        found = []
        for name in self.parameters:
            value = query.get(name)
            if value and not _WHOLE_NUMBER.fullmatch(value):
                found.append(error(name, _("Give a whole number from 1 on.")))
            elif value and name == "page_size" and int(value) > self.max_page_size:
                found.append(error(name, _("A page has at most 100 items.")))
        return found

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {"count": {"type": "integer"}, "next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view):
        bounds = {"page": {"minimum": 1}, "page_size": {"minimum": 1, "maximum": 100, "default": 20}}
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            parameter["schema"] |= bounds[parameter["name"]]
            parameter["description"] = str(parameter["description"])
        return parameters
