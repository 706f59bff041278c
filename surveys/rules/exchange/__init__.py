"""Surveys from and for other programs: SurveyJS JSON, XLSForm, LimeSurvey."""
