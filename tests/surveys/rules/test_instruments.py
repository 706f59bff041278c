"""The templates are whole in both languages, and a validated item that was edited is named."""

import copy

import pytest

from surveys.rules.definition import import_definition
from surveys.rules.documents.languages import locales_of
from surveys.rules.documents.pair import read_documents
from surveys.rules.instruments.fingerprints import FINGERPRINTS
from surveys.rules.instruments.locking import fingerprints, lint_instrument
from surveys.rules.instruments.scoring import FIGURES, SHEETS
from surveys.rules.instruments.templates import TEMPLATE_KEYS, template, templates
from surveys.rules.versions.lint import lint

ALL = pytest.mark.parametrize("key", TEMPLATE_KEYS)
VALIDATED = pytest.mark.parametrize("key", list(FINGERPRINTS))
ITEM = ("pages", 0, "elements", 0)


def edited(key, path, value):
    definition = copy.deepcopy(template(key).definition)
    place = definition
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return definition


@ALL
def test_whole_in_both_languages(key):
    found = template(key)
    definition = import_definition(found.definition)
    assert list(locales_of(definition)) == ["en", "zh-hans"]
    assert lint(definition, instrument=found.settings.get("instrument", "")) == []
    for texts in (found.name, found.summary, found.source, found.rights):
        assert set(texts) == {"default", "zh-cn"}
    documents = read_documents(found.definition, found.settings)
    assert documents.sidecar.as_json() == found.settings | (
        {"follow_up": {"name": ""} | found.settings["follow_up"]} if "follow_up" in found.settings else {}
    )


def test_five_are_validated_and_scored():
    assert [t.key for t in templates() if t.is_validated] == ["nps", "csat", "ces", "sus", "umux-lite"]
    assert {*FIGURES, *SHEETS} == set(FINGERPRINTS)
    assert all("not validated" in t.translation["default"] for t in templates() if t.is_validated)


@VALIDATED
def test_the_library_is_what_was_locked(key):
    found = template(key)
    questions = {q.name: q.json for q in import_definition(found.definition).questions()}
    assert FINGERPRINTS[key] == {item: fingerprints(questions[item]) for item in found.items}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title", "default"), "How likely would you recommend us?"),
        (("title", "zh-cn"), "您会推荐我们吗？"),
        (("title",), "How likely would you recommend us?"),
        (("rateMax",), 5),
        (("rateMin",), 1),
        (("maxRateDescription", "default"), "of course"),
        (("minRateDescription",), None),
        (("type",), "dropdown"),
        (("rateValues",), [1, 2, 3]),
    ],
)
def test_an_edit_of_a_locked_item_is_named(path, value):
    definition = edited("nps", (*ITEM, *path), value)
    findings = lint_instrument(definition, "nps")
    assert [(f.path, f.message) for f in findings] == [
        ("pages[0].elements[0]", "nps is no longer the validated instrument.")
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("isRequired",), False),
        (("description",), "Take your time."),
        (("title", "de"), "Wie wahrscheinlich ist es, dass Sie uns empfehlen?"),
        (("rateType",), "labels"),
    ],
)
def test_what_is_not_wording_may_change(path, value):
    assert lint_instrument(edited("nps", (*ITEM, *path), value), "nps") == []


def test_one_language_alone_is_no_edit():
    definition = copy.deepcopy(template("nps").definition)
    item = definition["pages"][0]["elements"][0]
    for name in ("title", "minRateDescription", "maxRateDescription"):
        item[name] = item[name]["zh-cn"]
    definition["locale"] = "zh-cn"
    assert lint_instrument(definition, "nps") == []
    definition["locale"] = ""
    assert [f.code for f in lint_instrument(definition, "nps")] == ["not_validated"]


def test_missing_and_shuffled_items():
    without = edited("sus", (*ITEM,), None)
    assert [(f.code, f.params["name"]) for f in lint_instrument(without, "sus")] == [
        ("instrument_item_missing", "sus_1")
    ]
    shuffled = copy.deepcopy(template("sus").definition)
    shuffled["pages"][0]["elements"].reverse()
    assert [f.code for f in lint_instrument(shuffled, "sus")] == ["not_validated"]


def test_other_surveys_are_free():
    assert lint_instrument({"elements": [{"type": "text", "name": "nps"}]}, "") == []


def test_an_instrument_nobody_knows():
    found = template("nps")
    with pytest.raises(ValueError, match="There is no instrument of this name"):
        read_documents(found.definition, {"instrument": "mine"})
    with pytest.raises(ValueError, match="There is no instrument of this name"):
        read_documents(found.definition, {"instrument": ["nps"]})
    with pytest.raises(KeyError):
        template("../nps")
