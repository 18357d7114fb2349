"""Every public page by the name of its address, and the other states in which a page can be met, in the demo."""

from django.urls import reverse
from django.utils.translation import override

from projects.records.views import OrganisationList
from tests import builders
from tests.drafts import rewritten

# The name of each address, with what it needs to be a page of the demo newsroom.
PAGES = {
    "front": {},
    "timeline": {},
    "timeline-year": {"year": 2021},
    "projects": {},
    "news": {},
    "news-year": {"year": 2021},
    "organisations": {},
    "sources": {},
    "corrections": {},
    "search": {},
    "milestone": {"slug": "gigafactory-opens"},
    "project": {"slug": "verkor-gigafactory"},
    "promises": {"slug": "verkor-gigafactory"},
    "release": {"slug": "inauguration"},
    "organisation": {"slug": "verkor"},
    "source": {"slug": "new-automotive-2025"},
}

# What else a reader can come upon, with the status of the answer. The last ones need `set_the_stage`.
STATES = {
    "/{language}/timeline/?kind=production&key=on": 200,
    "/{language}/timeline/?q=nothing+like+it": 200,
    "/{language}/timeline/?as_known=2021-12-31": 200,
    "/{language}/timeline/?as_known=someday&kind=party&order=backwards&project=never-was": 400,
    "/{language}/projects/?as_known=2021-12-31": 200,
    "/{language}/projects/?sort=-capacity-aimed": 200,
    "/{language}/projects/?sort=size": 400,
    "/{language}/projects/verkor-gigafactory/?as_known=2021-12-31": 200,
    "/{language}/projects/verkor-gigafactory/promises/?as_known=2021-12-31&outcome=open": 200,
    "/{language}/projects/verkor-gigafactory/promises/?as_known=someday&outcome=broken": 400,
    "/{language}/timeline/gigafactory-opens/?as_known=2021-12-31": 200,
    "/{language}/news/?topic=energy": 200,
    "/api/v1/docs/?language={language}": 200,
    "/{language}/embed/timeline/?project=verkor-gigafactory": 200,
    "/{language}/embed/timeline/?limit=none&as_known=2022-01-15": 400,
    "/{language}/search/?q=gigafactory+verkor": 200,
    "/{language}/search/?q=usine&type=milestone&year=2025": 200,
    "/{language}/search/?q=gigafactoy": 200,
    "/{language}/search/?q=verkor&type=party&year=20": 400,
    "/{language}/nowhere/": 404,
    "/{language}/projects/withdrawn-plant/": 410,
    "/{language}/sources/withdrawn-release/": 200,
    "/{language}/news/corrected-release/": 200,
    "/{language}/news/corrected-release/versions/2/": 200,
    "/{language}/projects/corrected-plant/": 200,
    "/{language}/projects/corrected-plant/versions/1/": 200,
    "/{language}/projects/corrected-plant/versions/2/": 404,
    "/{language}/preview/never-made/": 404,
    "/{language}/organisations/?failing": 500,
}


def address(name: str, language: str) -> str:
    with override(language):
        return reverse(name, kwargs=PAGES[name])


def addresses(language: str) -> dict[str, int]:
    """Each page in each state, with the status of its answer."""
    pages = {address(name, language): 200 for name in PAGES}
    return pages | {path.format(language=language): status for path, status in STATES.items()}


def plain(html: str) -> str:
    """With common spaces for those that do not break."""
    return html.replace("\xa0", " ").replace("\u202f", " ")


def set_the_stage(monkeypatch) -> None:
    """What STATES need beside the demo: records withdrawn or corrected, a page that fails if it is asked to."""
    plant = builders.project("Withdrawn plant", slug="withdrawn-plant")
    builders.withdraw(plant, reason_en="There is no such plant.")
    builders.withdraw(builders.release("Withdrawn release", slug="withdrawn-release", body_en="<p>It opens.</p>"))
    corrected = builders.project("Corrected plant", slug="corrected-plant", summary_en="It makes cels.")
    builders.figure(corrected, low=12)
    rewritten(corrected, act="correct", note_en="It makes cells.", summary_en="It makes cells.")
    said = {"body_en": "<p>It opens in <strong>Lille</strong>.</p>", "dateline_en": "Lille"}
    corrected = builders.release("Corrected release", slug="corrected-release", **said)
    rewritten(corrected, note_en="The photograph is new.", title_en="Corrected release, again")
    rewritten(corrected, act="correct", note_en="It opens in Bourbourg.", body_en="<p>In Bourbourg.</p>")
    sound = OrganisationList.get_queryset

    def fail_if_asked(view):
        return 1 / 0 if "failing" in view.request.GET else sound(view)

    monkeypatch.setattr(OrganisationList, "get_queryset", fail_if_asked)
