"""Says in words what is wrong with hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from feedback_site.kit.hours.days import BadHoursError


def told(error: BadHoursError) -> str:
    """Return what to mend."""
    sentences = {
        "unreadable": _("Write hours like 09:00–12:00, 13:30–18:00. This cannot be read: “%(text)s”."),
        "backwards": _("“%(text)s” ends before it begins. Over midnight, write 22:00–06:00+1."),
        "overlap": _("These hours overlap: %(text)s."),
        "too_many": _("These are too many spans for one day."),
        "never_open": _("This calendar would never open. Give at least one day its hours."),
    }
    return sentences[error.code] % {"text": error.text}
