"""Programs of the cast."""

from tests.surveys.api.conftest import manager, stranger

__all__ = ["manager", "stranger"]
