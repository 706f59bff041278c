"""How words become a mail: subject, text, and the HTML that is made of the same text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from feedback_site.kit.texts.site_name import site_name
from notifications.emails.ends import BUTTONS, end_of
from notifications.rules.mail_texts import blocks, cleaned_subject, filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notifications.models import MailText
    from notifications.rules.mail_texts import Block


@dataclass(frozen=True)
class Facts:
    """What the fixed end of a mail depends on, and what its button says where that depends too."""

    can_answer: bool = False
    answer_goes_out: bool = False
    is_anonymous: bool = False
    hours: int = 0
    until: str = ""
    button: str = ""
    stop_link: str = ""
    change_link: str = ""


@dataclass(frozen=True)
class Insert:
    """What code writes into a mail, such as a list of cases; the HTML has escaped what others wrote."""

    text: str
    html: str


@dataclass(frozen=True)
class Worded:
    """The parts of a mail."""

    subject: str
    text: str
    html: str


NO_FACTS = Facts()
NO_INSERTS: Mapping[str, Insert] = {}


def in_words(
    words: MailText,
    *,
    values: Mapping[str, str],
    facts: Facts = NO_FACTS,
    inserts: Mapping[str, Insert] = NO_INSERTS,
) -> Worded:
    """Write the mail in these words, in their language."""
    known = {"site": site_name(words.language), **values, **{word: insert.text for word, insert in inserts.items()}}
    with translation.override(words.language):
        subject = cleaned_subject(filled(words.subject, known))
        end = end_of(words.kind, facts)
        shown = blocks(words.body, known)
        context = {
            "site_name": settings.SITE_NAME,
            "language": words.language,
            "subject": subject,
            "preheader": _preheader(shown),
            "blocks": [(block, inserts[block.word].html if block.word in inserts else "") for block in shown],
            "button": facts.button or BUTTONS.get(words.kind, _("Read and answer")),
            "end": end,
            "stop_link": facts.stop_link,
            "change_link": facts.change_link,
        }
        html = render_to_string("emails/worded.html", context)
        text = "\n\n".join([filled(words.body, known).strip(), *end, *_links(facts)]) + "\n"
    return Worded(subject, text, html)


def _links(facts: Facts) -> list[str]:
    found = [_("Change which mails you get:") + f"\n{facts.change_link}"] if facts.change_link else []
    return [*found, _("Stop these mails:") + f"\n{facts.stop_link}"] if facts.stop_link else found


def _preheader(shown: list[Block]) -> str:
    """Return what programs show beside the subject: the first words that are no link and no list."""
    for block in shown:
        if block.shape in ("paragraph", "quote"):
            return " ".join(" ".join(piece.text for piece in block.pieces if not piece.is_link).split())[:120]
    return ""
