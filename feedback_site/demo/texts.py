"""What people write, from the JSON files beside this module."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

HERE = Path(__file__).parent
LANGUAGES = ("zh-hans", "en")
WITH_SUBJECT = 0.65


@dataclass(frozen=True, kw_only=True)
class Story:
    """A case as it is told from both sides; a score of 0 leaves the rating to chance."""

    key: str = ""
    language: str
    message: str
    replies: tuple[str, ...]
    more: str = ""
    note: str = ""
    score: int = 0
    comment: str = ""
    reopening: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What somebody writes into a survey; a low one has the answer that it gets."""

    language: str
    survey: str
    mood: str
    text: str
    problems: tuple[str, ...] = ()
    reply: str = ""


def stories(rng: Random) -> tuple[list[Story], list[Story]]:
    """Return all stories in some order, and those that can be told once more with other details."""
    first, again = [], []
    for language in LANGUAGES:
        for raw in _read(f"stories/{language}.json"):
            first.append(_told(raw, language, 0, rng))
            if raw.get("slots"):
                again.append(_told(raw, language, 1, rng))
    rng.shuffle(first)
    rng.shuffle(again)
    return first, again


def remarks() -> list[Remark]:
    """Return what people write into surveys."""
    return [Remark(**{**raw, "problems": tuple(raw.get("problems", ()))}) for raw in _read("comments.json")]


def unanswered(rng: Random) -> list[dict[str, str]]:
    """Return messages that nobody answers, each with the reason and a note."""
    return [{**raw, "message": _fill(raw["message"], {}, 0, _order(rng))} for raw in _read("unanswered.json")]


def names(language: str) -> list[dict[str, str]]:
    """Return customers: name and address."""
    found: list[dict[str, str]] = _read("names.json")[language]
    return found


def phrases(language: str) -> dict[str, Any]:
    """Return what staff and customers say in any case: closings, reopenings, handovers."""
    found: dict[str, Any] = _read("phrases.json")[language]
    return found


def survey(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a survey's definition and its settings."""
    return _read(f"surveys/{name}.json"), _read(f"surveys/{name}.settings.json")


def story_of(remark: Remark) -> Story:
    """Return the case that a low remark becomes."""
    return Story(language=remark.language, message=remark.text, replies=(remark.reply,))


def _told(raw: dict[str, Any], language: str, turn: int, rng: Random) -> Story:
    order, slots = _order(rng), raw.get("slots", {})

    def tell(text: str) -> str:
        return _fill(text, slots, turn, order)

    if turn:
        raw = _once_more(raw)
    message = tell(raw["message"])
    if rng.random() < WITH_SUBJECT:
        message = f"{tell(raw['subject'])}\n\n{message}"
    reopen = raw.get("reopen")
    story = Story(
        key=raw["key"],
        language=language,
        message=message,
        replies=tuple(tell(text) for text in raw["replies"]),
        more=tell(raw.get("more", "")),
        note=tell(raw.get("note", "")),
        reopening=(tell(reopen["message"]), tell(reopen["reply"])) if reopen else None,
    )
    rating = raw.get("rating", {})
    return replace(story, score=rating.get("score", 0), comment=rating.get("comment", ""))


def _once_more(raw: dict[str, Any]) -> dict[str, Any]:
    """Only what other details make another text: beginning and first answer."""
    return {"key": raw["key"], "subject": raw["subject"], "message": raw["message"], "replies": raw["replies"][:1]}


def _fill(text: str, slots: dict[str, list[str]], turn: int, order: str) -> str:
    values = {name: options[turn % len(options)] for name, options in slots.items()}
    return text.format(order=order, **values) if "{" in text else text


def _order(rng: Random) -> str:
    return f"QS{rng.randrange(10_000_000, 100_000_000)}"


@cache
def _read(name: str) -> Any:
    return json.loads((HERE / name).read_text())
