"""Check what somebody wrote before it is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from feedback.rules.names import MAX_BODY
from feedback.rules.texts import clean, is_blank
from feedback_site.kit.problems import Invalid


def checked_body(body: str) -> str:
    """Return the text as it is kept; raises Invalid when nothing is left or it is too long."""
    found = clean(body)
    if is_blank(found):
        raise Invalid(errors={"body": [_("Please write something.")]})
    if len(found) > MAX_BODY:
        told = _("Please keep it under %(most)s characters.") % {"most": MAX_BODY}
        raise Invalid(errors={"body": [told]})
    return found
