"""Random definitions: sensible ones of every kind of question, and such with anything put anywhere."""

from copy import deepcopy

from hypothesis import strategies as st

NAMES = ["a", "b.c", "d%e", "f#g", "名", "h i", "q[0]", "a-Comment", "Z" * 60, "{x}", "true", "1", "-", "'"]
VALUES = ["1", "x", "y y", "none", "other", 2, 3.5, 0, True, "<b>", "选", "a|b", "-1", ""]
TEXTS = [
    "Plain",
    "",
    "Dear {a}, {b.c} and {名}",
    "<script>alert(1)</script>",
    "x" * 400,
    "\u202e{q[0].x}",
    {"default": "One", "zh-cn": "一", "ar": "واحد"},
    {"en": "Only {1}"},
]
EXPRESSIONS = [
    "{%s} notempty",
    "{%s} = 'x'",
    "{%s} > 2",
    "{%s} contains 1",
    "{%s} anyof ['x', 2]",
    "!{%s}",
    "{%s} / 0 > 1",
    "{%s} ^ 99999 > 1",
    "{%s.length} > 1",
    "{%s[0]} = 1",
    "iif({%s} > 1, true, 'x') = 'x'",
    "age({%s}) > 3",
    "sum({%s}, 1, '2') > 3",
    "dateDiff({%s}, today(), 'days') > 1",
    "{%s} * 9999999999999999999999 > 1",
    "'{%s}' empty",
]
COMPUTED = ["{%s} + 1", "{%s} + 'x'", "iif({%s} > 1, 2, 'x')", "today()", "round({%s} / 3, 2)", "[{%s}, 1]", "{%s}"]
JUNK = [
    None, True, -1, 0, 10**30, 1e308, 0.1, "", "x", "\x00", "💥" * 40, "{a", "javascript:alert(1)", [], {}, [[]],
    [None], {"value": None}, {"value": {"value": 1}}, [1, "1", True], {"default": None}, {"default": 5, "ar": ["x"]},
    "-1", "on", {"x": [{"y": [{"z": {}}]}]}, ["x"] * 300, "none", "random", "(a+)+$", "1e999", " ", "number", "date",
]  # fmt: skip
KINDS = [
    "text", "comment", "radiogroup", "dropdown", "checkbox", "tagbox", "ranking", "imagepicker", "rating", "boolean",
    "matrix", "multipletext", "expression", "html", "image", "panel",
]  # fmt: skip
INPUTS = [
    "text", "number", "date", "datetime-local", "time", "month", "week", "email", "url", "tel", "password", "range",
    "color",
]  # fmt: skip
FLAGS = [
    "isRequired", "readOnly", "showCommentArea", "showOtherItem", "showNoneItem", "showRefuseItem", "showSelectAllItem",
    "hideIfChoicesEmpty", "eachRowRequired", "eachRowUnique", "multiSelect", "selectToRankEnabled",
    "storeOthersAsComment", "allowCustomChoices",
]  # fmt: skip

texts = st.sampled_from(TEXTS)
values = st.sampled_from(VALUES)
choices = st.lists(values | st.builds(lambda value, text: {"value": value, "text": text}, values, texts), max_size=5)


def conditions(names, forms=EXPRESSIONS):
    """An expression about one of the questions."""
    return st.builds(lambda form, name: form.replace("%s", name), st.sampled_from(forms), st.sampled_from(names))


@st.composite
def questions(draw, names, name, depth=0):
    """One element of any kind; most of its properties are left out most of the time."""
    kind = draw(st.sampled_from(KINDS if depth < 2 else KINDS[:-1]))
    found = {"type": kind, "name": name, "title": draw(texts)}
    if kind == "panel":
        inner = [f"{name}{letter}" for letter in "pq"[: draw(st.integers(0, 2))]]
        found["elements"] = [draw(questions(names, one, depth + 1)) for one in inner]
        return found
    for key in ("visibleIf", "enableIf", "requiredIf"):
        if draw(st.integers(0, 4)) == 0:
            found[key] = draw(conditions(names))
    if draw(st.integers(0, 6)) == 0:
        found["defaultValue"] = draw(values | st.lists(values, max_size=2))
    if draw(st.integers(0, 8)) == 0:
        found["defaultValueExpression"] = draw(conditions(names, COMPUTED))
    if draw(st.integers(0, 10)) == 0:
        found["valueName"] = draw(st.sampled_from(names))
    return found | draw(_own(kind, names))


@st.composite
def _own(draw, kind, names):
    found = {}
    allowed = FIELDS.get(kind, {})
    for key, strategy in allowed.items():
        if key in NEEDED or draw(st.integers(0, 2)) == 0:
            found[key] = draw(strategy(names) if callable(strategy) else strategy)
    for flag in OWN_FLAGS.get(kind, ()):
        if draw(st.integers(0, 4)) == 0:
            found[flag] = True
    return found


