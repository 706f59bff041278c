"""People, their time, teams, invitations and API tokens."""

from accounts.models.api_token import ApiToken
from accounts.models.invitation import Invitation
from accounts.models.team import Team
from accounts.models.user import User
from accounts.models.working_time import Absence, WorkingTime

__all__ = ["Absence", "ApiToken", "Invitation", "Team", "User", "WorkingTime"]
