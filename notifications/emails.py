"""Mails in words that an administrator wrote; what must stand in them stands below, and nobody can take it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback_site.kit.texts.site_name import site_name
from notifications.rules.mail_texts import SHAPES, blocks, cleaned_subject, filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notifications.models import MailText
    from notifications.queries.mail_texts import Wording

BUTTONS = {
    "case_receipt": gettext_lazy("Open your case"),
    "follow_up": gettext_lazy("Answer one question"),
    "survey_invitation": gettext_lazy("Open the survey"),
    "survey_reminder": gettext_lazy("Open the survey"),
}


@dataclass(frozen=True)
class Facts:
    """What the fixed end of a mail depends on."""

    can_answer: bool = False
    stop_link: str = ""
    is_anonymous: bool = False


@dataclass(frozen=True)
class Worded:
    """The parts of a mail."""

    subject: str
    text: str
    html: str


def reworded(wording: Wording, kind: str, *, language: str, values: Mapping[str, str], facts: Facts) -> Worded | None:
    """Write the mail in an administrator's words; None where nobody changed any."""
    if kind not in SHAPES or (words := wording.of(kind, language)) is None:
        return None
    return in_words(words, values=values, facts=facts)


def in_words(words: MailText, *, values: Mapping[str, str], facts: Facts) -> Worded:
    """Write the mail in these words, in their language."""
    known = {"site": site_name(words.language), **values}
    with translation.override(words.language):
        subject = cleaned_subject(filled(words.subject, known))
        end = _end(words.kind, facts)
        stop = [_("Stop these mails:") + f"\n{facts.stop_link}"] if facts.stop_link else []
        context = {
            "site_name": settings.SITE_NAME,
            "language": words.language,
            "subject": subject,
            "blocks": blocks(words.body, known),
            "button": BUTTONS.get(words.kind, _("Read and answer")),
            "end": end,
            "stop_link": facts.stop_link,
        }
        html = render_to_string("emails/reworded.html", context)
        text = "\n\n".join([filled(words.body, known).strip(), *end, *stop]) + "\n"
    return Worded(subject, text, html)


def example(words: MailText) -> Worded:
    """Write the mail with made-up values, to be looked at."""
    case = f"{settings.SITE_URL}/…"
    with translation.override(words.language):
        values = {
            "case": "F-7K2M9",
            "link": case,
            "case_link": case,
            "author": _("Amir"),
            "body": _("Thank you for telling us.\nThe door is mended since this morning."),
            "title": _("How was your visit?"),
        }
    is_stoppable = words.kind in {"follow_up", "survey_invitation", "survey_reminder"}
    return in_words(words, values=values, facts=Facts(can_answer=True, stop_link=case if is_stoppable else ""))


def _end(kind: str, facts: Facts) -> list[str]:
    """Return what stands below, in one order for both parts."""
    if kind.startswith("survey_"):
        return [_anonymity(facts), _("You need not answer. If you do not, nothing happens.")]
    if kind == "follow_up":
        return []
    found = [_("You can also answer this mail.")] if facts.can_answer else []
    if kind == "automatic_reply":
        found.append(_("This is an automatic message."))
    found.append(_("The link is private: whoever has it can read the case."))
    if kind == "case_receipt":
        found.append(
            _(
                "If you did not write to us, somebody else gave your address. "
                "You can ignore this mail; nothing more will happen."
            )
        )
    return found


def _anonymity(facts: Facts) -> str:
    if facts.is_anonymous:
        return _(
            "Your answers are anonymous: we note that you went to the survey, and in which week, "
            "and nothing leads from you to what you say."
        )
    return _("Your answers are stored with this invitation, so those who read them can know that they are yours.")
