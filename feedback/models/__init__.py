"""People who spoke up, their tickets, messages, waits and follow-ups, and how staff keep them in order."""

from feedback.models.attachment import Attachment
from feedback.models.automation.automation_rule import AutomationRule, AutomationVersion
from feedback.models.automation.automation_run import AutomationEffect, AutomationRun, AutomationTimer
from feedback.models.awaited_turn import AwaitedTurn
from feedback.models.bulk import BulkChange, BulkItem
from feedback.models.canned_reply import CannedReply, CannedText
from feedback.models.clocks.calendar import BusinessCalendar, CalendarVersion
from feedback.models.clocks.hold import Hold
from feedback.models.clocks.mark import SlaMark
from feedback.models.clocks.policy import PolicyVersion, RulesChange, SlaPolicy
from feedback.models.clocks.resolution import Resolution
from feedback.models.clocks.ticket_clock import TicketClock, TicketRegime
from feedback.models.contact import Contact
from feedback.models.draft import Draft
from feedback.models.fields.custom_field import CustomField, FieldValue
from feedback.models.follow_up import FollowUp
from feedback.models.importing.ticket_import import ImportLine, TicketImport
from feedback.models.incoming.arrival import MailArrival, Mailbox
from feedback.models.incoming.mail import IncomingMail, RawMail
from feedback.models.link_wish import LinkWish
from feedback.models.mention import Mention
from feedback.models.merge import Merge
from feedback.models.message import Message
from feedback.models.relations.ticket_link import TicketLink
from feedback.models.saved_view import SavedView
from feedback.models.search_document import SearchDocument
from feedback.models.tag import Tag, Tagging
from feedback.models.ticket import Ticket
from feedback.models.wait import Wait

__all__ = [
    "Attachment",
    "AutomationEffect",
    "AutomationRule",
    "AutomationRun",
    "AutomationTimer",
    "AutomationVersion",
    "AwaitedTurn",
    "BulkChange",
    "BulkItem",
    "BusinessCalendar",
    "CalendarVersion",
    "CannedReply",
    "CannedText",
    "Contact",
    "CustomField",
    "Draft",
    "FieldValue",
    "FollowUp",
    "Hold",
    "ImportLine",
    "IncomingMail",
    "LinkWish",
    "MailArrival",
    "Mailbox",
    "Mention",
    "Merge",
    "Message",
    "PolicyVersion",
    "RawMail",
    "Resolution",
    "RulesChange",
    "SavedView",
    "SearchDocument",
    "SlaMark",
    "SlaPolicy",
    "Tag",
    "Tagging",
    "Ticket",
    "TicketClock",
    "TicketImport",
    "TicketLink",
    "TicketRegime",
    "Wait",
]
