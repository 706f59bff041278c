"""What every request gets: the person's own language and time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone, translation

from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

OWN_ROOMS = ("/console/", "/accounts/")


class PersonalSettings:
    """Middleware that shows staff their own language and times; it runs after sign-in is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate both for the length of the request; strangers keep the site's."""
        if not request.path.startswith(OWN_ROOMS) or not request.user.is_authenticated:
            return self.get_response(request)
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language() or ""
        with timezone.override(clock.zone(request.user.timezone)):
            return self.get_response(request)
