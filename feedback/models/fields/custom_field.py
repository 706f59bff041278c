"""Fields that an administrator defines, and their values on tickets."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual

from feedback.models.ticket import Ticket
from feedback.models.words import values
from feedback.rules.custom_fields import NAME_LENGTH, VALUE_LENGTH, FieldKind
from feedback_site.kit import clock


class CustomFieldQuerySet(models.QuerySet["CustomField"]):
    """The vocabulary for sets of fields."""

    def offered(self) -> Self:
        """Those in use, in their order."""
        return self.filter(is_on=True).order_by("position", "id")


class CustomField(models.Model):
    """A field: its kind stays, its name and choices may change; out of use it keeps what it holds."""

    name = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=10)
    choices = ArrayField(models.CharField(max_length=NAME_LENGTH), default=list)
    position = models.PositiveSmallIntegerField(default=0)
    is_on = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = CustomFieldQuerySet.as_manager()

    class Meta:
        """A name is borne once; the kind is known; only a choice has choices."""

        constraints = [
            models.UniqueConstraint(Lower("name"), name="field_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="field_has_name"),
            models.CheckConstraint(condition=Q(kind__in=values(FieldKind)), name="field_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=FieldKind.CHOICE.value, choices__len__gte=1)
                | (~Q(kind=FieldKind.CHOICE.value) & Q(choices=[])),
                name="field_choices_fit",
            ),
        ]

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class FieldValue(models.Model):
    """What a field holds on a ticket, in the one way in which it is written; no row is no value."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="field_values")
    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="values", db_index=False)
    value = models.CharField(max_length=VALUE_LENGTH)

    class Meta:
        """One a ticket and field, never empty; found by the exact value, the newest ticket first."""

        constraints = [
            models.UniqueConstraint(fields=["ticket", "field"], name="field_value_once"),
            models.CheckConstraint(
                condition=~Q(value="") & Q(LessThanOrEqual(Length("value"), VALUE_LENGTH)), name="field_value_bounded"
            ),
        ]
        indexes = [models.Index(fields=["field", "value", "-ticket"], name="field_value_is")]

    def __str__(self) -> str:
        """Show which and what."""
        return f"{self.field_id}: {self.value}"
