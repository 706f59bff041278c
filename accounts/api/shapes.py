"""What the API shows of people and takes about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from rest_framework import serializers

from accounts.models import Absence, ApiToken, Invitation, Team, User
from accounts.models.team import NAME_LENGTH
from accounts.queries.mail_wishes import mail_wishes
from accounts.rules.roles import Role
from accounts.rules.working_time import MOST_ROOM
from feedback_site.kit.hours.days import MOST_LETTERS, WEEK, BadHoursError, read_day, write_day
from feedback_site.kit.hours.words import told

if TYPE_CHECKING:
    from accounts.models import WorkingTime
    from feedback_site.kit.hours.days import Day

ROLES = [role.value for role in Role]
STAFF = [role for role in ROLES if role != Role.RESPONDENT]
LANGUAGES = settings.LANGUAGES


class AccountShape(serializers.ModelSerializer[User]):
    """Somebody with an account."""

    class Meta:
        """Who, as what, and how they read."""

        model = User
        fields = ["id", "name", "email", "role", "language", "timezone", "is_active", "date_joined", "last_login"]


class AccountPageShape(serializers.Serializer[Any]):
    """A page of people; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = AccountShape(many=True)


class RoleShape(serializers.Serializer[Any]):
    """What somebody may do."""

    role = serializers.ChoiceField(choices=ROLES)


class AccessShape(serializers.Serializer[Any]):
    """Whether somebody may sign in."""

    active = serializers.BooleanField()


class ProfileShape(serializers.Serializer[Any]):
    """What one may say about oneself; what is left out stays."""

    name = serializers.CharField(max_length=100, required=False)
    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    timezone = serializers.CharField(max_length=64, required=False)
    mail_on_assignment = serializers.BooleanField(required=False, help_text="Mail when others assign cases to one.")
    mail_on_message = serializers.BooleanField(required=False, help_text="Mail when reporters write in one’s cases.")
    mail_on_mention = serializers.BooleanField(required=False, help_text="Mail when notes call one.")


class OwnAccountShape(AccountShape):
    """Oneself, with the mails that one wants."""

    mail_on_assignment = serializers.BooleanField(read_only=True)
    mail_on_message = serializers.BooleanField(read_only=True)
    mail_on_mention = serializers.BooleanField(read_only=True)

    class Meta(AccountShape.Meta):
        """The same and the wishes."""

        fields = [*AccountShape.Meta.fields, "mail_on_assignment", "mail_on_message", "mail_on_mention"]

    def to_representation(self, instance: User) -> dict[str, Any]:
        """Say what holds, also what one stopped from a mail a moment ago."""
        wishes = mail_wishes(instance)
        return {**AccountShape(instance).data, **wishes}


class ApiTokenShape(serializers.ModelSerializer[ApiToken]):
    """A key; it shows itself nowhere."""

    class Meta:
        """Which."""

        model = ApiToken
        fields = ["id", "label", "created_at"]


class OfferShape(serializers.ModelSerializer[Invitation]):
    """An invitation that was neither accepted nor withdrawn."""

    class Meta:
        """Whom, as what, until when."""

        model = Invitation
        fields = ["id", "email", "role", "language", "created_at", "expires_at"]


class NewOfferShape(serializers.Serializer[Any]):
    """Whom to invite, as what, in which language."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=STAFF)
    language = serializers.ChoiceField(choices=LANGUAGES)


class TeamShape(serializers.ModelSerializer[Team]):
    """A team and who is in it."""

    members = serializers.PrimaryKeyRelatedField(queryset=User.objects.all(), many=True, allow_empty=True)

    class Meta:
        """Name and members."""

        model = Team
        fields = ["id", "name", "members"]


class TeamWishShape(serializers.Serializer[Any]):
    """What a team is to be."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    members = serializers.PrimaryKeyRelatedField(queryset=User.objects.all(), many=True, allow_empty=True)


class WorkingTimeShape(serializers.Serializer[Any]):
    """Hours of the week, Monday first, each day such as "09:00–12:00, 13:30–18:00"; seven empty days are any time."""

    timezone = serializers.CharField(max_length=64)
    week = serializers.ListField(
        child=serializers.CharField(max_length=MOST_LETTERS, allow_blank=True), min_length=WEEK, max_length=WEEK
    )
    capacity = serializers.IntegerField(min_value=0, max_value=MOST_ROOM, allow_null=True, default=None)

    def validate_week(self, lines: list[str]) -> tuple[Day, ...]:
        """Read the hours of each day."""
        try:
            return tuple(map(read_day, lines))
        except BadHoursError as error:
            raise serializers.ValidationError(told(error)) from error


class AbsenceShape(serializers.ModelSerializer[Absence]):
    """[starts_at, ends_at) and who takes over: a colleague, a team, or neither."""

    class Meta:
        """From when to when, and who covers."""

        model = Absence
        fields = ["id", "starts_at", "ends_at", "cover_person", "cover_team"]
        validators: list[Any] = []  # the action and the database check


def time_as_json(person: User, kept: WorkingTime | None) -> dict[str, Any]:
    """Return somebody's hours as they are sent."""
    week = kept.week if kept and kept.week else [[]] * WEEK
    return {
        "timezone": kept.timezone if kept else person.timezone,
        "week": [write_day(tuple((a, b) for a, b in day)) for day in week],
        "capacity": kept.capacity if kept else None,
    }
