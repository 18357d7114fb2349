"""Lists in pages: by number for the first ten thousand rows, and from any row on by a cursor."""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from projects.records.facets import FACET
from projects.records.ordering import Ordered
from projects.records.problems import NotThere, error

PAGE, PAGE_SIZE, CURSOR = "page", "page_size", "cursor"
BY_NUMBER = 10_000
_SIGNER = signing.Signer(salt="projects.records.paging")
CURSOR_PATTERN = r"^[A-Za-z0-9_.:-]{20,4000}$"
_CURSOR = re.compile(CURSOR_PATTERN, re.ASCII)
_WHOLE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def written(order: list, values: list, is_reversed: bool, with_it: bool) -> str:
    """A place in a list of that order as a word that cannot be forged."""
    return _SIGNER.sign_object([order, [_plain(value) for value in values], is_reversed, with_it], compress=True)


def _plain(value):
    return str(value) if isinstance(value, date | Decimal | UUID) else value


class Pages(BasePagination):
    """A list in pages, with the number of all its items; `next` and `previous` lead on, however long it is."""

    page_size = 20
    max_page_size = 100
    parameters = (PAGE, PAGE_SIZE, CURSOR)
    next = previous = None

    def mistakes(self, query) -> list[dict]:
        found = []
        for name in (PAGE, PAGE_SIZE):
            value = query.get(name)
            if value and not _WHOLE_NUMBER.fullmatch(value):
                found.append(error(name, _("Give a whole number from 1 on.")))
            elif value and name == PAGE_SIZE and int(value) > self.max_page_size:
                found.append(error(name, _("A page has at most 100 items.")))
        cursor = query.get(CURSOR)
        if cursor and not _CURSOR.fullmatch(cursor):
            found.append(error(CURSOR, _("Give one as “next” or “previous” has it.")))
        return found

    def is_asked(self, query) -> bool:
        return any(name in query for name in self.parameters)

    def may_lead_nowhere(self, query) -> bool:
        return PAGE in query or CURSOR in query

    def paginate_queryset(self, queryset: Ordered, request, view=None) -> list:
        """The rows of one page. Raises NotThere for a page or a cursor that leads nowhere."""
        query = request.query_params
        self.request, self.rows, self.name_of_list = request, queryset, view.name_of_list
        self.size = int(query.get(PAGE_SIZE, self.page_size))
        self.count, self.facets = view.counted(queryset)
        if PAGE in query and CURSOR not in query:
            return self._by_number(int(query[PAGE]))
        return self._by_cursor(query.get(CURSOR))

    def _by_number(self, number: int) -> list:
        first = (number - 1) * self.size
        if first >= BY_NUMBER:
            words = _("Pages have numbers up to row 10,000 only. From there on follow “next”.")
            raise NotThere([error(PAGE, words)])
        if first and first >= self.count:
            raise NotThere([error(PAGE, _("The list is shorter than that."))])
        page = self.rows[first : first + self.size]
        follows, precedes = first + self.size, first - self.size
        self.next = None
        if page and follows < self.count:
            self.next = self._numbered(number + 1) if follows < BY_NUMBER else self._link(page[-1], False)
        self.previous = self._numbered(number - 1) if precedes >= 0 else None
        return page

    def _by_cursor(self, cursor: str | None) -> list:
        values, is_reversed, with_it = self._read(cursor) if cursor else (None, False, False)
        rows = self.rows.beyond(values, is_reversed, with_it) if cursor else self.rows
        page = rows[: self.size + 1]
        has_more, page = len(page) > self.size, page[: self.size]
        if is_reversed:
            page.reverse()
        goes_on, came_from = (bool(cursor), has_more) if is_reversed else (has_more, bool(cursor))
        self.next = self._link(page[-1], False) if page and goes_on else None
        self.previous = self._link(page[0], True) if page and came_from else None
        if not page and cursor:
            self._turn_back(values, is_reversed)
        return page

    def _turn_back(self, values: list, is_reversed: bool) -> None:
        """From an empty page beyond either end the way back, to the row that led there and whatever is beyond."""
        link = self._cursor_link(written(self._order, values, not is_reversed, with_it=True))
        self.next, self.previous = (link, None) if is_reversed else (None, link)

    def _read(self, cursor: str) -> tuple[list, bool, bool]:
        try:
            order, plain, is_reversed, with_it = _SIGNER.unsign_object(cursor)
            if order == self._order:
                return self.rows.to_python(plain), is_reversed, with_it
        except (signing.BadSignature, ValidationError, ValueError, TypeError):
            pass
        raise NotThere([error(CURSOR, _("This leads nowhere here. Begin again without it."))])

    @property
    def _order(self) -> list:
        """A cursor is good for the list and the order that it was made in. The order of titles depends on the
        language, that of dates on the day as of which they are read."""
        asked = self.request.query_params
        return [
            self.name_of_list,
            *(asked.getlist(name) for name in ("ordering", "order", "language", "as_known")),
        ]

    def _link(self, row, is_reversed: bool) -> str:
        return self._cursor_link(written(self._order, self.rows.values_of(row), is_reversed, with_it=False))

    def _cursor_link(self, cursor: str) -> str:
        return replace_query_param(remove_query_param(self._here, PAGE), CURSOR, cursor)

    def _numbered(self, number: int) -> str:
        return replace_query_param(self._here, PAGE, number)

    @property
    def _here(self) -> str:
        return self.request.build_absolute_uri()

    def links(self) -> list[str]:
        """The values of the header Link."""
        found = {"next": self.next, "prev": self.previous}
        return [f'<{url}>; rel="{relation}"' for relation, url in found.items() if url]

    def get_paginated_response(self, data):
        links = {"next": self.next, "previous": self.previous}
        body = {"count": self.count, **links, "facets": self.facets, "results": data}
        return Response(body)

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {"type": "integer"},
            "next": link,
            "previous": link,
            "facets": {"type": ["object", "null"], "additionalProperties": {"type": "array", "items": FACET}},
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view):
        whole = {"type": "integer", "minimum": 1}
        described = {
            PAGE: (
                _("Which page of the list, from 1 on, as far as row 10,000."),
                {**whole, "maximum": 999_999_999},
            ),
            PAGE_SIZE: (
                _("How many items a page has: 1 to 100, 20 if not given."),
                {**whole, "maximum": self.max_page_size, "default": self.page_size},
            ),
            CURSOR: (
                _("From where the list goes on, as “next” and “previous” give it."),
                {"type": "string", "pattern": CURSOR_PATTERN},
            ),
        }
        return [
            {"name": name, "in": "query", "required": False, "description": str(words), "schema": schema}
            for name, (words, schema) in described.items()
        ]
