"""Template tags that every screen uses."""

from __future__ import annotations

from typing import Any

from django import template

from feedback_site.kit.access import permitted

register = template.Library()


@register.filter
def may(user: Any, permission: str) -> bool:
    """Whether the user holds the permission: `{% if user|may:"ticket.reply" %}`."""
    return permitted(user, permission)
