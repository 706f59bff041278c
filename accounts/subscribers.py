"""What follows when people are invited, or ask for a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.emails import invitation_mail, new_password_mail
from accounts.events import NewPasswordAsked, PersonInvited
from accounts.models import Invitation, User
from accounts.queries.mail_wishes import HASH, KEPT
from feedback_site.kit.tokens import hash_token, new_token
from notifications.actions.queue_delivery import queue_deliveries
from notifications.event_log import reader
from notifications.events import MailsStarted, MailsStopped
from notifications.queries.mail_texts import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded


@reader("accounts.mail", on=(PersonInvited,))
def mail_invitations(batch: Sequence[Recorded]) -> None:
    """Make each invitation's link and mail it: the database keeps the hash, only the mail has the link."""
    ids = [recorded.event.invitation_id for recorded in batch]
    invitations = list(
        Invitation.objects.open()
        .select_for_update(of=("self",))
        .select_related("invited_by")
        .filter(pk__in=ids, token_hash=None)
    )
    mails, wording = [], Wording()
    for invitation in invitations:
        token = new_token()
        invitation.token_hash = hash_token(token)
        mails.append(invitation_mail(invitation, token, wording))
    Invitation.objects.bulk_update(invitations, ["token_hash"])
    queue_deliveries(mails)


@reader("accounts.mail_wishes", on=(MailsStopped, MailsStarted))
def keep_mail_wishes(batch: Sequence[Recorded]) -> None:
    """Keep on the account what somebody stopped from a mail, or wants again; the last word counts."""
    last = {
        (line.event.topic, line.event.address_hash): isinstance(line.event, MailsStarted)
        for line in batch
        if line.event.topic in KEPT
    }
    for topic, field in KEPT.items():
        for wanted in (False, True):
            hashes = [hashed for (what, hashed), wish in last.items() if (what, wish) == (topic, wanted)]
            if hashes:
                User.objects.alias(hash=HASH).filter(hash__in=hashes).update(**{field: wanted})


@reader("accounts.password_mail", on=(NewPasswordAsked,))
def mail_new_passwords(batch: Sequence[Recorded]) -> None:
    """Mail a link to those who have an account; whoever asked twice gets two."""
    people = User.objects.active().in_bulk([recorded.event.user_id for recorded in batch if recorded.event.user_id])
    wording = Wording()
    queue_deliveries(
        new_password_mail(people[recorded.event.user_id], key=f"new-password:{recorded.id}", wording=wording)
        for recorded in batch
        if recorded.event.user_id in people
    )
