"""Ask people by mail to answer a survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record_all
from surveys.events import PeopleInvited
from surveys.models import Invitation, Survey
from surveys.queries.definitions import documents_of
from surveys.rules.invitations.addresses import MOST, is_address
from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accounts.models import User

TOGETHER = 200
"""So many invitations an event names."""


class NotOpen(Conflict):
    """Nobody can answer, so nobody is asked to."""

    title = gettext_lazy("Publish the survey first: nobody can answer it now.")


@dataclass(frozen=True)
class Invited:
    """How many are asked now, and how many were asked before."""

    new: int
    known: int


@transaction.atomic
def invite_people(*, survey_id: int, addresses: Sequence[str], language: str = "", by: User | None) -> Invited:
    """Invite each address once; whoever has a good invitation gets no other. Raises Invalid, NotOpen."""
    wanted = _checked(addresses)
    survey = Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey_id)
    if survey.state != State.LIVE or survey.live_version_id is None:
        raise NotOpen
    documents = documents_of(survey.live_version_id)
    known = set(Invitation.objects.good().filter(survey=survey, email__in=wanted).values_list("email", flat=True))
    now = clock.now()
    made = Invitation.objects.bulk_create(
        Invitation(
            survey=survey,
            email=address,
            language=language if language in documents.locales else documents.languages[0],
            response_id=None if documents.sidecar.is_anonymous else uuid4(),
            created_by=by,
            created_at=now,
        )
        for address in wanted
        if address not in known
    )
    ids = [row.pk for row in made]
    record_all(
        [PeopleInvited(survey_id=survey.pk, invitation_ids=some) for some in in_parts(ids)],
        actor_id=by.pk if by else None,
        subject=f"survey:{survey.pk}",
    )
    return Invited(len(made), len(known))


def in_parts(ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids in parts that one event holds."""
    return (list(ids[start : start + TOGETHER]) for start in range(0, len(ids), TOGETHER))


def _checked(addresses: Sequence[str]) -> list[str]:
    """Each address once, in small letters; raises Invalid."""
    wanted = list(dict.fromkeys(address.strip().lower() for address in addresses))
    wrong = [place for place, address in enumerate(addresses) if not is_address(address.strip().lower())]
    if wrong:
        raise Invalid(errors={f"addresses[{place}]": [_("This is not a mail address.")] for place in wrong[:50]})
    if len(wanted) > MOST:
        raise Invalid(errors={"addresses": [_("Send at most %(most)s at a time.") % {"most": MOST}]})
    return wanted
