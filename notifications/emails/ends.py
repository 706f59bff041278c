"""What stands below the words of each kind, in one order for text and HTML, and what its button says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from notifications.emails.worded import Facts

BUTTONS = {
    "case_receipt": gettext_lazy("Open your case"),
    "follow_up": gettext_lazy("Answer one question"),
    "my_feedback": gettext_lazy("Open my feedback"),
    "survey_invitation": gettext_lazy("Open the survey"),
    "survey_reminder": gettext_lazy("Open the survey"),
    "mention": gettext_lazy("Open the case"),
    "targets": gettext_lazy("Open the inbox"),
    "digest": gettext_lazy("Open the dashboard"),
    "invitation": gettext_lazy("Accept the invitation"),
    "password_reset_key": gettext_lazy("Choose a new password"),
}


def end_of(kind: str, facts: Facts) -> list[str]:
    """Return the fixed lines."""
    return ENDS[kind](facts) if kind in ENDS else []


def _case(facts: Facts) -> list[str]:
    return [*_answerable(facts), _("The link is private: whoever has it can read the case.")]


def _automatic(facts: Facts) -> list[str]:
    return [
        *_answerable(facts),
        _("This is an automatic message."),
        _("The link is private: whoever has it can read the case."),
    ]


def _receipt(facts: Facts) -> list[str]:
    stranger = _(
        "If you did not write to us, somebody else gave your address. "
        "You can ignore this mail; nothing more will happen."
    )
    return [*_case(facts), stranger]


def _my_feedback(facts: Facts) -> list[str]:
    opens = ngettext(
        "It opens all your cases for %(hours)s hour. Whoever has it can read, answer and erase them.",
        "It opens all your cases for %(hours)s hours. Whoever has it can read, answer and erase them.",
        facts.hours,
    )
    return [opens % {"hours": facts.hours}, _("If it was not you, nothing happens: ignore this mail.")]


def _survey(facts: Facts) -> list[str]:
    if facts.is_anonymous:
        told = _(
            "Your answers are anonymous: we note that you went to the survey, and in which week, "
            "and nothing leads from you to what you say."
        )
    else:
        told = _("Your answers are stored with this invitation, so those who read them can know that they are yours.")
    return [told, _("You need not answer. If you do not, nothing happens.")]


def _mention(facts: Facts) -> list[str]:
    goes_out = _(
        "If you answer this mail, your words go to the reporter as your reply. "
        "What is for colleagues belongs in a note, on the case's page."
    )
    return [*([goes_out] if facts.answer_goes_out else []), _("Only colleagues see notes.")]


def _targets(_facts: Facts) -> list[str]:
    return [_("You get this because you are in charge of these cases, or lead those who are.")]


def _news(_facts: Facts) -> list[str]:
    return [_("Please answer on the page of the case, not by answering this mail.")]


def _join(facts: Facts) -> list[str]:
    told = _(
        "The link works once and until %(until)s. If you did not expect this mail, do nothing: no account is made."
    )
    return [told % {"until": facts.until}]


def _new_password(_facts: Facts) -> list[str]:
    return [_("It works once. If it was not you, do nothing: your password stays as it is.")]


def _changed(_facts: Facts) -> list[str]:
    return [_("If this was not you, choose a new password at once and tell an administrator.")]


def _answerable(facts: Facts) -> list[str]:
    return [_("You can also answer this mail.")] if facts.can_answer else []


ENDS: dict[str, Callable[[Facts], list[str]]] = {
    "case_receipt": _receipt,
    "ticket_reply": _case,
    "automatic_reply": _automatic,
    "merge": _case,
    "merge_undone": _case,
    "split": _case,
    "my_feedback": _my_feedback,
    "survey_invitation": _survey,
    "survey_reminder": _survey,
    "case_assigned": _news,
    "reporter_wrote": _news,
    "mention": _mention,
    "targets": _targets,
    "invitation": _join,
    "password_reset_key": _new_password,
    "password_changed": _changed,
    "password_reset": _changed,
    "password_set": _changed,
    "totp_activated": _changed,
    "totp_deactivated": _changed,
    "recovery_codes_generated": _changed,
}
