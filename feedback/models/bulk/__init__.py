"""Changes of many tickets at once."""

from feedback.models.bulk.change import BulkChange, BulkItem

__all__ = ["BulkChange", "BulkItem"]
