"""Where a sent page leads: told to browsers by 303, to our script by a header."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from feedback_site.kit.redirects import SeeOther
from surveys.queries.private_links import UNSEEN, private_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from surveys.models import Response


def tells_scripts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A script cannot read where a redirect leads without following it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == HTTPStatus.SEE_OTHER and request.headers.get("X-Sent-By") == "script":
            told = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"X-Next": answer["Location"]})
            told.cookies = answer.cookies
            return told
        return answer

    return wrapped


def unseen(page: HttpResponse) -> HttpResponse:
    """Let no browser, which others may share, show the page again."""
    for name, value in UNSEEN.items():
        page[name] = value
    return page


def lead(slug: str, response: Response, **query: str) -> HttpResponse:
    """Lead to the response's private link."""
    return SeeOther(with_query(address_of(slug, response), query))


def with_query(address: str, query: dict[str, str]) -> str:
    """An address with a query, if there is one."""
    return f"{address}?{urlencode(query)}" if query else address


def address_of(slug: str, response: Response) -> str:
    """The private link, without the site."""
    return reverse("surveys:answer", args=[slug, private_key(response.pk)])
