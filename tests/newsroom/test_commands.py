import json

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsroom.management.commands import demo
from newsroom.models import PressRelease
from projects.records.models import Organisation
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def debug(settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


@pytest.fixture
def loaded(debug, monkeypatch):
    """The names of the fixtures that the command asked for; nothing is loaded."""
    names = []
    monkeypatch.setattr(demo, "call_command", lambda command, *fixtures, **options: names.extend(fixtures))
    return names


def test_roles_makes_a_group_each():
    call_command("roles")
    assert set(Group.objects.values_list("name", flat=True)) == {"writer", "editor", "publisher"}


def test_roles_says_what_it_did(capsys):
    call_command("roles")
    assert "publisher:" in capsys.readouterr().out


def test_demo_outside_debug_is_refused():
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")


def test_demo_loads_each_floor_from_the_ground_up(loaded):
    call_command("demo")
    assert loaded == ["records", "projects", "timeline", "newsroom"]


def test_demo_loads_nothing_over_a_record(loaded):
    builders.organisation(live=False)
    call_command("demo")
    assert loaded == []


def test_demo_makes_its_people_in_their_groups(loaded):
    call_command("demo")
    people = User.objects.filter(is_staff=True).values_list("username", "groups__name", "is_superuser")
    roles = {(role, role, False) for role in ("writer", "editor", "publisher")}
    assert set(people) == roles | {("administrator", None, True)}


def test_demo_prints_the_password_that_it_made_up(loaded, capsys):
    call_command("demo")
    password = capsys.readouterr().out.split("administrator: ")[-1].split()[0]
    assert User.objects.get(username="writer").check_password(password)


def test_demo_takes_the_password_given(loaded, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "given by hand")
    call_command("demo")
    assert User.objects.get(username="administrator").check_password("given by hand")


def test_demo_keeps_the_password_that_somebody_has(loaded, capsys):
    User.objects.create_user("writer", password="chosen before")
    call_command("demo")
    assert User.objects.get(username="writer").check_password("chosen before")


def test_demo_sets_the_password_given_for_whoever_is_there(loaded, monkeypatch):
    User.objects.create_user("writer", password="chosen before")
    monkeypatch.setenv("DEMO_PASSWORD", "given by hand")
    call_command("demo")
    assert User.objects.get(username="writer").check_password("given by hand")


def test_demo_run_again_prints_no_password(loaded, capsys):
    call_command("demo")
    capsys.readouterr()
    call_command("demo")
    assert "as they were" in capsys.readouterr().out


def test_demo_with_a_short_password_is_refused(loaded, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "1234567")
    with pytest.raises(CommandError, match="at least 8"):
        call_command("demo")


def test_demo_with_a_broken_fixture_stops_with_one_line(debug, monkeypatch, tmp_path, settings):
    (tmp_path / "broken.json").write_text('[{"model": "records.nothing",\n')
    settings.FIXTURE_DIRS = [tmp_path]
    monkeypatch.setattr(demo, "FIXTURES", ["broken"])
    with pytest.raises(CommandError, match=r"\AThe demonstration cannot be loaded: .*\Z"):
        call_command("demo")


def test_demo_with_a_broken_fixture_makes_nobody(debug, monkeypatch):
    monkeypatch.setattr(demo, "FIXTURES", ["there-is-none"])
    with pytest.raises(CommandError):
        call_command("demo")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        "not JSON",
        '[{"model": "records.nothing", "fields": {}}]',
        '[{"model": "records.organisation", "fields": {"nobody": "knows"}}]',
        '[{"model": "records.leader", "fields": {"source": ["never-was"]}}]',
        '[{"model": "records.source", "fields": {"known_on": "someday"}}]',
    ],
)
def test_fixture_that_is_wrong_is_told_in_one_line(tmp_path, content):
    fixture = tmp_path / "wrong.json"
    fixture.write_text(content)

    with pytest.raises(CommandError) as refused:
        call_command("loaddata", fixture)

    assert len(str(refused.value).splitlines()) == 1


FRONT = {"version": 1, "published_at": "2025-12-15T09:00:00Z", "updated_at": "2025-12-15T09:00:00Z"}


def organisation_row(**fields):
    fields = {"slug": "plant", "name": "Plant", **FRONT, **fields}
    return {"model": "records.organisation", "pk": "00000000-0000-4000-8000-000000000001", "fields": fields}


@pytest.fixture
def fixture_of(tmp_path):
    """The path of a fixture with these rows."""

    def write(*rows):
        path = tmp_path / "given.json"
        path.write_text(json.dumps(rows))
        return path

    return write


def test_fixture_of_what_may_not_be_public_is_refused_whole(fixture_of):
    other = organisation_row(slug="other") | {"pk": "00000000-0000-4000-8000-000000000002"}
    with pytest.raises(CommandError, match="organisation plant: “name” is missing"):
        call_command("loaddata", fixture_of(other, organisation_row(name="")))
    assert not Organisation.objects.exists()


def test_fixture_is_refused_with_everything_that_is_in_the_way(fixture_of):
    other = organisation_row(slug="other", name="") | {"pk": "00000000-0000-4000-8000-000000000002"}
    with pytest.raises(CommandError) as refused:
        call_command("loaddata", fixture_of(organisation_row(name=""), other))
    assert len(str(refused.value).splitlines()) == 3


def test_fixture_of_a_claim_is_held_against_the_record_that_carries_it(fixture_of):
    record, source = builders.organisation(live=True), builders.source(live=False)
    said = {"organisation": [record.slug], "source": [source.slug], "name": "A", "role_en": "Head"}
    with pytest.raises(CommandError, match=f"organisation {record.slug}: Source .* is not public"):
        call_command("loaddata", fixture_of({"model": "records.leader", "fields": said}))
    assert not record.leaders.exists()


def test_fixture_loaded_unchecked_is_taken_as_it_is(fixture_of):
    call_command("loaddata", fixture_of(organisation_row(name="")), unchecked=True, verbosity=0)
    assert Organisation.objects.exists()


def test_fixture_of_what_is_not_public_may_lack_anything(fixture_of):
    new = organisation_row(name="", version=0, published_at=None, updated_at=None)
    call_command("loaddata", fixture_of(new), verbosity=0)
    assert Organisation.objects.exists()


def test_fixture_is_stored_clean(fixture_of):
    dirty = "Plant\u202e\u0000\ud800<script>alert(1)</script><o:p></o:p>"
    call_command("loaddata", fixture_of(organisation_row(name=dirty, boilerplate_en=dirty)), verbosity=0)
    stored = Organisation.objects.get()
    assert (stored.name, stored.boilerplate_en) == ("Plant", "Plant")


def test_rich_text_of_a_fixture_is_stored_clean(fixture_of):
    fields = {"slug": "plant", "title_en": "Plant", "released_on": "2025-12-11"}
    fields["body_en"] = '<p class="MsoNormal" onclick="x">a<o:p></o:p></p><a href="javascript:x">b</a>'
    call_command("loaddata", fixture_of({"model": "newsroom.pressrelease", "fields": fields}), verbosity=0)
    assert PressRelease.objects.get().body_en == '<p>a</p><a rel="noopener">b</a>'


def test_fixture_with_an_address_of_a_script_is_refused(fixture_of):
    with pytest.raises(CommandError, match="address of the web"):
        call_command("loaddata", fixture_of(organisation_row(website="javascript:alert(1)")))
    assert not Organisation.objects.exists()


def test_demonstration_may_be_public_as_it_is():
    call_command("loaddata", *demo.FIXTURES, verbosity=0)
    assert PressRelease.objects.public(timezone.now()).exists()
