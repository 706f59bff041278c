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
    "merge_undone": _("News that a merge was undone"),
    "split": _("News of a split"),
    "my_feedback": _("Link to one’s own cases"),
    "survey_invitation": _("Invitation to a survey"),
    "survey_reminder": _("Reminder of a survey"),
    "case_assigned": _("Case assigned to you"),
    "reporter_wrote": _("The reporter wrote"),
    "mention": _("Mention"),
    "targets": _("Late cases"),
    "digest": _("Digest"),
    "invitation": _("Invitation to the house"),
    "password_reset_key": _("New password"),
    "password_changed": _("Password changed"),
    "password_reset": _("Password changed by a link"),
    "password_set": _("Password set"),
    "totp_activated": _("Second step switched on"),
    "totp_deactivated": _("Second step switched off"),
    "recovery_codes_generated": _("New recovery codes"),
}


def kind_word(kind: str) -> Any:
    """Return the words for a kind, or its name where it has none."""
    return KIND_WORDS.get(kind, kind)
