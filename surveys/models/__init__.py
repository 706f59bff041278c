"""Surveys, their frozen versions, and what was answered."""

from surveys.models.draft_revision import DraftRevision
from surveys.models.invitation import Invitation
from surveys.models.response import Response
from surveys.models.response_count import ResponseCount
from surveys.models.result_cell import ResultCell
from surveys.models.slot import Slot
from surveys.models.spent_id import SpentId
from surveys.models.survey import Survey
from surveys.models.survey_version import SurveyVersion

__all__ = [
    "DraftRevision",
    "Invitation",
    "Response",
    "ResponseCount",
    "ResultCell",
    "Slot",
    "SpentId",
    "Survey",
    "SurveyVersion",
]
