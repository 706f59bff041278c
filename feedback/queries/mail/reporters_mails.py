"""What reporters wrote to us by mail, so that our mails name it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from feedback.models import IncomingMail
from feedback.rules.mail.fates import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable

TICKET = "ticket:"


def reporters_mails(threads: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the Message-IDs of the reporter's own mails by thread, such as "ticket:7", the newest last."""
    ids = {int(thread.removeprefix(TICKET)) for thread in threads if thread.startswith(TICKET)}
    found: dict[str, list[str]] = defaultdict(list)
    if ids:
        mails = IncomingMail.objects.in_state(Fate.TAKEN).filter(ticket__in=ids, is_strangers=False).order_by("id")
        for ticket_id, identifier in mails.exclude(identifier="").values_list("ticket_id", "identifier"):
            found[f"{TICKET}{ticket_id}"].append(f"<{identifier.strip('<> ')}>")
    return {thread: tuple(named) for thread, named in found.items()}
