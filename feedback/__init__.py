"""Hearing and answering: tickets, messages, waits and follow-ups."""
