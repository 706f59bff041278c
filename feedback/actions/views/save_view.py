"""Keep a filter under a name, rename it, drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from feedback.events import ViewDropped, ViewRenamed, ViewSaved
from feedback.models import SavedView
from feedback.models.saved_view import MOST, NAME_LENGTH
from feedback.queries.inbox.orders import order_named
from feedback.rules.texts import clean
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import Team
    from feedback.queries.inbox.ticket_filter import TicketFilter


@transaction.atomic
def save_view(*, name: str, wanted: TicketFilter, sort: str, by: User, team: Team | None = None) -> SavedView:
    """Keep the filter and its order for oneself, or for a team that one is in; raises Invalid and Conflict."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two at once do not pass the bound
    if team is not None and not team.members.filter(pk=by.pk).exists():
        raise Invalid(errors={"team": [_("You are not in this team.")]})
    if SavedView.objects.of(by).distinct().count() >= MOST:
        raise Conflict(_("You have %(most)s views already. Drop one first.") % {"most": MOST})
    found = SavedView.objects.create(
        name=_named(name),
        owner=by,
        team=team,
        wanted=wanted.to_json(),
        sort=order_named(sort, wanted).key if sort else "",
        created_at=clock.now(),
    )
    event = ViewSaved(view_id=found.pk, team_id=team.pk if team else None)
    record(event, actor_id=by.pk, subject=found.event_subject)
    return found


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: User) -> SavedView:
    """Give a view that one sees another name; raises Invalid."""
    row = SavedView.objects.select_for_update(of=("self",), no_key=True).get(pk=view.pk)
    row.name = _named(name)
    row.save(update_fields=["name"])
    record(ViewRenamed(view_id=row.pk), actor_id=by.pk, subject=row.event_subject)
    return row


@transaction.atomic
def drop_view(*, view: SavedView, by: User) -> None:
    """Drop a view that one sees; twice is once."""
    record(ViewDropped(view_id=view.pk), actor_id=by.pk, subject=view.event_subject)
    SavedView.objects.filter(pk=view.pk).delete()


def _named(name: str) -> str:
    found = " ".join(clean(name).split())
    if not found or len(found) > NAME_LENGTH:
        raise Invalid(errors={"name": [_("Give it a name of at most %(most)s characters.") % {"most": NAME_LENGTH}]})
    return found
