"""Results for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rest_framework.response import Response
from rest_framework.views import APIView

from surveys.api.found import find_survey
from surveys.api.shapes.problems import SEEN, checked, described
from surveys.api.shapes.results import ResultsShape, WishShape
from surveys.queries.pooled import Filter, pooled_results

if TYPE_CHECKING:
    from rest_framework.request import Request


class Results(APIView):
    """What was answered, counted."""

    permissions: ClassVar = {"GET": "response.read"}

    @described(*SEEN, 422, operation_id="surveys_results", parameters=[WishShape], responses=ResultsShape)
    def get(self, request: Request, slug: str) -> Response:
        """Return the numbers of the results page: scores, and questions with the versions counted together.

        `tier` a keeps the best responses only, b the two best; an anonymous survey takes no filter.
        """
        wish = checked(WishShape(data=request.query_params))
        language = wish.pop("language")
        return Response(ResultsShape(pooled_results(find_survey(slug).pk, Filter(**wish), language)).data)
