"""Template tags that every screen uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils.dateformat import format as formatted
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback_site.kit.access import permitted
from feedback_site.kit.texts.colons import colon

if TYPE_CHECKING:
    from datetime import date, datetime

register = template.Library()
register.simple_tag(colon)

SEAM = re.compile(r"(?<=\w[._/@])(?=\w)")
DENOMINATOR = re.compile(r"\bn = (?=\d)")
BELOW_ZERO = re.compile(r"(?<![0-9A-Za-z-])-(?=\d)")


@register.filter
def may(user: Any, permission: str) -> bool:
    """Whether the user holds the permission: `{% if user|may:"ticket.reply" %}`."""
    return permitted(user, permission)


@register.filter
def span(at: datetime) -> str:
    """How long ago that was; not every language puts a comma between two units."""
    longer, _comma, shorter = timesince(at).partition(_(", "))
    return _("%(longer)s, %(shorter)s") % {"longer": longer, "shorter": shorter} if shorter else longer


@register.filter(expects_localtime=True)
def written(at: date) -> dict[str, str]:
    """A moment as programs and as people write it, and where: what a page says of it, worked out once."""
    return {
        "exact": at.isoformat(),
        "told": formatted(at, pgettext("date format", "j M Y, H:i")),
        "zone": formatted(at, "e"),
    }


@register.filter
def breakable(name: object) -> str:
    """A long technical name that may go on in the next line after its dots, bars and slashes."""
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in SEAM.split(str(name))))


@register.filter(is_safe=True)
def typeset(said: str) -> str:
    """Numbers as a typesetter sets them: `n = 8` stays on one line, and below zero stands a minus."""
    return BELOW_ZERO.sub("\N{MINUS SIGN}", DENOMINATOR.sub("n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}", said))


@register.simple_tag
def icon(name: str, attrs: Any = "") -> str:
    """A picture of the sprite, for components; pages write `<c-icon name="…" />`."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"{}><use href="{}#{}"/></svg>\n',
        str(attrs),
        static("icons/sprite.svg"),
        name,
    )
