"""Routes of the feedback app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from feedback.web.automation.pages import new_rule, rule, rule_place, rule_terms, rules
from feedback.web.bulk.pages import bulk_change, bulk_changes, bulk_preview, bulk_undo
from feedback.web.canned.insertion import insertion
from feedback.web.canned.pages import canned_replies, canned_reply, canned_reply_end, new_canned_reply
from feedback.web.case import case
from feedback.web.clocks.calendars import calendar, calendars, new_calendar
from feedback.web.clocks.explained import clocks
from feedback.web.clocks.handling import hold, priority
from feedback.web.clocks.policies import new_policy, policies, policy, policy_place
from feedback.web.clocks.reopened import reopened
from feedback.web.contacts import pages as people
from feedback.web.drafts.presence import presence
from feedback.web.drafts.saving import drafts
from feedback.web.fields.pages import custom_field, custom_fields, ticket_fields
from feedback.web.figures import follow_ups
from feedback.web.files.serving import case_file, ticket_file
from feedback.web.handling import assignment, closure, resolution
from feedback.web.importing import pages as importing
from feedback.web.inbox import inbox, inbox_news
from feedback.web.incoming import floods as incoming_floods
from feedback.web.incoming import pages as incoming
from feedback.web.incoming.as_written import mail_html, mail_pictures
from feedback.web.incoming.webhook import mail_events, webhook
from feedback.web.keeping import rest, tags, team
from feedback.web.mine import pages as my
from feedback.web.rate import rate
from feedback.web.relations.linking import links, related
from feedback.web.relations.merging import merge_undo, merging
from feedback.web.relations.reopening import reopening
from feedback.web.relations.splitting import splitting
from feedback.web.saved_views import saved_view, saved_views
from feedback.web.speak_up import receipt, speak_up
from feedback.web.ticket import ticket
from feedback.web.writing import notes, replies

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "feedback"
urlpatterns: list[URLPattern] = [
    path("feedback/", speak_up, name="form"),
    path("feedback/case/<str:token>/", case, name="case"),
    path("feedback/case/<str:token>/receipt/", receipt, name="receipt"),
    path("feedback/case/<str:token>/files/<uuid:file_key>/", case_file, name="case_file"),
    path("feedback/mine/", my.ask, name="mine_ask"),
    path("feedback/mine/sent/", my.sent, name="mine_sent"),
    path("feedback/mine/erased/", my.erased, name="mine_erased"),
    path("feedback/mine/<str:token>/", my.mine, name="mine"),
    path("feedback/mine/<str:token>/export/", my.export, name="mine_export"),
    path("feedback/mine/<str:token>/erasure/", my.erasure, name="mine_erasure"),
    path("feedback/rate/<str:token>/", rate, name="rate"),
    path("console/inbox/", inbox, name="inbox"),
    path("console/inbox/news/", inbox_news, name="inbox_news"),
    path("console/inbox/bulk/", bulk_preview, name="bulk_preview"),
    path("console/inbox/bulk/changes/", bulk_changes, name="bulk_changes"),
    path("console/inbox/bulk/changes/<int:change_id>/", bulk_change, name="bulk_change"),
    path("console/inbox/bulk/changes/<int:change_id>/undo/", bulk_undo, name="bulk_undo"),
    path("console/inbox/views/", saved_views, name="saved_views"),
    path("console/inbox/views/<int:view_id>/", saved_view, name="saved_view"),
    path("console/follow-ups/", follow_ups, name="follow_ups"),
    path("console/tickets/<str:ref>/", ticket, name="ticket"),
    path("console/tickets/<str:ref>/replies/", replies, name="replies"),
    path("console/tickets/<str:ref>/files/<uuid:file_key>/", ticket_file, name="ticket_file"),
    path("console/tickets/<str:ref>/notes/", notes, name="notes"),
    path("console/tickets/<str:ref>/drafts/", drafts, name="drafts"),
    path("console/tickets/<str:ref>/presence/", presence, name="presence"),
    path("console/tickets/<str:ref>/insertion/", insertion, name="insertion"),
    path("console/tickets/<str:ref>/assignment/", assignment, name="assignment"),
    path("console/tickets/<str:ref>/tags/", tags, name="tags"),
    path("console/tickets/<str:ref>/team/", team, name="team"),
    path("console/tickets/<str:ref>/rest/", rest, name="rest"),
    path("console/tickets/<str:ref>/resolution/", resolution, name="resolution"),
    path("console/tickets/<str:ref>/closure/", closure, name="closure"),
    path("console/tickets/<str:ref>/reopening/", reopening, name="reopening"),
    path("console/tickets/<str:ref>/split/", splitting, name="split"),
    path("console/tickets/<str:ref>/links/", links, name="links"),
    path("console/tickets/<str:ref>/related/", related, name="related"),
    path("console/tickets/<str:ref>/merge/", merging, name="merge"),
    path("console/tickets/<str:ref>/merge/undo/", merge_undo, name="merge_undo"),
    path("console/tickets/<str:ref>/clocks/", clocks, name="clocks"),
    path("console/tickets/<str:ref>/priority/", priority, name="priority"),
    path("console/tickets/<str:ref>/hold/", hold, name="hold"),
    path("console/tickets/<str:ref>/fields/", ticket_fields, name="ticket_fields"),
    path("console/fields/", custom_fields, name="custom_fields"),
    path("console/fields/<int:field_id>/", custom_field, name="custom_field"),
    path("console/rules/", rules, name="rules"),
    path("console/rules/new/", new_rule, name="new_rule"),
    path("console/rules/<int:rule_id>/", rule, name="rule"),
    path("console/rules/<int:rule_id>/terms/", rule_terms, name="rule_terms"),
    path("console/rules/<int:rule_id>/place/", rule_place, name="rule_place"),
    path("console/imports/", importing.import_list, name="imports"),
    path("console/imports/<int:run_id>/", importing.one_import, name="import"),
    path("console/imports/<int:run_id>/step/", importing.import_step, name="import_step"),
    path("console/imports/<int:run_id>/report/", importing.import_report, name="import_report"),
    path("console/ready-answers/", canned_replies, name="canned_replies"),
    path("console/ready-answers/new/", new_canned_reply, name="new_canned_reply"),
    path("console/ready-answers/<int:canned_id>/", canned_reply, name="canned_reply"),
    path("console/ready-answers/<int:canned_id>/end/", canned_reply_end, name="canned_reply_end"),
    path("console/contacts/", people.contact_list, name="contacts"),
    path("console/contacts/<int:contact_id>/", people.contact, name="contact"),
    path("console/contacts/<int:contact_id>/properties/", people.properties, name="contact_properties"),
    path("console/contacts/<int:contact_id>/merge/", people.merge, name="contact_merge"),
    path("console/contacts/<int:contact_id>/erasure/", people.erase, name="contact_erasure"),
    path("incoming/mime", webhook, name="webhook"),  # Mailgun posts raw mails to what ends so
    path("incoming/pictures/<str:signed>/", mail_pictures, name="incoming_pictures"),
    path("incoming/events", mail_events, name="mail_events"),
    path("console/incoming/", incoming.mails, name="incoming"),
    path("console/incoming/<int:mail_id>/", incoming.mail, name="incoming_mail"),
    path("console/incoming/<int:mail_id>/decision/", incoming.decision, name="incoming_decision"),
    path("console/incoming/<int:mail_id>/sender/", incoming_floods.sender, name="incoming_sender"),
    path("console/incoming/<int:mail_id>/release/", incoming_floods.take_all, name="incoming_release"),
    path("console/incoming/<int:mail_id>/retry/", incoming.retry, name="incoming_retry"),
    path("console/incoming/<int:mail_id>/html/", mail_html, name="incoming_html"),
    path("console/incoming/<int:mail_id>/raw/", incoming.raw, name="incoming_raw"),
    path("console/calendars/", calendars, name="calendars"),
    path("console/calendars/new/", new_calendar, name="new_calendar"),
    path("console/calendars/<int:calendar_id>/", calendar, name="calendar"),
    path("console/policies/", policies, name="policies"),
    path("console/policies/reopened/", reopened, name="reopened"),
    path("console/policies/new/", new_policy, name="new_policy"),
    path("console/policies/<int:policy_id>/", policy, name="policy"),
    path("console/policies/<int:policy_id>/place/", policy_place, name="policy_place"),
]
