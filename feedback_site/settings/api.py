"""How the API proves, reads, answers and describes itself."""

from __future__ import annotations

from django.utils.text import format_lazy

from feedback_site.settings.site import SITE_NAME

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["feedback_site.kit.api.permission.Allowed"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["feedback_site.kit.api.body.SoundJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "feedback_site.kit.api.problems.api_problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": format_lazy("{} API", SITE_NAME),
    "DESCRIPTION": "Surveys, responses, tickets and the figures made of them.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "CloseReason": "feedback.models.words.reasons",
        "MailState": "feedback.models.incoming.mail.states",
        "Role": "accounts.models.user.role_choices",
        "SiteLanguage": "accounts.api.shapes.LANGUAGES",
        "SurveyState": "surveys.models.survey.states",
    },
}
