"""Private links: a response's id with our signature, which nobody can guess."""

from __future__ import annotations

import base64
import binascii
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.core.signing import BadSignature
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock
from feedback_site.kit.problems import Gone, Problem
from feedback_site.kit.tokens import sign, unsign, uuid7
from surveys.queries.definitions import documents_of
from surveys.rules.anonymity import left_behind
from surveys.rules.lifecycle import LINK_DAYS

if TYPE_CHECKING:
    from surveys.models import Response

PURPOSE = "response"
ADMISSION = "survey-admission"
UUID_VERSION = 7
UNSEEN = {"Cache-Control": "private, no-store"}  # for what a shared browser must not show again


class BrokenLink(Problem):
    """A private link that this site did not write."""

    status = HTTPStatus.NOT_FOUND
    title = _("This link is not complete.")

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(_("Check that you copied all of it, or begin the survey again."), headers=UNSEEN)


class ExpiredLink(Gone):
    """Nobody came back for too long."""

    title = _("This link has expired.")

    def __init__(self) -> None:
        """Say what to do; keep it out of caches."""
        super().__init__(_("Nobody came back to it for a long time. You can begin the survey again."), headers=UNSEEN)


def has_expired(response: Response) -> bool:
    """Whether nobody came back for too long; what is complete keeps its thanks a while longer."""
    now = clock.now()
    is_anonymous = documents_of(response.version_id).sidecar.is_anonymous
    is_left = is_anonymous and not response.is_complete
    return response.updated_at < (left_behind(now) if is_left else now - timedelta(days=LINK_DAYS))


def new_response_id(version_id: int) -> UUID:
    """An id for somebody who begins; of an anonymous survey it does not even hold the time."""
    return uuid4() if documents_of(version_id).sidecar.is_anonymous else uuid7()


def private_key(response_id: UUID) -> str:
    """The last part of a response's private link."""
    return sign(PURPOSE, _written(response_id))


def response_id_of(key: str) -> UUID:
    """The response behind a link; raises BrokenLink."""
    return _read(PURPOSE, key)


def admission(response_id: UUID, survey_id: int) -> str:
    """What lets somebody into a survey for the invited alone, under an id that nobody else was given."""
    return sign(f"{ADMISSION}:{survey_id}", _written(response_id))


def admitted_id(key: str, survey_id: int) -> UUID:
    """The id that an admission is for; raises BrokenLink."""
    return _read(f"{ADMISSION}:{survey_id}", key)


def kept_id(response_id: UUID, version_id: int) -> UUID:
    """The id under which a response is kept: that of an anonymous one never holds a time, whoever made it up."""
    if response_id.version != UUID_VERSION or not documents_of(version_id).sidecar.is_anonymous:
        return response_id
    return UUID(bytes=salted_hmac("huiyin.timeless", response_id.bytes, algorithm="sha256").digest()[:16], version=4)


def version_mark(response_id: UUID, survey_id: int, version_id: int) -> str:
    """What a first page says of the version that it was made of."""
    said = f"{survey_id}:{version_id}:{response_id}"
    return f"{version_id}.{salted_hmac('huiyin.version', said, algorithm='sha256').hexdigest()[:32]}"


def marked_version(mark: str, response_id: UUID, survey_id: int) -> int | None:
    """The version that such a mark names, if it is ours and stood on the page of this response."""
    number = mark.partition(".")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    version_id = int(number)
    return version_id if constant_time_compare(version_mark(response_id, survey_id, version_id), mark) else None


def _written(response_id: UUID) -> str:
    return base64.urlsafe_b64encode(response_id.bytes).decode().rstrip("=")


def _read(purpose: str, key: str) -> UUID:
    try:
        return UUID(bytes=base64.urlsafe_b64decode(unsign(purpose, key) + "=="))
    except (BadSignature, ValueError, binascii.Error) as error:
        raise BrokenLink from error
