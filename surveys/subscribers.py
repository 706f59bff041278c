"""What follows from responses: daily counts, counted results, sealing; and from invitations: mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback_site.kit import clock
from notifications.actions.queue_delivery import queue_deliveries
from notifications.event_log import reader
from notifications.queries.mail_texts import Wording
from surveys.actions.count_responses import count_responses
from surveys.actions.invitations.note_answers import note_answers
from surveys.actions.results.add_to_results import add_by_id
from surveys.actions.seal_responses import seal_responses
from surveys.emails import survey_mail
from surveys.events import PeopleInvited, PeopleReminded, ResponseCompleted, ResponseStarted
from surveys.models import Invitation, SurveyVersion
from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded


@reader("surveys.seal", on=(ResponseCompleted,), from_start=True)
def seal(batch: Sequence[Recorded]) -> None:
    """Seal anonymous responses once enough are together; their events carry no id."""
    versions = {recorded.event.version_id for recorded in batch if not recorded.event.response_id}
    states = dict(SurveyVersion.objects.filter(pk__in=versions).values_list("pk", "survey__state"))
    for version_id in sorted(states):
        seal_responses(version_id=version_id, is_over=states[version_id] == State.CLOSED)


@reader("surveys.counts", on=(ResponseStarted, ResponseCompleted), from_start=True)
def count(batch: Sequence[Recorded]) -> None:
    """Keep the counts."""
    count_responses(batch)


@reader("surveys.results", on=(ResponseCompleted,), from_start=True)
def count_results(batch: Sequence[Recorded]) -> None:
    """Keep the results counted; anonymous responses are counted when they are sealed."""
    add_by_id([recorded.event.response_id for recorded in batch if recorded.event.response_id])


@reader("surveys.answered", on=(ResponseCompleted,))
def mark_answered(batch: Sequence[Recorded]) -> None:
    """Note who of those invited has answered."""
    note_answers(batch)


@reader("surveys.mail", on=(PeopleInvited, PeopleReminded), batch=20)
def mail_invitations(batch: Sequence[Recorded]) -> None:
    """Write to the invited; whoever has answered, or was taken off the list, gets nothing."""
    wanted = {(pk, isinstance(r.event, PeopleReminded)) for r in batch for pk in r.event.invitation_ids}
    rows = Invitation.objects.waiting().filter(pk__in={pk for pk, _ in wanted}).select_related("survey")
    found = {row.pk: row for row in rows.defer("survey__draft", "survey__settings")}
    todo = sorted((pk, is_reminder) for pk, is_reminder in wanted if pk in found)
    wording = Wording()
    queue_deliveries([survey_mail(found[pk], wording, is_reminder=is_reminder) for pk, is_reminder in todo])
    first = Invitation.objects.filter(pk__in=[pk for pk, is_reminder in todo if not is_reminder], sent_at=None)
    first.update(sent_at=clock.now())
