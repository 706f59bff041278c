"""The working state of one evaluation: answers as they stand and how to ask questions of them."""

from collections.abc import Mapping
from datetime import datetime

from surveys.rules import piping
from surveys.rules.definition.model import Definition, Element, Question
from surveys.rules.definition.texts import Text
from surveys.rules.expressions import Env, Expression, ExpressionError, is_true
from surveys.rules.expressions.functions import FUNCTIONS
from surveys.rules.expressions.scopes import MISSING
from surveys.rules.expressions.values import Value
from surveys.rules.scope import SurveyScope

MAX_TOTAL_STEPS = 2_000_000


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
        self.index: dict[str, Element] = _index(definition)
        self.scope = SurveyScope(definition, self.index, self.data, self.calculated)
        self.scope.render = lambda value: self.words(value)
        self.built_in: dict[str, Value] = {}
        self._steps = MAX_TOTAL_STEPS

    def run(
        self, expression: Expression, element: Element | None = None, item: Value = MISSING
    ) -> Value:
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

    def is_met(
        self, expression: Expression, element: Element | None = None, item: Value = MISSING
    ) -> bool:
        return is_true(self.run(expression, element, item))

    def pipe(self, template: str, element: Element | None = None, item: Value = MISSING) -> str:
        """A text with the answers put in, as people read them."""
        if "{" not in template:
            return template
        scope = self.scope
        if item is not MISSING:
            scope = scope.inside({"item": item}, element)
        elif element is not None:
            scope.this = element
        return piping.render(template, lambda name: self._piped(name, scope))

    def words(self, value: Text | None, element: Element | None = None) -> str:
        return self.pipe(value.choose(self.locale), element) if value else ""

    def words_raw(self, value: Text | None) -> str:
        """An author's text for an error, in the right language."""
        return value.choose(self.locale) if value else ""

    def _piped(self, name: str, scope: SurveyScope) -> Value:
        lowered = name.lower()
        if lowered in self.built_in:
            return self.built_in[lowered]
        element = scope.element(name)
        if isinstance(element, Question) and scope.display_of and not element.value_name:
            if element.shows_display_values:
                shown = scope.display_of(element)
                return "" if shown is None else shown
            return self.data.get(element.key)
        shown = scope.display_part(name)
        return scope.found(name) if shown is None else shown


def _index(definition: Definition) -> dict[str, Element]:
    index: dict[str, Element] = {}
    for page in definition.pages:
        for panel in page.panels():
            index.setdefault(panel.name, panel)
        for question in page.questions():
            index[question.name] = question
    return index
