from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission

from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records.drafts import Desk
from projects.records.models import Organisation, Publication, Source
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, errors_of, form_of, send

pytestmark = pytest.mark.django_db
FIGURE = {"measure": "direct-jobs", "nature": "actual", "qualifier": "exact"}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


@pytest.fixture
def plant():
    return builders.project(live=False)


def test_status_typed_in_french_is_dated(writer, as_user, plant):
    row = added("status_reports", status="announced", span="T3 2025", source=builders.source().pk)
    send(as_user(writer), admin_url(plant), **row)
    assert StatusReport.objects.get().span == builders.parse("Q3 2025")


def test_status_without_a_date_is_refused(writer, as_user, plant):
    row = added("status_reports", status="announced", span="", source=builders.source().pk)
    response = send(as_user(writer), admin_url(plant), **row)
    assert "such as “July 2020”" in errors_of(response)


def test_figure_needs_no_date(writer, as_user, plant):
    send(as_user(writer), admin_url(plant), **added("figures", low="1200", source=builders.source().pk, **FIGURE))
    assert (Figure.objects.get().low, Figure.objects.get().span) == (Decimal(1200), None)


def test_figure_of_an_organisation_is_about_it(writer, as_user):
    organisation = builders.organisation(live=False)
    row = added("figures", low="8", source=builders.source().pk, party=builders.organisation().pk, **FIGURE)
    send(as_user(writer), admin_url(organisation), **row)
    assert Figure.objects.get().organisation == organisation


def test_participation_is_in_the_project(writer, as_user, plant):
    row = added(
        "participations", participant=builders.organisation().pk, role="lender", source=builders.source().pk
    )
    send(as_user(writer), admin_url(plant), **row)
    assert Participation.objects.get().project == plant


@pytest.mark.parametrize("low", ["NaN", "Infinity", "-Infinity", "sNaN", "1e400", "9" * 10_000, "ten", "\0", ""])
def test_number_that_is_none_is_kept_as_typed(writer, as_user, plant, low):
    row = added("figures", low=low, source=builders.source().pk, **FIGURE)
    response = send(as_user(writer), admin_url(plant), **row)
    assert response.status_code == 200
    assert errors_of(response)
    assert not Figure.objects.exists()


@pytest.mark.parametrize("latitude", ["NaN", "Infinity", "91", "-91", "x"])
def test_latitude_off_the_globe_is_refused(writer, as_user, plant, latitude):
    response = send(as_user(writer), admin_url(plant), latitude=latitude, longitude="2.3")
    assert "latitude" in response.context["adminform"].form.errors


@pytest.mark.parametrize("longitude", ["NaN", "181", "-181", "x"])
def test_longitude_off_the_globe_is_refused(writer, as_user, plant, longitude):
    response = send(as_user(writer), admin_url(plant), latitude="50.9", longitude=longitude)
    assert "longitude" in response.context["adminform"].form.errors


def test_longitude_without_latitude_is_refused(writer, as_user, plant):
    assert "both latitude and longitude" in errors_of(send(as_user(writer), admin_url(plant), longitude="2.3"))


def test_editor_is_told_whose_coordinates_are_asked_for(writer, as_user, plant):
    assert "as GeoNames has them" in as_user(writer).get(admin_url(plant)).content.decode()


def test_latitude_without_longitude_is_refused(writer, as_user, plant):
    assert "both latitude and longitude" in errors_of(send(as_user(writer), admin_url(plant), latitude="50.9"))


def test_project_that_would_be_part_of_itself_is_refused(writer, as_user, plant):
    part = builders.project(live=False, part_of=plant)
    response = send(as_user(writer), admin_url(plant), part_of=part.pk)
    assert "in a circle" in errors_of(response)


def test_figure_about_two_things_is_refused(writer, as_user, plant):
    about = {"project": plant.pk, "organisation": builders.organisation(live=False).pk}
    data = {"low": "1", "source": builders.source().pk, **FIGURE}
    assert "just one of them" in errors_of(send(as_user(writer), admin_url(Figure, "add"), **about, **data))


