"""People who spoke up, their tickets, messages, waits and follow-ups, and how staff keep them in order."""

from feedback.models.contact import Contact
from feedback.models.follow_up import FollowUp
from feedback.models.mention import Mention
from feedback.models.message import Message
from feedback.models.saved_view import SavedView
from feedback.models.search_document import SearchDocument
from feedback.models.tag import Tag, Tagging
from feedback.models.ticket import Ticket
from feedback.models.wait import Wait

__all__ = [
    "Contact",
    "FollowUp",
    "Mention",
    "Message",
    "SavedView",
    "SearchDocument",
    "Tag",
    "Tagging",
    "Ticket",
    "Wait",
]
