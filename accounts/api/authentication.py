"""Signs programs in by `Authorization: Bearer <token>`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import ApiToken
from feedback_site.kit.tokens import hash_token

if TYPE_CHECKING:
    from rest_framework.request import Request

    from accounts.models import User

SCHEME = b"bearer"


class TokenAuthentication(BaseAuthentication):
    """Looks the token's hash up; other schemes are left to the next class."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return owner and token; raises AuthenticationFailed on a token that is not good."""
        scheme, _sep, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != SCHEME:
            return None
        digest = hash_token(token.decode("latin-1"))
        found = ApiToken.objects.good().select_related("owner").filter(token_hash=digest).first()
        if found is None or not found.owner.is_active:
            raise AuthenticationFailed(_("This token is not valid."))
        return found.owner, found

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 -- DRF's signature
        """Name the scheme, so that a stranger gets 401 instead of 403."""
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # spectacular registers it untyped
    """Tells the OpenAPI schema about the scheme."""

    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002 -- spectacular's signature
        """Describe it."""
        return {"type": "http", "scheme": "bearer"}
