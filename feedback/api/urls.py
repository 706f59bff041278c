"""The API's routes of this app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from feedback.api.automation import OneRule, RuleRuns, Rules, RuleTrial
from feedback.api.bulk import Bulk, OneBulk
from feedback.api.clocks import Clocks, TicketHold, TicketPriority
from feedback.api.contacts import Contacts, OneContact
from feedback.api.handling import Assignment, Closure, Notes, Replies, Resolution
from feedback.api.inbox import OneView, Rest, Tags, TicketTeam, Views
from feedback.api.relations import MergeView
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
    path("inbox/bulk/", Bulk.as_view(), name="api-bulk-changes"),
    path("inbox/bulk/<int:change_id>/", OneBulk.as_view(), name="api-bulk-change"),
    path("contacts/", Contacts.as_view(), name="api-contacts"),
    path("contacts/<int:contact_id>/", OneContact.as_view(), name="api-contact"),
    path("tickets/", Tickets.as_view(), name="api-tickets"),
    path("tickets/<str:ref>/", OneTicket.as_view(), name="api-ticket"),
    path("tickets/<str:ref>/replies/", Replies.as_view(), name="api-replies"),
    path("tickets/<str:ref>/notes/", Notes.as_view(), name="api-notes"),
    path("tickets/<str:ref>/assignment/", Assignment.as_view(), name="api-assignment"),
    path("tickets/<str:ref>/tags/", Tags.as_view(), name="api-tags"),
    path("tickets/<str:ref>/team/", TicketTeam.as_view(), name="api-team"),
    path("tickets/<str:ref>/rest/", Rest.as_view(), name="api-rest"),
    path("tickets/<str:ref>/resolution/", Resolution.as_view(), name="api-resolution"),
    path("tickets/<str:ref>/closure/", Closure.as_view(), name="api-closure"),
    path("tickets/<str:ref>/clocks/", Clocks.as_view(), name="api-clocks"),
    path("tickets/<str:ref>/priority/", TicketPriority.as_view(), name="api-priority"),
    path("tickets/<str:ref>/hold/", TicketHold.as_view(), name="api-hold"),
    path("tickets/<str:ref>/merge/", MergeView.as_view(), name="api-merge"),
]
