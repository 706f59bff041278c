"""Put tags on a ticket, or take them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.hold_ticket import held
from feedback.events import TicketTagged, TicketUntagged
from feedback.models import Tag, Tagging
from feedback.rules.tags import MOST_IN_HOUSE, MOST_ON_TICKET, tag_name
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket


def tag_ticket(*, ticket: Ticket, name: str, by: User | None) -> bool:
    """Put the tag on the ticket, made if it is new; return whether it was not there. Raises Invalid."""
    word = tag_name(name)
    if not word:
        raise Invalid(errors={"tag": [_("Write a tag.")]})
    with held(ticket) as row:
        tag = _tag(word)
        if row.taggings.filter(tag=tag).exists():
            return False
        if row.taggings.count() >= MOST_ON_TICKET:
            told = _("A case bears %(most)s tags at most.") % {"most": MOST_ON_TICKET}
            raise Invalid(errors={"tag": [told]})
        Tagging.objects.create(ticket=row, tag=tag, created_at=clock.now())
        event = TicketTagged(ticket_id=row.pk, tag_id=tag.pk, tag=tag.name)
        record(event, actor_id=by.pk if by else None, subject=row.event_subject)
    return True


def untag_ticket(*, ticket: Ticket, name: str, by: User | None) -> bool:
    """Take the tag off; return whether it was there."""
    with held(ticket) as row:
        found = row.taggings.filter(tag__name__iexact=tag_name(name)).select_related("tag").first()
        if found is None:
            return False
        event = TicketUntagged(ticket_id=row.pk, tag_id=found.tag_id, tag=found.tag.name)
        found.delete()
        record(event, actor_id=by.pk if by else None, subject=row.event_subject)
    return True


def _tag(word: str) -> Tag:
    found = Tag.objects.filter(name__iexact=word).first()
    if found:
        return found
    if Tag.objects.count() >= MOST_IN_HOUSE:
        told = _("There are %(most)s tags already. Use one of them.") % {"most": MOST_IN_HOUSE}
        raise Invalid(errors={"tag": [told]})
    Tag.objects.bulk_create([Tag(name=word, created_at=clock.now())], ignore_conflicts=True)
    return Tag.objects.get(name__iexact=word)
