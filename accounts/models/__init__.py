"""People, teams, invitations and API tokens."""

from accounts.models.api_token import ApiToken
from accounts.models.invitation import Invitation
from accounts.models.team import Team
from accounts.models.user import User

__all__ = ["ApiToken", "Invitation", "Team", "User"]
