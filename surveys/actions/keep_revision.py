"""Give a survey another draft and keep what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Conflict
from surveys.models import DraftRevision

if TYPE_CHECKING:
    from accounts.models import User
    from surveys.models import Survey

KEPT = 50
"""How many revisions of a draft are kept, the newest among them."""


class DraftConflict(Conflict):
    """Somebody else changed the draft since this edit was begun."""

    title = _("Somebody else has changed this survey meanwhile.")


@transaction.atomic
def keep_revision(
    survey: Survey,
    *,
    definition: Any,
    verb: str,
    by: User | None,
    subject: str = "",
    like: DraftRevision | None = None,
    redo_to: int | None = None,
) -> DraftRevision:
    """Make it the next revision of a locked survey; undoing takes the place that `like` had among the edits."""
    DraftRevision.objects.get_or_create(
        survey=survey, number=survey.revision, defaults={"definition": survey.draft, "verb": "begun"}
    )
    kept = DraftRevision.objects.create(
        survey=survey,
        number=survey.revision + 1,
        definition=definition,
        verb=verb,
        subject=subject[:200],
        undo_to=like.undo_to if like else survey.revision,
        redo_to=redo_to,
        made_by=by,
    )
    survey.draft, survey.revision = definition, kept.number
    survey.save(update_fields=["draft", "revision"])
    survey.revisions.filter(number__lte=kept.number - KEPT).delete()
    return kept


def refuse_conflicts(survey: Survey, *, base: int, by: User | None) -> None:
    """Let nobody overwrite what somebody else did since the base; one's own edits never stand in one's way."""
    if base == survey.revision:
        return
    since = survey.revisions.filter(number__gt=base).exclude(made_by=by) if by else survey.revisions.none()
    forgotten = base < survey.revision - KEPT + 1
    if base > survey.revision or forgotten or by is None or since.exists():
        raise DraftConflict
