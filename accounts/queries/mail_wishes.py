"""Which news somebody of the staff wants by mail: switched on their profile, or with one click in a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Func, Value
from django.db.models.functions import Lower

from notifications.models import Refusal, Topic
from notifications.rules.addresses import address_hash

if TYPE_CHECKING:
    from accounts.models import User

WISHES = {
    "mail_on_assignment": Topic.ASSIGNED,
    "mail_on_message": Topic.MESSAGE,
    "mail_on_mention": Topic.MENTION,
}
KEPT = {Topic.ASSIGNED: "mail_on_assignment", Topic.MESSAGE: "mail_on_message"}
"""What the account keeps too, so that such news are not even written; all of them hold by the refusals."""


HASH = Func(
    Func(Func(Lower("email"), Value("UTF8"), function="convert_to"), function="sha256"),
    Value("hex"),
    function="encode",
    output_field=CharField(),
)


def mail_wishes(user: User) -> dict[str, bool]:
    """Return what the person wants, with one question."""
    stopped = stopped_topics(user)
    return {name: topic not in stopped and bool(getattr(user, name, True)) for name, topic in WISHES.items()}


def stopped_topics(user: User) -> set[str]:
    """Return which of these the person has stopped."""
    found = Refusal.objects.filter(address_hash=address_hash(user.email), topic__in=WISHES.values())
    return set(found.values_list("topic", flat=True))
