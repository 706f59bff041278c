"""The last edits of a draft in words, and whether they can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.actions.keep_revision import KEPT
from surveys.web.builder import kinds

if TYPE_CHECKING:
    from surveys.models import DraftRevision, Survey


def can_undo(survey: Survey, last: DraftRevision | None) -> bool:
    """Whether there is an edit to take back, and what was before it is still kept."""
    return bool(last and last.undo_to and last.undo_to > survey.revision - KEPT)


def can_redo(survey: Survey, last: DraftRevision | None) -> bool:
    """Whether the last edit took another one back."""
    return bool(last and last.redo_to and last.redo_to > survey.revision - KEPT)


def in_words(revisions: list[DraftRevision]) -> list[dict[str, Any]]:
    """Who did what, and when."""
    return [
        {"verb": kinds.VERBS.get(r.verb, r.verb), "subject": r.subject, "by": r.made_by, "at": r.made_at}
        for r in revisions
    ]
