"""Every page that changes something has a twin for programs, or a reason why there is none."""

from tests.architecture.test_permissions_matrix import FOUND, ROUTES

SPACES = ("accounts:", "feedback:", "notifications:mail", "notifications:address")
# The page's route → the API's; one twin may stand for several pages.
TWINS = {
    "accounts:invitations": "api-offers",
    "accounts:withdrawal": "api-offer",
    "accounts:people": "api-people",
    "accounts:person": "api-person",
    "accounts:role": "api-person-role",
    "accounts:access": "api-person-access",
    "accounts:working_time": "api-working-time",
    "accounts:absences": "api-absences",
    "accounts:absence_end": "api-absence",
    "accounts:teams": "api-teams",
    "accounts:team": "api-one-team",
    "accounts:profile": "api-profile",
    "accounts:revocation": "api-token",
    "feedback:inbox": "api-tickets",
    "feedback:inbox_news": "api-views",
    "feedback:bulk_preview": "api-bulk-changes",
    "feedback:bulk_changes": "api-bulk-changes",
    "feedback:bulk_change": "api-bulk-change",
    "feedback:bulk_undo": "api-bulk-change",
    "feedback:saved_views": "api-views",
    "feedback:saved_view": "api-view",
    "feedback:follow_ups": "api-follow-ups",
    "feedback:ticket": "api-ticket",
    "feedback:replies": "api-replies",
    "feedback:ticket_file": "api-file",
    "feedback:notes": "api-notes",
    "feedback:drafts": "api-drafts",
    "feedback:presence": "api-presence",
    "feedback:insertion": "api-insertion",
    "feedback:assignment": "api-assignment",
    "feedback:tags": "api-tags",
    "feedback:team": "api-team",
    "feedback:ticket_fields": "api-ticket-fields",
    "feedback:custom_fields": "api-custom-fields",
    "feedback:custom_field": "api-custom-field",
    "feedback:rest": "api-rest",
    "feedback:resolution": "api-resolution",
    "feedback:closure": "api-closure",
    "feedback:merge": "api-merge",
    "feedback:merge_undo": "api-merge",
    "feedback:split": "api-splits",
    "feedback:links": "api-links",
    "feedback:related": "api-related",
    "feedback:reopening": "api-reopening",
    "feedback:imports": "api-imports",
    "feedback:import": "api-import",
    "feedback:import_step": "api-import",
    "feedback:import_report": "api-import-report",
    "feedback:clocks": "api-clocks",
    "feedback:priority": "api-priority",
    "feedback:hold": "api-hold",
    "feedback:rules": "api-rules",
    "feedback:new_rule": "api-rules",
    "feedback:rule": "api-rule-runs",
    "feedback:rule_terms": "api-rule",
    "feedback:rule_place": "api-rule-place",
    "feedback:canned_replies": "api-canned-replies",
    "feedback:new_canned_reply": "api-canned-replies",
    "feedback:canned_reply": "api-canned-reply",
    "feedback:canned_reply_end": "api-canned-reply",
    "feedback:contacts": "api-contacts",
    "feedback:contact": "api-contact",
    "feedback:contact_properties": "api-contact",
    "feedback:contact_merge": "api-contact-merge",
    "feedback:contact_erasure": "api-contact",
    "feedback:incoming": "api-incoming",
    "feedback:incoming_mail": "api-incoming-mail",
    "feedback:incoming_sender": "api-incoming-sender",
    "feedback:incoming_release": "api-incoming-sender",
    "feedback:incoming_raw": "api-incoming-raw",
    "feedback:incoming_retry": "api-incoming-retry",
    "feedback:incoming_decision": "api-incoming-decision",
    "feedback:calendars": "api-calendars",
    "feedback:new_calendar": "api-calendars",
    "feedback:calendar": "api-calendar",
    "feedback:policies": "api-policies",
    "feedback:new_policy": "api-policies",
    "feedback:policy": "api-policy",
    "feedback:policy_place": "api-policy-place",
    "feedback:reopened": "api-reopened",
    "notifications:mail": "api-deliveries",
    "notifications:mail-retry": "api-deliveries-retry",
    "notifications:mail-texts": "api-mail-texts",
    "notifications:mail-text": "api-mail-text",
    "notifications:mail-text-html": "api-mail-text-preview",
    "notifications:mail-text-reset": "api-mail-text",
    "notifications:addresses": "api-undeliverable",
    "notifications:address-lift": "api-one-undeliverable",
}
# Pages of people without an account, who hold a link and no token, and a key that must not make keys.
NONE = {
    "accounts:invitation": "joins by a mailed link",
    "accounts:tokens": "a token makes no tokens",
    "feedback:form": "staff open tickets by `api-tickets`",
    "feedback:case": "the reporter's link",
    "feedback:case_file": "the reporter's link",
    "feedback:receipt": "the reporter's link",
    "feedback:rate": "the reporter's link",
    "feedback:mine_ask": "the reporter's link",
    "feedback:mine_sent": "the reporter's link",
    "feedback:mine_erased": "the reporter's link",
    "feedback:mine": "the reporter's link",
    "feedback:mine_export": "the reporter's link",
    "feedback:mine_erasure": "the reporter's link",
    "feedback:mail_events": "a program's already",
    "feedback:webhook": "a program's already",
    "feedback:incoming_pictures": "for eyes, as the page in which its links stand",
    "feedback:incoming_html": "what the sender made of it is for eyes; programs have text and bytes",
}
LADDER = ["public", "respondent", "agent", "manager", "administrator"]


def test_every_page_has_its_twin_or_a_reason():
    found = {name for name in FOUND if name.startswith(SPACES)}
    listed = set(TWINS) | set(NONE)
    assert {"missing": sorted(found - listed), "gone": sorted(listed - found)} == {"missing": [], "gone": []}
    assert sorted(set(TWINS.values()) - set(FOUND)) == []


def test_a_twin_opens_to_no_lesser_role():
    lower = [
        (page, twin)
        for page, twin in TWINS.items()
        if LADDER.index(max(ROUTES[twin].values(), key=LADDER.index)) < LADDER.index(ROUTES[page])
    ]
    assert lower == []
