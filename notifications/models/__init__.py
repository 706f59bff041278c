"""The log, the readers' bookmarks, parked events and deliveries."""

from notifications.models.bookmark import Bookmark
from notifications.models.chapter import Chapter
from notifications.models.delivery import Delivery
from notifications.models.logged_event import LoggedEvent
from notifications.models.parked_event import ParkedEvent

__all__ = ["Bookmark", "Chapter", "Delivery", "LoggedEvent", "ParkedEvent"]
