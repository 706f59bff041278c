"""Reads the small parts of a survey: choices, validators, triggers, calculated values."""

from collections.abc import Mapping
from typing import Any

from surveys.rules.checking.patterns import pattern_problem
from surveys.rules.definition.pieces import CalculatedValue, Choice, ConditionalText, Trigger, Validator
from surveys.rules.definition.readers import (
    UNREADABLE,
    Notes,
    read_address,
    read_bool,
    read_expression,
    read_list,
    read_number,
    read_string,
    read_text,
    read_value,
    shown,
)
from surveys.rules.definition.texts import Text

CHOICE_READERS = {
    "text": ("text", read_text),
    "visibleIf": ("visible_if", read_expression),
    "enableIf": ("enable_if", read_expression),
    "isExclusive": ("is_exclusive", read_bool),
    "showCommentArea": ("has_comment", read_bool),
    "hasComment": ("has_comment", read_bool),
    "isCommentRequired": ("is_comment_required", read_bool),
    "commentPlaceholder": ("comment_placeholder", read_text),
    "imageLink": ("image", read_address),
    "randomize": ("is_shuffled", read_bool),
}
MAX_NOTE = 2_000
CHOICE_CARRIED = frozenset({"randomizeCategory", "icon"})

VALIDATOR_READERS: dict[str, dict[str, tuple[str, Any]]] = {
    "numeric": {"minValue": ("low", read_number), "maxValue": ("high", read_number)},
    "text": {
        "minLength": ("low", read_number),
        "maxLength": ("high", read_number),
        "allowDigits": ("allow_digits", read_bool),
    },
    "answercount": {"minCount": ("low", read_number), "maxCount": ("high", read_number)},
    "regex": {
        "regex": ("pattern", read_string),
        "caseInsensitive": ("ignore_case", read_bool),
        "insensitive": ("ignore_case", read_bool),
    },
    "email": {},
    "expression": {"expression": ("expression", read_expression)},
}
_ANY_VALIDATOR = {"text": ("text", read_text), "notificationType": ("severity", read_string)}

TRIGGERS = frozenset({"complete", "skip", "setvalue", "copyvalue", "runexpression"})
TRIGGER_READERS = {
    "setToName": ("target", read_string),
    "gotoName": ("target", read_string),
    "fromName": ("source", read_string),
    "setValue": ("value", read_value),
    "runExpression": ("run", read_expression),
    "copyDisplayValue": ("copies_display", read_bool),
    "isVariable": ("is_variable", read_bool),
}
_LEGACY_TRIGGER = frozenset({"name", "operator", "value"})


def _fields(
    source: Mapping[str, Any], readers: Mapping[str, Any], skipped: frozenset[str], path: str, notes: Notes
) -> dict[str, Any]:
    fields = {}
    for name, value in source.items():
        if name in skipped or value is None:
            continue
        if name not in readers:
            notes.add(f"{path}.{name}", "unknown_property", name=name)
            continue
        field, read = readers[name]
        result = read(value, f"{path}.{name}", notes)
        if result is not UNREADABLE:
            fields[field] = result
    return fields


def read_choices(value: Any, path: str, notes: Notes) -> tuple[Choice, ...]:
    entries = read_list(value, path, notes)
    choices = [_choice(item, f"{path}[{i}]", notes) for i, item in enumerate(entries)]
    return tuple(choice for choice in choices if choice is not None)


def _choice(item: Any, path: str, notes: Notes) -> Choice | None:
    if isinstance(item, str) and "|" in item:
        value, _, text = item.partition("|")
        return Choice(value=value, text=Text({"default": text}))
    if not isinstance(item, Mapping):
        result = read_value(item, path, notes)
        return None if result is UNREADABLE or result is None else Choice(value=result)
    if item.get("value") is None:
        notes.add(path, "missing_property", name="value")
        return None
    notes_of_its_own = {name: own for name, own in item.items() if _is_own_note(name, own)}
    skipped = CHOICE_CARRIED | {"value"} | notes_of_its_own.keys()
    fields = _fields(item, CHOICE_READERS, skipped, path, notes)
    value = read_value(item["value"], f"{path}.value", notes)
    return None if value is UNREADABLE else Choice(value=value, extra=notes_of_its_own, **fields)


def _is_own_note(name: str, value: Any) -> bool:
    """Whether a property is the author's own, such as a score, and no misspelling of one that means something."""
    is_meant = any(name.lower() == known.lower() for known in (*CHOICE_READERS, *CHOICE_CARRIED, "value", "elements"))
    is_condition = name.lower().endswith("if")
    return not is_meant and not is_condition and isinstance(value, (str, int, float)) and len(str(value)) < MAX_NOTE


