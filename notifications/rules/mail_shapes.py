"""Which mails can be worded anew, what their words may name, and what they must."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """What the words of a kind may name in the subject and in the text, and what the text must name."""

    subject: tuple[str, ...]
    body: tuple[str, ...]
    required: tuple[str, ...] = ("link",)


CASE = Shape(("site", "case"), ("site", "case", "link"))
SURVEY = Shape(("site", "title"), ("site", "title", "link"))
LINK = Shape(("site",), ("site", "link"))
NEWS = Shape(("site", "summary"), ("site", "summary", "list", "link"), required=("list", "link"))
CHANGED = Shape(("site",), ("site",), required=())

# A receipt goes to an address that nobody has proven, so it offers nothing that its sender wrote.
SHAPES = {
    "case_receipt": CASE,
    "ticket_reply": Shape(
        ("site", "case", "author"), ("site", "case", "link", "author", "body"), required=("body", "link")
    ),
    "automatic_reply": Shape(("site", "case"), ("site", "case", "link", "body"), required=("body", "link")),
    "follow_up": Shape(("site", "case"), ("site", "case", "link", "case_link")),
    "merge": CASE,
    "merge_undone": CASE,
    "split": Shape(("site", "case"), ("site", "case", "earlier_case", "link")),
    "my_feedback": LINK,
    "survey_invitation": SURVEY,
    "survey_reminder": SURVEY,
    "case_assigned": NEWS,
    "reporter_wrote": NEWS,
    "mention": Shape(("site", "case", "author"), ("site", "case", "author", "body", "link")),
    "targets": NEWS,
    "digest": Shape(
        ("site", "summary", "period"), ("site", "summary", "period", "figures", "link"), required=("figures", "link")
    ),
    "invitation": Shape(("site", "author"), ("site", "author", "link")),
    "password_reset_key": LINK,
    "password_changed": CHANGED,
    "password_reset": CHANGED,
    "password_set": CHANGED,
    "totp_activated": CHANGED,
    "totp_deactivated": CHANGED,
    "recovery_codes_generated": CHANGED,
}

# Kinds that keep the house's words, each with its reason; today there are none.
FIXED: dict[str, str] = {}
