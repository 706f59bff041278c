"""What survey-core 3.0.3 was seen to make of picks, cells and defaults that do not go together."""

import pytest

from surveys.rules.tracing import trace_state


def traced(elements, data, **settings):
    return trace_state({"json": {"elements": elements, **settings}, "data": data})


def picking(kind, *choices, **settings):
    return {"type": kind, "name": "q", "choices": list(choices), **settings}


LATE = {"value": "b", "visibleIf": "{z} = 1"}
ALONE = {"value": "n", "isExclusive": True}
CELLS = {"type": "matrix", "name": "m", "rows": ["r", "s"], "columns": ["c", "d"], "cellType": "checkbox"}
WATCH = {"type": "text", "name": "w", "visibleIf": "{m.r} = 'c'"}
SAID = {"m": {"r": "c", "x": "d"}}
LISTED = {"m": {"r": ["c"], "x": ["d"]}}


@pytest.mark.parametrize(
    ("element", "picks", "expected"),
    [
        (picking("checkbox", "a", LATE, ALONE), ["b", "n"], {}),
        (picking("checkbox", "a", LATE, "c", ALONE), ["n", "b", "a", "c"], {"q": ["a", "c"]}),
        (picking("checkbox", "a", LATE, ALONE, {**ALONE, "value": "n2"}), ["b", "n", "n2"], {"q": ["n"]}),
        (picking("tagbox", "a", LATE, showNoneItem=True), ["b", "none"], {}),
        (picking("tagbox", "a", showNoneItem=True), ["x", "none", "a"], {"q": ["a"]}),
        (picking("checkbox", "a", {**ALONE, "visibleIf": "{z} = 1"}), ["n", "a"], {"q": ["a"]}),
    ],
)
def test_picks_written_anew_lose_what_stands_alone(element, picks, expected):
    assert traced([element], {"q": picks})["dataAfterLoad"] == expected


def test_a_choice_that_stands_alone_is_enough():
    assert traced([picking("checkbox", "a", ALONE, minSelectedChoices=2)], {"q": ["n"]})["valid"]


@pytest.mark.parametrize(
    ("elements", "data", "expected"),
    [
        ([CELLS], SAID, LISTED),
        ([CELLS], {"m": {"x": "d"}}, {"m": {"x": "d"}}),
        ([CELLS, WATCH], SAID, SAID),
        ([{**CELLS, "defaultValue": {"r": ["d"]}}], SAID, SAID),
        ([{**CELLS, "cellType": "radio"}], {"m": {"r": ["c"]}}, {"m": {"r": "c"}}),
        ([{**CELLS, "cellType": "radio"}, WATCH], {"m": {"r": ["c"]}}, {"m": {"r": ["c"]}}),
    ],
)
def test_cells_fit_their_matrix_unless_some_condition_asks_for_one(elements, data, expected):
    assert traced(elements, data)["dataAfterLoad"] == expected


def test_conditions_see_cells_that_fit():
    state = traced([{**CELLS, "cellType": "radio"}, WATCH], {"m": {"r": ["c"]}})
    assert state["questions"]["w"]["visible"]


@pytest.mark.parametrize("answer", ["c", ["c"], 5, True])
@pytest.mark.parametrize("element", [CELLS, {"type": "multipletext", "name": "m", "items": [{"name": "a"}]}])
def test_what_tells_no_rows_apart_is_no_answer(element, answer):
    state = traced([{**element, "isRequired": True}], {"m": answer})
    assert [error["type"] for error in state["errors"]["m"]] == ["required"]


MAIL = {"validators": [{"type": "email"}]}


