"""People, what they may do, and invitations: the same verbs as on their pages."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actions.change_access import deactivate_person, reactivate_person
from accounts.actions.change_role import change_role
from accounts.actions.invite_person import invite_person
from accounts.actions.withdraw_invitation import withdraw_invitation
from accounts.api.shapes import (
    ROLES,
    AccessShape,
    AccountPageShape,
    AccountShape,
    NewOfferShape,
    OfferShape,
    RoleShape,
)
from accounts.models import User
from accounts.queries.people import people, waiting_invitations
from accounts.rules.roles import Role
from feedback_site.kit.api.shapes import checked
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from rest_framework.request import Request

MOST_OFFERS = 100
ACTIVE = {"yes": True, "no": False}


class People(APIView):
    """Everybody with an account."""

    permissions: ClassVar = {"GET": "person.read"}

    @extend_schema(
        operation_id="people_list",
        parameters=[
            OpenApiParameter("q", description="Part of a name or an address."),
            OpenApiParameter("role", enum=ROLES),
            OpenApiParameter("active", enum=list(ACTIVE)),
            OpenApiParameter("cursor", description="From `next` or `previous` of another page."),
        ],
        responses=AccountPageShape,
    )
    def get(self, request: Request) -> Response:
        """List people by name."""
        query = request.query_params
        role, active = query.get("role", ""), ACTIVE.get(query.get("active", ""))
        found = people(words=query.get("q", "")[:100], role=role, active=active)
        page = keyset_page(found, order=("name", "id"), cursor=query.get("cursor"))
        rows = AccountShape(page.items, many=True).data
        return Response({"next": page.next_cursor, "previous": page.previous_cursor, "results": rows})


class OnePerson(APIView):
    """A person."""

    permissions: ClassVar = {"GET": "person.read"}

    @extend_schema(responses=AccountShape)
    def get(self, _request: Request, user_id: int) -> Response:
        """Show the person."""
        return Response(AccountShape(get_object_or_404(User, pk=user_id)).data)


class PersonRole(APIView):
    """What a person may do."""

    permissions: ClassVar = {"PUT": "person.change"}

    @extend_schema(request=RoleShape, responses=AccountShape)
    def put(self, request: Request, user_id: int) -> Response:
        """Give the person a role; refused for the last administrator."""
        somebody = get_object_or_404(User, pk=user_id)
        role = Role(checked(RoleShape(data=request.data))["role"])
        return Response(AccountShape(change_role(user_id=somebody.pk, role=role, actor_id=_id(request))).data)


class PersonAccess(APIView):
    """Whether a person may sign in."""

    permissions: ClassVar = {"PUT": "person.change"}

    @extend_schema(request=AccessShape, responses=AccountShape)
    def put(self, request: Request, user_id: int) -> Response:
        """Shut the person out, with sessions and tokens, or let them in again."""
        somebody = get_object_or_404(User, pk=user_id)
        change = reactivate_person if checked(AccessShape(data=request.data))["active"] else deactivate_person
        return Response(AccountShape(change(user_id=somebody.pk, actor_id=_id(request))).data)


class Offers(APIView):
    """Invitations that wait."""

    permissions: ClassVar = {"GET": "person.read", "POST": "person.invite"}

    @extend_schema(responses=OfferShape(many=True))
    def get(self, _request: Request) -> Response:
        """List the newest hundred."""
        return Response(OfferShape(waiting_invitations()[:MOST_OFFERS], many=True).data)

    @extend_schema(request=NewOfferShape, responses={201: OfferShape})
    def post(self, request: Request) -> Response:
        """Invite somebody; only the mail holds the link."""
        wish = checked(NewOfferShape(data=request.data))
        by: Any = request.user
        made = invite_person(**{**wish, "role": Role(wish["role"])}, invited_by=by)
        return Response(OfferShape(made).data, status=HTTPStatus.CREATED)


class OneOffer(APIView):
    """An invitation."""

    permissions: ClassVar = {"DELETE": "person.invite"}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, invitation_id: int) -> Response:
        """Take it back."""
        if withdraw_invitation(invitation_id=invitation_id, actor_id=_id(request)):
            return Response(status=HTTPStatus.NO_CONTENT)
        return Response(status=HTTPStatus.NOT_FOUND)


def _id(request: Request) -> int:
    by: Any = request.user
    return int(by.pk)
