from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.records.contents import (
    EMPTY,
    Change,
    changes,
    get,
    is_same,
    merge,
    put,
    resolve,
    texts_changed,
)

TITLE, KIND, PROJECTS = ("fields", "title"), ("fields", "kind"), ("links", "projects")
ROW = ("rows", "dates", "1")
NUMBER, NOTE = (*ROW, "number"), (*ROW, "note")
BEFORE = {
    "fields": {"title": "Before", "kind": "a"},
    "links": {"projects": ["p", "q"]},
    "rows": {"dates": {"1": {"number": 1, "note": ""}}},
}


def changed(*places, of=BEFORE) -> dict:
    """The content with these values at these paths."""
    content = deepcopy(of)
    for path, value in places:
        put(content, path, value)
    return content


def test_same_contents_have_no_changes():
    assert changes(BEFORE, deepcopy(BEFORE)) == []


CHANGES = [
    ([(TITLE, "After")], [Change(TITLE, "Before", "After")]),
    ([(PROJECTS, ["q"])], [Change(PROJECTS, ["p", "q"], ["q"])]),
    ([(NUMBER, 2)], [Change(NUMBER, 1, 2)]),
    ([(ROW, None)], [Change(ROW, {"number": 1, "note": ""}, None)]),
    ([(("rows", "dates", "2"), {"number": 3})], [Change(("rows", "dates", "2"), None, {"number": 3})]),
    ([(("rows", "figures", "9"), {"low": 1})], [Change(("rows", "figures", "9"), None, {"low": 1})]),
]


@pytest.mark.parametrize(("places", "expected"), CHANGES)
def test_change_is_told_where_it_is(places, expected):
    assert changes(BEFORE, changed(*places)) == expected


MERGED = {
    "nothing": ([], [], []),
    "mine alone": ([(TITLE, "Mine")], [], [(TITLE, "Mine")]),
    "theirs alone": ([], [(TITLE, "Theirs")], [(TITLE, "Theirs")]),
    "two fields": ([(TITLE, "Mine")], [(KIND, "b")], [(TITLE, "Mine"), (KIND, "b")]),
    "two columns of a row": ([(NUMBER, 2)], [(NOTE, "Theirs")], [(NUMBER, 2), (NOTE, "Theirs")]),
    "both the same": ([(TITLE, "Both")], [(TITLE, "Both")], [(TITLE, "Both")]),
    "links added by both": (
        [(PROJECTS, ["p", "q", "r"])],
        [(PROJECTS, ["p", "q", "s"])],
        [(PROJECTS, list("pqrs"))],
    ),
    "link removed and another added": (
        [(PROJECTS, ["p"])],
        [(PROJECTS, ["p", "q", "s"])],
        [(PROJECTS, ["p", "s"])],
    ),
    "row removed by me": ([(ROW, None)], [(TITLE, "Theirs")], [(ROW, None), (TITLE, "Theirs")]),
    "row removed by both": ([(ROW, None)], [(ROW, None)], [(ROW, None)]),
    "rows added by both": (
        [(("rows", "dates", "2"), {"number": 2})],
        [(("rows", "dates", "3"), {"number": 3})],
        [(("rows", "dates", "2"), {"number": 2}), (("rows", "dates", "3"), {"number": 3})],
    ),
}


@pytest.mark.parametrize(("mine", "theirs", "expected"), MERGED.values(), ids=MERGED)
def test_what_does_not_collide_is_merged(mine, theirs, expected):
    assert merge(BEFORE, changed(*mine), changed(*theirs)) == (changed(*expected), [])


COLLIDING = {
    "a field": ([(TITLE, "Mine")], [(TITLE, "Theirs")], TITLE),
    "a column of a row": ([(NUMBER, 2)], [(NUMBER, 3)], NUMBER),
    "a row removed by me, changed by them": ([(ROW, None)], [(NUMBER, 3)], ROW),
    "a row changed by me, removed by them": ([(NUMBER, 3), (NOTE, "x")], [(ROW, None)], ROW),
}


