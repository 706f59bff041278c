"""The words of a mail as a case keeps them: what is shown, and what is folded below it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from feedback.rules.names import MAX_BODY
from feedback.rules.texts import clean, is_blank

if TYPE_CHECKING:
    from feedback.rules.mail.replies.split import Reply

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
LETTERS = re.compile(r"[a-z]", re.IGNORECASE)
SAMPLE = 4_000
MAX_SUBJECT = 200
MAX_NAME = 200
MAX_IDENTIFIER = 300


class Words(NamedTuple):
    """Both together are the whole text of the mail."""

    shown: str
    folded: str


def words_of(reply: Reply, instead: str) -> Words:
    """The reply as a message, `instead` where there is none; the overlong rest and the quotation are folded."""
    text, quoted = clean(reply.reply), clean(reply.quoted)
    if is_blank(text):
        return Words(instead, quoted)
    if len(text) > MAX_BODY:
        cut = text.rfind("\n", MAX_BODY // 2, MAX_BODY)
        cut = MAX_BODY if cut < 0 else cut
        text, quoted = text[:cut].rstrip(), f"{text[cut:]}\n\n{quoted}".strip("\n")
    return Words(text, quoted)


def one_line(text: str, most: int) -> str:
    """The text on one line without anything that controls, for a subject or a name."""
    visible = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text[: 4 * most])
    return " ".join(clean(visible).split())[:most].rstrip()


def guess_language(text: str) -> str | None:
    """Chinese or English by the letters of the text, None for another script or too few letters."""
    sample = text[:SAMPLE]
    han, others, latin = (len(found.findall(sample)) for found in (HAN, KANA_HANGUL, LETTERS))
    if others * 5 > han + others:
        return None if others > latin // 4 else "en"
    if han * 4 > latin:
        return "zh-hans"
    return "en" if latin > 2 else None
