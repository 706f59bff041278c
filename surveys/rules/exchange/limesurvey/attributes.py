"""What LimeSurvey keeps of a question beside its words: what has a counterpart, what is looks, and the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from surveys.rules.definition import Refused, import_definition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Made = dict[str, Any]
Values = dict[str, str]
LOOKS = frozenset(
    {
        "answer_width",
        "array_filter_style",
        "choice_input_columns",
        "cssclass",
        "display_columns",
        "display_type",
        "dropdown_dates",
        "dropdown_dates_minute_step",
        "dropdown_dates_month_style",
        "dropdown_prefix",
        "dropdown_size",
        "em_validation_q_tip",
        "em_validation_sq_tip",
        "hide_tip",
        "input_boxes",
        "input_size",
        "keep_aspect",
        "label_input_columns",
        "max_subquestions",
        "other_comment_mandatory",
        "other_position",
        "page_break",
        "parent_order",
        "printable_help",
        "public_statistics",
        "question_template",
        "repeat_headings",
        "reverse",
        "samechoiceheight",
        "samelistheight",
        "save_as_default",
        "scale_export",
        "showpopups",
        "slider_rating",
        "statistics_graphtype",
        "statistics_showgraph",
        "statistics_showmap",
        "subquestion_width",
        "text_input_columns",
        "text_input_width",
        "use_dropdown",
        "time_limit_action",
        "time_limit_countdown_message",
        "time_limit_disable_next",
        "time_limit_disable_prev",
        "time_limit_message",
        "time_limit_message_delay",
        "time_limit_message_style",
        "time_limit_timer_style",
        "time_limit_warning_message",
        "time_limit_warning_style",
        "time_limit_warning_display_time",
        "time_limit_warning_2_message",
        "time_limit_warning_2_style",
        "time_limit_warning_2_display_time",
        "choice_title",
        "rank_title",
        "assessment_value",
        "multiflexible_checkbox",
        "multiflexible_min",
        "multiflexible_max",
        "multiflexible_step",
        "dualscale_headerA",
        "dualscale_headerB",
    }
)
NOTHING = frozenset({"", "0", "N", "normal"})
WHOLE = re.compile(r"\d{1,5}")
NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PATTERN = re.compile(r"/(?P<inner>.+)/(?P<flags>[iu]*)", re.DOTALL)
CHOICES = frozenset({"radiogroup", "dropdown", "checkbox", "ranking"})


def carry(made: Made, values: Values, kinds: Mapping[str, str]) -> list[str]:
    """Put into the question what has a counterpart; return what has none."""
    left = []
    for name, value in values.items():
        if value in NOTHING or name in LOOKS:
            continue
        take = TAKEN.get(name)
        if take is None or not take(made, value, kinds):
            left.append(f"{name} = {value[:80]}")
    return left


def carry_pattern(made: Made, source: str) -> bool:
    """Check by a pattern, if it is one that we can check by."""
    match = PATTERN.fullmatch(source.strip())
    if match is None or made["type"] not in ("text", "comment"):
        return False
    check = {"type": "regex", "regex": match["inner"]} | ({"caseInsensitive": True} if "i" in match["flags"] else {})
    try:
        import_definition({"elements": [{"type": "text", "name": "q", "validators": [check]}]})
    except Refused:
        return False
    made["validators"] = [check]
    return True


def _hidden(made: Made, _value: str, _kinds: Mapping[str, str]) -> bool:
    made["visible"] = False
    return True


def _longest(made: Made, value: str, _kinds: Mapping[str, str]) -> bool:
    return made["type"] in ("text", "comment") and _whole(made, "maxLength", value)


def _picks(key: str) -> Callable[[Made, str, Mapping[str, str]], bool]:
    return lambda made, value, _kinds: made["type"] == "checkbox" and _whole(made, key, value)


def _whole(made: Made, key: str, value: str) -> bool:
    if WHOLE.fullmatch(value) is None or int(value) == 0:
        return False
    made[key] = int(value)
    return True


def _bound(key: str) -> Callable[[Made, str, Mapping[str, str]], bool]:
    def take(made: Made, value: str, _kinds: Mapping[str, str]) -> bool:
        fields = [part for part in made.get("items", [made]) if part.get("inputType") == "number"]
        if NUMBER.fullmatch(value) is None or not fields:
            return False
        for part in fields:
            part[key] = float(value) if "." in value else int(value)
        return True

    return take


def _whole_numbers(made: Made, _value: str, kinds: Mapping[str, str]) -> bool:
    return _bound("step")(made, "1", kinds)


def _day(key: str) -> Callable[[Made, str, Mapping[str, str]], bool]:
    def take(made: Made, value: str, _kinds: Mapping[str, str]) -> bool:
        if made.get("inputType") != "date" or DAY.fullmatch(value) is None:
            return False
        made[key] = value
        return True

    return take


def _date_format(made: Made, value: str, _kinds: Mapping[str, str]) -> bool:
    has_day, has_time = "d" in value.lower(), "H" in value
    if not has_day:
        return False
    if has_time:
        made["inputType"] = "datetime-local"
    return True


def _order(made: Made, value: str, _kinds: Mapping[str, str]) -> bool:
    order = {"1": "random", "random": "random", "alphabetical": "asc"}.get(value)
    if made["type"] == "matrix" and order == "random":
        made["rowsOrder"] = order
    elif made["type"] in CHOICES and order:
        made["choicesOrder"] = order
    else:
        return False
    return True


def _alone(made: Made, value: str, _kinds: Mapping[str, str]) -> bool:
    codes = set(value.split(";"))
    alone = [choice for choice in made.get("choices", []) if choice["value"] in codes]
    for choice in alone:
        choice["isExclusive"] = True
    return len(alone) == len(codes)


def _filter(sign: str) -> Callable[[Made, str, Mapping[str, str]], bool]:
    def take(made: Made, value: str, kinds: Mapping[str, str]) -> bool:
        key = {"matrix": "rowsVisibleIf", "checkbox": "choicesVisibleIf", "ranking": "choicesVisibleIf"}.get(
            made["type"]
        )
        if key is None or key in made or kinds.get(value) != "many":
            return False
        made[key] = f"{{{value}}} {sign} {{item}}"
        return True

    return take


TAKEN: dict[str, Callable[[Made, str, Mapping[str, str]], bool]] = {
    "hidden": _hidden,
    "maximum_chars": _longest,
    "display_rows": lambda made, value, _kinds: made["type"] != "comment" or _whole(made, "rows", value),
    "min_answers": _picks("minSelectedChoices"),
    "max_answers": _picks("maxSelectedChoices"),
    "min_num_value_n": _bound("min"),
    "max_num_value_n": _bound("max"),
    "num_value_int_only": _whole_numbers,
    "date_min": _day("min"),
    "date_max": _day("max"),
    "date_format": _date_format,
    "random_order": _order,
    "answer_order": _order,
    "alphasort": lambda made, _value, kinds: _order(made, "alphabetical", kinds),
    "subquestion_order": _order,
    "exclude_all_others": _alone,
    "array_filter": _filter("contains"),
    "array_filter_exclude": _filter("notcontains"),
}
