"""Ready answers: in languages, filled in, refused when wrong; macros do all or nothing."""

import pytest

from accounts.actions.teams.save_team import save_team
from feedback.actions.close_ticket import close_ticket
from feedback.actions.macros.save_canned_reply import save_canned_reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import CannedReply
from feedback.models.canned_reply import MOST_DEEDS
from feedback.queries.desk.canned import answer_text, offered
from feedback.rules.names import Kind, Priority, Reason, Status
from feedback.rules.placeholders import filled, unknown_placeholders
from feedback_site.kit.problems import Invalid, Problem
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from tests.factories.feedback import make_ticket

LIST = "/console/ready-answers/"


def place(ticket, part=""):
    return f"/console/tickets/{ticket.ref}/{part}"


def make_canned(by, name="Late parcel", wishes=(), **texts):
    return save_canned_reply(name=name, texts=texts or {"en": "Dear {name}, {ref}."}, wishes=wishes, by=by)


def fields(ticket, **more):
    seen = str(ticket.messages.latest("id").pk)
    return {"reply-body": "Sorry.", "reply-submission_id": str(uuid7()), "reply-seen_id": seen, **more}


def test_placeholders():
    assert unknown_placeholders("{name} {nme} {} {nme} { ref } {a b") == ["nme", "", " ref "]
    assert filled("{name}: {ref} {x}", {"name": "{ref}", "ref": "A"}) == "{ref}: A {x}"


@pytest.mark.django_db
def test_what_is_wrong_is_refused(max_, amir):
    make_canned(max_)
    wrong = (
        ({"name": "late PARCEL"}, "name"),
        ({"name": " "}, "name"),
        ({"texts": {"en": " "}}, "texts"),
        ({"texts": {"en": "Dear {nmae}"}}, "text_en"),
        ({"texts": {"de": "x" * 5_001}}, "text_de"),
        ({"wishes": [f"tag:t{n}" for n in range(MOST_DEEDS + 1)]}, "wishes"),
    )
    for change, field in wrong:
        with pytest.raises(Invalid) as refused:
            save_canned_reply(**{"name": "Other", "texts": {"en": "x"}, "wishes": [], "by": max_, **change})
        assert list(refused.value.errors) == [field]
    for wish in ("fly:me", "assign:999", "close:boredom"):
        with pytest.raises(Problem):
            make_canned(max_, "Other", [wish])
    assert CannedReply.objects.count() == 1


@pytest.mark.django_db
def test_the_reporters_language_comes_first(max_, amir):
    both = make_canned(max_, "Both", **{"en": "Hi {name}, {agent}", "zh-hans": "{name}您好"})
    make_canned(max_, "English", en="Only English")
    chinese = make_ticket(name="李雷", language="zh-hans")
    offer = offered(chinese)
    assert [name for _, name in offer.fitting] == ["Both"]
    assert [name for _, name in offer.others] == ["English"]
    assert answer_text(both, chinese, amir) == "李雷您好"
    assert answer_text(both, make_ticket(name="{ref}"), amir) == "Hi {ref}, Amir"
    assert answer_text(both, make_ticket(), amir) == "Hi there, Amir"
    chinese.language = "zh-hant"
    assert answer_text(both, chinese, amir) == "李雷您好"


@pytest.mark.django_db
def test_inserting_sends_nothing_and_keeps_what_was_written(client_for, amir, max_):
    ticket, desk = make_ticket(name="Rosa <b>"), client_for(amir)
    canned = make_canned(max_)
    sent = fields(ticket, canned=str(canned.pk))
    shown = desk.post(place(ticket, "insertion/"), sent)
    assert shown.context["reply"]["body"].value() == f"Sorry.\n\nDear Rosa <b>, {ticket.ref}."
    assert shown.context["reply"]["submission_id"].value() == sent["reply-submission_id"]
    assert shown.context["macro"] is None
    assert ticket.messages.count() == 1
    for wrong in ("", "999", "²"):
        refused = desk.post(place(ticket, "insertion/"), {**sent, "canned": wrong})
        assert (refused.status_code, refused.context["reply"]["body"].value()) == (422, "Sorry.")


