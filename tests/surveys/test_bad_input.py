"""Whatever is sent: a clear 4xx, nothing lost, nothing stored twice; looking never writes."""

import json

import pytest
from django.apps import apps
from django.test import Client

from notifications.models import LoggedEvent
from surveys.models import Response
from tests.factories.surveys import Respondent, make_example, make_survey

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def rows():
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


def test_a_replay_is_one_row_and_one_event(sam):
    make_survey()
    guest = Respondent(sam, "survey")
    data = guest.form.fields | {"q.dish": "Rice", "go": "next"}
    for _ in range(20):
        assert guest.post("/s/survey/", data).status_code == 200
        assert "Thank you" in guest.html
    assert Response.objects.count() == 1
    names = list(LoggedEvent.objects.order_by("id").values_list("name", flat=True))
    assert names[2:] == ["surveys.response_started", "surveys.response_completed"]


def test_a_replay_of_a_page_on_the_way_is_one_row_too(sam):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback")
    data = guest.form.fields | {"q.nps": "3", "go": "next"}
    for _ in range(20):
        guest.post("/s/product-feedback/", data)
        assert guest.form.fields["page"] == ["reasons"]
    assert Response.objects.count() == 1
    assert LoggedEvent.objects.filter(name="surveys.response_started").count() == 1


def test_looking_writes_nothing(sam, client_for, max_):
    survey = make_example("product-feedback")
    guest = Respondent(sam, "product-feedback")
    guest.send(nps="3")
    response = Response.objects.get()
    staff = client_for(max_)
    before = rows()
    stamp = response.updated_at
    for path in ("/s/product-feedback/", "/s/product-feedback/?lang=zh-hans", guest.path, f"{guest.path}&later=1"):
        assert sam.get(path).status_code == 200
        assert sam.head(path).status_code == 200
    base = f"/console/surveys/{survey.slug}"
    for path in ("", "/preview", "/responses", f"/responses/{response.pk}", "/follow-up", "/draft"):
        assert staff.get(f"{base}{path}/").status_code == 200
    response.refresh_from_db()
    assert rows() == before
    assert response.updated_at == stamp


