"""Template tags that every screen uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from feedback_site.kit.access import permitted

if TYPE_CHECKING:
    from datetime import datetime

register = template.Library()


@register.filter
def may(user: Any, permission: str) -> bool:
    """Whether the user holds the permission: `{% if user|may:"ticket.reply" %}`."""
    return permitted(user, permission)


@register.filter
def span(at: datetime) -> str:
    """How long ago that was; not every language puts a comma between two units."""
    longer, _comma, shorter = timesince(at).partition(_(", "))
    return _("%(longer)s, %(shorter)s") % {"longer": longer, "shorter": shorter} if shorter else longer
