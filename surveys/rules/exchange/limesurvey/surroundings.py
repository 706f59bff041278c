"""What stands around the questions of a LimeSurvey file: settings, default values, and tables of other things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.rules.exchange.limesurvey.tables import Row, Tables

Made = dict[str, Any]
MODES = {"A": "singlePage", "S": "questionPerPage"}
WORDS_ALONE = frozenset({"S", "T", "U"})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
LEFT_SETTINGS = ("anonymized", "startdate", "expires", "usetokens", "assessments", "tokenanswerspersistence")
LEFT_TEXTS = ("surveyls_policy_notice", "surveyls_policy_notice_label", "surveyls_url")
UNSET = frozenset({"", "N", "I", "-1", "0"})
READ = frozenset(
    {
        "LimeSurveyDocType",
        "DBVersion",
        "languages",
        "surveys",
        "surveys_languagesettings",
        "groups",
        "group_l10ns",
        "questions",
        "question_l10ns",
        "subquestions",
        "answers",
        "answer_l10ns",
        "question_attributes",
        "defaultvalues",
        "defaultvalue_l10ns",
        "conditions",
        "themes",
        "themes_inherited",
        "quota",
        "quota_languagesettings",
    }
)
"""Tables that are read or drawn otherwise; the rest is named."""


def settings(survey: Row) -> Made:
    """How the survey is walked through."""
    made: Made = {}
    if mode := MODES.get(survey.get("format", "")):
        made["questionsOnPageMode"] = mode
    if survey.get("allowprev") == "N":
        made["showPrevButton"] = False
    return made


def left_settings(tables: Tables) -> Iterator[tuple[str, str]]:
    """Settings and tables that have their place elsewhere with us, or none."""
    survey = next(iter(tables.rows.get("surveys", [])), {})
    yield from (("survey", f"{name} = {survey[name]}") for name in LEFT_SETTINGS if survey.get(name, "") not in UNSET)
    for row in tables.rows.get("surveys_languagesettings", []):
        yield from (("survey", f"{name} = {row[name][:80]}") for name in LEFT_TEXTS if row.get(name))
    for row in tables.rows.get("quota", []):
        yield "quota", " ".join(part for part in (row.get("name"), row.get("qlimit")) if part) or "1 × quota"
    for table, rows in tables.rows.items():
        if rows and table not in READ:
            yield table, f"{len(rows)} × {table}"


class Defaults:
    """The answers that stand there before anybody answers."""

    def __init__(self, tables: Tables, own: str) -> None:
        """Sort them by question."""
        self.rows: dict[str, list[Row]] = {}
        words = {(row.get("dvid"), row.get("language")): row for row in tables.rows.get("defaultvalue_l10ns", [])}
        for row in tables.rows.get("defaultvalues", []):
            if row.get("language", own) == own:
                beside = words.get((row.get("dvid"), own), {})
                self.rows.setdefault(row.get("qid", ""), []).append(row | beside)

    def put(self, made: Made, row: Row, parts: dict[str, str]) -> list[str]:
        """Put a question's default in; return what cannot be. `parts` has the codes of subquestions by id."""
        mine = [default for default in self.rows.get(row.get("qid", ""), []) if default.get("defaultvalue")]
        kind, values = row.get("type", ""), [default["defaultvalue"] for default in mine]
        if not mine:
            return []
        if kind in ("M", "P") and set(values) == {"Y"} and all(default.get("sqid") in parts for default in mine):
            made["defaultValue"] = [parts[default["sqid"]] for default in mine]
        elif len(mine) == 1 and not mine[0].get("specialtype") and (value := _plain(made, kind, values[0])) is not None:
            made["defaultValue"] = value
        else:
            return [f"defaultvalue = {value[:80]}" for value in values]
        return []


def _plain(made: Made, kind: str, value: str) -> Any:
    if "{" in value:
        return None
    if kind in ("N", "5"):
        found = float(value) if NUMBER.fullmatch(value) else None
        return int(found) if found is not None and found == int(found) else found
    if kind == "D":
        return value if DAY.fullmatch(value) else None
    if kind == "Y":
        return value if value in ("Y", "N") else None
    if "choices" in made:
        return value if value in [choice["value"] for choice in made["choices"]] else None
    return value if kind in WORDS_ALONE else None
