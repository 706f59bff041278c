"""The app's place in Django."""

from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    """What anyone can see: how the promises are kept."""

    name = "transparency"
