"""What a definition allows to be stored, judged from its JSON alone and not by the code that stores it."""

import re

from surveys.rules import import_definition, validate
from surveys.rules.evaluation import evaluate
from surveys.rules.expressions.values import is_empty

SPECIAL = {
    "showOtherItem": "other",
    "showNoneItem": "none",
    "showRefuseItem": "refused",
    "showDontKnowItem": "dontknow",
}
DATES = {"date": r"\d{4}-\d\d-\d\d", "time": r"\d\d:\d\d(:\d\d)?", "month": r"\d{4}-\d\d", "week": r"\d{4}-W\d\d"}
BY_AUTHOR = ("defaultValue", "defaultValueExpression", "setValueIf", "setValueExpression")


def elements(part):
    """Every question of a definition, at any depth."""
    for item in part.get("pages") or part.get("elements") or []:
        if isinstance(item, dict):
            if item.get("type") not in (None, "panel"):
                yield item
            else:
                yield from elements(item)


def faults(definition, answers, *, is_complete):
    """What is stored and must not be."""
    found = [f"{key!r}: unsound text" for key in answers if not _sound(key)]
    questions = list(elements(definition))
    free = _set_by_author(definition, questions)
    calculated = {str(value["name"]) for value in definition.get("calculatedValues") or []}
    by_key = {}
    for question in questions:
        by_key.setdefault(_key(question), []).append(question)
    for key, value in answers.items():
        if not _sound(value):
            found.append(f"{key!r}: unsound {value!r:.80}")
        if {key, key.removesuffix("-Comment")} & (calculated | free):
            continue
        asked = by_key.get(key, [])
        beside = key.endswith("-Comment") and key.removesuffix("-Comment") in by_key
        if not asked and not beside:
            found.append(f"{key!r} is no question's")
        elif not any(_allows(question, value) for question in asked) and not (beside and _is_text(value, 20_000)):
            found.append(f"{key!r}: {value!r:.80} is not allowed")
    return found + (_at_the_end(definition, answers) if is_complete else [])


def _at_the_end(definition, answers):
    """What only a complete response must not lack or hold."""
    read = import_definition(definition)
    state = evaluate(read, answers)
    found = []
    hidden = {
        q.question.key
        for q in state.questions.values()
        if not q.is_visible and read.clear_invisible != "none" and q.question.clear_if_invisible != "none"
    } - {q.question.key for q in state.questions.values() if q.is_visible}
    free = _set_by_author(definition, list(elements(definition))) | {c.name for c in read.calculated}
    comments = {q.question.comment_key for q in state.questions.values()}
    found += [f"{key!r} is hidden" for key in answers if key in hidden - free - comments]
    return found


def missing(definition, answers):
    """The required questions without an answer; only meaningful where nothing is skipped."""
    read = import_definition(definition)
    return {name for name, errors in validate(read, answers).items() if any(e.code == "required" for e in errors)}


def _set_by_author(definition, questions):
    """Where the author puts values of their own, whatever they are."""
    found = {_key(q) for q in questions if any(key in q for key in BY_AUTHOR) or q["type"] == "expression"}
    names = {str(q["name"]): _key(q) for q in questions if "name" in q}
    for trigger in definition.get("triggers") or []:
        target = str(trigger.get("setToName") or "")
        found |= {target, names.get(target)} if target else set()
    return found


def _key(question):
    other = str(question.get("valueName") or "").strip()
    return other or str(question.get("name") or "").strip().lstrip("#") or "question1"


def _sound(value):
    if isinstance(value, dict):
        return all(_sound(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return all(map(_sound, value))
    if isinstance(value, str):
        return "\x00" not in value and value.encode("utf-8", "replace").decode() == value
    return not isinstance(value, float) or abs(value) < 1e308


def _allows(question, value):
    if is_empty(value):
        return False
    return JUDGES[question["type"]](question, value)


def _is_text(value, most):
    return isinstance(value, str) and len(value) <= most


def _text(question, value):
    kind = question.get("inputType", "text")
    if kind in ("number", "range"):
        return isinstance(value, int | float) and not isinstance(value, bool)
    most = question.get("maxLength", -1)
    is_short = _is_text(value, most if most > 0 else 2_000)
    return is_short and (kind not in DATES or re.fullmatch(DATES[kind], value) is not None)


def _comment(question, value):
    most = question.get("maxLength", -1)
    return _is_text(value, most if most > 0 else 20_000)


def _offered(entries):
    found = []
    for entry in entries:
        if isinstance(entry, str) and "|" in entry:
            found.append(entry.partition("|")[0])
        else:
            found.append(entry.get("value") if isinstance(entry, dict) else entry)
    return found


def _is_among(value, offered):
    return any(type(one) is type(value) and one == value for one in offered)


def _pick(question, value):
    if isinstance(value, dict) and set(value) == {"value", "comment"}:
        return _pick(question, value["value"]) and _is_text(value["comment"], 20_000)
    offered = _offered(question.get("choices") or []) + [word for flag, word in SPECIAL.items() if question.get(flag)]
    low, high, step = (
        question.get(f"choices{name}", default) for name, default in (("Min", 0), ("Max", 0), ("Step", 1))
    )
    offered += list(range(low, high + 1, max(1, step))) if high > low else []
    own = question.get("showOtherItem") or question.get("allowCustomChoices") or question.get("choicesFromQuestion")
    return _is_among(value, offered) or bool(own and (_is_text(value, 20_000) or isinstance(value, int | float)))


def _choice(question, value):
    many = question["type"] in ("checkbox", "tagbox", "ranking") or question.get("multiSelect")
    if not many:
        return not isinstance(value, list) and _pick(question, value)
    most = question.get("maxSelectedChoices", 0)
    once = all(item not in value[:place] for place, item in enumerate(value)) if isinstance(value, list) else False
    return once and (most <= 0 or len(value) <= most) and all(_pick(question, item) for item in value)


def _rating(question, value):
    if question.get("rateValues"):
        return _is_among(value, _offered(question["rateValues"]))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _boolean(question, value):
    return _is_among(value, [question.get("valueTrue", True), question.get("valueFalse", False)])


def _matrix(question, value):
    columns, rows = (
        _offered(question.get("columns") or []),
        {_word(row) for row in _offered(question.get("rows") or [])},
    )
    if not rows:
        return _is_among(value, columns)
    if not isinstance(value, dict):
        return False
    many = question.get("cellType") == "checkbox"
    return all(
        row in rows
        and (
            all(_is_among(one, columns) and one not in said[:place] for place, one in enumerate(said))
            if many and isinstance(said, list)
            else _is_among(said, columns)
        )
        for row, said in value.items()
    )


def _word(value):
    return str(value)


def _items(question, value):
    items = {str(item["name"]).strip().lstrip("#"): item for item in question.get("items") or []}
    return isinstance(value, dict) and all(name in items and _text(items[name], said) for name, said in value.items())


JUDGES = {
    "text": _text,
    "comment": _comment,
    "rating": _rating,
    "boolean": _boolean,
    "matrix": _matrix,
    "multipletext": _items,
    "expression": lambda *_: True,
    "html": lambda *_: False,
    "image": lambda *_: False,
    **dict.fromkeys(("radiogroup", "dropdown", "checkbox", "tagbox", "ranking", "imagepicker"), _choice),
}
