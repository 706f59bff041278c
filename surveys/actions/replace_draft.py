"""Put another draft, or other settings, in the place of a survey's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from notifications.event_log import record
from surveys.actions.import_survey import checked
from surveys.actions.keep_revision import keep_revision
from surveys.events import DraftReplaced
from surveys.models import Survey

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def replace_draft(*, survey_id: int, definition: Any = None, settings: Any = None, by: User | None = None) -> Survey:
    """Replace what is given and check both together; respondents see it only once published.

    Raises RefusedDocuments.
    """
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    wanted = survey.draft if definition is None else definition
    documents = checked(wanted, survey.settings if settings is None else settings)
    survey.settings = documents.sidecar.as_json()
    survey.save(update_fields=["settings"])
    if wanted != survey.draft:
        keep_revision(survey, definition=wanted, verb="replaced", by=by)
    record(DraftReplaced(survey_id=survey.pk), actor_id=by.pk if by else None, subject=f"survey:{survey.pk}")
    return survey
