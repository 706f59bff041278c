"""The language switch on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.actions.change_profile import change_profile
from accounts.web.who import me
from feedback_site.kit.access import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public
@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in the browser and, for who is signed in, in the account."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        change_profile(user=me(request), language=language)
    response = set_language(request)
    response.status_code = 303
    return response
