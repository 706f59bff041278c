"""The log, the readers' bookmarks, parked events, deliveries, and where none should go."""

from notifications.models.bookmark import Bookmark
from notifications.models.chapter import Chapter
from notifications.models.delivery import OF_STAFF, Delivery, Nature, Reason, Topic
from notifications.models.logged_event import LoggedEvent
from notifications.models.mail_text import MailText
from notifications.models.parked_event import ParkedEvent
from notifications.models.pending_news import PendingNews
from notifications.models.refusal import Refusal
from notifications.models.undeliverable_address import UndeliverableAddress

__all__ = [
    "OF_STAFF",
    "Bookmark",
    "Chapter",
    "Delivery",
    "LoggedEvent",
    "MailText",
    "Nature",
    "ParkedEvent",
    "PendingNews",
    "Reason",
    "Refusal",
    "Topic",
    "UndeliverableAddress",
]
