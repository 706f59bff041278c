"""What answers set in motion, step by step."""

from surveys.rules import begin, import_definition, react
from surveys.rules.expressions.values import json_depth


def text(name, **settings):
    return {"type": "text", "name": name, **settings}


def play(elements, *steps, **settings):
    """The answers after each step, as somebody fills in the survey."""
    definition = import_definition({"elements": elements, **settings})
    answers = begin(definition)
    seen = [answers]
    for name, value in steps:
        after = {key: old for key, old in answers.items() if key != name}
        if value is not None:
            after[name] = value
        answers = react(definition, answers, after)
        seen.append(answers)
    return seen


def test_defaults():
    elements = [
        {"type": "checkbox", "name": "c", "choices": [1, 2], "defaultValue": 1},
        {"type": "boolean", "name": "b", "defaultValue": "true"},
        text("t", defaultValueExpression="1 + 1"),
    ]
    assert play(elements) == [{"c": [1], "b": True, "t": 2}]


def test_a_default_goes_to_its_own_question_though_another_has_the_name_of_its_answer():
    elements = [text("a", valueName="b"), text("b", valueName="a", defaultValueExpression="1 + 1")]
    assert play(elements) == [{"a": 2}]


def test_a_number_said_in_place_of_a_choice_is_kept_as_words_beside_it():
    pick = {"type": "radiogroup", "name": "q", "choices": [1], "showOtherItem": True}
    amount = text("n", inputType="number", valueName="q")
    assert play([pick, amount], ("q", 2), ("q", 1)) == [{}, {"q": 2, "q-Comment": "2"}, {"q": 1, "q-Comment": "2"}]


def test_a_computed_default_follows_until_somebody_answers():
    elements = [text("a", defaultValueExpression="{b} + 1"), text("b")]
    steps = [("b", 1), ("b", 2), ("a", 9), ("b", 3), ("a", None), ("b", 4)]
    assert [seen.get("a") for seen in play(elements, *steps)] == [1, 2, 3, 9, 9, None, None]


def test_triggers_act_once_when_what_they_watch_changes():
    trigger = {"type": "setvalue", "expression": "{a} = 1", "setToName": "b", "setValue": "x"}
    seen = play([text("a"), text("b")], ("a", 1), ("b", "mine"), ("a", 2), ("a", 1), triggers=[trigger])
    assert [answers.get("b") for answers in seen] == [None, "x", "mine", "mine", "x"]


def test_triggers_copy_and_compute():
    triggers = [
        {"type": "copyvalue", "expression": "{a} = 1", "setToName": "b", "fromName": "a"},
        {"type": "runexpression", "expression": "{b} = 1", "setToName": "c", "runExpression": "{a} + 5"},
    ]
    assert play([text("a"), text("b"), text("c")], ("a", 1), triggers=triggers)[-1] == {"a": 1, "b": 1, "c": 6}


def test_set_values_hold_while_their_condition_does():
    elements = [text("a", setValueIf="{b} = 1", setValueExpression="7"), text("b")]
    assert [s.get("a") for s in play(elements, ("b", 1), ("a", 9), ("b", 2), ("a", 9))] == [None, 7, 7, 7, 9]


def test_reset_and_clear():
    elements = [text("a", resetValueIf="{b} = 1", defaultValue=3), text("b")]
    assert [s.get("a") for s in play(elements, ("a", 9), ("b", 1))] == [3, 9, 3]
    hidden = [text("a", visibleIf="{b} = 1", defaultValue=4, clearIfInvisible="onHidden"), text("b")]
    assert [s.get("a") for s in play(hidden, ("b", 1), ("a", 5), ("b", 2), ("b", 1))] == [None, 4, 5, None, 4]


def test_triggers_that_chase_each_other_come_to_an_end():
    triggers = [
        {"type": "runexpression", "expression": "{a} > 0", "setToName": "b", "runExpression": "{a} + 1"},
        {"type": "runexpression", "expression": "{b} > 0", "setToName": "a", "runExpression": "{b} + 1"},
    ]
    assert play([text("a"), text("b")], ("a", 1), triggers=triggers)[-1].keys() == {"a", "b"}


def test_a_list_that_holds_itself_stops_growing():
    """An expression that reads its own answer nests it deeper with every save."""
    for source in ("[{a}, 1]", "[" + ", ".join(["{a}"] * 900) + "]"):
        definition = import_definition({"elements": [{"type": "expression", "name": "a", "expression": source}]})
        data = {}
        for _ in range(30):
            data = react(definition, data, data | {"a": data.get("a") or [1]})
            assert json_depth(data, 40)
