"""What a question offers for the present answers: its visible choices, rows and columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from surveys.rules.choices import (
    OTHER,
    SELECT_ALL,
    ChoiceState,
    bare,
    base_choices,
    find,
    ordered,
    picked,
    rating_choices,
    select_all,
    special_choices,
    written,
)
from surveys.rules.definition.model import (
    ChoiceQuestion,
    MatrixQuestion,
    Question,
    RatingQuestion,
)
from surveys.rules.definition.pieces import Choice
from surveys.rules.expressions import Expression
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.scopes import MISSING
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.logic.working import Working
from surveys.rules.state import QuestionState

CARRY_DEPTH = 10


def choices_of(working: Working, question: Question, depth: int = 0) -> list[ChoiceState]:
    """The choices of any question that has some, in the order they are shown."""
    known, place = working.layout.offers, (id(question), working.locale)
    if place not in known:
        is_fixed = _is_fixed(question, working.locale)
        known[place] = tuple(_offered(working, question, depth)) if is_fixed else None
    fixed = known[place]
    return _offered(working, question, depth) if fixed is None else list(fixed)


def _is_fixed(question: Question, locale: str) -> bool:
    """Whether neither answers nor the lot change what a question offers."""
    if isinstance(question, RatingQuestion):
        choices = rating_choices(question)
    elif isinstance(question, ChoiceQuestion):
        if question.source or question.choices_visible_if or question.choices_enable_if or question.order == "random":
            return False
        choices = base_choices(question)
    else:
        return True
    return not any(choice.visible_if or choice.enable_if or "{" in written(choice, locale) for choice in choices)


def _offered(working: Working, question: Question, depth: int) -> list[ChoiceState]:
    if isinstance(question, RatingQuestion):
        return _filtered(working, rating_choices(question), question, None, None)
    if not isinstance(question, ChoiceQuestion):
        return []
    source = working.index.get(question.source) if question.source else None
    if isinstance(source, ChoiceQuestion) and source is not question and depth < CARRY_DEPTH:
        carried = [
            choice for choice in _carried(working, question, source, depth) if _is_let(working, question, choice)
        ]
        offered = ordered(carried, question.order, _seed(working, question))
    else:
        base = base_choices(question)
        offered = _filtered(working, base, question, question.choices_visible_if, question.choices_enable_if)
        offered = ordered(offered, question.order, _seed(working, question))
    special = special_choices(question, working.locale)
    if not offered and not question.has_other:
        return special
    can_take_all = question.has_select_all and question.type != "ranking"
    first = [select_all(question, working.locale)] if can_take_all and offered else []
    return [*first, *offered, *special]


def _seed(working: Working, question: Question) -> int:
    """One response sees one order for ever, and different orders in different questions."""
    mixed = working.seed & 0xFFFFFFFF
    for character in question.name:
        mixed = (mixed * 31 + ord(character)) & 0xFFFFFFFF
    return mixed


def _carried(working: Working, question: ChoiceQuestion, source: ChoiceQuestion, depth: int) -> list[ChoiceState]:
    """The choices taken over from another question: all, those picked, or those left."""
    value = working.data.get(source.key)
    words = working.own_words.get(source.key, MISSING)
    plain = (bare(item, source.value_property) for item in picked(value))
    chosen = [OTHER if item == words else item for item in plain]
    comment = working.data.get(source.comment_key)
    ranks_all = source.type == "ranking" and not source.selects_to_rank and not chosen
    carried = []
    for choice in choices_of(working, source, depth + 1):
        if choice.kind == SELECT_ALL:
            continue
        is_picked = ranks_all or any(find([choice], item) for item in chosen)
        if question.source_mode == "selected" and not is_picked:
            continue
        if question.source_mode == "unselected" and (is_picked or choice.kind == "other"):
            continue
        is_told = choice.kind == OTHER and question.source_mode == "selected" and not question.has_other
        if choice.kind != "choice" and (not is_told or is_empty(comment)):
            continue
        if choice.kind == "other":
            carried.append(ChoiceState(choice.value, str(comment)))
        else:
            carried.append(ChoiceState(choice.value, choice.text, choice=choice.choice))
    return carried


def _is_let(working: Working, question: ChoiceQuestion, choice: ChoiceState) -> bool:
    """Whether the question's own condition lets in a choice of another question."""
    shows = question.choices_visible_if
    return shows is None or working.is_met(shows, question, choice.value)


def _filtered(
    working: Working,
    choices: Iterable[Choice],
    question: Question,
    visible_if: Expression | None,
    enable_if: Expression | None,
) -> list[ChoiceState]:
    offered = []
    for choice in choices:
        shows, allows = choice.visible_if or visible_if, choice.enable_if or enable_if
        if shows is not None and not working.is_met(shows, question, choice.value):
            continue
        is_enabled = allows is None or working.is_met(allows, question, choice.value)
        label = working.pipe(written(choice, working.locale), question, choice.value)
        offered.append(ChoiceState(choice.value, label, is_enabled, choice=choice))
    return offered


