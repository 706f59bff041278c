"""A provider's way in: it posts a mail and forgets it once it is told that the mail is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import Error
from django.http import Http404, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from feedback.actions.incoming.note_reports import note_reports
from feedback.actions.incoming.store_mail import TooLargeToKeepError, store_mail
from feedback.rules.mail.fates import Way
from feedback.web.incoming.providers import PROVIDERS, is_genuine
from feedback.web.incoming.unreadable import UnreadableError
from feedback_site.kit.access import public
from feedback_site.kit.problems import TooLarge

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from feedback.web.incoming.providers import Provider

log = structlog.get_logger(__name__)
PATIENCE = "60"
UNREADABLE = (UnreadableError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@public
@csrf_exempt  # a program of the provider posts it, without cookies; its key or signature is the permission
@require_http_methods(["HEAD", "POST"])
def webhook(request: HttpRequest) -> HttpResponse:
    """Keep the mail, then say so; while that cannot be done, ask to come again."""
    return _answered(request, _keep)


@public
@csrf_exempt  # likewise
@require_http_methods(["HEAD", "POST"])
def mail_events(request: HttpRequest) -> HttpResponse:
    """Take what the provider tells of mails that it could not deliver."""
    return _answered(request, _note)


def _keep(provider: Provider, body: bytes, content_type: str) -> None:
    content = provider.mail_in(body, content_type)
    if content is not None:
        store_mail(content=content, way=Way.WEBHOOK, mailbox=settings.MAIL_WEBHOOK)


def _note(provider: Provider, body: bytes, _content_type: str) -> None:
    told = provider.reports_in(body)
    note_reports(told=told, body=body, provider=settings.MAIL_WEBHOOK)


def _answered(request: HttpRequest, take: Callable[[Provider, bytes, str], None]) -> HttpResponse:
    """Take what comes with the provider's proof, and say so once that is done."""
    provider, key = _configured()
    if request.method == "HEAD":  # some look whether anybody is there
        return HttpResponse()
    if not (provider.signs_body or is_genuine(provider, key, request)):
        return _refused(provider, request)
    body = _body(request, provider.most)
    if provider.signs_body and not is_genuine(provider, key, request, body):
        return HttpResponseForbidden()
    try:
        take(provider, body, request.META.get("CONTENT_TYPE", ""))
    except TooLargeToKeepError as error:
        raise TooLarge from error
    except (Error, *UNREADABLE) as error:  # it stays with the provider, which tries for hours
        log.exception("mail_not_kept", provider=settings.MAIL_WEBHOOK, error=type(error).__name__)
        return HttpResponse(status=503, headers={"Retry-After": PATIENCE})
    return HttpResponse()


def _refused(provider: Provider, request: HttpRequest) -> HttpResponse:
    if provider.asks_first and "HTTP_AUTHORIZATION" not in request.META:
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="mail"'})
    return HttpResponseForbidden()


def _body(request: HttpRequest, most: int) -> bytes:
    """Read it whole or not at all: half a mail must not be kept as if it were one."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdecimal():
        raise BadRequest
    if int(announced) > most:
        raise TooLarge
    body = request.read(most)
    if len(body) < int(announced):
        raise BadRequest
    return body


def _configured() -> tuple[Provider, str]:
    """Return the provider that is set, with its key; without both there is no such address."""
    provider, key = PROVIDERS.get(settings.MAIL_WEBHOOK), settings.MAIL_WEBHOOK_SECRET
    if provider is None or not key.isascii() or not (key if provider.signs_body else key.partition(":")[2]):
        raise Http404
    return provider, key
