"""What the API of every floor is made of."""

from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import PageNumberPagination
from rest_framework.views import exception_handler


class Pages(PageNumberPagination):
    page_size = 20


class StrictFilters(BaseFilterBackend):
    def filter_queryset(self, request, queryset, view):
        return queryset


def problem(exc, context):
    return exception_handler(exc, context)
