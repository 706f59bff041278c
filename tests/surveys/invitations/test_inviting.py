"""Staff and programs invite, remind once, and take back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from notifications.models import Delivery
from surveys.models import Invitation
from tests.factories.surveys import Respondent, make_survey
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
PAGE = "/console/surveys/survey/invitations/"
PEOPLE = ["kim@example.org", "li@example.org", "eve@example.org"]


def test_what_will_be_sent_is_shown_first(client_for, max_):
    make_survey()
    staff = client_for(max_)
    file = SimpleUploadedFile("people.csv", b"name,mail\nEve,eve@example.org\nKim,KIM@example.org\n")
    sent = {"addresses": "kim@example.org, li@example.org, nobody", "file": file, "language": "en", "do": "preview"}
    shown = staff.post(PAGE, sent)
    assert {key: shown.context[key] for key in ("count", "known", "repeated", "wrong")} == {
        "count": 3, "known": 0, "repeated": 1, "wrong": ["nobody"],
    }  # fmt: skip
    assert Invitation.objects.count() == 0
    sent = {"addresses": shown.context["addresses"], "language": "en", "do": "send"}
    assert [staff.post(PAGE, sent).status_code for _ in range(2)] == [303, 303]
    drain()
    drain()
    assert sorted(Delivery.objects.values_list("to", "kind")) == sorted((to, "survey_invitation") for to in PEOPLE)
    html = staff.get(PAGE).content.decode()
    assert "kim@example.org" in html
    assert Invitation.objects.exclude(sent_at=None).count() == 3
    again = staff.post(PAGE, sent | {"do": "preview"})
    assert (again.context["count"], again.context["known"]) == (0, 3)


@pytest.mark.parametrize(
    "sent",
    [
        {"addresses": "nobody", "language": "en"},
        {"addresses": "", "language": "en"},
        {"addresses": "kim@example.org", "language": "xx"},
        {"addresses": " ".join(f"p{n}@example.org" for n in range(1001)), "language": "en"},
    ],
)
def test_what_cannot_be_sent_is_said(client_for, max_, sent):
    make_survey()
    assert client_for(max_).post(PAGE, sent).status_code == 422
    assert Invitation.objects.count() == 0


def test_the_mail_speaks_the_persons_language(manager):
    make_survey(
        definition={"title": {"default": "Lunch", "zh-cn": "午餐"}, "elements": [{"type": "text", "name": "a"}]}
    )
    manager.post("survey/invitations/", {"addresses": ["li@example.org"], "language": "zh-hans"})
    drain()
    mail = Delivery.objects.get()
    assert (mail.subject, mail.language) == ("想听听您的意见：午餐", "zh-hans")
    assert "/i/" in mail.text
    assert "/i/" in mail.html


def test_only_those_who_did_not_answer_are_reminded_and_once(manager, client_for, max_, link_to):
    make_survey()
    assert manager.post("survey/invitations/", {"addresses": PEOPLE}) == (201, {"new": 3, "known": 0})
    guest = Respondent(Client(), "survey")
    guest.open(link_to("kim@example.org"))
    guest.send(dish="Rice")
    drain()
    li = Invitation.objects.get(email="li@example.org")
    assert manager.delete(f"survey/invitations/{li.pk}/")[1]["state"] == "revoked"
    staff = client_for(max_)
    assert "1 person was invited and has not answered." in staff.get(f"{PAGE}reminder/").content.decode()
    assert Delivery.objects.filter(kind="survey_reminder").count() == 0
    assert staff.post(f"{PAGE}reminder/").status_code == 303
    assert manager.post("survey/invitations/reminder/") == (200, {"reminded": 0})
    first = link_to("kim@example.org"), link_to("eve@example.org")
    assert list(Delivery.objects.filter(kind="survey_reminder").values_list("to", flat=True)) == ["eve@example.org"]
    assert (
        first[1]
        == "/i/" + Delivery.objects.get(to="eve@example.org", kind="survey_invitation").text.split("/i/")[1].split()[0]
    )
    status, page = manager.get("survey/invitations/")
    assert (status, page["standing"]) == (
        200,
        {"asked": 2, "sent": 2, "answered": 1, "waiting": 1, "revoked": 1, "to_remind": 0, "rate": 50.0},
    )
    assert [(item["email"], item["state"]) for item in page["items"]] == [
        ("eve@example.org", "sent"), ("li@example.org", "revoked"), ("kim@example.org", "answered"),
    ]  # fmt: skip


def test_a_link_that_was_taken_back_opens_nothing(manager, sam, link_to):
    make_survey()
    manager.post("survey/invitations/", {"addresses": PEOPLE})
    links = {address: link_to(address) for address in PEOPLE}
    guest = Respondent(sam, "survey")
    guest.open(links["kim@example.org"])
    guest.send(dish="Rice")
    drain()
    ids = dict(Invitation.objects.values_list("email", "pk"))
    assert manager.delete(f"survey/invitations/{ids['kim@example.org']}/")[0] == 409
    assert [manager.delete(f"survey/invitations/{ids['li@example.org']}/")[0] for _ in range(2)] == [200, 200]
    assert sam.get(links["li@example.org"]).status_code == 410
    assert sam.get(links["eve@example.org"]).status_code == 200
    assert manager.delete(f"survey/invitations/{10**30}/")[0] == 404
    assert manager.post("survey/invitations/", {"addresses": ["li@example.org"]})[1] == {"new": 1, "known": 0}


def test_programs_are_told_what_is_no_address(manager):
    make_survey()
    status, problem = manager.post("survey/invitations/", {"addresses": ["kim@example.org", "nobody"]})
    assert (status, list(problem["errors"])) == (422, ["addresses[1]"])
    assert manager.post("survey/invitations/", {"addresses": []})[0] == 422
    make_survey("draft", publish=False)
    assert manager.post("draft/invitations/", {"addresses": PEOPLE})[0] == 409


def test_the_database_lets_nobody_be_invited_twice():
    survey = make_survey()
    Invitation.objects.create(survey=survey, email="kim@example.org", language="en")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(survey=survey, email="kim@example.org", language="en")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(manager, client_for, max_, django_assert_num_queries, rows):
    make_survey()
    manager.post("survey/invitations/", {"addresses": PEOPLE[:rows]})
    staff = client_for(max_)
    staff.get(PAGE)
    with django_assert_num_queries(5):
        staff.get(PAGE)
    manager.get("survey/invitations/")
    with django_assert_num_queries(5):
        assert len(manager.get("survey/invitations/")[1]["items"]) == rows
