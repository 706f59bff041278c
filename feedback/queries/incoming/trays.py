"""The trays in which mails lie, and the mails that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models import IncomingMail, Mailbox
from feedback.models.incoming.mail import UNDECIDED
from feedback.models.words import values
from feedback.rules.mail.fates import Fate
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from django.db.models import QuerySet


class UnknownMail(Problem):
    """No mail of this number, or none that the person may read."""

    status = HTTPStatus.NOT_FOUND
    title = _("There is no such mail.")


@dataclass(frozen=True)
class Tray:
    """A name for a set of states."""

    key: str
    label: Any
    fates: tuple[Fate, ...]


FLOOD = Tray("flood", pgettext_lazy("mails", "Too many at once"), (Fate.FLOOD,))
TRAYS = (
    Tray("held", pgettext_lazy("mails", "Held"), (Fate.HELD,)),
    FLOOD,
    Tray("unreadable", pgettext_lazy("mails", "Could not be read"), (Fate.UNREADABLE, Fate.RECEIVED)),
    Tray("machine", pgettext_lazy("mails", "By machines"), (Fate.MACHINE,)),
    Tray("taken", pgettext_lazy("mails", "Taken in"), (Fate.TAKEN,)),
    Tray("away", pgettext_lazy("mails", "Put away"), (Fate.DISCARDED, Fate.DOUBLE)),
)


def tray_of(key: str) -> Tray:
    """Return the tray of that name, the first for any other."""
    return next((tray for tray in TRAYS if tray.key == key), TRAYS[0])


def mails_in(*, user: Any, tray: Tray) -> QuerySet[IncomingMail]:
    """Return what lies in the tray, without the texts that no list shows."""
    found = IncomingMail.objects.visible_to(user).in_state(*tray.fates)
    return found.select_related("ticket").defer("folded")


def undecided(*, user: Any) -> dict[str, int]:
    """Count the mails that wait for somebody of the staff, by state; there are never many."""
    rows = IncomingMail.objects.visible_to(user).filter(state__in=values(UNDECIDED))
    return dict(rows.values_list("state").annotate(Count("id")).order_by())


def troubled_mailboxes() -> list[Mailbox]:
    """Return the mailboxes that could not be read, or in which mails lie that never came in."""
    return list(Mailbox.objects.exclude(trouble="", missing=[]).order_by("name"))


def find_mail(*, user: Any, mail_id: int) -> IncomingMail:
    """Return one mail; raises UnknownMail."""
    rows = IncomingMail.objects.visible_to(user).select_related("ticket", "double_of", "decided_by")
    found = rows.filter(pk=mail_id).first()
    if found is None:
        raise UnknownMail
    return found
