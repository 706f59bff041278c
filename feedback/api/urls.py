"""The API's routes of this app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from feedback.api.automation import OneRule, RulePlace, RuleRuns, Rules, RuleTrial
from feedback.api.bulk import Bulk, OneBulk
from feedback.api.clocks import Clocks, TicketHold, TicketPriority
from feedback.api.contacts import ContactMerge, Contacts, OneContact
from feedback.api.desk.canned import CannedReplies, Insertion, OneCannedReply
from feedback.api.desk.company import Drafts, Presence
from feedback.api.desk.files import Files, OneFile
from feedback.api.desk.floods import Floods, OneFlood
from feedback.api.desk.incoming import IncomingDecision, IncomingMails, IncomingRetry, OneIncomingMail, RawIncomingMail
from feedback.api.fields import CustomFields, OneCustomField, TicketFields
from feedback.api.follow_ups import FollowUps
from feedback.api.handling import Assignment, Closure, Notes, Replies, Resolution
from feedback.api.importing.runs import ImportReport, Imports, OneImport
from feedback.api.inbox import OneView, Rest, Tags, TicketTeam, Views
from feedback.api.relations import Links, MergeView, OneLink, Related, Reopening, Splits
from feedback.api.targets import Calendars, OneCalendar, OnePolicy, Policies, PolicyPlace, ReopenedView
from feedback.api.tickets import OneTicket, Tickets

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("inbox/views/", Views.as_view(), name="api-views"),
    path("inbox/views/<int:view_id>/", OneView.as_view(), name="api-view"),
    path("inbox/rules/", Rules.as_view(), name="api-rules"),
    path("inbox/rules/trial/", RuleTrial.as_view(), name="api-rule-trial"),
    path("inbox/rules/<int:rule_id>/", OneRule.as_view(), name="api-rule"),
    path("inbox/rules/<int:rule_id>/runs/", RuleRuns.as_view(), name="api-rule-runs"),
    path("inbox/rules/<int:rule_id>/place/", RulePlace.as_view(), name="api-rule-place"),
    path("inbox/bulk/", Bulk.as_view(), name="api-bulk-changes"),
    path("inbox/bulk/<int:change_id>/", OneBulk.as_view(), name="api-bulk-change"),
    path("imports/", Imports.as_view(), name="api-imports"),
    path("imports/<int:run_id>/", OneImport.as_view(), name="api-import"),
    path("imports/<int:run_id>/report/", ImportReport.as_view(), name="api-import-report"),
    path("incoming/", IncomingMails.as_view(), name="api-incoming"),
    path("incoming/floods/", Floods.as_view(), name="api-incoming-floods"),
    path("incoming/<int:mail_id>/sender/", OneFlood.as_view(), name="api-incoming-sender"),
    path("incoming/<int:mail_id>/", OneIncomingMail.as_view(), name="api-incoming-mail"),
    path("incoming/<int:mail_id>/decision/", IncomingDecision.as_view(), name="api-incoming-decision"),
    path("incoming/<int:mail_id>/retry/", IncomingRetry.as_view(), name="api-incoming-retry"),
    path("incoming/<int:mail_id>/raw/", RawIncomingMail.as_view(), name="api-incoming-raw"),
    path("contacts/", Contacts.as_view(), name="api-contacts"),
    path("contacts/<int:contact_id>/", OneContact.as_view(), name="api-contact"),
    path("contacts/<int:contact_id>/merge/", ContactMerge.as_view(), name="api-contact-merge"),
    path("canned-replies/", CannedReplies.as_view(), name="api-canned-replies"),
    path("canned-replies/<int:canned_id>/", OneCannedReply.as_view(), name="api-canned-reply"),
    path("custom-fields/", CustomFields.as_view(), name="api-custom-fields"),
    path("custom-fields/<int:field_id>/", OneCustomField.as_view(), name="api-custom-field"),
    path("calendars/", Calendars.as_view(), name="api-calendars"),
    path("calendars/<int:calendar_id>/", OneCalendar.as_view(), name="api-calendar"),
    path("policies/", Policies.as_view(), name="api-policies"),
    path("policies/reopened/", ReopenedView.as_view(), name="api-reopened"),
    path("policies/<int:policy_id>/", OnePolicy.as_view(), name="api-policy"),
    path("policies/<int:policy_id>/place/", PolicyPlace.as_view(), name="api-policy-place"),
    path("follow-ups/", FollowUps.as_view(), name="api-follow-ups"),
    path("tickets/", Tickets.as_view(), name="api-tickets"),
    path("tickets/<str:ref>/", OneTicket.as_view(), name="api-ticket"),
    path("tickets/<str:ref>/replies/", Replies.as_view(), name="api-replies"),
    path("tickets/<str:ref>/notes/", Notes.as_view(), name="api-notes"),
    path("tickets/<str:ref>/fields/", TicketFields.as_view(), name="api-ticket-fields"),
    path("tickets/<str:ref>/drafts/", Drafts.as_view(), name="api-drafts"),
    path("tickets/<str:ref>/presence/", Presence.as_view(), name="api-presence"),
    path("tickets/<str:ref>/canned-replies/<int:canned_id>/", Insertion.as_view(), name="api-insertion"),
    path("tickets/<str:ref>/files/", Files.as_view(), name="api-files"),
    path("tickets/<str:ref>/files/<uuid:file_key>/", OneFile.as_view(), name="api-file"),
    path("tickets/<str:ref>/assignment/", Assignment.as_view(), name="api-assignment"),
    path("tickets/<str:ref>/tags/", Tags.as_view(), name="api-tags"),
    path("tickets/<str:ref>/team/", TicketTeam.as_view(), name="api-team"),
    path("tickets/<str:ref>/rest/", Rest.as_view(), name="api-rest"),
    path("tickets/<str:ref>/resolution/", Resolution.as_view(), name="api-resolution"),
    path("tickets/<str:ref>/closure/", Closure.as_view(), name="api-closure"),
    path("tickets/<str:ref>/clocks/", Clocks.as_view(), name="api-clocks"),
    path("tickets/<str:ref>/priority/", TicketPriority.as_view(), name="api-priority"),
    path("tickets/<str:ref>/hold/", TicketHold.as_view(), name="api-hold"),
    path("tickets/<str:ref>/reopening/", Reopening.as_view(), name="api-reopening"),
    path("tickets/<str:ref>/splits/", Splits.as_view(), name="api-splits"),
    path("tickets/<str:ref>/links/", Links.as_view(), name="api-links"),
    path("tickets/<str:ref>/links/<str:other>/", OneLink.as_view(), name="api-link"),
    path("tickets/<str:ref>/related/", Related.as_view(), name="api-related"),
    path("tickets/<str:ref>/merge/", MergeView.as_view(), name="api-merge"),
]
