"""The app's place in Django."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Hearing and answering: tickets, messages, waits and follow-ups."""

    name = "feedback"
