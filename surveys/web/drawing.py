"""From a question of the rules to a field of the template, by its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.expressions.values import text
from surveys.web.choosing import fill_boolean, fill_choice, fill_dropdown, fill_ranking, fill_rating
from surveys.web.fields import Field
from surveys.web.writing import fill_comment, fill_items, fill_matrix, fill_shown, fill_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from surveys.rules.sitting.taking import Entry
    from surveys.rules.state import QuestionState


KINDS: dict[str, tuple[str, Callable[[Field], None]]] = {
    "text": ("surveys/questions/text.html", fill_text),
    "comment": ("surveys/questions/comment.html", fill_comment),
    "radiogroup": ("surveys/questions/choices.html", fill_choice),
    "checkbox": ("surveys/questions/choices.html", fill_choice),
    "tagbox": ("surveys/questions/choices.html", fill_choice),
    "imagepicker": ("surveys/questions/imagepicker.html", fill_choice),
    "dropdown": ("surveys/questions/dropdown.html", fill_dropdown),
    "ranking": ("surveys/questions/ranking.html", fill_ranking),
    "rating": ("surveys/questions/scale.html", fill_rating),
    "boolean": ("surveys/questions/choices.html", fill_boolean),
    "matrix": ("surveys/questions/matrix.html", fill_matrix),
    "multipletext": ("surveys/questions/multipletext.html", fill_items),
    "expression": ("surveys/questions/expression.html", fill_shown),
    "html": ("surveys/questions/html.html", fill_shown),
    "image": ("surveys/questions/image.html", fill_shown),
}


def draw(state: QuestionState, *, index: int, locale: str, entry: Entry | None, errors: list[str]) -> Field:
    """The field of a question; the entry holds what was typed and not taken."""
    comment = state.comment if entry is None or entry.comment is None else entry.comment
    drawn = Field(
        state=state,
        id=f"q{index}",
        locale=locale,
        entered=state.value if entry is None else entry.value,
        comment="" if comment is None else text(comment),
        errors=errors,
    )
    drawn.template, fill = KINDS[state.type]
    fill(drawn)
    return drawn
