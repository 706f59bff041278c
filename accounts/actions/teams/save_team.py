"""Make a team, name it anew, choose who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.events import TeamSaved
from accounts.models import Team, User
from accounts.models.team import NAME_LENGTH
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Iterable


def save_team(*, name: str, members: Iterable[User], actor_id: int, team: Team | None = None) -> Team:
    """Make the team, or change it; only who works here can be in it. Raises Invalid."""
    plain = " ".join(name.split())
    if not plain or len(plain) > NAME_LENGTH:
        raise Invalid(errors={"name": [_("Give it a name of at most %(most)s characters.") % {"most": NAME_LENGTH}]})
    wanted = User.objects.who_may("ticket.read").filter(pk__in=[person.pk for person in members])
    try:
        with transaction.atomic():
            row = team or Team(created_at=clock.now())
            row.name = plain
            row.save()
            row.members.set(wanted)
            event = TeamSaved(team_id=row.pk, member_ids=sorted(person.pk for person in wanted))
            record(event, actor_id=actor_id, subject=f"team:{row.pk}")
    except IntegrityError as error:
        raise Invalid(errors={"name": [_("There is a team of this name already.")]}) from error
    return row
