"""What somebody answered, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.queries.definitions import documents_of
from surveys.rules import evaluate
from surveys.rules.sitting.reading import Line, lines_of

if TYPE_CHECKING:
    from surveys.models import Response


def readable_answers(response: Response, language: str) -> list[Line]:
    """The answers in the reader's language, where the survey speaks it."""
    documents = documents_of(response.version_id)
    locale = documents.locale(language if language in documents.locales else documents.languages[0])
    state = evaluate(documents.definition, response.answers, locale=locale, now=response.updated_at, seed=response.seed)
    return lines_of(state)
