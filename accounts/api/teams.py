"""Teams and who is in them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actions.teams.save_team import save_team
from accounts.api.shapes import TeamShape, TeamWishShape
from accounts.models import Team
from feedback_site.kit.api.shapes import checked

if TYPE_CHECKING:
    from rest_framework.request import Request


class Teams(APIView):
    """All teams."""

    permissions: ClassVar = {"GET": "team.change", "POST": "team.change"}

    @extend_schema(operation_id="teams_list", responses=TeamShape(many=True))
    def get(self, _request: Request) -> Response:
        """List them by name."""
        found = Team.objects.prefetch_related("members").order_by("name", "id")
        return Response(TeamShape(found, many=True).data)

    @extend_schema(request=TeamWishShape, responses={201: TeamShape})
    def post(self, request: Request) -> Response:
        """Make a team; only who answers cases can be in it."""
        return Response(_saved(request), status=HTTPStatus.CREATED)


class OneTeam(APIView):
    """A team."""

    permissions: ClassVar = {"GET": "team.change", "PUT": "team.change"}

    @extend_schema(responses=TeamShape)
    def get(self, _request: Request, team_id: int) -> Response:
        """Show it."""
        return Response(TeamShape(get_object_or_404(Team, pk=team_id)).data)

    @extend_schema(request=TeamWishShape, responses=TeamShape)
    def put(self, request: Request, team_id: int) -> Response:
        """Name it and say who is in it."""
        return Response(_saved(request, get_object_or_404(Team, pk=team_id)))


def _saved(request: Request, team: Team | None = None) -> Any:
    by: Any = request.user
    wish = checked(TeamWishShape(data=request.data))
    return TeamShape(save_team(**wish, actor_id=by.pk, team=team)).data
