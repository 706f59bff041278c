"""Makes a definition of a LimeSurvey file, as well as can be; what stays behind is listed."""

from __future__ import annotations

from typing import Any

from surveys.rules.definition import Refused, import_definition
from surveys.rules.exchange.findings import Brought, ExchangeFinding
from surveys.rules.exchange.limesurvey.conditions import condition
from surveys.rules.exchange.limesurvey.questions import KINDS, NAMES
from surveys.rules.exchange.limesurvey.tables import Row, Tables, plain
from surveys.rules.exchange.xlsform.reading import LOCALES

Made = dict[str, Any]
SORTS = {"M": "many", "R": "many", "A": "matrix", "B": "matrix", "C": "matrix", "E": "matrix", "F": "matrix",
         "Q": "matrix", "K": "matrix"}  # fmt: skip
SHOWN = frozenset({"hide_tip", "question_template", "cssclass", "page_break", "display_columns", "time_limit_action"})


def import_limesurvey(content: bytes) -> Brought:
    """The survey; raises Refused for what is no survey, or where nothing that can be asked is left."""
    reader = Reader(Tables(content))
    definition = reader.definition()
    try:
        import_definition(definition)
    except Refused as refused:
        raise Refused([*refused.findings, *reader.left]) from refused
    return Brought(definition=definition, left=reader.left)


class Reader:
    """Goes through groups and questions, and lists what it leaves."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables and find the survey's own language."""
        self.tables, self.left = tables, list[ExchangeFinding]()
        survey = next(iter(tables.rows.get("surveys", [])), {})
        self.own = survey.get("language", "en")
        self.questions = tables.once("questions", "qid", "question_order")
        self.kinds = {row["title"]: SORTS.get(row.get("type", ""), "one") for row in self.questions if row.get("title")}

    def definition(self) -> Made:
        """All of it: one page a group."""
        made: Made = {} if self._locale(self.own) == "en" else {"locale": self._locale(self.own)}
        for name, column in (("title", "surveyls_title"), ("description", "surveyls_description")):
            made |= self._of_survey(name, column, is_markup=False)
        made |= self._of_survey("completedHtml", "surveyls_endtext", is_markup=True)
        made["pages"] = [self._page(group) for group in self.tables.once("groups", "gid", "group_order")]
        for table in ("conditions", "quota", "assessments"):
            if self.tables.rows.get(table):
                self._leave(table, f"{len(self.tables.rows[table])} × {table}")
        return made

    def _of_survey(self, name: str, column: str, *, is_markup: bool) -> Made:
        rows = self.tables.rows.get("surveys_languagesettings", [])
        texts = {
            row["surveyls_language"]: row[column] for row in rows if row.get(column) and "surveyls_language" in row
        }
        return {name: self._text(texts, is_markup=is_markup)} if texts else {}

    def _page(self, group: Row) -> Made:
        where = f"group {group.get('gid', '')}"
        made: Made = {"name": f"group_{group.get('gid', '')}"}
        if titles := self.tables.texts("groups", "group_l10ns", "gid", group, "group_name"):
            made["title"] = self._text(titles)
        made |= self._condition(group.get("grelevance", ""), where)
        inside = [row for row in self.questions if row.get("gid") == group.get("gid")]
        found = [self._question(row) for row in inside if row.get("parent_qid", "0") == "0"]
        return made | {"elements": [question for question in found if question]}

    def _question(self, row: Row) -> Made | None:
        kind, name = row.get("type", ""), row.get("title", "")
        where = f"question {name}"
        if kind not in KINDS:
            self._leave(where, NAMES.get(kind, kind))
            return None
        made = KINDS[kind](self._parts(row), self._answers(row)) | {"name": name}
        for column, ours in (("question", "html" if kind == "X" else "title"), ("help", "description")):
            if texts := self.tables.texts("questions", "question_l10ns", "qid", row, column):
                made[ours] = self._text(texts, is_markup=ours == "html")
        if row.get("mandatory") in ("Y", "S") and kind != "X":
            made["isRequired"] = True
        if row.get("other") == "Y" and "choices" in made:
            made["showOtherItem"] = True
        self._leave_attributes(row, where)
        return made | self._condition(row.get("relevance", ""), where)

    def _leave_attributes(self, row: Row, where: str) -> None:
        if row.get("preg"):
            self._leave(where, f"preg {row['preg']}")
        for attribute in self.tables.rows.get("question_attributes", []):
            name, value = attribute.get("attribute", ""), attribute.get("value", "")
            if attribute.get("qid") == row.get("qid") and value not in ("", "0") and name not in SHOWN:
                self._leave(where, f"{name} = {value[:80]}")

    def _parts(self, row: Row) -> list[Made]:
        parts = self.tables.once("subquestions", "qid", "question_order")
        mine = [part for part in parts if part.get("parent_qid") == row.get("qid")]
        return [
            self._option(part["title"], self.tables.texts("subquestions", "question_l10ns", "qid", part, "question"))
            for part in mine
            if part.get("title") and part.get("scale_id", "0") == "0"
        ]

    def _answers(self, row: Row) -> list[Made]:
        found: dict[str, dict[str, str]] = {}
        mine = [a for a in self.tables.rows.get("answers", []) if a.get("qid") == row.get("qid")]
        for answer in sorted(mine, key=lambda a: int(a["sortorder"]) if a.get("sortorder", "").isdecimal() else 0):
            texts = found.setdefault(answer.get("code", ""), {})
            if answer.get("language") and answer.get("answer"):
                texts[answer["language"]] = answer["answer"]
            if answer.get("aid"):
                texts |= self.tables.texts("", "answer_l10ns", "aid", answer, "answer")
        return [self._option(code, texts) for code, texts in found.items() if code]

    def _option(self, value: str, texts: dict[str, str]) -> Made:
        return {"value": value} | ({"text": self._text(texts)} if texts else {})

    def _condition(self, source: str, where: str) -> Made:
        said = condition(source, self.kinds)
        if said is None:
            self._leave(where, f"relevance {source[:200]}")
        return {"visibleIf": said} if said else {}

    def _text(self, texts: dict[str, str], *, is_markup: bool = False) -> Any:
        told = {
            "default" if language == self.own else self._locale(language): text if is_markup else plain(text)
            for language, text in texts.items()
        }
        return told["default"] if set(told) == {"default"} else told

    def _locale(self, language: str) -> str:
        known = language.lower()
        return LOCALES.get(known, known)

    def _leave(self, where: str, name: str) -> None:
        self.left.append(ExchangeFinding(where, "not_carried", {"name": name}))