@pytest.mark.parametrize("slug", ["nothing", "%00", "ü", "..", "a" * 300, "' OR 1=1"])
def test_unknown_surveys(sam, slug):
    assert sam.get(f"/s/{slug}/").status_code == 404
    assert sam.post(f"/s/{slug}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_ten_megabytes(sam, language):
    make_survey()
    guest = Respondent(sam, "survey", language)
    data = guest.form.fields | {"q.dish": "x" * 10_000_000}
    answer = sam.post("/s/survey/", data, headers={"Accept-Language": language})
    assert answer.status_code in (400, 413)
    assert Response.objects.count() == 0


def test_too_much_for_one_response_is_told(sam):
    elements = [{"type": "comment", "name": f"c{number}"} for number in range(12)]
    make_survey(definition={"elements": elements})
    guest = Respondent(sam, "survey")
    assert guest.send(**{f"c{number}": "字" * 19_000 for number in range(12)}).status_code == 413
    assert Response.objects.count() == 0


def test_wrong_types_in_a_form(sam):
    make_example("trust-pulse")
    guest = Respondent(sam, "trust-pulse")
    odd = {
        "page": "nowhere",
        "go": "sideways",
        "language": "xx",
        "shown": ["zzz", ""],
        "q.trust": ["1", "2"],
        "q.statements.answers": "zzz",
        "q.statements": "x",
        "q.unknown": "x",
        "q.lost": "\x00",
    }
    form = guest.form.fields
    assert guest.post("/s/trust-pulse/", form | odd).status_code == 200
    assert guest.post("/s/trust-pulse/", form | odd | {"page": "trust", "shown": form["shown"]}).status_code == 422
    assert Response.objects.get().answers == {"trust": 2}


@pytest.mark.parametrize("page", [None, "\x00", "x" * 9000])
def test_pages_that_do_not_exist(sam, page):
    make_survey()
    guest = Respondent(sam, "survey")
    fields = {**guest.form.fields, "q.dish": "Rice"}
    if page is None:
        del fields["page"]
    else:
        fields["page"] = page
    assert guest.post("/s/survey/", fields).status_code == 200
    assert "Which dish?" in guest.html


def test_markup_in_texts_and_answers_is_shown_as_text(sam, client_for, amir):
    definition = {
        "title": SCRIPT,
        "pages": [
            {"name": "a", "title": SCRIPT, "description": SCRIPT, "elements": [
                {"type": "radiogroup", "name": SCRIPT, "title": SCRIPT, "description": SCRIPT,
                 "choices": [{"value": SCRIPT, "text": SCRIPT}], "showOtherItem": True, "otherText": SCRIPT},
                {"type": "text", "name": "t", "placeholder": SCRIPT, "title": "Name"},
            ]},
            {"name": "b", "elements": [
                {"type": "comment", "name": "c", "title": "Dear {t}"},
                {"type": "html", "name": "h", "html": "Dear {t}"},
            ]},
        ],
        "completedHtml": "<h1>Bye {t}</h1>",
    }  # fmt: skip
    make_survey(definition=definition)
    guest = Respondent(sam, "survey")
    pages = [guest.html]
    guest.send(t=SCRIPT)
    pages.append(guest.html)
    guest.send(c=SCRIPT)
    pages.append(guest.html)
    staff = client_for(amir)
    response = Response.objects.get()
    base = "/console/surveys/"
    paths = [base, f"{base}survey/", f"{base}survey/responses/", f"{base}survey/responses/{response.pk}/"]
    pages += [staff.get(path).content.decode() for path in paths]
    for page in pages:
        assert "<script>alert" not in page
        assert "onerror=alert" not in page.replace("onerror=alert(2)&gt;", "")


def test_posts_need_the_token_that_looking_gives(make_user):
    make_survey()
    strict = Client(enforce_csrf_checks=True)
    guest = Respondent(strict, "survey")
    assert "csrftoken" in strict.cookies
    assert guest.send(dish="Rice").status_code == 200
    bare = Client(enforce_csrf_checks=True)
    assert bare.post("/s/survey/", guest.form.fields).status_code == 403


GIN = [{"value": 1, "text": "Gin & <Tonic>"}]


def test_what_is_typed_is_words_in_the_authors_markup_too():
    """Of “I <3 it” the end would be lost as a tag that was never closed."""
    html = "<p>You said <b>{said}</b> and {drink}: {praise}</p>"
    make_survey(
        definition={
            "completedHtml": html,
            "calculatedValues": [{"name": "praise", "expression": "'<i>thanks</i>'"}],
            "pages": [
                {"elements": [{"type": "text", "name": "said"}, {"type": "dropdown", "name": "drink", "choices": GIN}]},
                {"elements": [{"type": "html", "name": "seen", "html": html}, {"type": "text", "name": "more"}]},
            ],
        }
    )
    guest = Respondent(Client(), "survey")
    guest.send(said="I <3 it", drink="1")
    shown = "You said <b>I &lt;3 it</b> and Gin &amp; &lt;Tonic&gt;: <i>thanks</i>"
    assert shown in guest.html
    guest.send(more="")
    assert shown in guest.html


OWN, OTHER = {"Origin": "http://testserver"}, {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OWN, 200),
        (OWN | {"Sec-Fetch-Site": "same-origin"}, 200),
        (OWN | {"Sec-Fetch-Site": "cross-site"}, 403),
        (OTHER, 403),
        ({"Origin": "null"}, 403),
        ({"Referer": "http://testserver/s/survey/"}, 403),
    ],
)
def test_who_refuses_cookies_may_answer_from_our_own_page(sam, headers, status):
    make_survey()
    guest = Respondent(sam, "survey")
    guest.client = Client(enforce_csrf_checks=True, headers=headers)
    assert guest.send(dish="Rice").status_code == status
    assert Response.objects.count() == (status == 200)


def test_whoever_refuses_cookies_answers_every_page():
    pages = [{"elements": [{"type": "text", "name": name}]} for name in ("a", "b")]
    make_survey(definition={"pages": pages})
    guest = Respondent(Client(enforce_csrf_checks=True, headers=OWN), "survey")
    for answers in ({"a": "1"}, {"b": "2"}):
        guest.client.cookies.clear()
        guest.send(**answers)
    assert (Response.objects.get().status, Response.objects.get().answers) == ("complete", {"a": "1", "b": "2"})


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods(sam, method):
    make_survey()
    assert getattr(sam, method)("/s/survey/").status_code == 405


def test_forms_as_json_are_no_forms(sam):
    make_survey()
    answer = sam.post("/s/survey/", json.dumps({"q.dish": "x"}), content_type="application/json")
    assert answer.status_code == 404
