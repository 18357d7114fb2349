"""What the OpenAPI document says of every address of the API."""

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from projects.records.languages import LANGUAGES
from projects.records.problems import MEDIA_TYPE


class MistakeSerializer(serializers.Serializer):
    """One parameter that was refused."""

    parameter = serializers.CharField()
    detail = serializers.CharField()
    allowed = serializers.ListField(child=serializers.CharField(), required=False)
    did_you_mean = serializers.CharField(required=False, allow_null=True)


class ProblemSerializer(serializers.Serializer):
    """A refusal, by RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = MistakeSerializer(many=True, required=False)
    reason = serializers.CharField(required=False)
    withdrawn = serializers.CharField(required=False)


class Schema(AutoSchema):
    def get_override_parameters(self):
        description = _("Language of texts and labels.")
        parameters = [OpenApiParameter("language", enum=LANGUAGES, default="en", description=description)]
        if not self._is_list_view():
            parameters.append(OpenApiParameter("name", location="path", description=_("uuid or slug")))
            parameters += [
                OpenApiParameter(name, OpenApiTypes.DATE, description=str(description))
                for name, description in self.view.item_parameters.items()
            ]
        return parameters

    def get_description(self):
        return str(self.view.about)

    def get_tags(self):
        return [self.view.name_of_list]

    def get_operation_id(self):
        return f"{self.view.name_of_list}_{'list' if self._is_list_view() else 'item'}"

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        refusals = {"400": _("A parameter is unknown or malformed."), "404": _("There is nothing here.")}
        if not self._is_list_view():
            refusals["410"] = _("It was withdrawn; the reason is given.")
        for status, description in refusals.items():
            response = OpenApiResponse(ProblemSerializer, description=description)
            bodies[status] = self._get_response_for_code(response, status, [MEDIA_TYPE])
        return bodies
