"""What is shown, in which order, and how it reads."""

from datetime import UTC, datetime

from surveys.rules import Outcome, evaluate, import_definition, outcome_of, page_path


def text(name, **settings):
    return {"type": "text", "name": name, **settings}


def state(*elements, data=None, seed=0, locale="", **settings):
    return evaluate(import_definition({"elements": list(elements), **settings}), data or {}, seed=seed, locale=locale)


def test_answers_stand_in_texts():
    choice = {"type": "dropdown", "name": "c", "choices": [{"value": 1, "text": {"default": "One", "de": "Eins"}}]}
    asked = text("q", title="Why {c}, {name}? {unknown}")
    assert state(choice, asked, data={"c": 1, "name": "Rosa"}).questions["q"].title == "Why One, Rosa? {unknown}"
    assert state(choice, asked, data={"c": 1}, locale="de").questions["q"].title == "Why Eins, {name}? {unknown}"


def test_texts_that_mention_each_other_come_to_an_end():
    loop = state(
        text("a", title="{$self.title}!"), text("b", title="{$c.title} " * 500), text("c", title="{$b.title} " * 500)
    )
    assert loop.questions["a"].title.endswith("!")
    assert len(loop.questions["b"].title) <= 50_000


def test_a_random_order_is_kept_for_ever_and_differs_between_people():
    question = {"type": "checkbox", "name": "c", "choices": list(range(8)), "choicesOrder": "random"}

    def orders(seed):
        return [choice.value for choice in state(question, seed=seed).questions["c"].choices]

    assert orders(5) == orders(5)
    assert sorted(orders(5)) == list(range(8))
    assert len({tuple(orders(seed)) for seed in range(20)}) > 15


def test_choices_appear_disappear_and_are_carried_over():
    first = {"type": "checkbox", "name": "a", "choices": [1, 2, 3], "choicesVisibleIf": "{item} > {low}"}
    second = {"type": "radiogroup", "name": "b", "choicesFromQuestion": "a", "choicesFromQuestionMode": "selected"}
    shown = state(first, second, text("low"), data={"low": 1, "a": [1, 3]})
    assert [c.value for c in shown.questions["a"].choices] == [2, 3]
    assert [c.value for c in shown.questions["b"].choices] == [3]
    assert shown.data["a"] == [3]


def test_calculated_values_and_expression_questions_feed_conditions():
    shown = state(
        text("a"),
        {"type": "expression", "name": "e", "expression": "{double} + 1"},
        text("b", visibleIf="{e} > 8"),
        data={"a": "4"},
        calculatedValues=[{"name": "double", "expression": "{a} * 2", "includeIntoResult": True}],
    )
    assert shown.questions["b"].is_visible
    assert shown.data == {"a": "4", "double": 8, "e": 9}


def test_time_is_given_never_taken():
    definition = import_definition({"elements": [text("a", visibleIf="today() > '2030-01-01'")]})
    later = evaluate(definition, {}, now=datetime(2031, 1, 1, tzinfo=UTC))
    assert later.questions["a"].is_visible
    assert not evaluate(definition, {}, now=datetime(2029, 1, 1, tzinfo=UTC)).questions["a"].is_visible


PAGES = {
    "firstPageIsStartPage": True,
    "pages": [
        {"name": "start", "elements": [text("name")]},
        {"name": "one", "elements": [text("a")]},
        {"name": "two", "elements": [text("b", visibleIf="{a} != 'hide'")]},
        {"name": "three", "elements": [text("c")]},
    ],
    "triggers": [
        {"type": "skip", "expression": "{a} = 'far'", "gotoName": "c"},
        {"type": "complete", "expression": "{b} = 'done'"},
    ],
}


def test_the_way_through_the_pages():
    definition = import_definition(PAGES)
    path = page_path(definition, {})
    assert (path.first, path.next_of("start"), path.pages) == ("start", "one", ("one", "two", "three"))
    assert (path.next_of("three"), path.previous_of("one"), path.previous_of("three")) == (None, None, "two")
    skipping = page_path(definition, {"a": "far"})
    assert (skipping.next_of("one"), skipping.previous_of("three"), skipping.walk()) == (
        "three",
        "one",
        ("one", "three"),
    )
    assert page_path(definition, {"a": "hide"}).next_of("one") == "three"
    assert page_path(definition, {"b": "done"}).next_of("two") is None


def test_four_ways_of_not_answering():
    refusing = {"type": "radiogroup", "name": "r", "choices": [1], "showRefuseItem": True}
    definition = import_definition({"pages": [
        {"name": "one", "elements": [text("a"), text("b"), text("h", visibleIf="{a} = 2"), refusing]},
        {"name": "two", "elements": [text("c")]},
    ]})  # fmt: skip
    shown = evaluate(definition, {"a": 1, "r": "refused"})
    outcomes = {name: outcome_of(shown, name, visited={"one"}) for name in "abhrc"}
    assert outcomes == {
        "a": Outcome.ANSWERED,
        "b": Outcome.SKIPPED,
        "h": Outcome.NOT_SHOWN,
        "r": Outcome.DECLINED,
        "c": Outcome.NOT_REACHED,
    }
    assert outcome_of(shown, "b", declined={"b"}) is Outcome.DECLINED


def test_a_list_where_a_choice_was_expected_is_no_refusal():
    """Questions may share an answer, and what another one computed may be any JSON."""
    definition = import_definition({"elements": [
        {"type": "checkbox", "name": "a", "choices": [1], "showRefuseItem": True}
    ]})  # fmt: skip
    assert outcome_of(evaluate(definition, {"a": [[1], {"x": []}]}), "a") is Outcome.ANSWERED
    assert outcome_of(evaluate(definition, {"a": ["refused"]}), "a") is Outcome.DECLINED
