import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from newsroom.management.commands import demo
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
