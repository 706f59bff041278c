"""The same cases as the figures for managers."""

from tests.insights.conftest import busy_week, desk

__all__ = ["busy_week", "desk"]
