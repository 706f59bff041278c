"""Routes of the accounts app."""

from __future__ import annotations

from django.urls import path

from accounts.web import invitations, people, profile, teams
from accounts.web.working_time import pages as time

app_name = "accounts"
urlpatterns = [
    path("accounts/invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("console/people/", people.people_list, name="people"),
    path("console/people/invitations/", invitations.invitations, name="invitations"),
    path("console/people/invitations/<int:invitation_id>/withdrawal/", invitations.withdrawal, name="withdrawal"),
    path("console/people/<int:user_id>/", people.person, name="person"),
    path("console/people/<int:user_id>/role/", people.person_role, name="role"),
    path("console/people/<int:user_id>/access/", people.person_access, name="access"),
    path("console/people/<int:user_id>/time/", time.working_time, name="working_time"),
    path("console/people/<int:user_id>/absences/", time.absences, name="absences"),
    path("console/people/<int:user_id>/absences/<int:absence_id>/end/", time.absence_end, name="absence_end"),
    path("console/teams/", teams.teams, name="teams"),
    path("console/teams/<int:team_id>/", teams.team, name="team"),
    path("console/profile/", profile.profile, name="profile"),
    path("console/profile/tokens/", profile.tokens, name="tokens"),
    path("console/profile/tokens/<int:token_id>/revocation/", profile.revocation, name="revocation"),
]
