"""Answers handed over all at once: survey-core computes, clears and fires triggers then, but sets no values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from surveys.rules.changes.cells import fit_cells
from surveys.rules.changes.defaults import computed_default, default_of
from surveys.rules.changes.effects import (
    ACTING,
    act,
    hides_answer,
    is_asked_elsewhere,
    is_cleared_by_hiding,
    set_answer,
)
from surveys.rules.changes.keeping import stored
from surveys.rules.choices import OTHER, find
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    Definition,
    MultipleTextQuestion,
    Question,
    TextQuestion,
)
from surveys.rules.evaluation import equip
from surveys.rules.expressions import Expression
from surveys.rules.expressions.nodes import Call, Node, Variable
from surveys.rules.expressions.scopes import MISSING, member
from surveys.rules.expressions.values import Value, is_empty, is_nan, is_true, text
from surveys.rules.logic import masks
from surveys.rules.logic.offers import choices_of
from surveys.rules.logic.settling import complete_ranking, settle, writes_own_words
from surveys.rules.logic.standing import Standing
from surveys.rules.logic.working import Working
from surveys.rules.reactions import begin

MAX_ROUNDS = 10
Changed = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether hiding clears a question now, and whether it and each thing around it is shown."""

    is_cleared: bool
    is_shown: bool
    around: tuple[bool, ...]

    def opens_on(self, before: "Sight", *, is_alone: bool) -> bool:
        """Whether the question came to light, alone or with what is around it."""
        opened = any(now and not then for now, then in zip(self.around, before.around, strict=True))
        return opened or (is_alone and self.is_shown and not before.is_shown)


def load(
    definition: Definition,
    data: Mapping[str, Value],
    *,
    locale: str = "",
    now: datetime | None = None,
    seed: int = 0,
) -> Working:
    """The survey with these answers in place of those a new response begins with."""
    data = {key.strip(): value for key, value in data.items()}
    moment, language = now or datetime.now(UTC), locale or definition.locale
    working = Working(definition, data, locale=language, now=moment, seed=seed)
    first = Working(definition, begin(definition, now=moment, seed=seed), locale=language, now=moment, seed=seed)
    for each in (first, working):
        equip(each)
        each.scope.errors_of = None  # nothing has been checked yet
    settle(first)
    working.before = first
    working.locked_before = {question.name: first.is_enclosed(question) for question in working.layout.computed}
    working.calculated.update(first.calculated)
    fit_cells(working)
    _fit_masks(working)
    _take_unknown_for_words(working, first)
    ranked = _complete_rankings(working, first)
    if ranked:
        follow(working, ranked)
    Loading(working, sights(first)).run()
    return working


def sights(working: Working) -> dict[str, Sight]:
    """What of each question stands open now."""
    standing, panels = Standing(working), {id(p): p for around in working.parents.values() for p in around}
    opens = {key: standing.is_open(panel, with_content=True) for key, panel in panels.items()}
    return {question.name: _sight(working, question, opens) for question in working.layout.questions}


def _sight(working: Working, question: Question, opens: Mapping[int, bool]) -> Sight:
    around = tuple(opens[id(panel)] for panel in working.parents.get(question.name, ()))
    return Sight(is_cleared_by_hiding(working, question), working.is_shown(question), around)


def _again(working: Working, question: Question, sight: Sight) -> Sight:
    """The same look once more at the question itself."""
    return Sight(is_cleared_by_hiding(working, question), working.is_shown(question), sight.around)


def follow(working: Working, changed: Changed) -> None:
    """What an answer that changes later sets in motion: set values, resets and triggers."""
    for question in working.layout.questions:
        reset = question.reset_value_if
        if reset is not None and _concerns(reset, changed) and working.is_met(reset, question):
            set_answer(working, question, default_of(working, question))
        if question.key not in changed:
            _set_by_rule(working, question, changed)
    _fire(working, changed)


def _set_by_rule(working: Working, question: Question, changed: Changed) -> None:
    condition, expression = question.set_value_if, question.set_value_expression
    if expression is None or not any(_concerns(each, changed) for each in (condition, expression) if each):
        return
    if condition is None or working.is_met(condition, question):
        set_answer(working, question, working.run(expression, question))


@dataclass(slots=True)
class Loading:
    """Rounds of computing, clearing and triggers, until nothing moves."""

    working: Working
    seen: dict[str, Sight]

    def run(self, *, fills: bool = True) -> None:
        """Begin with the answers as they came; `fills` says that computed defaults are still to come."""
        for _ in range(MAX_ROUNDS):
            before = _snapshot(self.working)
            settle(self.working)
            settled = _snapshot(self.working)
            self._hide_and_show()
            if fills:
                _late_defaults(self.working)
            changed = _changes(before, _snapshot(self.working))
            is_moved = bool(_changes(settled, _snapshot(self.working)))
            is_moved |= bool(changed) and _fire(self.working, changed)
            if not is_moved:
                return

    def _hide_and_show(self) -> None:
        """Hiding clears where it is to, showing brings the default back; only a change of sight counts."""
        working = self.working
        seen, self.seen = self.seen, sights(working)
        has_cleared = False
        for question in working.layout.questions:
            before, now = seen[question.name], self.seen[question.name]
            if has_cleared:  # what has just gone may hide what comes later, which then never came to light
                now = self.seen[question.name] = _again(working, question, now)
            if now.is_cleared and not before.is_cleared and not is_empty(working.data.get(question.key)):
                if not is_asked_elsewhere(working, question):
                    has_cleared = True
                    working.data.pop(question.key, None)
                    working.data.pop(question.comment_key, None)
            elif not now.is_cleared and now.opens_on(before, is_alone=hides_answer(working, question)):
                self._refill(question)

    def _refill(self, question: Question) -> None:
        has_lines_alone = isinstance(question, MultipleTextQuestion) and is_empty(question.default_value)
        if is_empty(self.working.data.get(question.key)) and not has_lines_alone:
            computes = not isinstance(question, BooleanQuestion)
            computed = computed_default(self.working, question) if computes else None
            _fill(self.working, question, default_of(self.working, question) if is_empty(computed) else computed)