def rows_of(working: Working, question: MatrixQuestion) -> list[ChoiceState]:
    rows = _filtered(working, question.rows, question, question.rows_visible_if, None)
    order = "random" if question.row_order == "random" else "none"
    return ordered(rows, order, _seed(working, question))


def columns_of(working: Working, question: MatrixQuestion) -> list[ChoiceState]:
    return _filtered(working, question.columns, question, question.columns_visible_if, None)


def limited(question: Question, value: Value, choices: list[ChoiceState]) -> list[ChoiceState]:
    """Once as many choices are picked as may be, the others cannot be picked."""
    if not isinstance(question, ChoiceQuestion) or not question.is_multiple or question.most <= 0:
        return choices
    chosen = [bare(item, question.value_property) for item in picked(value)]
    if len(chosen) < question.most:
        return choices
    return [
        choice if choice.kind == SELECT_ALL or any(find([choice], item) for item in chosen)
        else replace(choice, is_enabled=False)
        for choice in choices
    ]  # fmt: skip


def remaining(working: Working, question: ChoiceQuestion, value: Value) -> Value:
    """An answer without the choices that conditions have taken away."""
    offered = choices_of(working, question)
    known = [ChoiceState(choice.value, "") for choice in base_choices(question)]

    def stays(item: Value) -> bool:
        plain = bare(item, question.value_property)
        if find(offered, plain) or (not question.source and not find(known, plain)):
            return True
        if question.source and plain == OTHER and question.type != "ranking":
            return True
        if question.allows_custom or (question.source and takes_own_words(working, question)):
            return True
        return is_offered_elsewhere(working, question, plain)

    return _kept(question, value, stays, offered)


def takes_own_words(working: Working, question: ChoiceQuestion) -> bool:
    """Whether what is no choice may be somebody's own words for Other."""
    if not question.has_other or question.type == "imagepicker":
        return False
    if question.source not in working.index:
        return bool(base_choices(question))
    return any(choice.kind == "choice" for choice in choices_of(working, question))


def _kept(
    question: ChoiceQuestion, value: Value, stays: Callable[[Value], bool], offered: Sequence[ChoiceState]
) -> Value:
    if not isinstance(value, list):
        return value if stays(value) else None
    kept = [item for item in value if stays(item)]
    if len(kept) == len(value):
        return value
    if question.type in ("checkbox", "tagbox"):
        kept = _without_exclusive(question, value, kept, [choice for choice in offered if choice.is_exclusive])
    return with_room(question, kept) or None


def _without_exclusive(
    question: ChoiceQuestion, before: list[Value], kept: list[Value], exclusive: Sequence[ChoiceState]
) -> list[Value]:
    """Picks written anew as if by hand: what stood for none of the others goes as something else is picked."""

    def last(picks: list[Value], among: Sequence[ChoiceState]) -> int:
        places = range(len(picks) - 1, -1, -1) if among else ()
        return next((at for at in places if find(among, bare(picks[at], question.value_property))), -1)

    then, now = last(before, exclusive), last(kept, exclusive)
    if then < 0:
        return kept
    goes = now if now >= 0 and kept[now] == before[then] else -1
    return [pick for at, pick in enumerate(kept) if at != goes]


def with_room(question: ChoiceQuestion, picks: list[Value]) -> list[Value]:
    """Picks written anew, each with room for a comment where some choice asks for one."""
    if not any(choice.has_comment for choice in question.choices) or question.value_property:
        return picks
    return [pick if isinstance(pick, dict) else {"value": pick} for pick in picks]


def is_offered_elsewhere(working: Working, question: Question, item: Value) -> bool:
    """Whether another question that shares the answer offers this choice."""
    return any(
        other is not question and (not isinstance(other, ChoiceQuestion) or find(choices_of(working, other), item))
        for other in working.by_key.get(question.key, ())
    )


def offered_part(working: Working, state: QuestionState) -> Value:
    """An answer without choices that were never offered, as survey-core drops them on checking."""
    question, value = state.question, state.value
    if not isinstance(question, ChoiceQuestion) or is_empty(value):
        return value
    rule = question.clear_if_invisible
    if (working.definition.clear_invisible if rule == "default" else rule) == "none":
        return value
    if question.type == "imagepicker" and question.is_multiple and not isinstance(value, list):
        return None
    takes_words = takes_own_words(working, question) and (isinstance(value, list) or not question.is_multiple)
    takes_words = takes_words and not (isinstance(value, list) and OTHER in value)
    if (
        question.allows_custom
        or question.is_lazy
        or (takes_words and not question.is_multiple and not question.has_comment)
    ):
        return value

    def stays(item: Value) -> bool:
        plain = bare(item, question.value_property)
        if takes_words and not any(equal(choice.value, plain) for choice in base_choices(question)):
            return True
        if plain == OTHER and question.type != "ranking":
            return True
        found = find(state.choices, plain)
        return bool(found and found.kind != SELECT_ALL) or is_offered_elsewhere(working, question, plain)

    return _kept(question, value, stays, state.choices)
