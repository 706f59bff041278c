"""Which question of ours stands for which of XLSForm's, and what it takes from the row."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from surveys.rules.exchange.xlsform.reading import Reading

Made = dict[str, Any]
INPUTS = {"date": "date", "time": "time", "dateTime": "datetime-local", "datetime": "datetime-local"}
MOST_POINTS = 20
TRUTH = {"true", "false"}


def text(_: Reading, item: Made, looks: set[str], __: int) -> Made:
    """One line, or several."""
    if "multiline" not in looks:
        return {"type": "text"}
    rows = str(item.get("control", {}).get("rows", ""))
    return {"type": "comment"} | ({"rows": int(rows)} if rows.isdecimal() else {})


def integer(*_: Any) -> Made:
    """A whole number."""
    return {"type": "text", "inputType": "number", "step": 1}


def decimal(*_: Any) -> Made:
    """Any number."""
    return {"type": "text", "inputType": "number"}


def moment(_: Reading, item: Made, __: set[str], ___: int) -> Made:
    """A date, a time, or both."""
    return {"type": "text", "inputType": INPUTS[item["type"]]}


def span(reading: Reading, item: Made, _: set[str], row: int) -> Made:
    """A scale where its points can be shown, else a slider."""
    raw = item.get("parameters") or {}
    try:
        low, high, step = (_number(raw.get(key, default)) for key, default in RANGE)
    except (ValueError, OverflowError):
        reading.refuse(row, "foreign_column", name="parameters")
        return {"type": "text", "inputType": "range"}
    if low < high and step > 0 and (high - low) / step <= MOST_POINTS:
        scale = {"type": "rating", "rateMin": low, "rateMax": high}
        return scale | ({"rateStep": step} if step != 1 else {})
    if low >= high or step <= 0:
        reading.refuse(row, "foreign_column", name="parameters")
    return {"type": "text", "inputType": "range", "min": low, "max": high, "step": step}


RANGE = (("start", 1), ("end", 10), ("step", 1))


def one(reading: Reading, item: Made, looks: set[str], row: int) -> Made:
    """One of several, or yes and no."""
    made = choices(reading, item, row)
    if {choice["value"] for choice in made["choices"]} == TRUTH and "showOtherItem" not in made:
        labels = {choice["value"]: choice.get("text", choice["value"]) for choice in made["choices"]}
        return {"type": "boolean", "labelTrue": labels["true"], "labelFalse": labels["false"]}
    return {"type": "dropdown" if looks & {"minimal", "autocomplete"} else "radiogroup"} | made


def many(reading: Reading, item: Made, looks: set[str], row: int) -> Made:
    """Any of several."""
    return {"type": "tagbox" if looks & {"minimal", "autocomplete"} else "checkbox"} | choices(reading, item, row)


def rank(reading: Reading, item: Made, _: set[str], row: int) -> Made:
    """All of several, in order."""
    return {"type": "ranking"} | choices(reading, item, row)


def note(reading: Reading, item: Made, _: set[str], row: int) -> Made:
    """Words without an answer."""
    words = reading.text(item.get("label"), row)
    if isinstance(words, dict):
        return {"type": "html", "html": {locale: html.escape(said, quote=False) for locale, said in words.items()}}
    return {"type": "html", "html": html.escape(words, quote=False)}


def choices(reading: Reading, item: Made, row: int) -> Made:
    """The options with their words and conditions."""
    wanted = item.get("choice_filter")
    made: Made = {"choices": [_choice(reading, choice, wanted, row) for choice in item.get("choices") or ()]}
    parameters = item.get("parameters") or {}
    if str(parameters.get("randomize", "")).lower() in ("true", "true()"):
        made["choicesOrder"] = "random"
    if "seed" in parameters:
        reading.leave(row, f"seed={parameters['seed']}")
    if item.get("has_other"):
        made["choices"] = [choice for choice in made["choices"] if choice["value"] != "other"]
        made["showOtherItem"] = True
    return made


def _choice(reading: Reading, choice: Made, wanted: str | None, row: int) -> Made:
    made: Made = {"value": str(choice["name"])}
    if choice.get("label"):
        made["text"] = reading.text(choice["label"])
    if choice.get("media"):
        reading.refuse(row, "foreign_column", name="media")
    if wanted:
        columns = {key: str(cell) for key, cell in choice.items() if isinstance(cell, str)}
        made["visibleIf"] = reading.expression(wanted, row, columns=columns)
    return made


def _number(value: Any) -> int | float:
    number = float(value)
    return int(number) if number == int(number) else number


KINDS: dict[str, Callable[[Reading, Made, set[str], int], Made]] = {
    "text": text, "string": text, "integer": integer, "int": integer, "decimal": decimal, "date": moment,
    "time": moment, "dateTime": moment, "datetime": moment, "range": span, "select one": one,
    "select all that apply": many, "rank": rank, "note": note,
}  # fmt: skip
SORTS = {"select one": "one", "select all that apply": "many", "rank": "rank", "integer": "number", "decimal": "number",
         "int": "number", "range": "number", "calculate": "calculated"}  # fmt: skip
LOOKS = frozenset({"minimal", "autocomplete", "multiline", "field-list", "numbers", "rating", "picker", "no-ticks"})
SILENT = frozenset({
    "start", "end", "today", "deviceid", "device id", "phonenumber", "phone number", "username", "user name", "email",
    "simserial", "sim id", "subscriberid", "subscriber id", "imei", "start-geopoint", "audit",
})  # fmt: skip
