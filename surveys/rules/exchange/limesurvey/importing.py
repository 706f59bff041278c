"""Makes a definition of a LimeSurvey file, as well as can be; what stays behind is listed."""

from __future__ import annotations

from functools import partial
from typing import Any

from surveys.rules.definition import Refused, import_definition
from surveys.rules.exchange.findings import Brought, ExchangeFinding
from surveys.rules.exchange.limesurvey.attributes import carry, carry_pattern
from surveys.rules.exchange.limesurvey.conditions import ALWAYS, condition, older
from surveys.rules.exchange.limesurvey.questions import (
    HALF,
    KINDS,
    NAMES,
    SORTS,
    texts_by_row,
    ticks_by_row,
    two_scales,
)
from surveys.rules.exchange.limesurvey.surroundings import Defaults, left_settings, settings
from surveys.rules.exchange.limesurvey.tables import Row, Tables
from surveys.rules.exchange.limesurvey.texts import locale_of, said

Made = dict[str, Any]
Texts = dict[str, str]


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
        self.survey = next(iter(tables.rows.get("surveys", [])), {})
        self.own = self.survey.get("language", "en")
        self.questions = tables.once("questions", "qid", "question_order")
        self.kinds = {row["title"]: self._sort(row) for row in self.questions if row.get("title")}
        self.titles = {row.get("qid", ""): row.get("title", "") for row in self.questions}
        self.defaults = Defaults(tables, self.own)

    def definition(self) -> Made:
        """All of it: one page a group."""
        made: Made = {} if locale_of(self.own) == "en" else {"locale": locale_of(self.own)}
        for name, column in (("title", "surveyls_title"), ("description", "surveyls_description")):
            made |= self._of_survey(name, column, is_markup=False)
        made |= self._of_survey("completedHtml", "surveyls_endtext", is_markup=True) | settings(self.survey)
        pages = [self._page(group) for group in self.tables.once("groups", "gid", "group_order")]
        if welcome := self._of_survey("html", "surveyls_welcometext", is_markup=True):
            name = next(name for name in ("welcome", "welcome_text", "welcome_page") if name not in self.kinds)
            pages.insert(0, {"name": "start", "elements": [{"type": "html", "name": name} | welcome]})
            made["firstPageIsStarted"] = True
        for where, what in left_settings(self.tables):
            self._leave(where, what)
        return made | {"pages": pages}

    def _of_survey(self, name: str, column: str, *, is_markup: bool) -> Made:
        rows = self.tables.rows.get("surveys_languagesettings", [])
        texts = {
            row["surveyls_language"]: row[column] for row in rows if row.get(column) and "surveyls_language" in row
        }
        return {name: self._text(texts, "survey", is_markup=is_markup)} if texts else {}

    def _page(self, group: Row) -> Made:
        where = f"group {group.get('gid', '')}"
        made: Made = {"name": f"group_{group.get('gid', '')}"}
        for name, column in (("title", "group_name"), ("description", "description")):
            if texts := self.tables.texts("groups", "group_l10ns", "gid", group, column):
                made[name] = self._text(texts, where)
        made |= self._condition(group.get("grelevance", ""), where)
        if group.get("randomization_group"):
            self._leave(where, f"randomization_group = {group['randomization_group']}")
        inside = [row for row in self.questions if row.get("gid") == group.get("gid")]
        found = [self._question(row) for row in inside if row.get("parent_qid", "0") == "0"]
        return made | {"elements": [question for question in found if question]}

    def _question(self, row: Row) -> Made | None:
        kind, where = row.get("type", ""), f"question {row.get('title', '')}"
        made = self._made(row, where)
        if made is None:
            self._leave_out(row, where)
            return None
        made |= {"name": row.get("title", "")}
        for column, ours in (("question", "html" if kind == "X" else "title"), ("help", "description")):
            if texts := self.tables.texts("questions", "question_l10ns", "qid", row, column):
                made[ours] = self._text(texts, where, is_markup=ours == "html")
        if row.get("mandatory") in ("Y", "S") and kind != "X":
            for part in made.get("elements", [made]):
                part["isRequired"] = True
        if row.get("other") == "Y" and "choices" in made:
            made["showOtherItem"] = True
            if texts := self.tables.words_of(row, "other_replace_text", self.own):
                made["otherText"] = self._text(texts, where)
        self._attributes(made, row, where)
        return made | self._when(row, where)

    def _leave_out(self, row: Row, where: str) -> None:
        """Name a question that cannot be asked; of an equation, what it works out, too."""
        kind = row.get("type", "")
        self._leave(where, NAMES.get(kind, kind), "not_asked")
        texts = self.tables.texts("questions", "question_l10ns", "qid", row, "question")
        if kind == "*" and (words := texts.get(self.own)):
            self._leave(where, words[:200])

    def _made(self, row: Row, where: str) -> Made | None:
        kind, name, values = row.get("type", ""), row.get("title", ""), self.tables.attributes(row)
        rows, columns = self._parts(row), self._parts(row, scale="1")
        if kind in HALF:
            self._leave(where, HALF[kind], "not_asked")
        if kind == ";":
            return {"type": "panel", "elements": texts_by_row(name, rows, columns, "", {})}
        if kind == ":" and values.get("multiflexible_checkbox") == "1":
            return {"type": "panel", "elements": ticks_by_row(name, rows, columns)}
        if kind == ":":
            bounds = {ours: values[f"multiflexible_{ours}"] for ours in ("min", "max")
                      if values.get(f"multiflexible_{ours}", "").lstrip("-").isdecimal()}  # fmt: skip
            numbers = {ours: int(value) for ours, value in bounds.items()}
            return {"type": "panel", "elements": texts_by_row(name, rows, columns, "number", numbers)}
        if kind == "1":
            heads = [self.tables.words_of(row, f"dualscale_header{side}", self.own) for side in "AB"]
            titles = [self._text(texts, where) if texts else "" for texts in heads]
            scales = self._answers(row), self._answers(row, scale="1")
            return {"type": "panel", "elements": two_scales(name, rows, scales, (titles[0], titles[1]))}
        return KINDS[kind](rows, self._answers(row)) if kind in KINDS else None

    def _attributes(self, made: Made, row: Row, where: str) -> None:
        if row.get("preg") and not carry_pattern(made, row["preg"]):
            self._leave(where, f"preg {row['preg'][:200]}")
        for what in carry(made, self.tables.attributes(row), self.kinds):
            self._leave(where, what)
        parts = {part.get("qid", ""): part.get("title", "") for part in self._rows_of(row)}
        for what in self.defaults.put(made, row, parts):
            self._leave(where, what)

    def _rows_of(self, row: Row, scale: str = "0") -> list[Row]:
        parts = self.tables.once("subquestions", "qid", "question_order", of=row)
        return [part for part in parts if part.get("title") and part.get("scale_id", "0") == scale]

    def _parts(self, row: Row, *, scale: str = "0") -> list[Made]:
        return [self._part(part, row) for part in self._rows_of(row, scale)]

    def _part(self, part: Row, row: Row) -> Made:
        where = f"question {row.get('title', '')} {part['title']}"
        texts = self.tables.texts("subquestions", "question_l10ns", "qid", part, "question")
        made = self._option(part["title"], texts, where)
        if SORTS.get(row.get("type", "")) in ("many", "matrix") and row.get("type") not in ("Q", "K"):
            return made | self._condition(part.get("relevance", ""), where)
        if part.get("relevance", "") not in ALWAYS:
            self._leave(where, f"relevance {part['relevance'][:200]}")
        return made

    def _answers(self, row: Row, *, scale: str = "0") -> list[Made]:
        found: dict[str, Texts] = {}
        given = self.tables.under("answers", "qid", row.get("qid", ""))
        mine = [answer for answer in given if answer.get("scale_id", "0") == scale]
        for answer in sorted(mine, key=lambda a: int(a["sortorder"]) if a.get("sortorder", "").isdecimal() else 0):
            texts = found.setdefault(answer.get("code", ""), {})
            if answer.get("language") and answer.get("answer"):
                texts[answer["language"]] = answer["answer"]
            if answer.get("aid"):
                texts |= self.tables.texts("", "answer_l10ns", "aid", answer, "answer")
        where = f"question {row.get('title', '')}"
        return [self._option(code, texts, where) for code, texts in found.items() if code]

    def _option(self, value: str, texts: Texts, where: str) -> Made:
        return {"value": value} | ({"text": self._text(texts, where)} if texts else {})

    def _when(self, row: Row, where: str) -> Made:
        """When it is asked: by its expression, or in the oldest files by a table of conditions."""
        source = row.get("relevance", "")
        rows = self.tables.under("conditions", "qid", row.get("qid", ""))
        if source not in ALWAYS or not rows:
            return self._condition(source, where)
        found = older(rows, self.titles, self.kinds)
        if found is None:
            self._leave(where, f"{len(rows)} × conditions")
        return {"visibleIf": found} if found else {}

    def _condition(self, source: str, where: str) -> Made:
        found = condition(source, self.kinds)
        if found is None:
            self._leave(where, f"relevance {source[:200]}")
        return {"visibleIf": found} if found else {}

    def _sort(self, row: Row) -> str:
        if row.get("type") == ":" and self.tables.attributes(row).get("multiflexible_checkbox") == "1":
            return "ticks"
        return SORTS.get(row.get("type", ""), "one")

    def _text(self, texts: Texts, where: str, *, is_markup: bool = False) -> Any:
        return said(texts, self.own, self.kinds, partial(self._leave, where), is_markup=is_markup)

    def _leave(self, where: str, name: str, code: str = "not_carried") -> None:
        finding = ExchangeFinding(where, code, {"reason" if code == "not_asked" else "name": name})
        if finding not in self.left:
            self.left.append(finding)
