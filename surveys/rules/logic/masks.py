"""Input masks: how an answer reads behind one, and what an answer kept in its mask stands for."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from surveys.rules.definition.model import TextQuestion
from surveys.rules.expressions import dates
from surveys.rules.expressions.values import Value, is_empty, is_number, numeric_text, text

LONGEST = 200
BLANK = "_"
_FITS = {
    "9": re.compile(r"[0-9]").match,
    "a": re.compile(r"[a-zA-Z]").match,
    "#": re.compile(r"[a-zA-Z0-9]").match,
}
_PARTS = re.compile(r"yyyy|yy|y|mm|m|dd|d|HH|H|hh|h|MM|M|ss|s|tt|t|TT|T")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2}))?\Z", re.ASCII)


def is_masked(question: object) -> bool:
    return isinstance(question, TextQuestion) and question.mask_type in _SHOWN


def shown(question: TextQuestion, value: Value) -> str:
    """The answer as it reads behind the mask of its question."""
    if is_empty(value):
        return text(value)
    worn = put_on(question, value)
    is_kept_so = question.mask_type in ("pattern", "datetime") and saves_mask(question)
    return "" if is_kept_so and worn != value else worn  # what is kept in a mask and does not fit it is not shown


def put_on(question: TextQuestion, value: Value) -> str:
    """An answer behind the mask of its question."""
    said = meant(question, value) if question.mask_type == "datetime" and saves_mask(question) else value
    return _SHOWN[question.mask_type](_settings(question), said)


def saves_mask(question: object) -> bool:
    """Whether answers are kept as they read."""
    return (
        isinstance(question, TextQuestion)
        and is_masked(question)
        and _settings(question).get("saveMaskedValue") is True
    )


def is_bare(question: TextQuestion, value: Value) -> bool:
    """Whether an answer came without its mask, all of it."""
    if not isinstance(value, str):
        return is_number(value) and question.mask_type in ("numeric", "currency")
    if question.mask_type == "datetime":
        return _DAY.match(value) is not None and any(map(str.isdecimal, put_on(question, value)))
    worn = put_on(question, value)
    fitting = (meant(question, value), meant(question, worn))
    return question.mask_type == "pattern" and BLANK not in worn and value in fitting


def meant(question: TextQuestion, value: Value) -> Value:
    """What an answer that is kept as it reads stands for."""
    return _MEANT[question.mask_type](_settings(question), value) if isinstance(value, str) else value


def _settings(question: TextQuestion) -> Mapping[str, Any]:
    settings = question.cosmetic.get("maskSettings")
    return settings if isinstance(settings, Mapping) else {}


def _said(settings: Mapping[str, Any], name: str, otherwise: str) -> str:
    value = settings.get(name)
    return value[:LONGEST] if isinstance(value, str) else otherwise


def _bare_number(settings: Mapping[str, Any], value: Value) -> str:
    """The sign, figures and decimal point of a number or of what was typed for one."""
    point = _said(settings, "decimalSeparator", ".") or "."
    written = text(value)[:LONGEST]
    if not is_number(value) and point != "." and point in written:
        written = written.replace(point, "\0").replace(".", "").replace("\0", ".")
    whole, dot, broken = re.sub(r"[^0-9.]", "", written).partition(".")
    places = settings.get("precision")
    broken = broken.replace(".", "")[: max(0, places) if type(places) is int else 2]
    sign = "-" if written.startswith("-") and settings.get("allowNegativeValues") is not False else ""
    return f"{sign}{whole.lstrip('0') or '0'}{dot if broken else ''}{broken}" if whole or broken else ""


def _number(settings: Mapping[str, Any], value: Value) -> str:
    bare = _bare_number(settings, value)
    if not bare or not _is_within(settings, float(bare)):
        return ""
    point = _said(settings, "decimalSeparator", ".") or "."
    comma = _said(settings, "thousandsSeparator", ",")
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    whole, dot, broken = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", "" if comma == point else comma)
    return f"{sign}{grouped}{point if dot else ''}{broken}"


def _is_within(settings: Mapping[str, Any], value: float) -> bool:
    low, high = settings.get("min"), settings.get("max")
    is_low = isinstance(low, (int, float)) and value < low
    return not is_low and not (isinstance(high, (int, float)) and value > high)


def _money(settings: Mapping[str, Any], value: Value) -> str:
    amount = _number(settings, _without_sign(settings, value) if isinstance(value, str) else value)
    return f"{_said(settings, 'prefix', '')}{amount}{_said(settings, 'suffix', '')}" if amount else ""


def _number_meant(settings: Mapping[str, Any], value: str) -> Value:
    return numeric_text(_bare_number(settings, _without_sign(settings, value)))


def _without_sign(settings: Mapping[str, Any], value: str) -> str:
    return value.removeprefix(_said(settings, "prefix", "")).removesuffix(_said(settings, "suffix", ""))


def _places(settings: Mapping[str, Any]) -> list[tuple[str, bool, bool]]:
    """Each place of a pattern, whether it takes what is typed, and whether its own sign belongs to the answer."""
    pattern, places = iter(_said(settings, "pattern", "")), []
    for sign in pattern:
        if sign == "\\":
            places.append((next(pattern, ""), False, True))
        else:
            places.append((sign, sign in _FITS, sign.isascii() and sign.isalnum()))
    return places


def _pattern(settings: Mapping[str, Any], value: Value) -> str:
    """What fits, place by place; the rest is left blank, and signs of the pattern may be typed along."""
    signs, shown_so_far = list(value) if isinstance(value, str) else [], ""
    for sign, takes, _ in _places(settings):
        if not takes:
            shown_so_far += sign
            signs = signs[1:] if signs[:1] == [sign] else signs
            continue
        while signs and not _FITS[sign](signs[0]):
            signs.pop(0)
        shown_so_far += signs.pop(0) if signs else BLANK
    return shown_so_far


def _pattern_meant(settings: Mapping[str, Any], value: str) -> Value:
    """What was typed into the places of a pattern, with its own letters and figures; nothing unless all are filled."""
    places = _places(settings)
    bare = [sign for sign, takes, _ in places if takes]
    if len(value) == len(bare):
        return value if all(_FITS[fit](sign) for fit, sign in zip(bare, value, strict=True)) else None
    if len(value) != len(places):
        return None
    typed = ""
    for (sign, takes, belongs), own in zip(places, value, strict=True):
        if not (_FITS[sign](own) if takes else own == sign):
            return None
        typed += own if takes or belongs else ""
    return typed


def _moment(pattern: str, value: Value) -> datetime | None:
    """The moment an answer names; none where it says more or less than the pattern asks: a time, for a day."""
    if not isinstance(value, str):
        return dates.of(value)
    asked = {part[0] for part in _PARTS.findall(pattern)}
    if asked.isdisjoint("ymd"):
        return dates.parse(f"2000-01-01T{value}") if _TIME.match(value) else None
    if not _DAY.match(value) or (asked <= set("ymd") and len(value) != len("2000-01-01")):
        return None
    return dates.of(value)


def _date(settings: Mapping[str, Any], value: Value) -> str:
    pattern = _said(settings, "pattern", "mm/dd/yyyy")
    moment = _moment(pattern, value)
    return _PARTS.sub(lambda part: _part(part[0], moment), pattern) if moment else pattern


def _part(part: str, moment: datetime) -> str:
    if part in ("tt", "t", "TT", "T"):
        half = "am" if moment.hour < 12 else "pm"
        half = half if len(part) == 2 else half[0]
        return half if part.islower() else half.upper()
    numbers = {
        "y": moment.year, "m": moment.month, "d": moment.day, "H": moment.hour,
        "h": moment.hour % 12 or 12, "M": moment.minute, "s": moment.second,
    }  # fmt: skip
    number = numbers[part[0]]
    if part in ("yy", "y"):
        return f"{number % 100:02d}"
    return f"{number:0{len(part)}d}"


def _date_meant(settings: Mapping[str, Any], value: str) -> Value:
    """The day, or the minute, that a date kept in its mask names."""
    pattern = _said(settings, "pattern", "mm/dd/yyyy")
    if _DAY.match(value):
        return value
    names = _PARTS.findall(pattern)
    found = re.findall(r"\d+", value)
    parts = {name[0]: number for name, number in zip(names, found, strict=False)}
    if len(found) != len(names) or not {"y", "m", "d"} <= parts.keys():
        return value
    day = f"{parts['y']:0>4}-{parts['m']:0>2}-{parts['d']:0>2}"
    return f"{day}T{parts['H']:0>2}:{parts.get('M', '00'):0>2}" if "H" in parts else day


_SHOWN = {"numeric": _number, "currency": _money, "pattern": _pattern, "datetime": _date}
_MEANT = {"numeric": _number_meant, "currency": _number_meant, "pattern": _pattern_meant, "datetime": _date_meant}
