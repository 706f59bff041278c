"""Who said with a low score, a comment and consent that they want to hear from us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from surveys.models import Response
from surveys.queries.definitions import documents_for
from surveys.rules import evaluate
from surveys.rules.expressions.values import text
from surveys.rules.sitting.reading import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.rules.documents.pair import Documents
    from surveys.rules.documents.sidecar import FollowUp


@dataclass(frozen=True, kw_only=True)
class ContactWish:
    """A complete response that asks for an answer, with all that was said in the respondent's own language."""

    response_id: str
    survey_title: str
    language: str
    score: float
    comment: str
    email: str
    name: str
    answers: list[dict[str, str]]


def contact_wishes(response_ids: Sequence[str]) -> list[ContactWish]:
    """The wishes among some responses, in the order given; two queries however many there are."""
    rows = Response.objects.filter(pk__in=[key for key in response_ids if key], status=Response.Status.COMPLETE)
    responses = {str(row.pk): row for row in rows}
    documents = documents_for({row.version_id for row in responses.values()})
    wishes = (_wish(responses[key], documents[responses[key].version_id]) for key in response_ids if key in responses)
    return [wish for wish in wishes if wish is not None]


def _wish(response: Response, documents: Documents) -> ContactWish | None:
    rule = documents.sidecar.follow_up
    if rule is None:
        return None
    said = {role: _said(response, documents, getattr(rule, role)) for role in ("score", "comment", "email", "name")}
    score = said["score"]
    if not isinstance(score, (int, float)) or isinstance(score, bool) or score > rule.at_most:
        return None
    comment, email = text(said["comment"]).strip(), text(said["email"]).strip()
    if not comment or not _consents(response, documents, rule) or not _is_address(email):
        return None
    locale = documents.locale(response.language)
    state = evaluate(
        documents.definition, response.answers, locale=locale, now=response.completed_at, seed=response.seed
    )
    return ContactWish(
        response_id=str(response.pk),
        survey_title=state.title or "",
        language=response.language,
        score=score,
        comment=comment,
        email=email,
        name=text(said["name"]).strip()[:100],
        answers=[{"question": line.question, "answer": line.answer} for line in lines_of(state)],
    )


def _said(response: Response, documents: Documents, name: str) -> Any:
    return response.answers.get(documents.definition.question(name).key, "") if name else ""


def _consents(response: Response, documents: Documents, rule: FollowUp) -> bool:
    question: Any = documents.definition.question(rule.consent)
    said = response.answers.get(question.key)
    return said is not None and text(said) == text(question.value_true)


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
