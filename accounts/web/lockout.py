"""What somebody sees who tried too many passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

STATUS = 429


def locked_out(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say how long to wait and what else to do (axes calls this, see settings/security.py)."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    if "application/json" in request.headers.get("Accept", ""):
        title = _("Too many attempts. Wait %(minutes)s minutes.") % {"minutes": minutes}
        return JsonResponse({"status": STATUS, "title": title}, status=STATUS)
    response = render(request, "account/locked_out.html", {"minutes": minutes}, status=STATUS)
    response["Retry-After"] = str(minutes * 60)
    return response
