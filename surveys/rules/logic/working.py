"""The working state of one evaluation: answers as they stand and how to ask questions of them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from html import escape

from surveys.rules.checking.patterns import Patience
from surveys.rules.definition.layout import layout_of
from surveys.rules.definition.model import (
    Definition,
    Element,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
)
from surveys.rules.definition.texts import Text
from surveys.rules.expressions import Env, Expression, ExpressionError
from surveys.rules.expressions.functions import FUNCTIONS
from surveys.rules.expressions.scopes import MISSING
from surveys.rules.expressions.values import Value, is_empty, is_nan, text
from surveys.rules.logic import piping
from surveys.rules.logic.scope import SurveyScope

_STRUCTURED = (MatrixQuestion, MultipleTextQuestion)
MAX_TOTAL_STEPS = 500_000
MAX_PIPES = 20_000
MAX_PATTERN_SECONDS = 0.25
MAX_PIPE_DEPTH = 3


class Working:
    """Answers, calculated values and the means to evaluate expressions over them."""

    def __init__(
        self,
        definition: Definition,
        data: Mapping[str, Value],
        *,
        locale: str,
        now: datetime,
        seed: int,
    ) -> None:
        self.definition = definition
        self.data: dict[str, Value] = dict(data)
        self.calculated: dict[str, Value] = {}
        self.locale = locale
        self.now = now
        self.seed = seed
        self.layout = layout_of(definition)
        self.index, self.parents, self.by_key = self.layout.index, self.layout.parents, self.layout.by_key
        self.scope = SurveyScope(definition, self.index, self.data, self.calculated, self.layout.named)
        self.scope.render = self.pipe
        self.own_words: dict[str, Value] = {}
        self.scope.own_words = self.own_words
        self.scope.locale = locale
        self.built_in: dict[str, Callable[[], Value]] = {"locale": lambda: self.locale or "en"}
        self.before: Working | None = None
        self.sent: dict[str, tuple[Value, Value]] = {}
        self.patience = Patience(MAX_PATTERN_SECONDS)
        self.locked_before: dict[str, bool] = {}
        self._steps = MAX_TOTAL_STEPS
        self._pipes = MAX_PIPES
        self._pipe_depth = 0

    def run(self, expression: Expression, element: Element | None = None, item: Value = MISSING) -> Value:
        """The value of an expression; None when it asks for more than is granted."""
        scope = self.scope
        if item is not MISSING:
            scope = scope.inside({"item": item, "choice": item}, element)
        elif element is not None:
            scope.this = element
        env = Env(scope, FUNCTIONS, self.now, self.definition.is_read_only)
        env.steps = min(env.steps, self._steps)
        granted = env.steps
        try:
            return expression.root.evaluate(env)
        except (ExpressionError, RecursionError):
            return None
        finally:
            self._steps -= granted - max(0, env.steps)

    def is_met(self, expression: Expression, element: Element | None = None, item: Value = MISSING) -> bool:
        """Whether an expression says true; a number or a text is no yes."""
        return self.run(expression, element, item) is True

    def is_denied(self, expression: Expression, element: Element | None = None, item: Value = MISSING) -> bool:
        """Whether an expression says false; whatever is no answer denies nothing."""
        return self.run(expression, element, item) is False

    def decide(self, condition: Expression | None, element: Element, otherwise: bool) -> bool:
        """A condition, where there is one, overrules the plain property."""
        return otherwise if condition is None else self.is_met(condition, element)

    def is_locked(self, question: Question) -> bool:
        """Whether a question or something around it may not be changed."""
        return self.is_closed(question) or self.is_enclosed(question)

    def is_enclosed(self, question: Question) -> bool:
        """Whether the survey or something around a question locks it."""
        return self.definition.is_read_only or any(map(self.is_closed, self.parents.get(question.name, ())))

    def is_closed(self, element: Element) -> bool:
        return element.is_read_only if element.enable_if is None else self.is_denied(element.enable_if, element)

    def is_shown(self, question: Question) -> bool:
        """Whether a question and everything around it wants to be visible."""
        return all(
            element.is_visible if element.visible_if is None else self.is_met(element.visible_if, element)
            for element in (question, *self.parents.get(question.name, ()))
        )

    def pipe(
        self, template: str, element: Element | None = None, item: Value = MISSING, *, is_markup: bool = False
    ) -> str:
        """A text with the answers put in, as people read them; in markup, what they typed is no markup."""
        if "{" not in template or self._pipe_depth >= MAX_PIPE_DEPTH:
            return template
        scope = self.scope
        if item is not MISSING:
            scope = scope.inside({"item": item}, element)
        elif element is not None:
            scope.this = element
        self._pipe_depth += 1
        try:
            plain = isinstance(element, Question) and not element.shows_display_values
            look_up = partial(self._piped, scope=scope, plain=plain)
            return piping.render(template, (lambda name: self._escaped(name, look_up(name))) if is_markup else look_up)
        finally:
            self._pipe_depth -= 1

    def words(self, value: Text | None, element: Element | None = None) -> str:
        return self.pipe(value.choose(self.locale), element) if value else ""

    def markup(self, value: Text | None, element: Element | None = None) -> str:
        """An author's markup with the answers put in."""
        return self.pipe(value.choose(self.locale), element, is_markup=True) if value else ""

    def _escaped(self, name: str, value: Value) -> Value:
        """What is put into markup; a value that the author has computed may be markup itself."""
        if isinstance(value, (str, list, dict)) and not any(own.lower() == name.lower() for own in self.calculated):
            return escape(text(value))
        return value

    def words_raw(self, value: Text | None) -> str:
        """An author's text for an error, in the right language."""
        return value.choose(self.locale) if value else ""

    def _piped(self, name: str, scope: SurveyScope, *, plain: bool = False) -> Value:
        self._pipes -= 1
        if self._pipes < 0:
            return MISSING
        lowered = name.lower()
        if lowered in self.built_in:
            return self.built_in[lowered]()
        question = scope.element(name)
        if isinstance(question, Question) and scope.display_of:
            value = self.data.get(question.key)
            if is_empty(value):
                return (MISSING if value is None else value) if isinstance(question, _STRUCTURED) else ""
            return scope.value(question.key) if plain else scope.display_of(question, None)
        shown = None if plain else scope.display_part(name)
        found = scope.found(name) if shown is None else shown
        return "" if plain and is_nan(found) else found
