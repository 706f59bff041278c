"""Change one thing of a survey's draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from feedback_site.kit.problems import Invalid
from notifications.event_log import record
from surveys.actions.import_survey import checked
from surveys.actions.keep_revision import keep_revision, refuse_conflicts
from surveys.events import DraftEdited
from surveys.models import Survey
from surveys.rules.editing.places import CannotEdit
from surveys.rules.editing.renaming import rename_in_settings, renames_between

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User


class ImpossibleEdit(Invalid):
    """An edit that makes no sense where it was to be made; `code` says why."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        self.code = code
        super().__init__()


@dataclass(frozen=True)
class Edit:
    """What is to be done, in a word, to what, and how: from the draft it was begun on and the draft as it is now."""

    verb: str
    subject: str
    apply: Callable[[Any, Any], tuple[Any, str]]


@transaction.atomic
def edit_draft(
    *, survey_id: int, base: int, edit: Edit, by: User | None = None, on_top: bool = False
) -> tuple[Survey, str]:
    """Apply the edit; the path says what to show next. What changes nothing makes no revision.

    Raises DraftConflict (unless `on_top` of what others did), ImpossibleEdit, RefusedDocuments.
    """
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    if not on_top:
        refuse_conflicts(survey, base=base, by=by)
    begun = survey.revisions.filter(number=base).first() if base != survey.revision else None
    try:
        definition, path = edit.apply(begun.definition if begun else survey.draft, survey.draft)
    except CannotEdit as refusal:
        raise ImpossibleEdit(refusal.code) from refusal
    if definition == survey.draft:
        return survey, path
    follow_names(survey, definition)
    kept = keep_revision(survey, definition=definition, verb=edit.verb, subject=edit.subject, by=by)
    record(
        DraftEdited(survey_id=survey.pk, revision=kept.number),
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    return survey, path


def follow_names(survey: Survey, definition: Any) -> None:
    """Let the settings of a locked survey follow questions that are called otherwise; raises RefusedDocuments."""
    settings = survey.settings
    if isinstance(definition, dict):
        try:
            settings = rename_in_settings(settings, renames_between(survey.draft, definition))
        except (AttributeError, TypeError):  # what is none is for `checked` to name
            settings = survey.settings
    checked(definition, settings)
    if settings != survey.settings:
        survey.settings = settings
        survey.save(update_fields=["settings"])
