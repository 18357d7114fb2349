"""What was promised of a project, and what came of it: a page, and the same as CSV."""

from functools import cached_property

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from projects import promises
from projects.models import Figure, Project
from projects.promises import Promise
from projects.records import views as records
from projects.records.editions import answered
from projects.records.representations_csv import CSV, sheet
from timeline.asking_promises import PromisesCsvForm, PromisesForm
from timeline.models import MilestoneDate
from timeline.promises import COLUMNS, OUTCOMES_COUNTED, lines


class PromisesPage(records.PublicDetail):
    """Each target ever announced: by whom, when, for when, and what came of it."""

    heading = _("Promises")
    model = Project
    form_class = PromisesForm
    template_name = "timeline/promises.html"

    @cached_property
    def all_promises(self) -> list[Promise]:
        natures = [Figure.Nature.TARGET, Figure.Nature.ACTUAL]
        figures = self.claims(Figure).filter(project=self.object, nature__in=natures).select_related("party")
        dates = self.claims(MilestoneDate).filter(milestone__projects=self.object).select_related("milestone")
        made = promises.of_figures(figures, self.on) + promises.of_dates(dates, self.on)
        return promises.by_due_day(made)

    @property
    def outcome(self) -> str:
        return self.form.cleaned_data.get("outcome", "")

    @property
    def asked_for(self) -> list[Promise]:
        return [promise for promise in self.all_promises if self.outcome in ("", promise.outcome)]

    def get_context_data(self, **context):
        counts = promises.counted(self.all_promises)
        return super().get_context_data(
            promises=self.asked_for,
            total=len(self.all_promises),
            outcome=self.outcome,
            counts=[(name, OUTCOMES_COUNTED[name] % {"count": count}, count) for name, count in counts.items()],
            **context,
        )

    def changes(self):
        """They stand on the project's own page."""
        return []


class PromisesCsv(PromisesPage):
    """The rows of the page as CSV, answered conditionally by the edition of the site."""

    form_class = PromisesCsvForm

    def get_context_data(self, **context):
        return context

    def render_to_response(self, context, **response):
        if not self.form.is_valid():
            return self.refused()
        return answered(self.request, self.written)

    def written(self, request) -> HttpResponse:
        rows = lines(self.asked_for, self.object, request.build_absolute_uri)
        answer = HttpResponse(sheet(self, COLUMNS, rows), content_type=CSV.content_type)
        answer.headers["Content-Disposition"] = f'inline; filename="{self.object.slug}-promises.csv"'
        if self.as_known:
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def refused(self) -> HttpResponse:
        """Says what was expected, a line for each parameter."""
        said = [f"{name}: {' '.join(errors)}\n" for name, errors in self.form.errors.items()]
        return HttpResponse("".join(said), status=400, content_type="text/plain; charset=utf-8")
