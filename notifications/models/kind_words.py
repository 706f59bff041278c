"""What the kinds of mail are called; whoever adds a kind adds its words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND_WORDS: dict[str, Any] = {
    "case_receipt": _("Receipt"),
    "ticket_reply": _("Answer to a case"),
    "automatic_reply": _("Answer by a rule"),
    "follow_up": pgettext_lazy("mail", "Follow-up"),
    "merge": _("News of a merge"),
    "split": _("News of a split"),
    "my_feedback": _("Link to one’s own cases"),
    "mention": _("Mention"),
    "targets": _("Late cases"),
    "digest": _("Digest"),
    "survey_invitation": _("Invitation to a survey"),
    "survey_reminder": _("Reminder of a survey"),
    "invitation": _("Invitation to the house"),
    "password_reset_key": _("New password"),
}


def kind_word(kind: str) -> Any:
    """Return the words for a kind, or its name where it has none."""
    return KIND_WORDS.get(kind, kind)
