"""Addresses as we compare and hash them."""

from __future__ import annotations

import hashlib


def plain(address: str) -> str:
    """Return the address as it is compared: without blanks around it, in lower case."""
    return address.strip().lower()


def address_hash(address: str) -> str:
    """Return what stands for an address where the address itself should not stand."""
    return hashlib.sha256(plain(address).encode()).hexdigest()
