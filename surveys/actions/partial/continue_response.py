"""Take more answers of an unfinished response, as a program sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from feedback_site.kit.problems import Invalid
from surveys.actions.save_page import FIELDS, put, sitting_of, store
from surveys.actions.submit_response import AlreadySent
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.rules.sitting.turns import take_all
from surveys.rules.spoken import told_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from surveys.rules.sitting.taking import Entry


@transaction.atomic
def continue_response(
    *, response_id: UUID, entries: Mapping[str, Entry], language: str = "", is_complete: bool
) -> Response:
    """Add the answers to those that are there; the same sent again changes nothing.

    Raises Response.DoesNotExist, Invalid with the errors by question, AlreadySent, TooLarge.
    """
    response = Response.objects.locked().select_related("survey").only(*FIELDS).get(pk=response_id)
    documents = documents_of(response.version_id)
    if response.is_complete:
        if not is_complete or not _holds(response, entries):
            raise AlreadySent
        return response
    if language in documents.locales:
        response.language = language
    turn = take_all(sitting_of(response), entries, is_complete=is_complete)
    if turn.errors:
        locale = documents.locale(response.language)
        raise Invalid(
            errors={f"answers.{name}": [told_in(e, locale) for e in found] for name, found in turn.errors.items()}
        )
    put(response, turn)
    store(response, turn)
    return response


def _holds(response: Response, entries: Mapping[str, Entry]) -> bool:
    """Whether a complete response says nothing else; answers that its path left out are gone."""
    questions = documents_of(response.version_id).definition
    keys = {name: questions.question(name).key for name in entries}
    return all(response.answers.get(keys[name], entry.value) == entry.value for name, entry in entries.items())
