"""Where a survey stands, for programs: its state, its times, its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rest_framework.response import Response
from rest_framework.views import APIView

from surveys.actions.move_survey import move_survey
from surveys.actions.replace_draft import replace_draft
from surveys.actions.schedule_survey import schedule_survey
from surveys.api.found import find_survey, find_whole, staff
from surveys.api.shapes.problems import CHECKED, SEEN, checked, described
from surveys.api.shapes.surveys import LimitsShape, MoveShape, ScheduleShape, StandingLimitsShape, StandingShape
from surveys.models import Slot
from surveys.rules.lifecycle import Move

if TYPE_CHECKING:
    from rest_framework.request import Request


class Standing(APIView):
    """Whether a survey takes answers."""

    permissions: ClassVar = {"GET": "survey.read", "PUT": "survey.publish"}

    @described(*SEEN, operation_id="surveys_standing", responses=StandingShape)
    def get(self, _request: Request, slug: str) -> Response:
        """Tell state, times and what may be done."""
        return Response(StandingShape(find_survey(slug)).data)

    @described(*CHECKED, 409, operation_id="surveys_move", request=MoveShape, responses=StandingShape)
    def put(self, request: Request, slug: str) -> Response:
        """Pause, close or reopen it."""
        move = Move(checked(MoveShape(data=request.data))["move"])
        move_survey(survey_id=find_survey(slug).pk, move=move, by=staff(request))
        return Response(StandingShape(find_survey(slug)).data)


class Times(APIView):
    """Between when a live survey takes answers."""

    permissions: ClassVar = {"PUT": "survey.publish"}

    @described(*CHECKED, operation_id="surveys_schedule", request=ScheduleShape, responses=StandingShape)
    def put(self, request: Request, slug: str) -> Response:
        """Set or lift both times; they hold at once."""
        times = checked(ScheduleShape(data=request.data))
        schedule_survey(survey_id=find_survey(slug).pk, **times, by=staff(request))
        return Response(StandingShape(find_survey(slug)).data)


class Limits(APIView):
    """How many complete responses count."""

    permissions: ClassVar = {"GET": "survey.edit", "PUT": "survey.edit"}

    @described(*SEEN, operation_id="surveys_limits", responses=StandingLimitsShape)
    def get(self, _request: Request, slug: str) -> Response:
        """Tell the draft's limits, and how full the published ones are."""
        return _limits(slug)

    @described(*CHECKED, operation_id="surveys_limit", request=LimitsShape, responses=StandingLimitsShape)
    def put(self, request: Request, slug: str) -> Response:
        """Set cap and quotas of the draft; an empty object lifts them. They hold from the next version on."""
        wish = checked(LimitsShape(data=request.data))
        survey = find_whole(slug)
        limits = {key: value for key, value in wish.items() if value}
        rest = {key: value for key, value in survey.settings.items() if key != "limits"}
        settings = rest | ({"limits": limits} if limits else {})
        replace_draft(survey_id=survey.pk, settings=settings, by=staff(request))
        return _limits(slug)


def _limits(slug: str) -> Response:
    survey = find_whole(slug)
    slots = Slot.objects.filter(survey=survey).order_by("name")
    known = survey.settings.get("limits") or {}
    told = {"cap": known.get("cap"), "quotas": known.get("quotas", []), "slots": slots}
    return Response(StandingLimitsShape(told).data)
