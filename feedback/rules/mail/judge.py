"""What a mail is and where it belongs: the one judgement that acts and that `explain_mail` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.rules.mail.bounces.read import Bounce, read_bounce
from feedback.rules.mail.bounces.returned import returned_ids
from feedback.rules.mail.machine import Machine, Verdict, classify
from feedback.rules.mail.parse import parse
from feedback.rules.mail.replies.split import Reply, split_reply
from feedback.rules.mail.threads import Thread, find_thread, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.rules.mail.shapes import Mail

FAILURES = (Machine.BOUNCE, Machine.COMPLAINT)


@dataclass(frozen=True)
class Signatures:
    """What the site's own signatures say: the case that an address or Message-ID names, and which mails are its own."""

    of_address: Callable[[str], str | None]
    of_message: Callable[[str], str | None]
    is_own: Callable[[Mail], bool] | None = None


@dataclass(frozen=True)
class Judgement:
    """All that is known of a mail from its bytes and our signatures."""

    mail: Mail
    machine: Verdict | None
    reply: Reply
    thread: Thread | None
    bounce: Bounce | None
    returned: tuple[str, ...]
    suggestions: list[str]


def judge(raw: bytes, signatures: Signatures) -> Judgement:
    """Read and judge; raises TooMuch."""
    mail = parse(raw)
    verdict = classify(mail, signatures.is_own)
    failed = verdict is not None and verdict.kind in FAILURES
    return Judgement(
        mail=mail,
        machine=verdict,
        reply=split_reply(mail.text),
        thread=find_thread(mail, signatures.of_address, signatures.of_message),
        bounce=read_bounce(mail) if failed else None,
        returned=returned_ids(mail) if failed else (),
        suggestions=suggestions(mail),
    )
