"""People who spoke up, their tickets, messages, waits and follow-ups."""

from feedback.models.contact import Contact
from feedback.models.follow_up import FollowUp
from feedback.models.message import Message
from feedback.models.ticket import Ticket
from feedback.models.wait import Wait

__all__ = ["Contact", "FollowUp", "Message", "Ticket", "Wait"]
