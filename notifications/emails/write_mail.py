"""Write a mail of a kind, ready to be queued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.actions.queue_delivery import Mail
from notifications.emails.worded import NO_FACTS, NO_INSERTS, Facts, Insert, in_words
from notifications.models import Nature
from notifications.queries.mail_texts import Wording, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_mail(
    kind: str,
    *,
    key: str,
    to: str,
    language: str,
    values: Mapping[str, str],
    facts: Facts = NO_FACTS,
    inserts: Mapping[str, Insert] = NO_INSERTS,
    wording: Wording | None = None,
    nature: Nature = Nature.AUTOMATIC,
    topic: str = "",
    thread: str = "",
    message_id: str = "",
    reply_to: str = "",
) -> Mail:
    """Return the mail in the words that hold, an administrator's or the house's; a batch shares its `wording`."""
    words = words_of(wording or Wording(), kind, language)
    worded = in_words(words, values=values, facts=facts, inserts=inserts)
    return Mail(
        key=key,
        kind=kind,
        to=to,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        language=language,
        nature=nature,
        topic=topic,
        thread=thread,
        message_id=message_id,
        reply_to=reply_to,
    )