@pytest.mark.django_db
def test_a_macro_is_looked_at_and_then_done_with_the_reply(client_for, amir, max_, ada):
    ticket, desk = make_ticket(), client_for(amir)
    team = save_team(name="Parcels", members=[], actor_id=ada.pk)
    wishes = ["assign:me", f"team:{team.pk}", "priority:high", "tag:delivery", "resolve:"]
    canned = make_canned(max_, wishes=wishes)
    shown = desk.post(place(ticket, "insertion/"), fields(ticket, canned=str(canned.pk)))
    for words in ("Assign to Amir", "Give to the team Parcels", "Priority: High", "Add the tag “delivery”", "Resolve"):
        assert words in shown.text
    sent = fields(ticket, macro=str(canned.pk))
    assert [desk.post(place(ticket, "replies/"), sent).status_code for _ in range(2)] == [303, 303]
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee, ticket.team) == (Status.RESOLVED, amir, team)
    assert (ticket.priority, ticket.taggings.get().tag.name) == (Priority.HIGH, "delivery")
    done = LoggedEvent.objects.filter(subject=ticket.event_subject, actor_id=amir.pk).order_by("id")
    names = ["replied", "assigned", "team_changed", "prioritised", "tagged", "resolved"]
    assert sorted(event.name for event in done) == sorted(f"feedback.ticket_{name}" for name in names)


@pytest.mark.django_db
def test_it_is_all_or_nothing(client_for, amir, max_):
    ticket, desk = make_ticket(), client_for(amir)
    spam = make_canned(max_, wishes=["tag:delivery", "close:spam"])
    sent = fields(ticket, macro=str(spam.pk), then="resolve")
    refused = desk.post(place(ticket, "replies/"), sent)
    assert (refused.status_code, refused.context["reply"]["body"].value()) == (409, "Sorry.")
    assert refused.context["macro"].canned == spam
    assert not ticket.messages.filter(kind=Kind.REPLY).exists()
    assert not ticket.taggings.exists()
    write_as_customer(ticket=ticket, body="More.")
    crossed = desk.post(place(ticket, "replies/"), fields(ticket, macro=str(spam.pk)) | {"reply-seen_id": "1"})
    assert (crossed.status_code, "Send anyway" in crossed.text) == (409, True)
    assert 'name="macro"' in crossed.text
    close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)


@pytest.mark.django_db
def test_what_went_away_is_said_and_left_out(client_for, amir, max_, make_user):
    ticket = make_ticket()
    gone = make_user("Gone", "agent")
    canned = make_canned(max_, wishes=[f"assign:{gone.pk}", "tag:delivery"])
    gone.is_active = False
    gone.save()
    shown = client_for(amir).post(place(ticket, "insertion/"), fields(ticket, canned=str(canned.pk)))
    assert "Not possible any more:" in shown.text
    assert [words for words, _ in shown.context["macro"].steps] == ["Add the tag “delivery”"]


@pytest.mark.django_db
def test_managers_keep_them_on_pages(client_for, max_, amir):
    manager = client_for(max_)
    assert manager.get(f"{LIST}new/?language=de").context["form"].languages == ["zh-hans", "en", "de"]
    sent = {"name": "Late", "text_en": "Hi {nmae}", "assign": "me", "tag": "a，b", "resolve": "on"}
    refused = manager.post(f"{LIST}new/", sent)
    assert (refused.status_code, "There is no such placeholder: {nmae}" in refused.text) == (422, True)
    assert manager.post(f"{LIST}new/", sent | {"text_en": "Hi {name}"}).status_code == 303
    made = CannedReply.objects.get()
    assert made.wishes == ["assign:me", "tag:a", "tag:b", "resolve:"]
    page = manager.get(f"{LIST}{made.pk}/").context["form"]
    assert (page["tag"].value(), page["assign"].value(), page["text_en"].value()) == ("a, b", "me", "Hi {name}")
    assert manager.post(f"{LIST}{made.pk}/", {"name": "Late", "text_zh-hans": "您好"}).status_code == 303
    assert list(made.texts.values_list("language", "body")) == [("zh-hans", "您好")]
    assert "您好" in client_for(amir).get(LIST).text
    assert manager.post(f"{LIST}{made.pk}/end/").status_code == 303
    assert not CannedReply.objects.exists()
    names = LoggedEvent.objects.filter(name__startswith="feedback.canned").order_by("id").values_list("name", flat=True)
    assert [name.rpartition("_")[2] for name in names] == ["saved", "saved", "dropped"]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_four_questions(client_for, amir, max_, rows, django_assert_num_queries):
    for number in range(rows):
        make_canned(max_, f"No. {number}", **{"en": "x", "zh-hans": "y"})
    desk = client_for(amir)
    with django_assert_num_queries(4):
        desk.get(LIST)
