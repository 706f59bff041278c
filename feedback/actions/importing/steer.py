"""Let an import begin in earnest, stop, go on, or be looked at anew with other columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.actions.importing.begin import TASK
from feedback.events.importing import ImportMoved
from feedback.models import TicketImport
from feedback.models.importing.ticket_import import COUNTS
from feedback.rules.importing.case import Source
from feedback.rules.importing.columns import Column, missing, read_mapping
from feedback.rules.importing.states import STEPS, State, Step
from feedback_site.celery import wake_on_commit
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User


@transaction.atomic
def steer_import(*, run: TicketImport, step: Step, by: User, mapping: Mapping[str, str] | None = None) -> TicketImport:
    """Do the step; a mapping comes with looking anew. Raises Conflict and Invalid."""
    row = TicketImport.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if not row.may(step):
        raise Conflict(_("This cannot be done with the import now."))
    if mapping is not None:
        row.mapping = checked_mapping(row, mapping)
    if step == Step.START and row.source == Source.CSV and missing([Column(name) for name in row.mapping.values()]):
        raise Invalid(errors={"mapping": [_("Say which columns hold the case's number and the text.")]})
    row.state = STEPS[State(row.state), step].value
    if step == Step.LOOK or (step == Step.START and row.is_dry):
        rewind(row, is_dry=step == Step.LOOK)
    row.changed_at = clock.now()
    row.save()
    record(ImportMoved(import_id=row.pk, state=row.state), actor_id=by.pk, subject=row.event_subject)
    wake_on_commit(TASK)
    return row


def rewind(row: TicketImport, *, is_dry: bool) -> None:
    """Begin a reading at the first row, with a new report."""
    row.lines.all().delete()
    row.is_dry, row.position = is_dry, 0
    for name in COUNTS:
        setattr(row, name, 0)


def checked_mapping(row: TicketImport, mapping: Mapping[str, str]) -> dict[str, str]:
    """Return which column means what; raises Invalid."""
    found = read_mapping({place: name for place, name in mapping.items() if name}, len(row.headings))
    if found is None:
        raise Invalid(errors={"mapping": [_("Each meaning can be given to one column only.")]})
    return {str(place): column.value for place, column in found.items()}
