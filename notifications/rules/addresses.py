"""Addresses as we compare and hash them."""

from __future__ import annotations

import hashlib

import idna


def plain(address: str) -> str:
    """Return the address as it is compared: without blanks around it, in lower case."""
    return address.strip().lower()


def written(address: str) -> str:
    """Return the address with its domain as the DNS writes it; raises ValueError where it cannot.

    Python's own codec takes `faß` for `fass`, where somebody else may read mail.
    """
    local, at, domain = address.rpartition("@")
    return address if domain.isascii() else f"{local}{at}{idna.encode(domain, uts46=True).decode()}"


def address_hash(address: str) -> str:
    """Return what stands for an address where the address itself should not stand."""
    return hashlib.sha256(plain(address).encode()).hexdigest()
