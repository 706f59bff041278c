"""Mails in the words that hold: an administrator's or the house's, with what stands below and nobody can take away."""

from __future__ import annotations

from notifications.emails.examples import example
from notifications.emails.worded import Facts, Insert
from notifications.emails.write_mail import write_mail

__all__ = ["Facts", "Insert", "example", "write_mail"]
