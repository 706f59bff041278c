"""Identifiers and secrets that nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

import uuid_utils.compat
from django.core import signing

if TYPE_CHECKING:
    from uuid import UUID

TOKEN_BYTES = 20


def new_token() -> str:
    """Return a new URL-safe secret of 160 random bits (27 characters)."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token in hex: what the database keeps in its place."""
    return hashlib.sha256(token.encode()).hexdigest()


def uuid7() -> UUID:
    """Return a new UUIDv7 (RFC 9562)."""
    return uuid_utils.compat.uuid7()


def sign(purpose: str, value: str) -> str:
    """Return `value` with a signature that holds for this purpose only."""
    return signing.Signer(salt=f"huiyin.{purpose}", sep="~").sign(value)


def unsign(purpose: str, signed: str) -> str:
    """Return the value inside; raises django.core.signing.BadSignature."""
    return signing.Signer(salt=f"huiyin.{purpose}", sep="~").unsign(signed)
