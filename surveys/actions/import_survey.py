"""Make a draft survey of a definition."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record
from surveys.actions.words.told import in_words
from surveys.events import SurveyImported
from surveys.models import Survey
from surveys.models.survey import SLUG_LENGTH, known_slug
from surveys.rules.definition import Finding, Refused
from surveys.rules.documents.pair import Documents, read_documents
from surveys.rules.documents.slugs import slug_from

if TYPE_CHECKING:
    from accounts.models import User


RESERVED = frozenset({"import", "templates"})
"""Addresses that the console needs for itself."""


class RefusedDocuments(Invalid):
    """A definition or settings outside the profile; `findings` name every place, `errors` in the reader's language."""

    title = _("This survey cannot be imported as it is.")

    def __init__(self, findings: list[Finding]) -> None:
        """Keep the findings, and tell them by path."""
        self.findings = findings
        errors: dict[str, list[str]] = {}
        for finding in findings:
            errors.setdefault(finding.path or "$", []).append(in_words(finding))
        super().__init__(errors=errors)


class SlugTaken(Conflict):
    """Another survey has this address."""

    title = _("Another survey already has this address.")


@transaction.atomic
def import_survey(*, definition: Any, settings: Any = None, slug: str = "", by: User | None = None) -> Survey:
    """Import; without a slug one is made of the title. Raises RefusedDocuments, Invalid, SlugTaken."""
    documents = checked(definition, settings or {})
    slug = slug or _free_slug(definition)
    try:
        known_slug(slug[: SLUG_LENGTH + 1])
    except ValidationError as error:
        raise Invalid(errors={"slug": list(error.messages)}) from error
    if len(slug) > SLUG_LENGTH:
        raise Invalid(errors={"slug": [_("This address is too long.")]})
    if slug in RESERVED:
        raise SlugTaken
    try:
        with transaction.atomic():
            survey = Survey.objects.create(
                slug=slug, draft=definition, settings=documents.sidecar.as_json(), created_by=by
            )
    except IntegrityError as error:
        raise SlugTaken from error
    record(
        SurveyImported(survey_id=survey.pk, slug=slug),
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    return survey


def checked(definition: Any, settings: Any) -> Documents:
    """Read both documents; raises RefusedDocuments with all findings."""
    try:
        return read_documents(definition, settings)
    except Refused as refused:
        raise RefusedDocuments(refused.findings) from refused


def _free_slug(definition: Any) -> str:
    more = secrets.token_hex(4)
    slug = slug_from(definition.get("title"), more)
    return f"{slug}-{more}" if slug in RESERVED or Survey.objects.filter(slug=slug).exists() else slug
