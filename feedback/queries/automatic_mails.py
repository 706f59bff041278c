"""The kinds of mail that nobody writes."""

from __future__ import annotations

RECEIPT, REPLY, FOLLOW_UP = "case_receipt", "automatic_reply", "follow_up"
