"""Put another draft, or other settings, in the place of a survey's."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import transaction

from notifications.event_log import record
from surveys.actions.import_survey import checked
from surveys.actions.keep_revision import DraftConflict, keep_revision, refuse_conflicts
from surveys.events import DraftReplaced
from surveys.models import Survey
from surveys.rules.versions.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.models import User


class DraftMoved(DraftConflict):
    """The draft does not carry the mark on which the wish depends."""

    status = HTTPStatus.PRECONDITION_FAILED


@transaction.atomic
def replace_draft(
    *,
    survey_id: int,
    definition: Any = None,
    settings: Any = None,
    by: User | None = None,
    base: int | None = None,
    since: int | None = None,
    tags: Collection[str] = (),
    over: Any = None,
    settings_seen: str = "",
) -> Survey:
    """Replace what is given and check both together; respondents see it only once published.

    `base` is the revision, `tags` are fingerprints of the draft and `over` the settings that this may replace,
    `since` the revision after which nobody else may have changed it, `settings_seen` the fingerprint of the
    settings that other settings may replace; without them it replaces any.
    Raises RefusedDocuments, DraftConflict, DraftMoved.
    """
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    if since is not None:
        refuse_conflicts(survey, base=since, by=by)
    if base is not None and base != survey.revision:
        raise DraftConflict
    if over is not None and over != survey.settings:
        raise DraftConflict
    if settings_seen and settings is not None and settings_seen != fingerprint(None, survey.settings):
        raise DraftConflict
    if tags and fingerprint(survey.draft, survey.settings) not in tags:
        raise DraftMoved
    wanted = survey.draft if definition is None else definition
    documents = checked(wanted, survey.settings if settings is None else settings)
    survey.settings = documents.sidecar.as_json()
    survey.save(update_fields=["settings"])
    if wanted != survey.draft:
        keep_revision(survey, definition=wanted, verb="replaced", by=by)
    record(DraftReplaced(survey_id=survey.pk), actor_id=by.pk if by else None, subject=f"survey:{survey.pk}")
    return survey
