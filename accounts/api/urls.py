"""The API's routes of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from accounts.api.people import Offers, OneOffer, OnePerson, People, PersonAccess, PersonRole
from accounts.api.profile import OneToken, Profile, Tokens
from accounts.api.teams import OneTeam, Teams
from accounts.api.working_time import Absences, OneAbsence, WorkingTimeView

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("people/", People.as_view(), name="api-people"),
    path("people/invitations/", Offers.as_view(), name="api-offers"),
    path("people/invitations/<int:invitation_id>/", OneOffer.as_view(), name="api-offer"),
    path("people/<int:user_id>/", OnePerson.as_view(), name="api-person"),
    path("people/<int:user_id>/role/", PersonRole.as_view(), name="api-person-role"),
    path("people/<int:user_id>/access/", PersonAccess.as_view(), name="api-person-access"),
    path("people/<int:user_id>/working-time/", WorkingTimeView.as_view(), name="api-working-time"),
    path("people/<int:user_id>/absences/", Absences.as_view(), name="api-absences"),
    path("people/<int:user_id>/absences/<int:absence_id>/", OneAbsence.as_view(), name="api-absence"),
    path("profile/", Profile.as_view(), name="api-profile"),
    path("profile/tokens/", Tokens.as_view(), name="api-tokens"),
    path("profile/tokens/<int:token_id>/", OneToken.as_view(), name="api-token"),
    path("teams/", Teams.as_view(), name="api-teams"),
    path("teams/<int:team_id>/", OneTeam.as_view(), name="api-one-team"),
]
