"""Signed addresses by which one picture of a mail is asked for.

The frame of a mail has no origin of its own, so its links bring no cookie: the address itself names who asks. It holds
for an hour, and what the person may do is looked up again each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature

from accounts.models import User
from feedback_site.kit import clock
from feedback_site.kit.tokens import sign, unsign

PURPOSE = "mail-pictures"
LASTS = timedelta(hours=1)
MOST_WANTED = 50


@dataclass(frozen=True, kw_only=True)
class PictureWish:
    """Who wants to see which pictures of which mail, and when they opened it."""

    user_id: int
    mail_id: int
    pictures: tuple[int, ...]
    at: int

    @property
    def signed(self) -> str:
        """The wish for an address."""
        pictures = "-".join(map(str, self.pictures))
        return sign(PURPOSE, f"{self.user_id}.{self.mail_id}.{self.at}.{pictures}")

    @property
    def is_over(self) -> bool:
        """Whether it was opened too long ago."""
        return clock.now().timestamp() - self.at > LASTS.total_seconds()

    @property
    def reader(self) -> User | None:
        """The person, while they work here."""
        found: User | None = User.objects.filter(pk=self.user_id, is_active=True).first()
        return found

    def also(self, number: int) -> PictureWish:
        """The wish for one more; of very many the first ones are let go."""
        pictures = tuple(dict.fromkeys((*self.pictures, number)))[-MOST_WANTED:]
        return PictureWish(user_id=self.user_id, mail_id=self.mail_id, pictures=pictures, at=self.at)


def new_wish(*, user: User, mail_id: int) -> PictureWish:
    """Return the wish for none, from which the links of a page are made."""
    return PictureWish(user_id=user.pk, mail_id=mail_id, pictures=(), at=int(clock.now().timestamp()))


def read_wish(signed: str) -> PictureWish | None:
    """Return what was signed, None for anything else."""
    try:
        user_id, mail_id, at, pictures = unsign(PURPOSE, signed).split(".")
    except (BadSignature, ValueError):
        return None
    numbers = tuple(int(number) for number in pictures.split("-") if number)
    return PictureWish(user_id=int(user_id), mail_id=int(mail_id), pictures=numbers, at=int(at))
