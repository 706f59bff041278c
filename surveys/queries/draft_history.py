"""What was done to a draft lately, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.models import DraftRevision

if TYPE_CHECKING:
    from surveys.models import Survey


def last_revision(survey: Survey) -> DraftRevision | None:
    """The revision that is the draft now, with who made it; None while nothing was edited."""
    found = DraftRevision.objects.filter(survey=survey, number=survey.revision).select_related("made_by")
    return found.defer("definition").first()


def revisions_since(survey: Survey, number: int) -> list[DraftRevision]:
    """The revisions after one, newest first."""
    found = DraftRevision.objects.filter(survey=survey, number__gt=number).select_related("made_by")
    return list(found.defer("definition").order_by("-number")[:20])


def definition_at(survey: Survey, number: int) -> object:
    """The draft as it stood at a revision that is still kept, else as it is now."""
    found = DraftRevision.objects.filter(survey=survey, number=number).values_list("definition", flat=True).first()
    return survey.draft if found is None else found