small = st.integers(-1, 6)
validators = st.lists(
    st.sampled_from(
        [
            {"type": "numeric", "minValue": 1, "maxValue": 5},
            {"type": "text", "minLength": 2, "maxLength": 4, "allowDigits": False},
            {"type": "answercount", "minCount": 1, "maxCount": 2},
            {"type": "regex", "regex": "^(a+)+$"},
            {"type": "email"},
            {"type": "expression", "expression": "{a} > 1"},
        ]
    ),
    max_size=2,
)
NEEDED = {"choices", "rows", "columns", "items", "html", "expression"}
_choice = {
    "choices": choices,
    "choicesOrder": st.sampled_from(["none", "random", "asc", "desc"]),
    "choicesVisibleIf": lambda names: conditions([*names, "item"]),
    "choicesEnableIf": lambda names: conditions([*names, "item"]),
    "choicesFromQuestion": st.sampled_from,
}
_many = {**_choice, "maxSelectedChoices": small, "minSelectedChoices": small, "validators": validators}
FIELDS = {
    "text": {
        "inputType": st.sampled_from(INPUTS), "maxLength": small, "min": values, "max": values, "step": small,
        "validators": validators, "placeholder": texts, "minValueExpression": lambda n: conditions(n, COMPUTED),
    },
    "comment": {"maxLength": small, "rows": small, "validators": validators},
    "radiogroup": _choice,
    "dropdown": {**_choice, "choicesMin": small, "choicesMax": small, "choicesStep": small},
    "checkbox": _many,
    "tagbox": _many,
    "ranking": _many,
    "imagepicker": _choice,
    "rating": {
        "rateType": st.sampled_from(["labels", "stars", "smileys"]), "rateMin": small, "rateMax": small,
        "rateStep": st.sampled_from([1, 2, 0.5, 0, -1]), "rateValues": choices, "rateCount": small,
    },
    "boolean": {"valueTrue": values, "valueFalse": values, "displayMode": st.sampled_from(["checkbox", "radio"])},
    "matrix": {
        "rows": choices, "columns": choices, "cellType": st.sampled_from(["radio", "checkbox"]),
        "rowsVisibleIf": lambda names: conditions([*names, "item"]), "rowOrder": st.sampled_from(["random", "initial"]),
    },
    "multipletext": {
        "items": st.lists(st.sampled_from(NAMES), unique=True, max_size=3).flatmap(
            lambda names: st.tuples(*(
                st.fixed_dictionaries({"name": st.just(name)}, optional={
                    "inputType": st.sampled_from(INPUTS), "isRequired": st.just(True), "maxLength": small,
                }) for name in names
            )).map(list)
        ),
    },
    "expression": {"expression": lambda names: conditions(names, COMPUTED)},
    "html": {"html": texts},
    "image": {"imageLink": st.sampled_from(["https://example.org/x.png", "/x.png", "data:image/png;base64,AA=="])},
}  # fmt: skip
_FLAGS = {
    "text": (0, 1, 2), "comment": (0, 1, 2), "radiogroup": (0, 1, 2, 3, 4, 5, 12), "dropdown": (0, 1, 3, 4, 12, 13),
    "checkbox": (0, 1, 2, 3, 4, 5, 6, 7, 12), "tagbox": (0, 3, 6, 13), "ranking": (0, 11), "imagepicker": (0, 10),
    "rating": (0, 1, 2), "boolean": (0, 1, 2), "matrix": (0, 1, 8, 9), "multipletext": (0, 1),
}  # fmt: skip
OWN_FLAGS = {kind: [FLAGS[place] for place in places] for kind, places in _FLAGS.items()}


@st.composite
def triggers(draw, names):
    name = st.sampled_from(names)
    kind = draw(st.sampled_from(["complete", "skip", "setvalue", "copyvalue", "runexpression"]))
    own = {
        "skip": {"gotoName": name},
        "setvalue": {"setToName": name, "setValue": values},
        "copyvalue": {"setToName": name, "fromName": name},
        "runexpression": {"setToName": name, "runExpression": conditions(names, COMPUTED)},
    }.get(kind, {})
    return {"type": kind, "expression": draw(conditions(names)), **{key: draw(one) for key, one in own.items()}}


@st.composite
def definitions(draw):
    """A whole survey."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=6))
    cuts = sorted(draw(st.lists(st.integers(0, len(names)), max_size=2)))
    groups = [names[low:high] for low, high in zip([0, *cuts], [*cuts, len(names)], strict=True)]
    pages = [
        {"name": f"p{number}", "title": draw(texts), "elements": [draw(questions(names, name)) for name in group]}
        for number, group in enumerate(groups)
    ]
    found = {"title": draw(texts), "pages": pages}
    if draw(st.integers(0, 3)) == 0:
        found["triggers"] = draw(st.lists(triggers(names), max_size=2))
    if draw(st.integers(0, 3)) == 0:
        found["calculatedValues"] = [
            {"name": draw(st.sampled_from(["sum", *NAMES])), "expression": draw(conditions(names, COMPUTED)),
             "includeIntoResult": draw(st.booleans())}
        ]  # fmt: skip
    options = {
        "firstPageIsStartPage": st.booleans(),
        "questionsOnPageMode": st.sampled_from(["standard", "singlePage", "questionPerPage"]),
        "clearInvisibleValues": st.sampled_from(["none", "onHidden", "onComplete"]),
        "showPrevButton": st.booleans(),
        "completedHtml": texts,
        "maxTextLength": small,
        "storeOthersAsComment": st.booleans(),
        "questionOrder": st.just("random"),
    }
    for key, strategy in options.items():
        if draw(st.integers(0, 5)) == 0:
            found[key] = draw(strategy)
    return found


@st.composite
def broken(draw):
    """A survey with anything put anywhere."""
    found = deepcopy(draw(definitions()))
    for _ in range(draw(st.integers(1, 3))):
        spot = found
        while True:
            keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inner = spot[key]
            if isinstance(inner, dict | list) and inner and draw(st.integers(0, 3)):
                spot = inner
                continue
            spot[key] = deepcopy(draw(st.sampled_from(JUNK)))
            break
    return found
