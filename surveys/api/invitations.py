"""Invitations for programs: send, list, remind once, take back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar

from django.http import Http404
from rest_framework.response import Response
from rest_framework.views import APIView

from surveys.actions.invitations.invite_people import invite_people
from surveys.actions.invitations.remind_people import remind_people
from surveys.actions.invitations.revoke_invitation import revoke_invitation
from surveys.api.found import find_survey, staff
from surveys.api.shapes.invitations import (
    BatchReceiptShape,
    BatchShape,
    InvitationPageShape,
    InvitationShape,
    RateShape,
    RemindedShape,
)
from surveys.api.shapes.problems import CHECKED, SEEN, checked, described
from surveys.api.surveys import CURSOR
from surveys.models import Invitation
from surveys.queries.invitations import invitation_list, standing_of

if TYPE_CHECKING:
    from rest_framework.request import Request


class Invitations(APIView):
    """Who was asked to answer."""

    permissions: ClassVar = {"GET": "survey.invite", "POST": "survey.invite"}

    @described(400, *SEEN, operation_id="invitations_list", parameters=[CURSOR], responses=InvitationPageShape)
    def get(self, request: Request, slug: str) -> Response:
        """List them, newest first, with the response rate."""
        survey = find_survey(slug)
        page = invitation_list(survey, request.query_params.get("cursor"))
        standing = RateShape(standing_of(survey.pk)).data
        items = InvitationShape(page.items, many=True).data
        return Response({"standing": standing, "items": items, "next": page.next_cursor})

    @described(
        *CHECKED,
        409,
        operation_id="invitations_send",
        request=BatchShape,
        responses={201: BatchReceiptShape},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Invite each address once; sent again it writes to nobody twice."""
        wish = checked(BatchShape(data=request.data))
        done = invite_people(survey_id=find_survey(slug).pk, **wish, by=staff(request))
        return Response(BatchReceiptShape(done).data, status=HTTPStatus.CREATED)


class OneInvitation(APIView):
    """An invitation."""

    permissions: ClassVar = {"DELETE": "survey.invite"}

    @described(*SEEN, 409, operation_id="invitations_revoke", responses=InvitationShape)
    def delete(self, request: Request, slug: str, invitation_id: int) -> Response:
        """Take it back: its link opens nothing any more. The row stays, as a record of the mail."""
        if invitation_id >= 2**63:
            raise Http404
        try:
            found = revoke_invitation(survey_id=find_survey(slug).pk, invitation_id=invitation_id, by=staff(request))
        except Invitation.DoesNotExist as error:
            raise Http404 from error
        return Response(InvitationShape(found).data)


class Reminders(APIView):
    """The only reminder."""

    permissions: ClassVar = {"POST": "survey.invite"}

    @described(*SEEN, 409, operation_id="invitations_remind", request=None, responses=RemindedShape)
    def post(self, request: Request, slug: str) -> Response:
        """Remind everybody who has not answered and was never reminded."""
        return Response({"reminded": remind_people(survey_id=find_survey(slug).pk, by=staff(request))})
