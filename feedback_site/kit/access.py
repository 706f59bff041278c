"""Who may open a view: each declares one permission, and silence means no."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django_htmx.http import HttpResponseClientRedirect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpResponseBase

PUBLIC = "public"
SIGNED_IN = "signed-in"
CHECKS_ITSELF = "checks-itself"

View = TypeVar("View", bound="Callable[..., Any]")


class Person(Protocol):
    """What this module needs to know of a user."""

    is_authenticated: bool

    def may(self, permission: str) -> bool:
        """Whether the role holds the permission."""
        ...


def allow(permission: str) -> Callable[[View], View]:
    """Declare the permission that a view asks for."""

    def declare_one(view: View) -> View:
        cast("Any", view).permission = permission
        return view

    return declare_one


def public(view: View) -> View:
    """Declare that anybody may open the view."""
    return allow(PUBLIC)(view)


def without_cookies(view: View) -> View:
    """Let a page of ours be sent without cookies, where the browser itself says that it is one of ours.

    Whoever refuses cookies may answer, too. What says nothing, or names another place, needs the token as ever.
    """
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def sent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = (view if _is_from_us(request) else guarded)(request, *args, **kwargs)
        return answer

    return cast("View", sent)


def _is_from_us(request: HttpRequest) -> bool:
    here = f"{request.scheme}://{request.get_host()}"
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "same-origin")
    return origin in (here, *settings.CSRF_TRUSTED_ORIGINS) and site == "same-origin"


def declare(patterns: Iterable[URLPattern | URLResolver], permission: str) -> list[URLPattern | URLResolver]:
    """Declare one permission for all views of a library's routes."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLResolver):
            declare(pattern.url_patterns, permission)
        else:
            allow(permission)(pattern.callback)
    return found


def permitted(user: Any, permission: str | None) -> bool:
    """Whether a user, anonymous or not, holds a permission; None is held by nobody."""
    if permission == PUBLIC:
        return True
    if permission is None or not user.is_authenticated:
        return False
    return permission == SIGNED_IN or cast("Person", user).may(permission)


def declared_for(view: Any) -> str | None:
    """Return what a view declares; DRF's views, which know tokens too, check for themselves."""
    if hasattr(getattr(view, "cls", None), "permission_classes"):
        return CHECKS_ITSELF
    found: str | None = getattr(view, "permission", None)
    return found


class DenyByDefault:
    """Middleware that opens a view only to those whom its declaration names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the check waits until the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """Refuse, send to sign in, or pass."""
        permission = declared_for(view)
        if permission in (PUBLIC, CHECKS_ITSELF):
            return None
        if permitted(request.user, permission):
            return None
        if permission is None or request.user.is_authenticated:
            raise PermissionDenied
        return ask_to_sign_in(request)


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead a stranger to the sign-in page and back, in the shape that the caller reads."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"status": 401, "title": _("Sign in first.")}, status=401)
    if request.headers.get("HX-Request") == "true":  # a fragment must not become a sign-in form
        return HttpResponseClientRedirect(redirect_to_login(_page_of(request)).url)
    return redirect_to_login(request.get_full_path())


def _page_of(request: HttpRequest) -> str:
    """Return the path of the page that htmx says it is on; what is no address counts as the front page."""
    try:
        return urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
    except ValueError:
        return "/"