@pytest.mark.parametrize(
    ("element", "data", "is_valid"),
    [
        (picking("checkbox", 1, **MAIL), {}, False),
        (picking("checkbox", 1, **MAIL), {"q": []}, False),
        (picking("imagepicker", 1, multiSelect=True, **MAIL), {}, False),
        (picking("tagbox", "a@b.co", **MAIL), {"q": ["a@b.co"]}, True),
        (picking("dropdown", 1, **MAIL), {}, True),
        ({**CELLS, **MAIL}, {"m": {}}, False),
        ({**CELLS, **MAIL}, {}, True),
    ],
)
def test_a_list_is_an_address_if_its_words_are(element, data, is_valid):
    assert traced([element], data)["valid"] == is_valid


GIVEN = {"type": "text", "name": "q", "defaultValue": "d", "defaultValueExpression": "{a}"}


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (GIVEN, {"a": "9"}),
        ({**GIVEN, "visibleIf": "{a} = 9"}, {"a": "9", "q": 9}),
        ({**GIVEN, "visibleIf": "{a} = 9", "clearIfInvisible": "onHidden"}, {"a": "9", "q": 9}),
        ({"type": "panel", "name": "p", "visibleIf": "{a} = 9", "elements": [GIVEN]}, {"a": "9", "q": 9}),
    ],
)
def test_a_computed_default_beside_a_written_one_counts_where_a_question_comes_to_light(element, expected):
    assert traced([element], {"a": "9"})["dataAfterLoad"] == expected


@pytest.mark.parametrize(
    ("settings", "data", "comment"),
    [
        ({}, {}, "b"),
        ({}, {"q-Comment": "x"}, "b"),
        ({"visibleIf": "{z} = 1"}, {}, "b"),
        ({"allowCustomChoices": True}, {}, "b"),
        ({"storeOthersAsComment": False}, {}, None),
    ],
)
def test_a_choice_offered_only_by_these_answers_is_taken_for_words_too(settings, data, comment):
    element = picking("dropdown", "a", LATE, showOtherItem=True, **settings)
    after = traced([element], {"q": "b", "z": 1, **data})["dataAfterLoad"]
    assert (after["q"], after.get("q-Comment")) == ("b", comment)


@pytest.mark.parametrize(
    ("kind", "said", "title"),
    [("checkbox", ["c", "d"], "c,d c,d c,d"), ("radio", "c", "C C C")],
)
def test_a_row_reads_as_a_whole_in_texts(kind, said, title):
    matrix = {**CELLS, "cellType": kind, "columns": [{"value": "c", "text": "C"}, "d"]}
    asking = {"type": "text", "name": "t", "title": "{m.r[0]} {m.r[5]} {m.r}"}
    assert traced([matrix, asking], {"m": {"r": said}})["questions"]["t"]["title"] == title


@pytest.mark.parametrize(
    ("kind", "settings", "picks", "expected"),
    [
        ("dropdown", {"showOtherItem": True}, "b", {}),
        ("checkbox", {"showOtherItem": True}, ["a", "b"], {"q": ["a"]}),
        ("checkbox", {"showOtherItem": True}, ["other", "b"], {"q": ["other"], "q-Comment": "w"}),
        ("checkbox", {"showCommentArea": True}, ["b"], {"q-Comment": "w"}),
    ],
)
def test_words_for_other_go_with_the_choice_that_went(kind, settings, picks, expected):
    gone = {"value": "b", "visibleIf": "{z} empty"}
    after = traced([picking(kind, "a", gone, **settings)], {"q": picks, "z": 2, "q-Comment": "w"})["dataAfterLoad"]
    assert after == {"z": 2, **expected}


@pytest.mark.parametrize(("default", "expected"), [({}, {"t": 5}), ({"defaultValue": 8}, {"t": 5})])
def test_a_constant_is_set_again_after_a_reset(default, expected):
    asked = {"type": "text", "name": "t", "setValueExpression": "5", "resetValueIf": "{q} empty", **default}
    assert traced([picking("dropdown", 1), asked], {"q": 7, "t": 3})["dataAfterLoad"] == expected


def test_an_empty_object_is_no_computed_answer():
    assert traced([{"type": "expression", "name": "s", "expression": "{t}"}], {"t": {}})["dataAfterLoad"] == {"t": {}}
