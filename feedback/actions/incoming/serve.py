"""A mail server's way in: SMTP and LMTP, where nothing is confirmed before it is kept."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
from django.db import close_old_connections, connections

from feedback.actions.incoming.store_mail import TooLargeToKeepError, store_mail
from feedback.rules.mail.fates import MAX_KEPT, Way
from feedback.rules.mail.intake.envelope import with_envelope

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

log = structlog.get_logger(__name__)
MAX_RECIPIENTS = 100
MAX_CONNECTIONS = 100
ROOM_FOR_ENVELOPE = 100_000
PATIENCE = 300.0  # from one command to the next, the mail's bytes among them (RFC 5321, 4.5.3.2.7)
REFUSED = ("500 Line", "552 Error")


class Handler:
    """Keeps each mail in a thread, because the database is not asynchronous."""

    def __init__(self) -> None:
        """Count who is connected."""
        self.connected = 0

    async def handle_RCPT(  # noqa: N802 -- the name that aiosmtpd asks for
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take every address: the mail server in front knows which are ours."""
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 -- likewise
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Answer 250 only once the mail is kept; while the database is away, ask to come again.

        LMTP wants an answer for each recipient.
        """
        told = await asyncio.get_running_loop().run_in_executor(None, keep, envelope)
        return "\r\n".join([told] * len(envelope.rcpt_tos)) if isinstance(server, LMTP) else told


def keep(envelope: Envelope) -> str:
    """Keep one mail; return what the mail server is told."""
    content = envelope.content if isinstance(envelope.content, bytes) else b""
    close_old_connections()
    try:
        whole = with_envelope(content, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos)
        store_mail(content=whole, way=Way.SOCKET)
    except TooLargeToKeepError:
        return "552 5.3.4 Message too big"
    except Exception as error:  # noqa: BLE001 -- whatever it is, the mail server keeps the mail and comes again
        log.warning("mail_not_kept", error=f"{type(error).__name__}: {error}")
        return "451 4.3.0 Cannot keep the mail now"
    finally:
        connections.close_all()
    return "250 2.0.0 Kept"


class Bounded(SMTP):
    """Takes lines of any length, as mails have them whatever the standard says, and not endless connections."""

    line_length_limit = MAX_KEPT

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask to come later where too many are connected already."""
        super().connection_made(transport)
        self.event_handler.connected += 1
        if self.event_handler.connected > MAX_CONNECTIONS:
            self._writer.write(b"421 4.3.2 Too many connections\r\n")
            transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """Make room for another."""
        self.event_handler.connected -= 1
        super().connection_lost(error)


class BoundedLMTP(LMTP, Bounded):
    """Answers for each recipient after a mail's end, when it refuses it, too."""

    async def push(self, status: Any) -> None:
        """Say so once a recipient, or the mail server would wait for the rest."""
        if isinstance(status, str) and status.startswith(REFUSED) and self.envelope:
            status = "\r\n".join([status] * max(1, len(self.envelope.rcpt_tos)))
        await super().push(status)


class Server(Controller):
    """A socket that speaks LMTP or SMTP."""

    def __init__(self, *, speaks_lmtp: bool, **options: Any) -> None:
        """Remember how to speak."""
        self.protocol = BoundedLMTP if speaks_lmtp else Bounded
        super().__init__(Handler(), **options)

    def factory(self) -> SMTP:
        """Make the protocol of one connection."""
        return self.protocol(
            self.handler,
            data_size_limit=MAX_KEPT - ROOM_FOR_ENVELOPE,
            enable_SMTPUTF8=True,
            decode_data=False,
            timeout=PATIENCE,
            ident="Huiyin",
        )


def socket_server(*, host: str, port: int, speaks_lmtp: bool) -> Server:
    """Return a server that does not listen yet; the library's log names people, so it says trouble only."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    return Server(speaks_lmtp=speaks_lmtp, hostname=host, port=port)