def test_partner_that_is_a_draft_is_drafted_and_said_to_be_in_the_way(editor, as_user):
    plant = builders.project()
    secret = builders.organisation("Secret", live=False)
    row = added("participations", participant=secret.pk, role="lender", source=builders.source().pk)
    send(as_user(editor), admin_url(plant), summary_en="Typed", **row)
    response = as_user(editor).get(admin_url(plant))
    assert "“Secret” is not public" in response.content.decode()
    assert form_of(response)["summary_en"] == ["Typed"]


def test_who_does_not_write_reads_the_claims_of_what_is_live_in_words(writer, as_user):
    plant = builders.project()
    builders.status(plant, when="July 2020")
    writer.groups.clear()
    looking = Permission.objects.filter(codename__in=["view_project", "view_statusreport"])
    writer.user_permissions.set(looking)
    page = as_user(writer).get(admin_url(plant)).content.decode()
    assert "July 2020" in page
    assert 'name="status_reports-0-span"' not in page


def test_two_claims_in_one_save_are_one_version(editor, as_user):
    plant = builders.project()
    source = builders.source().pk
    rows = added("status_reports", status="announced", span="2025", source=source)
    send(
        as_user(editor),
        admin_url(plant),
        **rows,
        **added("statements", text_en="Words.", position="0", source=source),
    )
    content = Desk(plant).content["rows"]
    assert (len(content["projects.statement"]), len(content["projects.statusreport"])) == (1, 1)
    assert Desk(plant).number == 2
    assert (Publication.objects.about(plant).count(), Statement.objects.count()) == (1, 0)


def many_claims(count):
    """So many of each claim, about one project."""
    plant, partner, source = (
        builders.project(part_of=builders.project()),
        builders.organisation(),
        builders.source(),
    )
    named = {"project": plant, "source": source}
    StatusReport.objects.bulk_create(
        StatusReport(status="announced", earliest=NOW.date(), latest=NOW.date(), **named) for _ in range(count)
    )
    Figure.objects.bulk_create(Figure(low=n, high=n, party=partner, **FIGURE, **named) for n in range(count))
    Participation.objects.bulk_create(
        Participation(participant=partner, role="lender", **named) for _ in range(count)
    )
    Statement.objects.bulk_create(Statement(text_en=f"S {n}", **named) for n in range(count))
    live = {"version": 1, "published_at": NOW, "updated_at": NOW}
    Project.objects.bulk_create(
        Project(slug=f"p-{n}", kind="cluster", name_en=f"P {n}", part_of=plant, **live) for n in range(count)
    )
    Organisation.objects.bulk_create(
        Organisation(slug=f"o-{n}", name=f"O {n}", part_of=partner, **live) for n in range(count)
    )
    Source.objects.bulk_create(
        Source(slug=f"s-{n}", title="S", kind="report", via=source, known_on=NOW.date(), **live)
        for n in range(count)
    )


@pytest.mark.parametrize("model", [Project, Organisation, Source, StatusReport, Figure, Participation, Statement])
@pytest.mark.parametrize("count", [10, 200])
def test_list_asks_the_same_for_any_number(editor, as_user, django_assert_max_num_queries, model, count):
    many_claims(count)
    client = as_user(editor)
    with django_assert_max_num_queries(12):
        client.get(admin_url(model, "changelist"))


@pytest.mark.parametrize(
    ("qualifier", "bounds"), [("exact", (20, 20)), ("about", (20, 20)), ("more-than", (20, None))]
)
def test_number_of_a_figure_is_changed_by_typing_it(editor, as_user, qualifier, bounds):
    figure = builders.figure(low=16)
    send(as_user(editor), admin_url(figure), low="20", qualifier=qualifier)
    row = Desk(figure.project).content["rows"]["projects.figure"][str(figure.pk)]
    assert (row["low"] and Decimal(row["low"]), row["high"] and Decimal(row["high"])) == bounds


def test_number_of_a_figure_is_shown_as_it_was_typed(editor, as_user):
    response = as_user(editor).get(admin_url(builders.figure(low=Decimal("11.8"))))
    initial = response.context["adminform"].form.initial
    assert (initial["low"], initial["high"]) == ("11.8", None)
