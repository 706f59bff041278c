"""Brings the staff in: the administrator as `createsuperuser` does, the others by invitation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from accounts.actions.accept_invitation import accept_invitation
from accounts.actions.invite_person import invite_person
from accounts.models import User
from feedback_site.demo.staff import ADMINISTRATOR, INVITED, OTHERS, PASSWORD
from notifications.actions.read_events import read_events
from notifications.models import Delivery

if TYPE_CHECKING:
    from feedback_site.demo.staff import Member

LINK = re.compile(r"/accounts/invitation/([^/\s]+)/")


def hire() -> dict[str, User]:
    """Return everybody by address."""
    first = User.objects.create_superuser(
        ADMINISTRATOR.email,
        PASSWORD,
        name=ADMINISTRATOR.name,
        language=ADMINISTRATOR.language,
        timezone=ADMINISTRATOR.timezone,
    )
    for member in OTHERS:
        invite_person(email=member.email, role=member.role, language=member.language, invited_by=first)
    read_events()
    return {first.email: first} | {member.email: _accept(member) for member in OTHERS}


def invite_one_more(by: User) -> None:
    """Leave one invitation open."""
    email, role, language = INVITED
    invite_person(email=email, role=role, language=language, invited_by=by)


def _accept(member: Member) -> User:
    """Join as everybody does: by the link in the mail."""
    mail = Delivery.objects.get(to=member.email, kind="invitation")
    found = LINK.search(mail.text)
    if found is None:
        raise LookupError(f"no link in the invitation of {member.email}")
    return accept_invitation(
        token=found[1],
        name=member.name,
        password=PASSWORD,
        language=member.language,
        timezone=member.timezone,
    )
