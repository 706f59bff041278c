"""Reads a sent form into entries, question by question; checking them is the rules' affair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.actions.save_page import Sent
from surveys.rules.definition import (
    BooleanQuestion,
    ChoiceQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Question,
)
from surveys.rules.documents.storable import storable_text
from surveys.rules.expressions.values import text
from surveys.rules.sitting.taking import Entry
from surveys.rules.sitting.turns import Go
from surveys.web.field_names import comment_name, field_name

if TYPE_CHECKING:
    from django.http import QueryDict

    from surveys.rules.definition import Definition

TRAP = "homepage"
NAMES = 1_000


def sent_page(post: QueryDict, definition: Definition) -> Sent:
    """The page that a form sent."""
    go = post.get("go", "")
    shown = post.getlist("shown")[:NAMES] if "shown" in post else None
    wanted = None if shown is None else set(shown)
    return Sent(
        page=_clean(post.get("page", "")),
        entries={
            question.name: entry_of(post, question)
            for question in definition.questions()
            if question.has_answer and (wanted is None or question.name in wanted)
        },
        go=Go.STAY if "speak" in post else Go(go) if go in set(Go) else Go.NEXT,
        shown=wanted,
        language=post.get("speak") or post.get("language", ""),
        signs=frozenset({"honeypot"} if post.get(TRAP) else ()),
    )


def entry_of(post: QueryDict, question: Question) -> Entry:
    """What the form holds for a question."""
    comment = post.get(comment_name(question.name))
    return Entry(_value(post, question), None if comment is None else _clean(comment))


def _value(post: QueryDict, question: Question) -> Any:
    name = field_name(question.name)
    if isinstance(question, MatrixQuestion):
        return _rows(post, question)
    if isinstance(question, MultipleTextQuestion):
        return {item.name: _clean(post.get(field_name(question.name, item.name), "")) for item in question.items}
    if isinstance(question, ChoiceQuestion) and question.type == "ranking":
        return _ranking(post, question)
    if isinstance(question, ChoiceQuestion) and question.is_multiple:
        return [_clean(value) for value in post.getlist(name)]
    found = post.get(name)
    known = (question.value_true, question.value_false) if isinstance(question, BooleanQuestion) else ()
    return None if found is None else next((v for v in known if text(v) == found), _clean(found))


def _rows(post: QueryDict, question: MatrixQuestion) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in question.rows:
        key = text(row.value)
        values = [_clean(value) for value in post.getlist(field_name(question.name, key))]
        if values:
            found[key] = values if question.cell_type == "checkbox" else values[0]
    return found


def _ranking(post: QueryDict, question: ChoiceQuestion) -> Any:
    """The choices by the places given to them; the same place twice stays as entered, for the rules to refuse."""
    places: dict[str, str] = {}
    for choice in question.choices:
        key = text(choice.value)
        if place := _clean(post.get(field_name(question.name, key), "")):
            places[key] = place
    if not all(place.isdecimal() and len(place) < 5 for place in places.values()):
        return places
    if len({int(place) for place in places.values()}) < len(places):
        return places
    return sorted(places, key=lambda key: int(places[key]))


def _clean(value: str) -> str:
    return storable_text(value)
