"""Projects and what is claimed of them, and the claims that this floor adds to organisations."""

from decimal import Decimal

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records.admin.claims import ClaimAdmin, ClaimInline
from projects.records.admin.ground import OrganisationAdmin as GroundOrganisationAdmin
from projects.records.admin.records import RecordAdmin
from projects.records.forms import SpanField, SpanForm
from projects.records.models import Organisation


def plain(number: Decimal | None) -> str | None:
    """16.0000 as "16", as it would be typed."""
    return None if number is None else f"{number.normalize():f}"


class StatusReportForm(SpanForm):
    span = SpanField(label=_("When"))


class FigureForm(SpanForm):
    span = SpanField(
        label=_("For when"),
        required=False,
        help_text=_("The period that the number is for, such as “2030” or “by 2025”. Empty if none."),
    )

    def __init__(self, *args, **kwargs):
        """Shows the number as it was typed: no zeros, no upper bound that an exact one only repeats."""
        super().__init__(*args, **kwargs)
        low, high = (plain(self.instance.low), plain(self.instance.high))
        self.initial |= {"low": low, "high": None if high == low else high}


class SaysStatus:
    form = StatusReportForm
    said = (("status", "span"),)


class SaysFigure:
    form = FigureForm
    said = (("measure", "nature"), ("qualifier", "low", "high"), ("span", "party"))
    autocomplete_fields = ["source", "party"]


class SaysParticipation:
    said = (("participant", "role"),)
    autocomplete_fields = ["source", "participant"]


class SaysStatement:
    said = (("text_en", "text_fr"), "position")


class StatusReportInline(SaysStatus, ClaimInline):
    model = StatusReport


class FigureInline(SaysFigure, ClaimInline):
    model = Figure


class ParticipationInline(SaysParticipation, ClaimInline):
    model = Participation


class StatementInline(SaysStatement, ClaimInline):
    model = Statement


class OrganisationFigureInline(FigureInline):
    fk_name = "organisation"


class OrganisationParticipationInline(ParticipationInline):
    fk_name = "organisation"


@admin.register(Project)
class ProjectAdmin(RecordAdmin):
    list_display = ["name", "kind", "place", "part_of"]
    list_filter = ["kind"]
    list_select_related = ["part_of"]
    search_fields = ["name_en", "name_fr", "slug", "place_en", "place_fr"]
    autocomplete_fields = ["part_of"]
    prepopulated_fields = {"slug": ["name_en"]}
    inlines = [StatusReportInline, FigureInline, ParticipationInline, StatementInline]
    fieldsets = [
        (None, {"fields": [("name_en", "name_fr"), "slug", "kind", "part_of"]}),
        (_("Summary"), {"fields": ["summary_en", "summary_fr"]}),
        (
            _("Place"),
            {
                "fields": [("place_en", "place_fr"), ("latitude", "longitude")],
                "description": _(
                    "Latitude and longitude are those of the town, as GeoNames has them: the map says so."
                ),
            },
        ),
    ]

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, project):
        return str(project)

    @admin.display(description=_("place"), ordering="place_en")
    def place(self, project):
        return project.place


admin.site.unregister(Organisation)


@admin.register(Organisation)
class OrganisationAdmin(GroundOrganisationAdmin):
    inlines = [OrganisationFigureInline, OrganisationParticipationInline, *GroundOrganisationAdmin.inlines]


@admin.register(StatusReport)
class StatusReportAdmin(SaysStatus, ClaimAdmin):
    list_display = ["status", "span"]
    list_filter = ["status"]
    search_fields = ["project__name_en", "project__name_fr"]


@admin.register(Figure)
class FigureAdmin(SaysFigure, ClaimAdmin):
    list_display = ["measure", "value", "nature", "span"]
    list_filter = ["nature", "measure"]
    list_select_related = ["party"]
    search_fields = ["measure", "project__name_en", "project__name_fr", "organisation__name", "party__name"]

    @admin.display(description=_("value"), ordering="low")
    def value(self, figure):
        """With for whom it is, in the same column: the list is wide enough."""
        words = {"value": figure.value_text(), "party": figure.party}
        return _("%(value)s, for %(party)s") % words if figure.party else words["value"]


@admin.register(Participation)
class ParticipationAdmin(SaysParticipation, ClaimAdmin):
    list_display = ["participant", "role"]
    list_filter = ["role"]
    list_select_related = ["participant"]
    search_fields = ["participant__name", "project__name_en", "project__name_fr", "organisation__name"]


@admin.register(Statement)
class StatementAdmin(SaysStatement, ClaimAdmin):
    list_display = ["text"]
    search_fields = ["text_en", "text_fr", "project__name_en", "project__name_fr"]

    @admin.display(description=_("text"), ordering="text_en")
    def text(self, statement):
        return statement.text
