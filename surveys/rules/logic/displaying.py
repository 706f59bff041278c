"""How the answers of a survey read, question by question."""

import re
from dataclasses import replace

from surveys.rules.choices import OTHER, SELECT_ALL, ChoiceState, bare, find, picked, special_text, written
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    ExpressionQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.definition.texts import choose
from surveys.rules.expressions.scopes import find as find_part
from surveys.rules.expressions.values import Value, is_empty, text
from surveys.rules.logic import display, masks
from surveys.rules.logic.offers import choices_of, columns_of
from surveys.rules.logic.working import Working

_PLACE = re.compile(r"\[-?\d{1,6}\]\Z", re.ASCII)


def _takes_more(question: Question) -> bool:
    """Whether answers may hold what is no choice."""
    return isinstance(question, ChoiceQuestion) and (question.allows_custom or question.has_other)


class Display:
    """Answers in words, for texts that mention them and for displayValue()."""

    def __init__(self, working: Working) -> None:
        self.working = working

    def whole(self, question: Question, given: Value = None) -> Value:
        """How an answer reads to people, or how another value would in its place."""
        value = self.working.data.get(question.key) if is_empty(given) else given
        if not isinstance(question, (MatrixQuestion, MultipleTextQuestion)):
            return self._said(question, value)
        if not is_empty(given):
            return None
        return self._parts(question, value) if isinstance(value, dict) else value

    def _said(self, question: Question, value: Value) -> Value:
        working = self.working
        if isinstance(question, BooleanQuestion):
            return display.boolean_text(question, value, working.locale)
        if isinstance(question, ExpressionQuestion):
            return display.expression_text(question, value, working.locale)
        if isinstance(question, ChoiceQuestion) and not question.is_multiple:
            return self._one(question, value)
        if isinstance(question, (ChoiceQuestion, RatingQuestion)):
            comment = working.data.get(question.comment_key)
            wrapping = question.value_property if isinstance(question, ChoiceQuestion) else ""
            only_offered = question.type in ("checkbox", "tagbox", "ranking") and not _takes_more(question)
            return display.chosen_text(self._called(question), value, comment, wrapping, only_offered=only_offered)
        if isinstance(question, TextQuestion) and masks.is_masked(question):
            return masks.shown(question, value)
        return "" if value is None else value

    def _one(self, question: ChoiceQuestion, value: Value) -> Value:
        """The only choice picked; `other` reads as Other whatever the choices say, its words in its place."""
        if not question.shows_display_values:
            return value
        working = self.working
        comment = working.data.get(question.comment_key)
        if value == OTHER and not (question.has_other and comment):
            return special_text(question, OTHER, working.locale)
        choices = choices_of(working, question)
        if not isinstance(value, list) and not is_empty(value) and find(choices, plain := bare(value)) is None:
            return plain
        return display.chosen_text(choices, value, comment, question.value_property)

    def _called(self, question: ChoiceQuestion | RatingQuestion) -> list[ChoiceState]:
        """The choices by the words they go by; the ends of a scale that have some may go by what describes them."""
        choices = choices_of(self.working, question)
        if not isinstance(question, RatingQuestion) or not choices or not question.values:
            return [choice for choice in choices if choice.kind != SELECT_ALL]
        if question.display_mode == "dropdown" or not question.cosmetic.get("displayRateDescriptionsAsExtremeItems"):
            return choices
        for place, said in ((0, question.low_text), (-1, question.high_text)):
            end = choices[place]
            if end.choice and end.choice.text and (words := self.working.words(said, question)):
                choices = [*choices]
                choices[place] = replace(end, text=words)
        return choices

    def _parts(self, question: Question, value: dict[str, Value]) -> Value:
        """Every row or line by its own words."""
        working, called = self.working, {}
        if isinstance(question, MatrixQuestion):
            called = {text(row.value): working.pipe(written(row, working.locale), question) for row in question.rows}
        if isinstance(question, MultipleTextQuestion):
            called = {item.name: choose(item.title, working.locale) or item.name for item in question.items}
        said = {called[name]: self._called_so(question, value[name]) for name in called if name in value}
        return said or value

    def _called_so(self, question: Question, said: Value) -> Value:
        """What stands in one row or line: columns by their words, several as a list."""
        if not isinstance(question, MatrixQuestion):
            return said
        columns = columns_of(self.working, question)
        words = [column.text if (column := find(columns, one)) else text(one) for one in picked(said)]
        return words if isinstance(said, list) else "".join(words)

    def part(self, question: Question, part: str) -> Value:
        """How one row of a matrix or one line of many reads; None for what is no such part."""
        value = self.working.data.get(question.key)
        if isinstance(question, MatrixQuestion):
            part = _PLACE.sub("", part)  # a row reads as a whole
        said = value.get(part) if isinstance(value, dict) else None
        if isinstance(question, MatrixQuestion) and any(str(row.value) == part for row in question.rows):
            column = find(columns_of(self.working, question), said)
            return column.text if column else text(said)
        if part.startswith("["):
            return self._item(question, value, part)
        for item in question.items if isinstance(question, MultipleTextQuestion) else ():
            if item.name == part:
                return masks.shown(item, said) if masks.is_masked(item) else text(said)
        return None

    def _item(self, question: Question, value: Value, place: str) -> Value:
        """One of several picks, by its place; the whole answer where nothing stands there."""
        if isinstance(value, dict) or is_empty(value) or not _PLACE.match(place):
            return None
        said = find_part({"a": value}, f"a{place}") if "-" not in place else None
        if is_empty(said):
            return self.whole(question)
        if not isinstance(question, ChoiceQuestion) or not question.shows_display_values:
            return said
        comment = self.working.data.get(question.comment_key)
        return display.chosen_text(self._called(question), [said], comment, question.value_property)