@pytest.mark.parametrize(("mine", "theirs", "path"), COLLIDING.values(), ids=COLLIDING)
def test_collision_is_told_once_with_all_three(mine, theirs, path):
    mine, theirs = changed(*mine), changed(*theirs)
    merged, [collision] = merge(BEFORE, mine, theirs)
    assert collision == (path, get(BEFORE, path), get(mine, path), get(theirs, path))
    assert merged == theirs


@pytest.mark.parametrize(("mine", "theirs", "path"), COLLIDING.values(), ids=COLLIDING)
def test_collision_is_resolved_as_chosen(mine, theirs, path):
    mine, theirs = changed(*mine), changed(*theirs)
    merged, collisions = merge(BEFORE, mine, theirs)
    [key] = [collision.key for collision in collisions]
    assert get(resolve(merged, collisions, {key: "mine"}), path) == get(mine, path)
    assert get(resolve(merged, collisions, {key: "theirs"}), path) == get(theirs, path)
    assert get(resolve(merged, collisions, {}), path) == get(theirs, path)


def test_merging_changes_none_of_the_three():
    three = [deepcopy(BEFORE), changed((TITLE, "Mine"), (ROW, None)), changed((KIND, "b"))]
    copies = deepcopy(three)
    merged, collisions = merge(*three)
    resolve(merged, collisions, {})
    assert three == copies


TEXTS = {
    "fields": {"title_en": "Plant", "title_fr": "Usine", "kind": "a"},
    "links": {"projects": ["p"]},
    "rows": {"figures": {"1": {"note_en": "A year.", "low": 1}, "2": {"low": 2}}},
}


@pytest.mark.parametrize(
    ("path", "value", "changed"),
    [
        (("fields", "title_en"), "Factory", True),
        (("fields", "title_fr"), "Fabrique", False),
        (("fields", "kind"), "b", False),
        (("links", "projects"), [], False),
        (("rows", "figures", "1", "note_en"), "", True),
        (("rows", "figures", "1", "low"), 2, False),
        (("rows", "figures", "1"), None, False),
        (("rows", "figures", "3"), {"note_en": "A month."}, False),
    ],
)
def test_texts_changed_in_one_language_are_those_of_its_columns(path, value, changed):
    after = deepcopy(TEXTS)
    put(after, path, value)
    assert bool(texts_changed(TEXTS, after, "en")) is changed


VALUES = st.sampled_from(["", "a", "b", 1, None])
CONTENTS = st.fixed_dictionaries(
    {
        "fields": st.fixed_dictionaries({"title": VALUES, "kind": VALUES}),
        "links": st.fixed_dictionaries({"projects": st.sets(st.sampled_from("pqrs")).map(sorted)}),
        "rows": st.fixed_dictionaries(
            {"dates": st.dictionaries(st.sampled_from("123"), st.fixed_dictionaries({"x": VALUES, "y": VALUES}))}
        ),
    }
)


@given(CONTENTS, CONTENTS)
def test_changes_lead_from_one_content_to_the_other(before, after):
    content = deepcopy(before)
    for change in changes(before, after):
        put(content, change.path, change.after)
    assert is_same(content, after)


@given(CONTENTS, CONTENTS)
def test_who_is_alone_keeps_all(before, mine):
    merged, collisions = merge(before, mine, before)
    assert is_same(merged, mine)
    assert collisions == []


@given(CONTENTS, CONTENTS, CONTENTS)
def test_nothing_of_mine_is_lost_if_i_choose_mine(before, mine, theirs):
    merged, collisions = merge(before, mine, theirs)
    resolved = resolve(merged, collisions, {collision.key: "mine" for collision in collisions})
    for change in changes(before, mine):
        if change.path[0] != "links":
            assert get(resolved, change.path) == change.after


@given(CONTENTS, CONTENTS, CONTENTS)
def test_nothing_of_theirs_is_lost_if_i_choose_theirs(before, mine, theirs):
    merged, collisions = merge(before, mine, theirs)
    for change in changes(before, theirs):
        if change.path[0] != "links":
            assert get(merged, change.path) == change.after


def test_empty_content_is_the_beginning():
    assert len(changes(EMPTY, BEFORE)) == 4