def _fit_masks(working: Working) -> None:
    """Answers kept in their mask that came without it put it on; those kept without a pattern take it off."""
    for question in working.layout.questions:
        value = working.data.get(question.key)
        if not isinstance(question, TextQuestion) or not masks.is_masked(question):
            continue
        if masks.saves_mask(question):
            if masks.is_bare(question, value):
                set_answer(working, question, masks.put_on(question, value))
        elif question.mask_type == "pattern" and not is_empty(value):
            working.data[question.key] = masks.meant(question, value) or value


def _take_unknown_for_words(working: Working, first: Working) -> None:
    """What was no choice before these answers came is taken for somebody's own words, though they may offer it."""
    for question in working.layout.restless:
        value = working.data.get(question.key)
        if question.is_multiple or question.source or value == OTHER or not isinstance(value, (str, int, float)):
            continue
        if is_true(value) and writes_own_words(working, question) and not find(choices_of(first, question), value):
            working.data[question.comment_key] = value


def _complete_rankings(working: Working, first: Working) -> Changed:
    changed = {}
    for question in working.layout.questions:
        if isinstance(question, ChoiceQuestion) and complete_ranking(working, question, first):
            changed[question.key] = working.data.get(question.key)
    return changed


def _late_defaults(working: Working) -> None:
    """The computed defaults of answers just loaded: those with nothing to say before, or whose word was taken over."""
    if working.before is None:
        return
    for question in working.layout.questions:
        if isinstance(question, MultipleTextQuestion):
            _late_lines(working, working.before, question)
        elif question.default_expression is not None:
            _late_default(working, working.before, question)


def _late_default(working: Working, before: Working, question: Question) -> None:
    earlier, said = computed_default(before, question), working.data.get(question.key)
    if is_empty(said):
        is_due = is_empty(question.default_value) and is_empty(earlier) and not is_nan(earlier)
        _fill(working, question, computed_default(working, question) if is_due else None)
    elif not is_empty(earlier) and not _differ(said, before.data.get(question.key)):
        set_answer(working, question, computed_default(working, question))


def _late_lines(working: Working, before: Working, question: MultipleTextQuestion) -> None:
    """Each line that is empty, or says what was computed before, takes its computed default."""
    earlier = before.data.get(question.key) or {}
    for item in question.items:
        said = working.data.get(question.key) or {}
        if item.default_expression is None or not isinstance(said, dict):
            continue
        own = said.get(item.name)
        if not is_empty(own) and not (isinstance(earlier, dict) and own == earlier.get(item.name)):
            continue
        value = stored(working.run(item.default_expression, question), item)
        if not is_empty(value) and text(value).strip():
            working.data[question.key] = {**said, item.name: value}


def _fill(working: Working, question: Question, value: Value) -> None:
    if not is_empty(value):
        set_answer(working, question, value)


def _fire(working: Working, changed: Changed) -> bool:
    """Triggers that watch what changed act, and those that watch what they changed; whether any did."""
    before = _snapshot(working)
    for _ in range(MAX_ROUNDS):
        start = _snapshot(working)
        for trigger in working.definition.triggers:
            concerns = trigger.kind in ACTING and _concerns(trigger.expression, changed)
            if concerns and working.is_met(trigger.expression):
                act(working, trigger)
        changed = _changes(start, _snapshot(working))
        if not changed:
            break
    return bool(_changes(before, _snapshot(working)))


def _snapshot(working: Working) -> dict[str, Value]:
    return {**working.calculated, **working.data}


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> Changed:
    return {key: after.get(key) for key in (*before, *after) if _differ(before.get(key), after.get(key))}


def _differ(left: Value, right: Value) -> bool:
    if is_nan(left) and is_nan(right):
        return False
    return bool(left != right) or isinstance(left, bool) != isinstance(right, bool)


def _concerns(expression: Expression, changed: Changed) -> bool:
    """Whether an expression names what changed, or asks something no answer can tell it."""
    return _asks_outside(expression.root) or any(_is_in(name, changed) for name in expression.variables)


def _is_in(name: str, changed: Changed) -> bool:
    lowered = name.lower()
    for key, value in changed.items():
        if lowered == key.lower():
            return True
        if lowered.startswith(f"{key.lower()}.") and member(value, name[len(key) + 1 :]) is not MISSING:
            return True
        if lowered.startswith(f"{key.lower()}[") and isinstance(value, list):
            return True
    return False


def _asks_outside(root: Node) -> bool:
    """Whether something is called, or everything said, without the name of an answer: `today()`, `1 = 1`."""
    nodes = list(root.walk())
    if not any(isinstance(node, Variable) for node in nodes):
        return True
    calls = [node for node in nodes if isinstance(node, Call)]
    return any(not any(isinstance(inner, Variable) for inner in call.walk()) for call in calls)
