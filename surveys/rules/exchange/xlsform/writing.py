"""Writes a definition as the sheets of an XLSForm, and names what they cannot hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.rules.definition.model import Definition, Element, HtmlQuestion, Page, Panel, Question, TextQuestion
from surveys.rules.documents.languages import locales_of
from surveys.rules.exchange.findings import ExchangeFinding
from surveys.rules.exchange.xlsform.rows import carried_keys, list_of, note_of, options_of, row_of, sort_of
from surveys.rules.exchange.xlsform.tokens import NotCarried
from surveys.rules.exchange.xlsform.xpath_writing import xpath

if TYPE_CHECKING:
    from surveys.rules.definition.pieces import Validator
    from surveys.rules.definition.texts import Text
    from surveys.rules.expressions import Expression

Row = dict[str, Any]
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
PIPED = re.compile(r"\{([^{}#]+)\}")
ANCHORED = re.compile(r"\^\(\?:(.*)\)\$", re.DOTALL)
SURVEY_KEYS = frozenset({"title", "locale", "pages", "elements", "questions", "calculatedValues"})
GROUP_KEYS = frozenset({"type", "name", "title", "visibleIf", "elements", "questions"})
NAMES = {"en": "English", "zh-cn": "简体中文", "fr": "Français", "es": "Español", "de": "Deutsch", "ar": "العربية"}


@dataclass
class Written:
    """The rows of each sheet, and what stays behind."""

    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    settings: list[Row] = field(default_factory=list)
    left: list[ExchangeFinding] = field(default_factory=list)


def write_xlsform(definition: Definition) -> Written:
    """The sheets of a definition."""
    return _Writer(definition).write()


class _Writer:
    def __init__(self, definition: Definition) -> None:
        self.definition, self.out = definition, Written()
        self.locales = list(locales_of(definition).values())
        self.kinds: dict[str, str] = {}
        for question in definition.questions():
            if question.has_answer and question.key == question.name and self._can_be(question):
                self.kinds[question.name] = sort_of(question)
        self.taken = {question.name.lower() for question in definition.questions()}
        self.taken |= {value.name.lower() for value in definition.calculated}
        for value in definition.calculated:
            if NAME.fullmatch(value.name):
                self.kinds[value.name] = "calculated"

    def write(self) -> Written:
        for key in self.definition.source:
            if key not in SURVEY_KEYS:
                self._leave("", key)
        own = self._language(self.locales[0])
        title = self.definition.title.choose(self.locales[0]) if self.definition.title else ""
        self.out.settings.append({"form_title": title or "Survey", "form_id": "survey", "default_language": own})
        if self.definition.title and len(self.definition.title.by_locale) > 1:
            self._leave("title", "title in further languages")
        for page in self.definition.pages:
            self._group(page)
        for value in self.definition.calculated:
            if said := self._expression(value.expression, "calculatedValues", value.name):
                self.out.survey.append({"type": "calculate", "name": value.name, "calculation": said})
        return self.out

    def _can_be(self, question: Question) -> bool:
        try:
            row_of(question)
        except NotCarried:
            return False
        return NAME.fullmatch(question.name) is not None

    def _group(self, panel: Panel) -> None:
        for key in panel.json:
            if key not in GROUP_KEYS:
                self._leave(panel.path, key)
        row = {"type": "begin group", "name": self._free(panel), **self._texts("label", panel.title)}
        if isinstance(panel, Page):
            row["appearance"] = "field-list"
        self.out.survey.append(row | self._condition(panel, "relevant", panel.visible_if, "visibleIf"))
        for element in panel.elements:
            if isinstance(element, Panel):
                self._group(element)
            elif isinstance(element, Question):
                self._question(element)
        self.out.survey.append({"type": "end group"})

    def _free(self, panel: Panel) -> str:
        """Its own name, or another where a question has that: XLSForm asks for one name each."""
        name = panel.name if NAME.fullmatch(panel.name) else re.sub(r"[^A-Za-z0-9_]", "_", f"group_{panel.path}")
        while name.lower() in self.taken:
            name += "_group"
        self.taken.add(name.lower())
        return name

    def _question(self, question: Question) -> None:
        try:
            row = {"name": question.name, **row_of(question)}
            label = note_of(question) if isinstance(question, HtmlQuestion) else question.title
        except NotCarried as part:
            self._leave(question.path, f"{question.name}: {part}")
            return
        if not NAME.fullmatch(question.name):
            self._leave(question.path, question.name)
            return
        for key in question.json:
            if key not in carried_keys(question):
                self._leave(question.path, key)
        row |= self._texts("label", label) or {f"label::{self._language(self.locales[0])}": question.name}
        row |= self._texts("hint", question.description)
        row |= self._texts("required_message", question.required_error)
        row |= self._condition(question, "relevant", question.visible_if, "visibleIf")
        row |= self._condition(question, "required", question.required_if, "requiredIf")
        row |= {"required": "yes"} if question.is_required else {}
        row |= {"read_only": "yes"} if question.is_read_only else {}
        row |= self._constraint(question) | self._default(question)
        self.out.survey.append(row)
        self._options(question)

    def _options(self, question: Question) -> None:
        for index, (value, words) in enumerate(options_of(question)):
            label = self._texts("label", words) or {f"label::{self._language(self.locales[0])}": value}
            self.out.choices.append({"list_name": list_of(question), "name": value} | label)
            raw = (question.json.get("choices") or [None] * (index + 1))[index : index + 1]
            for key in raw[0] if raw and isinstance(raw[0], dict) else ():
                if key not in ("value", "text"):
                    self._leave(f"{question.path}.choices[{index}]", key)

    def _constraint(self, question: Question) -> Row:
        parts: list[str] = []
        row: Row = {}
        if isinstance(question, TextQuestion) and question.input_type == "number":
            bounds = ((">=", question.low), ("<=", question.high))
            parts = [f". {sign} {bound:g}" for sign, bound in bounds if isinstance(bound, (int, float))]
        for index, validator in enumerate(question.validators):
            where = f"{question.path}.validators[{index}]"
            said = self._check(validator, question, where)
            if said:
                parts.append(f"({said})" if len(question.validators) > 1 or parts else said)
                row |= self._texts("constraint_message", validator.text)
        return row | {"constraint": " and ".join(parts)} if parts else {}

    def _check(self, validator: Validator, question: Question, where: str) -> str:
        if validator.kind == "expression":
            said = self._expression(validator.expression, where, "expression")
            return said.replace(f"${{{question.name}}}", ".")
        if validator.kind == "regex" and "'" not in validator.pattern and not validator.ignore_case:
            whole = ANCHORED.fullmatch(validator.pattern)
            return f"regex(., '{whole[1] if whole else f'.*(?:{validator.pattern}).*'}')"
        self._leave(where, validator.kind)
        return ""

    def _default(self, question: Question) -> Row:
        if question.default_expression is not None:
            said = self._expression(question.default_expression, question.path, "defaultValueExpression")
            return {"default": said} if said else {}
        value = question.default_value
        if value is None:
            return {}
        words = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        text = " ".join(words).lower() if isinstance(value, bool) else " ".join(words)
        if isinstance(value, dict) or "(" in text or "${" in text:
            self._leave(question.path, "defaultValue")
            return {}
        return {"default": text}

    def _condition(self, element: Element, column: str, expression: Expression | None, key: str) -> Row:
        said = self._expression(expression, element.path, key)
        return {column: said} if said else {}

    def _expression(self, expression: Expression | None, path: str, key: str) -> str:
        if expression is None:
            return ""
        try:
            return xpath(expression.root, self.kinds)
        except NotCarried as part:
            self._leave(path, f"{key} {expression.source} ({part})")
            return ""

    def _texts(self, column: str, text: Text | None) -> Row:
        if text is None:
            return {}
        own = self.locales[0]
        said = {
            locale: text.by_locale.get(locale) or (text.by_locale.get("default") if locale == own else None)
            for locale in self.locales
        }
        return {f"{column}::{self._language(locale)}": self._piped(words) for locale, words in said.items() if words}

    def _piped(self, words: str) -> str:
        return PIPED.sub(lambda match: f"${{{match[1]}}}" if match[1] in self.kinds else match[0], words)

    def _language(self, locale: str) -> str:
        return f"{NAMES.get(locale, locale)} ({locale})"

    def _leave(self, path: str, name: str) -> None:
        self.out.left.append(ExchangeFinding(path, "not_carried", {"name": name}))
