"""What went wrong between us and another server, in people's words; the error's own text stands beside them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

UNKNOWN_NAME = _("The server’s name is not known.")
NOBODY_THERE = _("Nobody answers at the server’s address.")
NO_ANSWER = _("The server did not answer in time.")
HUNG_UP = _("The server broke the connection off.")
NOT_SECURE = _("No safe connection to the server could be made.")
NOT_LET_IN = _("The server did not accept our name and password.")
NO_SENDER = _("The server takes no mail from our address.")
NO_RECEIVER = _("The server takes no mail for this receiver.")
NO_TOKEN = _("The command that is to print the password or token failed.")
NOT_OPENED = _("The folder cannot be opened.")
NOT_WRITTEN = _("It cannot be written as a mail.")
ANSWERED = _("The server refused.")

WORDS: dict[str, Any] = {
    "gaierror": UNKNOWN_NAME,
    "ConnectionRefusedError": NOBODY_THERE,
    "TimeoutError": NO_ANSWER,
    "ConnectionResetError": HUNG_UP,
    "ConnectionAbortedError": HUNG_UP,
    "BrokenPipeError": HUNG_UP,
    "EOFError": HUNG_UP,
    "abort": HUNG_UP,
    "SMTPServerDisconnected": HUNG_UP,
    "SSLError": NOT_SECURE,
    "SSLEOFError": NOT_SECURE,
    "SSLCertVerificationError": NOT_SECURE,
    "SMTPNotSupportedError": NOT_SECURE,
    "SMTPAuthenticationError": NOT_LET_IN,
    "MailboxLoginError": NOT_LET_IN,
    "SMTPSenderRefused": NO_SENDER,
    "SMTPRecipientsRefused": NO_RECEIVER,
    "CalledProcessError": NO_TOKEN,
    "TimeoutExpired": NO_TOKEN,
    "MailboxFolderSelectError": NOT_OPENED,
    "ValueError": NOT_WRITTEN,
    "UnicodeEncodeError": NOT_WRITTEN,
    "SMTPDataError": ANSWERED,
    "SMTPHeloError": ANSWERED,
    "SMTPConnectError": ANSWERED,
    "SMTPResponseException": ANSWERED,
    "error": ANSWERED,
}


def failure_word(told: str) -> Any:
    """Return what a text such as `TimeoutError: timed out` means, "" where nobody knows."""
    return WORDS.get(told.partition(":")[0], "")
