"""How the answers of a survey read, question by question."""

from dataclasses import replace

from surveys.rules.choices import ChoiceState, find, written
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    ExpressionQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
    RatingQuestion,
)
from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import Value, text
from surveys.rules.logic import display
from surveys.rules.logic.offers import choices_of, columns_of
from surveys.rules.logic.working import Working


def _takes_more(question: Question) -> bool:
    """Whether answers may hold what is no choice."""
    return isinstance(question, ChoiceQuestion) and (question.allows_custom or question.has_other)


class Display:
    """Answers in words, for texts that mention them and for displayValue()."""

    def __init__(self, working: Working) -> None:
        self.working = working

    def whole(self, question: Question) -> Value:
        """How an answer reads to people."""
        working = self.working
        value = working.data.get(question.key)
        if isinstance(question, BooleanQuestion):
            return display.boolean_text(question, value, working.locale)
        if isinstance(question, ExpressionQuestion):
            return display.expression_text(question, value, working.locale)
        if isinstance(question, (ChoiceQuestion, RatingQuestion)):
            comment = working.data.get(question.comment_key)
            wrapping = question.value_property if isinstance(question, ChoiceQuestion) else ""
            only_offered = question.type in ("checkbox", "tagbox", "ranking") and not _takes_more(question)
            return display.chosen_text(self._called(question), value, comment, wrapping, only_offered=only_offered)
        return self._parts(question, value) if isinstance(value, dict) else value

    def _called(self, question: ChoiceQuestion | RatingQuestion) -> list[ChoiceState]:
        """The choices by the words they go by; the ends of a scale may go by what describes them."""
        choices = choices_of(self.working, question)
        if not isinstance(question, RatingQuestion) or not choices or not question.values:
            return choices
        if not question.cosmetic.get("displayRateDescriptionsAsExtremeItems"):
            return choices
        for place, said in ((0, question.low_text), (-1, question.high_text)):
            if words := self.working.words(said, question):
                choices = [*choices]
                choices[place] = replace(choices[place], text=words)
        return choices

    def _parts(self, question: Question, value: dict[str, Value]) -> Value:
        """Every row or line by its own words."""
        working, called = self.working, {}
        if isinstance(question, MatrixQuestion):
            called = {text(row.value): working.pipe(written(row, working.locale), question) for row in question.rows}
        if isinstance(question, MultipleTextQuestion):
            called = {item.name: choose(item.title, working.locale) or item.name for item in question.items}
        said = {called[name]: value[name] if isinstance(question, MultipleTextQuestion) else self.part(question, name)
                for name in called if name in value}  # fmt: skip
        return said or value

    def part(self, question: Question, part: str) -> Value:
        """How one row of a matrix or one line of many reads; None for what is no such part."""
        value = self.working.data.get(question.key)
        said = value.get(part) if isinstance(value, dict) else None
        if isinstance(question, MatrixQuestion) and any(str(row.value) == part for row in question.rows):
            column = find(columns_of(self.working, question), said)
            return column.text if column else text(said)
        if isinstance(question, MultipleTextQuestion) and any(item.name == part for item in question.items):
            return text(said)
        return None
