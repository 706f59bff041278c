"""What happens to people: numbers and roles only, since the log is kept for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonInvited(Event):
    """Somebody was offered to join the staff."""

    name: ClassVar[str] = "accounts.person_invited"
    invitation_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    """The offer holds no longer."""

    name: ClassVar[str] = "accounts.invitation_withdrawn"
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    """Somebody joined."""

    name: ClassVar[str] = "accounts.invitation_accepted"
    invitation_id: int
    user_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleChanged(Event):
    """A person may do other things from now on."""

    name: ClassVar[str] = "accounts.role_changed"
    user_id: int
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(Event):
    """A person may no longer sign in."""

    name: ClassVar[str] = "accounts.person_deactivated"
    user_id: int


@dataclass(frozen=True, kw_only=True)
class PersonReactivated(Event):
    """A person may sign in again."""

    name: ClassVar[str] = "accounts.person_reactivated"
    user_id: int


@dataclass(frozen=True, kw_only=True)
class ApiTokenCreated(Event):
    """A program may act as a person."""

    name: ClassVar[str] = "accounts.api_token_created"
    token_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class ApiTokenRevoked(Event):
    """A program may no longer."""

    name: ClassVar[str] = "accounts.api_token_revoked"
    token_id: int
    user_id: int


@dataclass(frozen=True, kw_only=True)
class NewPasswordAsked(Event):
    """Somebody asked for a new password; None when no account has the address that they typed."""

    name: ClassVar[str] = "accounts.new_password_asked"
    user_id: int | None


@dataclass(frozen=True, kw_only=True)
class TeamSaved(Event):
    """A team was made or changed; these are in it now."""

    name: ClassVar[str] = "accounts.team_saved"
    team_id: int
    member_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class WorkingTimeChanged(Event):
    """A person works at other hours, or takes another number of cases."""

    name: ClassVar[str] = "accounts.working_time_changed"
    user_id: int


@dataclass(frozen=True, kw_only=True)
class AbsencePlanned(Event):
    """A person will be away; one of the two covers, or none."""

    name: ClassVar[str] = "accounts.absence_planned"
    user_id: int
    absence_id: int
    starts_at: str
    ends_at: str
    cover_user_id: int | None
    cover_team_id: int | None


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event):
    """It was taken back, or the person came back sooner."""

    name: ClassVar[str] = "accounts.absence_ended"
    user_id: int
    absence_id: int
