"""Surveys, their frozen versions, and what was answered."""

from surveys.models.response import Response
from surveys.models.response_count import ResponseCount
from surveys.models.survey import Survey
from surveys.models.survey_version import SurveyVersion

__all__ = ["Response", "ResponseCount", "Survey", "SurveyVersion"]
