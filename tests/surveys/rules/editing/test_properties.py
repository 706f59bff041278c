"""Any edits of any survey: what no form knows stays, and what comes out can be imported or is refused."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.rules import Refused, import_definition
from surveys.rules.editing import lists, properties, structure, translations
from surveys.rules.editing.conditions import Condition, Conditions, can_write, read_conditions, write_conditions
from surveys.rules.editing.places import CannotEdit, children_key, find, is_container, places
from surveys.rules.editing.texts import Tongue, set_text
from surveys.rules.expressions import parse
from tests.factories.surveys import example

ODD = {"width": "50%", "titleLocation": "left", "valueName": "shared", "resetValueIf": "{a} = 7", "state": "expanded"}
QUESTION = st.sampled_from(
    [
        {"type": "text", "title": {"en": "E", "de": "D"}, "maskType": "none", "dataList": ["a", "b"]},
        {"type": "radiogroup", "choices": [1, "b", "c|See", {"value": "d", "text": {"de": "Dee"}, "icon": "x"}]},
        {"type": "rating", "rateValues": [1, {"value": 2, "text": "Two"}], "swapOrder": True},
        {"type": "matrix", "columns": ["x"], "rows": [{"value": "y", "visibleIf": "{a} = 1"}], "rowOrder": "random"},
        {"type": "multipletext", "items": ["i", {"name": "j", "inputType": "email", "size": 5}]},
        {"type": "html", "html": "<p>{a}</p>"},
    ]
)
ELEMENTS = st.recursive(
    st.builds(lambda body, odd: {**body, **odd}, QUESTION, st.sampled_from([{}, ODD])),
    lambda inner: st.builds(
        lambda key, items: {"type": "panel", key: items, "innerIndent": 2},
        st.sampled_from(["elements", "questions"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=5,
)
PAGES = st.lists(st.lists(ELEMENTS, max_size=3), min_size=1, max_size=3)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "page", "copy", "delete", "up", "down", "place", "type", "text", "entry", "more"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=8,
)


def named(item, counter):
    """The same element with a name of its own, and a mark by which to know it again."""
    item, number = deepcopy(item), next(counter)
    item |= {"name": f"n{number}", "minWidth": f"{number}px"}
    if item["type"] == "panel":
        key = children_key(item)
        item[key] = [named(child, counter) for child in item[key]]
    return item


def survey_of(pages, loose):
    counter = iter(range(1000))
    made = [[named(item, counter) for item in page] for page in pages]
    rest = {"showTOC": True, "triggers": [{"type": "complete", "expression": "{n0} = 99"}]}
    if loose:
        return {**rest, "elements": [item for page in made for item in page]}
    return {
        **rest,
        "pages": [{"name": f"p{i}", "elements": items, "minWidth": f"p{i}"} for i, items in enumerate(made)],
    }


def step(definition, wish, one, two):  # noqa: C901, PLR0911 -- one line an edit
    known = list(places(definition))
    path = known[one % len(known)].path if known else ""
    containers = [""] if is_container("", definition) else []
    containers += [p.path for p in known if is_container(p.path, p.item)]
    new = deepcopy(definition)
    if wish == "add":
        return structure.add_element(definition, path, sorted(properties.TYPES)[two % len(properties.TYPES)])[0]
    if wish == "page":
        return structure.add_page(definition)[0]
    if wish == "place":
        return structure.place(definition, path, containers[two % len(containers)], two % 4)[0]
    if wish == "type":
        return properties.change_type(definition, path, "comment")[0]
    if wish == "text":
        set_text(find(new, path), "description", f"d{two}", Tongue("fr", "en"))
    elif wish in {"entry", "more"}:
        key = next((k for k in translations.LISTS if find(new, path).get(k)), "choices")
        if key not in find(new, path):
            raise CannotEdit("gone")
        if wish == "entry":
            lists.set_entry_text(find(new, path), key, 0, f"t{two}", Tongue("fr", "en"))
        else:
            lists.add_entries(find(new, path), key, ["Same", "Same"], Tongue("en", "en"))
    else:
        acts = {"copy": structure.duplicate, "delete": structure.delete}
        if wish in acts:
            return acts[wish](definition, path)[0]
        return structure.move(definition, path, -1 if wish == "up" else 1)[0]
    return new


def kept(definition):
    """By mark: all that no form shows."""
    shown = {
        "name",
        "type",
        "elements",
        "questions",
        "description",
        "choices",
        "rateValues",
        "rows",
        "columns",
        "items",
    }
    return {
        (place.item["minWidth"], place.type): {k: v for k, v in place.item.items() if k not in shown}
        for place in places(definition)
        if "minWidth" in place.item
    }


@given(PAGES, st.booleans(), STEPS)
@settings(max_examples=250, deadline=None)
def test_any_sequence_of_edits(pages, loose, steps):
    definition = survey_of(pages, loose)
    import_definition(definition)
    rest, said = {key: definition[key] for key in ("showTOC", "triggers")}, []
    for wish, one, two in steps:
        before, known = deepcopy(definition), kept(definition)
        try:
            changed = step(definition, wish, one, two)
        except CannotEdit as refusal:
            said.append(str(refusal))
            continue
        assert definition == before
        try:
            import_definition(changed)
        except Refused as refused:
            said += [finding.message for finding in refused.findings]
            continue
        left = kept(changed)
        assert all(known[mark] == left[mark] for mark in known.keys() & left.keys())
        assert wish in {"delete", "type"} or known.keys() <= left.keys()
        definition = changed
    assert {key: definition[key] for key in rest} == rest
    assert all(said)


@given(PAGES, STEPS)
@settings(max_examples=60, deadline=None)
def test_names_are_never_given_twice(pages, steps):
    definition = survey_of(pages, False)
    for wish, one, two in steps:
        try:
            definition = step(definition, wish, one, two)
        except CannotEdit:
            continue
    names = [place.name for place in places(definition) if place.type not in {"page", "panel"}]
    assert len(names) == len(set(names))


VALUES = st.one_of(
    st.booleans(), st.integers(-999, 999), st.text(max_size=8), st.lists(st.text(max_size=3), min_size=1, max_size=3)
)
ROWS = st.builds(
    Condition,
    st.text("abcxyz_ 中", min_size=1, max_size=6).filter(str.strip),
    st.sampled_from(["equal", "notequal", "greater", "lessorequal", "contains", "anyof"]),
    VALUES,
)


@given(st.lists(ROWS, max_size=4), st.sampled_from(["and", "or"]))
@settings(max_examples=300, deadline=None)
def test_conditions_are_read_as_they_were_written(rows, joined):
    rows = tuple(row for row in rows if can_write(row))
    text = write_conditions(Conditions(rows, joined))
    found = read_conditions(text)
    assert found is not None
    assert found.rows == rows
    assert len(rows) < 2 or found.joined == joined
    if text:
        parse(text)


def test_every_text_of_a_real_survey_can_be_reworded():
    definition, _ = example("product-feedback")
    for words in translations.all_words(definition, ["en", "zh-cn"]):
        changed = translations.set_words(definition, words.path, "Neu", Tongue("zh-cn", "en"))
        again = {w.path: w for w in translations.all_words(changed, ["en", "zh-cn"])}
        assert again[words.path].by_locale == {"en": words.by_locale["en"], "zh-cn": "Neu"}
        import_definition(changed)
