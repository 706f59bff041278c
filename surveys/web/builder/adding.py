"""Where the next question goes: into a group or behind it, as the author chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from surveys.rules.editing.places import Place, find, split
from surveys.web.builder.outline import label_of

if TYPE_CHECKING:
    from surveys.web.builder.screen import Desk


def spots_of(desk: Desk) -> list[tuple[str, str]]:
    """The places to choose from, the usual one first; empty where there is but one."""
    if not desk.at or desk.place.is_page:
        return []
    is_group = desk.place.type == "panel"
    spots = [("", _("In this group, at its end")), ("0", _("After this group"))] if is_group else []
    for steps, group in enumerate(_groups_around(desk), 1):
        if not spots:
            spots = [("", _("After this question, in the group “%(group)s”") % {"group": group})]
        spots.append((str(steps), _("After the group “%(group)s”") % {"group": group}))
    return spots


def _groups_around(desk: Desk) -> list[str]:
    """What the groups around the chosen piece are called, the innermost first."""
    found = []
    path = split(desk.at)[0]
    while path and split(path)[1] != "pages":
        found.append(label_of(Place(path, find(desk.draft, path), 0), desk.tongue))
        path = split(path)[0]
    return found
