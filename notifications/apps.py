"""The app's place in Django."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    """Finds every app's readers and gives each its bookmark."""

    name = "notifications"

    def ready(self) -> None:
        """Import all subscribers once the models are there."""
        autodiscover_modules("subscribers", "journeys")
        post_migrate.connect(_place_bookmarks, sender=self)


def _place_bookmarks(using: str, **_kwargs: Any) -> None:
    from notifications.actions.place_bookmarks import place_bookmarks

    place_bookmarks(using=using)
