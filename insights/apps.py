"""The app's place in Django."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """What managers see: figures, dashboards and digests."""

    name = "insights"
