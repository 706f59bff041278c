"""What a mail holds, read afresh from its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedback.models import RawMail
from feedback.models.incoming.reasons import PROVIDERS_REPORT
from feedback.queries.incoming.own import signatures
from feedback.rules.mail.judge import judge
from feedback.rules.mail.limits import TooMuch

if TYPE_CHECKING:
    from feedback.models import IncomingMail
    from feedback.rules.mail.judge import Judgement
    from feedback.rules.mail.shapes import Part

SHOWN = 20_000
HEAD = 4_000


@dataclass(frozen=True, kw_only=True)
class Contents:
    """For a page: the words, what is folded, the parts; of a mail that cannot be read its first bytes."""

    text: str = ""
    folded: str = ""
    html: str = field(default="", repr=False)
    to: str = ""
    parts: tuple[Part, ...] = ()
    beginning: str = ""
    is_cut: bool = False


def raw_of(mail: IncomingMail) -> bytes:
    """Return the bytes as they came, nothing when they were erased."""
    row = RawMail.objects.filter(mail=mail).first()
    return bytes(row.content) if row else b""


def contents(mail: IncomingMail) -> Contents:
    """Read the mail for a page; nothing in it can make that fail."""
    raw = raw_of(mail)
    judged = None if mail.kind == PROVIDERS_REPORT else _judged(raw)
    if judged is None:
        return Contents(beginning=raw[:HEAD].decode("utf-8", "replace").replace("\0", ""), is_cut=len(raw) > HEAD)
    text, folded = judged.reply.reply, judged.reply.quoted
    return Contents(
        text=text[:SHOWN],
        folded=folded[:SHOWN],
        html=judged.mail.html,
        to=", ".join(person.address for person in (*judged.mail.to, *judged.mail.cc))[:1_000],
        parts=tuple(part for part in judged.mail.parts if part.attached),
        is_cut=len(text) > SHOWN or len(folded) > SHOWN,
    )


def _judged(raw: bytes) -> Judgement | None:
    try:
        return judge(raw, signatures())
    except TooMuch:
        return None
    except Exception:  # noqa: BLE001 -- what broke the reader once must not break the page that shows it
        return None
