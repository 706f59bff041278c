"""Our own short words on the pages of respondents, in the survey's language as far as we have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from surveys.rules.spoken import page_words

if TYPE_CHECKING:
    from collections.abc import Mapping

register = template.Library()
OURS = {
    "start": _("Start"),
    "next": _("Next"),
    "back": _("Back"),
    "send": _("Send answers"),
    "later": _("Save and continue later"),
    "optional": _("(optional)"),
    "comment": _("Comment"),
    "choose": _("Choose…"),
    "check": _("Please check"),
    "check_answers": _("Please check your answers"),
    "page_of": _("Page %(position)s of %(count)s"),
    "progress": _("Progress"),
    "which": _("Please say which"),
    "places": _("Give each a place; 1 is first."),
    "thanks": _("Thank you"),
    "arrived": _("Your answers have arrived."),
    "continue": _("Continue"),
    "language": _("Language"),
}


@register.simple_tag(takes_context=True)
def spoken(context: Mapping[str, Any], key: str, **params: Any) -> str:
    """The word in the page's language: from our small table, else from the site's own languages, else English."""
    words = page_words(context.get("language", "")).get(key) or gettext(OURS[key])
    return words % params if params else words


@register.simple_tag(takes_context=True)
def marked(context: Mapping[str, Any], key: str) -> str:
    """The attributes that mark a word as English where it is English on a page in another language."""
    mark: str = "" if key in page_words(context.get("language", "")) else context.get("ours", "")
    return mark
