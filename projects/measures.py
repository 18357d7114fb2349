"""What can be measured, and in which unit. Fixed here; units are never converted."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Unit:
    """How a number is written out, in either language; `%s` is the number. `each` is the bare unit."""

    code: str
    en: str
    fr: str


COUNT = Unit("", "%s", "%s")
GWH_A_YEAR = Unit("GWh/year", "%s GWh a year", "%s GWh par an")
MW = Unit("MW", "%s MW", "%s MW")
EUR_MILLION = Unit("EUR million", "€%s million", "%s millions d’euros")
EUR_BILLION = Unit("EUR billion", "€%s billion", "%s milliards d’euros")
YEARS = Unit("years", "%s years", "%s ans")
PERCENT = Unit("%", "%s%%", "%s %%")
VEHICLES_A_YEAR = Unit("vehicles/year", "%s vehicles a year", "%s véhicules par an")


@dataclass(frozen=True)
class Measure:
    label: str
    unit: Unit = COUNT


MEASURES = {
    "production-capacity": Measure(_("production capacity"), GWH_A_YEAR),
    "capacity-reserved": Measure(_("capacity reserved"), GWH_A_YEAR),
    "vehicles-supplied": Measure(_("vehicles supplied"), VEHICLES_A_YEAR),
    "direct-jobs": Measure(_("direct jobs")),
    "indirect-jobs": Measure(_("indirect jobs")),
    "employees": Measure(_("employees")),
    "combined-experience": Measure(_("combined experience"), YEARS),
    "investment": Measure(_("investment"), EUR_BILLION),
    "funding-raised": Measure(_("funding raised"), EUR_BILLION),
    "loan": Measure(_("loan"), EUR_MILLION),
    "electricity-allocation": Measure(_("electricity allocation"), MW),
    "electricity-contract-length": Measure(_("length of the electricity contract"), YEARS),
    "projects": Measure(_("projects")),
    "gigafactories": Measure(_("gigafactories")),
    "gigafactories-online": Measure(_("gigafactories in operation")),
    "unemployment-rate": Measure(_("unemployment rate"), PERCENT),
    "automotive-employment": Measure(_("jobs in the automotive industry")),
    "automotive-employment-at-vehicle-plants": Measure(_("jobs at vehicle plants")),
    "training-programme": Measure(_("training programme"), EUR_MILLION),
    "people-to-train": Measure(_("people to train")),
    "battery-projects-supported": Measure(_("battery projects supported")),
    "state-aid": Measure(_("state aid"), EUR_BILLION),
    "private-investment-triggered": Measure(_("private investment triggered"), EUR_BILLION),
    "ev-share-of-new-cars": Measure(_("electric cars’ share of new cars"), PERCENT),
}

CHOICES = [(code, measure.label) for code, measure in MEASURES.items()]
