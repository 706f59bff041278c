"""Questions that are answered by choosing."""

from __future__ import annotations

from typing import Any

from surveys.rules.expressions.values import text
from surveys.rules.logic.locales import own_text
from surveys.rules.spoken import choice_words
from surveys.web.field_names import field_name
from surveys.web.fields import Field, Option, options_of, picked_of

SCALES = ((5, "scale scale-5"), (7, "scale scale-7"), (10, "scale scale-10"))
MOST_POINTS = 21
LONGEST_POINT = 3
FACES = 5


def fill_choice(drawn: Field) -> None:
    picked = picked_of(drawn)
    drawn.options = options_of(drawn, drawn.state.choices, picked)
    other = next((option for option in drawn.options if option.kind == "other"), None)
    known = {option.value for option in drawn.options}
    if other and (own := [value for value in picked if value not in known]):
        other.is_chosen, drawn.comment = True, drawn.comment or own[0]
    drawn.more["multiple"] = drawn.state.type in ("checkbox", "tagbox") or (
        drawn.state.type == "imagepicker" and getattr(drawn.state.question, "is_multiple", False)
    )


def fill_dropdown(drawn: Field) -> None:
    fill_choice(drawn)
    drawn.is_group = False
    drawn.more["other"] = next((option for option in drawn.options if option.kind == "other"), None)


def fill_ranking(drawn: Field) -> None:
    fill_choice(drawn)
    ranks = drawn.entered if isinstance(drawn.entered, dict) else _ranks(drawn)
    drawn.options = [option for option in drawn.options if option.kind != "all"]
    for option in drawn.options:
        option.name, option.entered = field_name(drawn.state.name, option.value), ranks.get(option.value, "")
    drawn.more["places"] = [str(place) for place in range(1, len(drawn.options) + 1)]


def _ranks(drawn: Field) -> dict[str, str]:
    return {value: str(place) for place, value in enumerate(picked_of(drawn), start=1)}


def fill_rating(drawn: Field) -> None:
    question: Any = drawn.state.question
    drawn.options = options_of(drawn, drawn.state.choices, picked_of(drawn))
    count = len(drawn.options)
    is_short = all(len(option.text) <= LONGEST_POINT for option in drawn.options)
    if question.display_mode == "dropdown" or count > MOST_POINTS:
        drawn.template, drawn.is_group = "surveys/questions/dropdown.html", False
    elif question.rate_type in ("stars", "smileys") and count <= MOST_POINTS:
        drawn.template = f"surveys/questions/{question.rate_type}.html"
        for place, option in enumerate(drawn.options):
            option.image = f"face-{_face(place, count)}"
    elif not is_short:
        drawn.template = "surveys/questions/choices.html"
    drawn.more["scale"] = next((name for most, name in SCALES if count <= most), "scale")
    drawn.more["low"], drawn.more["high"] = drawn.words("low_text"), drawn.words("high_text")


def _face(place: int, count: int) -> int:
    """Which of the five faces stands at a place of a scale of any length."""
    return 1 + round(place * (FACES - 1) / max(1, count - 1))


def fill_boolean(drawn: Field) -> None:
    question: Any = drawn.state.question
    value, words = drawn.value, choice_words(drawn.locale)
    pairs = (
        (text(question.value_true), drawn.words("label_true") or words.get("yes") or own_text("yes", drawn.locale)),
        (text(question.value_false), drawn.words("label_false") or words.get("no") or own_text("no", drawn.locale)),
    )
    drawn.options = [
        Option(
            value=stored,
            text=label,
            id=f"{drawn.id}-{number}",
            is_chosen=value == stored,
            is_disabled=drawn.state.is_read_only,
            kind="yes" if number == 0 else "no",
        )
        for number, (stored, label) in enumerate(pairs)
    ]
    if "checkbox" in (question.display_mode, question.cosmetic.get("renderAs")):
        drawn.template = "surveys/questions/tick.html"
        drawn.more["label"] = drawn.words("label")