def read_validators(value: Any, path: str, notes: Notes) -> tuple[Validator, ...]:
    validators = []
    for i, item in enumerate(read_list(value, path, notes)):
        validator = _validator(item, f"{path}[{i}]", notes)
        if validator is not None:
            validators.append(validator)
    return tuple(validators)


def _validator(item: Any, path: str, notes: Notes) -> Validator | None:
    if not isinstance(item, Mapping):
        notes.add(path, "not_an_object")
        return None
    kind = str(item.get("type", "")).removesuffix("validator")
    if kind not in VALIDATOR_READERS:
        notes.add(f"{path}.type", "unknown_validator", value=shown(item.get("type")))
        return None
    readers = {**VALIDATOR_READERS[kind], **_ANY_VALIDATOR}
    fields = _fields(item, readers, frozenset({"type"}), path, notes)
    if kind == "regex":
        problem = pattern_problem(fields.get("pattern", ""))
        if problem:
            notes.add(f"{path}.regex", "bad_pattern", reason=problem)
    return Validator(kind=kind, **fields)


def read_triggers(value: Any, path: str, notes: Notes) -> tuple[Trigger, ...]:
    triggers = []
    for i, item in enumerate(read_list(value, path, notes)):
        trigger = _trigger(item, f"{path}[{i}]", notes)
        if trigger is not None:
            triggers.append(trigger)
    return tuple(triggers)


def _trigger(item: Any, path: str, notes: Notes) -> Trigger | None:
    if not isinstance(item, Mapping):
        notes.add(path, "not_an_object")
        return None
    kind = str(item.get("type", "")).removesuffix("trigger")
    if kind not in TRIGGERS:
        notes.add(f"{path}.type", "unknown_trigger", value=shown(item.get("type")))
        return None
    skipped = _LEGACY_TRIGGER | {"type", "expression"}
    fields = _fields(item, TRIGGER_READERS, skipped, path, notes)
    fields.pop("is_variable", None)
    source = item.get("expression") or _legacy_expression(item)
    expression = read_expression(source, f"{path}.expression", notes) if source else None
    if source is None:
        notes.add(path, "missing_property", name="expression")
    if expression is None or expression is UNREADABLE:
        return None
    return Trigger(kind=kind, expression=expression, **fields)


def _legacy_expression(item: Mapping[str, Any]) -> str | None:
    """Triggers once named a question, an operator and a value instead of an expression."""
    name, operator = item.get("name"), str(item.get("operator", "equal"))
    if not name:
        return None
    if operator in ("empty", "notempty"):
        return f"{{{name}}} {operator}"
    value = item.get("value")
    written = f"'{value}'" if isinstance(value, str) else str(value).lower()
    return f"{{{name}}} {operator} {written}"


def read_calculated(value: Any, path: str, notes: Notes) -> tuple[CalculatedValue, ...]:
    readers = {
        "name": ("name", read_string),
        "expression": ("expression", read_expression),
        "includeIntoResult": ("is_in_result", read_bool),
    }
    calculated = []
    for i, item in enumerate(read_list(value, path, notes)):
        where = f"{path}[{i}]"
        if not isinstance(item, Mapping):
            notes.add(where, "not_an_object")
            continue
        fields = _fields(item, readers, frozenset(), where, notes)
        if not fields.get("name"):
            notes.add(where, "missing_name")
            continue
        calculated.append(CalculatedValue(**{"expression": None, **fields}))
    return tuple(calculated)


def read_conditional(value: Any, path: str, notes: Notes) -> tuple[ConditionalText, ...]:
    readers = {
        "expression": ("expression", read_expression),
        "html": ("text", read_text),
        "url": ("text", read_text),
    }
    texts = []
    for i, item in enumerate(read_list(value, path, notes)):
        where = f"{path}[{i}]"
        if not isinstance(item, Mapping):
            notes.add(where, "not_an_object")
            continue
        fields = _fields(item, readers, frozenset({"type"}), where, notes)
        texts.append(ConditionalText(**{"expression": None, "text": Text({}), **fields}))
    return tuple(texts)


def read_cells(value: Any, path: str, notes: Notes) -> Any:
    """Texts of single cells of a matrix, by row and column."""
    if not isinstance(value, Mapping):
        notes.add(path, "not_an_object")
        return UNREADABLE
    cells: dict[str, dict[str, Text]] = {}
    for row, columns in value.items():
        if not isinstance(columns, Mapping):
            notes.add(f"{path}.{row}", "not_an_object")
            continue
        for column, text in columns.items():
            result = read_text(text, f"{path}.{row}.{column}", notes)
            if isinstance(result, Text):
                cells.setdefault(row, {})[column] = result
    return cells
