"""Hours of work and absences: one's own, and for managers everybody's."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actions.working_time.plan_absence import end_absence, plan_absence
from accounts.actions.working_time.save_hours import save_hours
from accounts.api.shapes import AbsenceShape, WorkingTimeShape, time_as_json
from accounts.models import WorkingTime
from accounts.queries.whose_time import absences_ahead, find_absence, person_to_schedule
from feedback_site.kit.api.shapes import checked

if TYPE_CHECKING:
    from rest_framework.request import Request


class WorkingTimeView(APIView):
    """Somebody's hours."""

    permissions: ClassVar = {"GET": "console.open", "PUT": "console.open"}

    @extend_schema(responses=WorkingTimeShape)
    def get(self, request: Request, user_id: int) -> Response:
        """Show the hours and how many cases the person takes in turn."""
        person = person_to_schedule(user=_me(request), person_id=user_id)
        return Response(time_as_json(person, WorkingTime.objects.filter(person=person).first()))

    @extend_schema(request=WorkingTimeShape, responses=WorkingTimeShape)
    def put(self, request: Request, user_id: int) -> Response:
        """Set them."""
        person = person_to_schedule(user=_me(request), person_id=user_id)
        wish = checked(WorkingTimeShape(data=request.data))
        return Response(time_as_json(person, save_hours(person=person, actor_id=_me(request).pk, **wish)))


class Absences(APIView):
    """Somebody's absences."""

    permissions: ClassVar = {"GET": "console.open", "POST": "console.open"}

    @extend_schema(responses=AbsenceShape(many=True))
    def get(self, request: Request, user_id: int) -> Response:
        """List those that last or are to come."""
        person = person_to_schedule(user=_me(request), person_id=user_id)
        return Response(AbsenceShape(absences_ahead(person), many=True).data)

    @extend_schema(request=AbsenceShape, responses={201: AbsenceShape})
    def post(self, request: Request, user_id: int) -> Response:
        """Plan one."""
        person = person_to_schedule(user=_me(request), person_id=user_id)
        wish = checked(AbsenceShape(data=request.data))
        made = plan_absence(person=person, actor_id=_me(request).pk, **wish)
        return Response(AbsenceShape(made).data, status=HTTPStatus.CREATED)


class OneAbsence(APIView):
    """An absence."""

    permissions: ClassVar = {"DELETE": "console.open"}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, user_id: int, absence_id: int) -> Response:
        """Take it back, or end it now when it has begun."""
        found = find_absence(user=_me(request), person_id=user_id, absence_id=absence_id)
        end_absence(absence=found, actor_id=_me(request).pk)
        return Response(status=HTTPStatus.NO_CONTENT)


def _me(request: Request) -> Any:
    return request.user
