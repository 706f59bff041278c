"""The menus: the public one, and the console's by what the person may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.access import SIGNED_IN, permitted

if TYPE_CHECKING:
    from django.http import HttpRequest

MENU = (
    (_("Inbox"), "feedback:inbox", "ticket.read"),
    (_("Contacts"), "feedback:contacts", "contact.read"),
    (_("Dashboard"), "insights:dashboard", "dashboard.read"),
    (_("Surveys"), "surveys:list", "survey.read"),
    (_("Targets"), "feedback:policies", "clocks.read"),
    (_("Rules"), "feedback:rules", "automation.read"),
    (_("Digests"), "insights:digests", "digest.receive"),
    (_("Mail in"), "feedback:incoming", "incoming.read"),
    (_("Sent mail"), "notifications:mail", "delivery.read"),
    (_("Events"), "notifications:events", "event.read"),
    (_("Imports"), "feedback:imports", "ticket.import"),
    (_("People"), "accounts:people", "person.read"),
    (_("Profile"), "accounts:profile", SIGNED_IN),
)

ALSO = {
    "feedback:inbox": ("/console/tickets/", "/console/follow-ups/", "/console/waits/", "/console/ready-answers/"),
    "feedback:rules": ("/console/fields/",),
}
"""Pages that belong to an entry of the menu though they lie elsewhere."""

PUBLIC_MENU = (
    (_("Give feedback"), "feedback:form"),
    (_("How we are doing"), "transparency:report"),
)
FOOTER_MENU = (
    (_("How we are doing"), "transparency:report"),
    (_("Staff sign-in"), "account_login"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: the site's name and the menu of its half."""
    context: dict[str, Any] = {"site_name": settings.SITE_NAME}
    if not request.path.startswith("/console/"):
        context["public_nav"] = [_entry(request, *row) for row in PUBLIC_MENU]
        context["footer_nav"] = [_entry(request, *row) for row in FOOTER_MENU]
    elif request.user.is_authenticated:
        context["console_nav"] = [_entry(request, *row[:2]) for row in MENU if permitted(request.user, row[2])]
    return context


def _entry(request: HttpRequest, label: Any, route: str) -> dict[str, Any]:
    try:
        url = reverse(route)
    except NoReverseMatch:
        url = "/"
    is_current = url != "/" and request.path.startswith((url, *ALSO.get(route, ())))
    return {"label": label, "url": url, "current": is_current}
