"""Take back the last edit of a draft, or make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Conflict
from notifications.event_log import record
from surveys.actions.edit_draft import follow_names
from surveys.actions.keep_revision import keep_revision, refuse_conflicts
from surveys.events import DraftEdited
from surveys.models import Survey

if TYPE_CHECKING:
    from accounts.models import User


class NothingToUndo(Conflict):
    """There is no edit to take back, or none that was taken back."""

    title = _("There is nothing to undo here.")


@transaction.atomic
def undo_edit(*, survey_id: int, base: int, by: User | None = None, again: bool = False) -> Survey:
    """Undo, or with `again` redo. Raises DraftConflict, NothingToUndo, RefusedDocuments."""
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    refuse_conflicts(survey, base=base, by=by)
    now = survey.revisions.filter(number=survey.revision).first()
    number = now and (now.redo_to if again else now.undo_to)
    then = survey.revisions.filter(number=number).first() if number else None
    if now is None or then is None:
        raise NothingToUndo
    follow_names(survey, then.definition)
    kept = keep_revision(
        survey,
        definition=then.definition,
        verb="redone" if again else "undone",
        subject=then.subject if again else now.subject,
        by=by,
        like=then,
        redo_to=then.redo_to if again else now.number,
    )
    record(
        DraftEdited(survey_id=survey.pk, revision=kept.number),
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    return survey
