"""The front door, and where staff land."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render

from feedback_site.kit.access import allow, permitted, public

if TYPE_CHECKING:
    from django.http import HttpRequest

PRIVATE = ("/accounts/", "/api/", "/console/", "/feedback/case/", "/feedback/mine/", "/feedback/rate/", "/i/", "/s/")


@public
def home(request: HttpRequest) -> HttpResponse:
    """Say what this place is and lead on."""
    return render(request, "home.html")


@public
def robots(_request: HttpRequest) -> HttpResponse:
    """Keep machines out of private rooms; the public report is for everybody."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@allow("console.open")
def console(request: HttpRequest) -> HttpResponse:
    """Lead managers to their figures and agents to their inbox."""
    manager = permitted(request.user, "dashboard.read")
    return redirect("insights:dashboard" if manager else "feedback:inbox")
