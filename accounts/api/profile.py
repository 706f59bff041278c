"""What people say about themselves, and their keys for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import available_timezones

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actions.change_profile import change_profile
from accounts.actions.revoke_api_token import revoke_api_token
from accounts.api.shapes import ApiTokenShape, OwnAccountShape, ProfileShape
from feedback_site.kit.access import SIGNED_IN
from feedback_site.kit.api.shapes import checked
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from rest_framework.request import Request


class Profile(APIView):
    """Oneself."""

    permissions: ClassVar = {"GET": SIGNED_IN, "PATCH": SIGNED_IN}

    @extend_schema(responses=OwnAccountShape)
    def get(self, request: Request) -> Response:
        """Show who one is."""
        return Response(OwnAccountShape(_me(request)).data)

    @extend_schema(request=ProfileShape, responses=OwnAccountShape)
    def patch(self, request: Request) -> Response:
        """Change name, language, time zone, or which mails one gets."""
        wish = checked(ProfileShape(data=request.data))
        if wish.get("timezone", "UTC") not in available_timezones():
            raise Invalid(errors={"timezone": [_("This time zone is not known.")]})
        change_profile(user=_me(request), **wish)
        return Response(OwnAccountShape(_me(request)).data)


class Tokens(APIView):
    """One's own keys; a key makes no other keys, so they are made on the profile page alone."""

    permissions: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(responses=ApiTokenShape(many=True))
    def get(self, request: Request) -> Response:
        """List those that are good."""
        return Response(ApiTokenShape(_me(request).api_tokens.good().order_by("-created_at", "-pk"), many=True).data)


class OneToken(APIView):
    """One of one's own keys."""

    permissions: ClassVar = {"DELETE": SIGNED_IN}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, token_id: int) -> Response:
        """Revoke it."""
        was_good = revoke_api_token(token_id=token_id, owner=_me(request))
        return Response(status=HTTPStatus.NO_CONTENT if was_good else HTTPStatus.NOT_FOUND)


def _me(request: Request) -> Any:
    return request.user
