"""The app's place in Django."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FeedbackConfig(AppConfig):
    """Hearing and answering: tickets, messages, waits and follow-ups."""

    name = "feedback"

    def ready(self) -> None:
        """Give the house its rules as soon as there are tables."""
        post_migrate.connect(_place_rules, sender=self)


def _place_rules(apps: Any = None, **_kwargs: Any) -> None:
    from feedback.actions.automation.house_rules import place_house_rules

    if apps is None or "automationrule" in apps.all_models["feedback"]:  # else migrated to before there were any
        place_house_rules()
