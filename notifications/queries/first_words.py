"""The words that an administrator begins with, kind by kind, in the language that is on."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

Words = tuple[str, str]


def first_words(kind: str, language: str) -> Words:
    """Return subject and text as they are without a change, with the places of what is filled in."""
    with translation.override(language):
        subject, *paragraphs = FIRST[kind]()
        return subject, "\n\n".join([*paragraphs, "{site}"])


def _receipt() -> list[str]:
    case = {"ref": "{case}"}
    return [
        _("We have your feedback: case %(ref)s") % case,
        _(
            "Your feedback has arrived. Its case number is %(ref)s. It waits until a person answers. "
            "If we close it without an answer, its page says why."
        )
        % case,
        _("Read and answer here:") + "\n{link}",
    ]


def _reply() -> list[str]:
    named = {"author": "{author}", "ref": "{case}"}
    return [
        _("An answer to your case %(ref)s") % named,
        _("%(author)s answers your case %(ref)s:") % named,
        "{body}",
        _whole_case(),
    ]


def _automatic() -> list[str]:
    return [_("About your case %(ref)s") % {"ref": "{case}"}, "{body}", _whole_case()]


def _follow_up() -> list[str]:
    case = {"ref": "{case}"}
    asked = _("We believe that your case %(ref)s is done. Did our answer help? It is one question:") % case
    return [
        _("How did we do? Case %(ref)s") % case,
        f"{asked}\n{{link}}",
        _("Not done yet? Write on your case and it opens again:") + "\n{case_link}",
    ]


def _merge() -> list[str]:
    case = {"ref": "{case}"}
    return [
        _("Your case %(ref)s is handled together with another") % case,
        _("Your case %(ref)s and another are about the same matter, so we handle them together.") % case,
        _nothing_to_do(),
        _whole_case(),
    ]


def _merge_undone() -> list[str]:
    case = {"ref": "{case}"}
    return [
        _("Your case %(ref)s is handled by itself again") % case,
        _("We had begun to handle your case %(ref)s together with another. It is by itself again.") % case,
        _nothing_to_do(),
        _whole_case(),
    ]


def _split() -> list[str]:
    named = {"ref": "{case}", "was": "{earlier_case}"}
    told = _("Part of what you wrote in the case %(was)s is a matter of its own, so we handle it as the case %(ref)s.")
    return [
        _("Your new case %(ref)s") % named,
        told % named,
        _("You need not do anything. Your waiting counts from when you first wrote."),
        _("Read the new case and answer here:") + "\n{link}",
    ]


def _my_feedback() -> list[str]:
    return [
        _("Your link to everything you wrote to us"),
        _("Somebody, hopefully you, asked for the link to your feedback.") + "\n{link}",
    ]


def _invitation() -> list[str]:
    named = {"site_name": "{site}", "title": "{title}"}
    return [
        _("We would like to hear from you: %(title)s") % named,
        _("%(site_name)s asks you to answer “%(title)s”.") % named,
        _("This link is yours alone; please do not pass it on:") + "\n{link}",
    ]


def _reminder() -> list[str]:
    named = {"title": "{title}"}
    return [
        _("A reminder: %(title)s") % named,
        _("A while ago we asked you to answer “%(title)s”. This is our only reminder.") % named,
        _("This link is yours alone; please do not pass it on:") + "\n{link}",
    ]


def _assigned() -> list[str]:
    return ["{summary}", _("These cases are now in your hands:"), "{list}", "{link}"]


def _wrote() -> list[str]:
    return ["{summary}", _("Somebody is waiting for your answer:"), "{list}", "{link}"]


def _mention() -> list[str]:
    named = {"author": "{author}", "ref": "{case}"}
    return [
        _("%(author)s mentions you in case %(ref)s") % named,
        _("%(author)s mentions you in a note on case %(ref)s:") % named,
        "{body}",
        _("Open the case:") + "\n{link}",
    ]


def _targets() -> list[str]:
    return [
        "{summary}",
        _("These people have been promised an answer:"),
        "{list}",
        _("The inbox:") + "\n{link}",
    ]


def _digest() -> list[str]:
    return ["{summary} · {period}", "{figures}", _("The dashboard:") + "\n{link}"]


def _join() -> list[str]:
    named = {"inviter": "{author}", "site_name": "{site}", "site": "{site}"}
    return [
        _("Join %(site)s") % named,
        _("%(inviter)s invites you to join %(site_name)s.") % named,
        _("Choose a password and you are in:") + "\n{link}",
    ]


def _new_password() -> list[str]:
    return [
        _("Choose a new password"),
        _("You, or somebody else, asked for a new password for your account. This link lets you choose one:")
        + "\n{link}",
    ]


def _password_changed() -> list[str]:
    return [_("Your password was changed"), _("The password of your account was changed.")]


def _second_step_on() -> list[str]:
    return [
        _("Signing in now takes a second step"),
        _("Signing in to your account now takes a code from your authenticator app as well."),
    ]


def _second_step_off() -> list[str]:
    return [
        _("Signing in no longer takes a second step"),
        _("Signing in to your account no longer takes a code from your authenticator app."),
    ]


def _new_codes() -> list[str]:
    return [
        _("You have new recovery codes"),
        _("New recovery codes were made for your account. Those you had before no longer work."),
    ]


def _whole_case() -> str:
    return _("Read the whole case and answer here:") + "\n{link}"


def _nothing_to_do() -> str:
    return _(
        "You need not do anything. Your waiting counts from when you first wrote, "
        "and what you wrote is shown to nobody but our staff."
    )


FIRST = {
    "case_receipt": _receipt,
    "ticket_reply": _reply,
    "automatic_reply": _automatic,
    "follow_up": _follow_up,
    "merge": _merge,
    "merge_undone": _merge_undone,
    "split": _split,
    "my_feedback": _my_feedback,
    "survey_invitation": _invitation,
    "survey_reminder": _reminder,
    "case_assigned": _assigned,
    "reporter_wrote": _wrote,
    "mention": _mention,
    "targets": _targets,
    "digest": _digest,
    "invitation": _join,
    "password_reset_key": _new_password,
    "password_changed": _password_changed,
    "password_reset": _password_changed,
    "password_set": _password_changed,
    "totp_activated": _second_step_on,
    "totp_deactivated": _second_step_off,
    "recovery_codes_generated": _new_codes,
}
