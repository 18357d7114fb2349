"""What the OpenAPI document says of every address of the API."""

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from projects.records import schema_answers, schema_parameters
from projects.records.schema_parts import several_of, shared


class Schema(AutoSchema):
    """One operation, as its view tells it: by `about`, `name_of_list`, `parameters`, `forms`, and by its filters.

    A view that is neither of a list nor of an item says by `answer_schema` what it gives, and in `more_answers`
    what else it can answer.
    """

    @property
    def is_item(self) -> bool:
        return "{name}" in self.path

    def get_description(self):
        return str(self.view.about)

    def get_tags(self):
        return [self.view.name_of_list]

    def get_operation_id(self):
        if hasattr(self.view, "answer_schema"):
            return self.view.name_of_list
        return f"{self.view.name_of_list}_{'item' if self.is_item else 'list'}"

    def _get_parameters(self):
        for name, schema in schema_parameters.words_of(self.view).items():
            self.shared(name, schema)
        return schema_parameters.described(self.view, is_item=self.is_item)

    def _get_response_bodies(self, direction="response"):
        words = _("The item.") if self.is_item else _("All of it, or a page.")
        whole, part = self._whole_and_part()
        answer = schema_answers.good(words, whole, part, self.view.forms, is_list=not self.is_item)
        more = ("Moved", "Gone") if self.is_item else getattr(self.view, "more_answers", ())
        return {"200": answer, **schema_answers.others(*more)}

    def _whole_and_part(self) -> tuple[dict, dict | None]:
        """The schema of all of it, and of what is left with `fields`."""
        if hasattr(self.view, "answer_schema"):
            return self.view.answer_schema(self), None
        serializer = self.get_response_serializers()
        item, part = self.resolve_serializer(serializer, "response"), shared("schemas", "Part")
        if self.is_item:
            return item.ref, part
        return self._page(f"{item.name}Page", item.ref), self._page("PartPage", part)

    def component(self, serializer_class) -> dict:
        return self.resolve_serializer(serializer_class, "response").ref

    def _page(self, name: str, item: dict) -> dict:
        """The page of a list of such items, as a component of that name."""
        return self.shared(name, self.view.paginator.get_paginated_response_schema(several_of(item)))

    def shared(self, name: str, schema: dict) -> dict:
        component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name)
        self.registry.register_on_missing(component)
        return component.ref
