"""What a provider is told to try again later."""

from __future__ import annotations


class UnreadableError(Exception):
    """It comes from the provider, and cannot be used now: something is set wrongly there, or away for the moment."""
