"""The app's place in Django."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Asking: surveys, their versions and what was answered."""

    name = "surveys"
