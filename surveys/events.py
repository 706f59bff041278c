"""What happens to surveys and responses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class SurveyImported(Event):
    """A definition became a draft."""

    name: ClassVar[str] = "surveys.survey_imported"
    survey_id: int
    slug: str


@dataclass(frozen=True, kw_only=True)
class DraftReplaced(Event):
    """A survey's draft, or its settings, became another one."""

    name: ClassVar[str] = "surveys.draft_replaced"
    survey_id: int


@dataclass(frozen=True, kw_only=True)
class DraftEdited(Event):
    """Somebody changed one thing of a draft in the builder."""

    name: ClassVar[str] = "surveys.draft_edited"
    survey_id: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class SurveyPublished(Event):
    """The draft was frozen as a version and is what respondents now get."""

    name: ClassVar[str] = "surveys.survey_published"
    survey_id: int
    version_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class SurveyMoved(Event):
    """A survey was paused, closed or reopened; `state` is where it stands since."""

    name: ClassVar[str] = "surveys.survey_moved"
    survey_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class SurveyScheduled(Event):
    """From when until when a survey takes answers was set; None is always."""

    name: ClassVar[str] = "surveys.survey_scheduled"
    survey_id: int
    opens_at: str | None
    closes_at: str | None


@dataclass(frozen=True, kw_only=True)
class ResponseStarted(Event):
    """Somebody sent the first page."""

    name: ClassVar[str] = "surveys.response_started"
    response_id: str
    survey_id: int
    version_id: int
    language: str


@dataclass(frozen=True, kw_only=True)
class ResponseCompleted(Event):
    """Somebody came to the end; from now on the answers stand."""

    name: ClassVar[str] = "surveys.response_completed"
    response_id: str
    survey_id: int
    version_id: int
    language: str


@dataclass(frozen=True, kw_only=True)
class ResponseErased(Event):
    """Somebody's answers were destroyed; the event does not say whose."""

    name: ClassVar[str] = "surveys.response_erased"
    survey_id: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class PeopleInvited(Event):
    """Some people were asked to answer; each gets a mail."""

    name: ClassVar[str] = "surveys.people_invited"
    survey_id: int
    invitation_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class PeopleReminded(Event):
    """Those of them who have not answered were asked once more."""

    name: ClassVar[str] = "surveys.people_reminded"
    survey_id: int
    invitation_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(Event):
    """An invitation was taken back; its link opens nothing any more."""

    name: ClassVar[str] = "surveys.invitation_revoked"
    survey_id: int
    invitation_id: int
