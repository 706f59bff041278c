"""Send somebody their digest at once, because they asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback_site.kit import clock
from insights.actions.issue_digest import issue_digest
from insights.rules.periods import week_up_to

if TYPE_CHECKING:
    from accounts.models import User


def send_digest_now(*, recipient: User) -> bool:
    """Issue the digest of the last seven days; asked again in the same minute it stays one mail."""
    return issue_digest(recipient=recipient, period=week_up_to(clock.now()), actor_id=recipient.pk)
