"""Which rule was behind an event that nobody in person caused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.models import AutomationEffect

if TYPE_CHECKING:
    from collections.abc import Iterable


def rules_behind(event_ids: Iterable[int]) -> dict[int, str]:
    """Return by event what to call whoever acted."""
    found = AutomationEffect.objects.filter(event_id__in=list(event_ids)).select_related("run__rule")
    return {effect.event_id: _("Rule “%(name)s”") % {"name": effect.run.rule.label} for effect in found}
