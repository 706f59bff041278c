"""Where to go after a POST: 303, so that the browser asks with GET and a reload sends nothing twice."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url


class SeeOther(HttpResponseRedirect):
    """`HTTP 303`; Django knows 302 only."""

    status_code = HTTPStatus.SEE_OTHER


def see_other(to: Any, *args: Any, **kwargs: Any) -> SeeOther:
    """Lead on to a route, an object with a page, or an address of our own."""
    return SeeOther(resolve_url(to, *args, **kwargs))
