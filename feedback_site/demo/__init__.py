"""A believable organisation for a first look: the outdoor shop Qingshan, played through the real actions."""

from __future__ import annotations

from feedback_site.demo.staff import PASSWORD, STAFF


def logins() -> list[tuple[str, str, str]]:
    """Return role, address and password of everybody who can sign in to the demo."""
    return [(member.role.value, member.email, PASSWORD) for member in STAFF]
