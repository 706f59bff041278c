"""Signs that a request itself gives: the same browser, a crowd, a flood, a small sum; none in anonymous surveys."""

import hashlib
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from surveys.actions.import_survey import RefusedDocuments, import_survey
from surveys.models import Response
from surveys.queries.private_links import response_id_of
from surveys.rules import import_definition
from surveys.rules.quality.puzzle import BITS, solves
from surveys.rules.quality.reading import least_seconds
from surveys.rules.quality.signs import graded
from surveys.web.quality import visits
from surveys.web.quality.proving import is_proved, puzzle_for
from tests.factories.surveys import Respondent, make_survey

LUNCH = {"title": "Lunch", "elements": [{"type": "text", "name": "dish", "title": "Which dish?"}]}
PROOF = {"quality": {"proof": True}}
NEVER = "0.0.0.0"


def worked_out(puzzle):
    return next(str(number) for number in range(10**6) if solves(puzzle, str(number)))


def newest():
    return Response.objects.order_by("-started_at").first().quality


@pytest.mark.django_db
def test_the_same_browser_twice_is_noted_and_both_are_kept():
    make_survey("lunch", LUNCH)
    browser = Client()
    one = Respondent(browser, "lunch")
    one.send(dish="Rice")
    assert (newest()["tier"], newest()["reasons"]) == ("a", [])
    one.post(*one.sent)  # the same form once more is the same answer
    assert (Response.objects.count(), newest()["reasons"]) == (1, [])
    Respondent(browser, "lunch").send(dish="Rice")
    assert (newest()["tier"], newest()["reasons"]) == ("b", ["again"])
    Respondent(Client(), "lunch").send(dish="Rice")
    assert newest()["reasons"] == []
    with clock.at(clock.now() + timedelta(days=1)):  # the key is of the day
        Respondent(browser, "lunch").send(dish="Rice")
    assert newest()["reasons"] == []
    cookie = browser.cookies["csrftoken"].value
    kept = str(list(Response.objects.values())) + str(list(LoggedEvent.objects.values()))
    assert cookie not in kept
    assert hashlib.sha256(cookie.encode()).hexdigest() not in kept


@pytest.mark.django_db
def test_who_only_looked_in_before_is_no_duplicate():
    two = {"pages": [{"elements": [{"type": "text", "name": "a"}]}, {"elements": [{"type": "text", "name": "b"}]}]}
    make_survey("lunch", two)
    browser = Client()
    Respondent(browser, "lunch").send(a="1")
    again = Respondent(browser, "lunch")
    again.send(a="1")
    again.send(b="2")
    assert [r.quality.get("reasons") for r in Response.objects.order_by("started_at")] == [None, []]


@pytest.mark.django_db
def test_an_anonymous_survey_knows_neither_browser_nor_crowd(monkeypatch):
    monkeypatch.setattr(visits, "CROWD", 1)
    make_survey("lunch", LUNCH, {"anonymous": True})
    browser = Client()
    for _ in range(3):
        Respondent(browser, "lunch").send(dish="Rice")
    assert [r.quality for r in Response.objects.all()] == [{"tier": "a", "reasons": []}] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("beside", [None, {"anonymous": True}, PROOF])
def test_a_flood_is_turned_away_with_its_text(settings, beside):
    settings.RESPONSES_PER_HOUR = 2
    make_survey("lunch", LUNCH, beside)
    for _ in range(2):
        Respondent(Client(), "lunch").send(dish="Rice")
    late = Respondent(Client(), "lunch")
    late.send(dish="Noodles & <b>")
    assert late.response.status_code == 429
    assert 0 < int(late.response["Retry-After"]) <= 3600
    assert "What you typed is still on it: please send it again in" in late.html
    assert late.form.fields["q.dish"] == ["Noodles & <b>"]
    assert Response.objects.count() == 2
    cache.clear()  # the hour is over
    late.send()
    assert "Thank you" in late.html
    assert Response.objects.count() == 3
    Respondent(Client(REMOTE_ADDR=NEVER), "lunch").send(dish="Soup")
    assert Response.objects.count() == 4


@pytest.mark.django_db
def test_a_small_sum_is_noted_when_it_was_worked_out():
    make_survey("lunch", LUNCH, PROOF)
    guest = Respondent(Client(), "lunch")
    assert "js/proof.js" in guest.html
    assert f'data-bits="{BITS}"' in guest.html
    puzzle = guest.form.fields["puzzle"][0]
    data = {**guest.form.fields, "proof": worked_out(puzzle), "q.dish": "Rice", "go": "next"}
    guest.post("/s/lunch/", data)
    assert newest() == {"proved": True, "tier": "a", "reasons": []}
    Respondent(Client(), "lunch").send(dish="Rice")  # no scripts
    assert newest() == {"tier": "a", "reasons": ["unproved"]}
    Respondent(Client(), "lunch").send(dish="Rice", homepage="x")
    assert newest() == {"honeypot": True, "tier": "c", "reasons": ["honeypot", "unproved"]}
    data["response"] = Respondent(Client(), "lunch").form.fields["response"]
    Respondent(Client(), "lunch").post("/s/lunch/", data)  # somebody else's sum
    assert newest() == {"tier": "a", "reasons": ["unproved"]}


@pytest.mark.django_db
def test_every_browser_gets_a_sum_of_its_own():
    make_survey("lunch", LUNCH, PROOF)
    pages = [Respondent(Client(), "lunch") for _ in range(2)]
    puzzles = [page.form.fields["puzzle"][0] for page in pages]
    assert len(set(puzzles)) == 2
    for page, puzzle in zip(pages, puzzles, strict=True):
        own = response_id_of(page.form.fields["response"][0])
        assert is_proved(own, puzzle, worked_out(puzzle))
    make_survey("plain", LUNCH)
    plain = Respondent(Client(), "plain")
    assert "proof.js" not in plain.html
    assert "puzzle" not in plain.form.fields


@pytest.mark.django_db
def test_a_sum_is_signed_of_one_response_and_passes():
    make_survey("lunch", LUNCH)
    key = Respondent(Client(), "lunch").form.fields["response"][0]
    own = response_id_of(key)
    puzzle = puzzle_for(own)
    answer = worked_out(puzzle)
    assert is_proved(own, puzzle, answer)
    forged = puzzle.replace("~", "0~", 1)
    wrong = [
        (forged, worked_out(forged)),
        (puzzle, answer + "0"),
        (puzzle, ""),
        (puzzle, "x"),
        (puzzle, "٣"),
        ("", "1"),
    ]
    assert [is_proved(own, *pair) for pair in wrong] == [False] * len(wrong)
    with clock.at(clock.now() + timedelta(days=1)):
        assert is_proved(own, puzzle, answer)
    with clock.at(clock.now() + timedelta(days=2)):
        assert not is_proved(own, puzzle, answer)


@pytest.mark.django_db
def test_time_is_looked_at_only_with_a_reason_which_is_told():
    make_survey("lunch", LUNCH)
    plain = Respondent(Client(), "lunch")
    assert "How fast you answer" not in plain.html
    plain.send(dish="Rice")
    assert newest() == {"tier": "a", "reasons": []}
    long = {"title": {"en": "Long", "zh-cn": "长"}, "elements": [
        {"type": "text", "name": name, "title": "What do you think of this? " * 10} for name in "ab"
    ]}  # fmt: skip
    make_survey("long", long, {"quality": {"time": {"en": "To see who reads.", "zh-hans": "想知道谁在读。"}}})
    guest = Respondent(Client(), "long")
    assert "To see who reads." in guest.html
    assert "想知道谁在读。" in Respondent(Client(), "long", language="zh-CN").html
    with clock.at(clock.now() + timedelta(seconds=5)):  # more than a second each, and still nobody reads 540 letters
        guest.send(a="x", b="y")
    assert newest() == {"pace": "1-3", "tier": "b", "reasons": ["hasty"]}
    guest = Respondent(Client(), "long")
    with clock.at(clock.now() + timedelta(seconds=15)):
        guest.send(a="x", b="y")
    assert newest() == {"pace": "3-10", "tier": "a", "reasons": []}


def test_reading_takes_time_by_script_and_never_more_than_a_minute():
    def of(title):
        return import_definition(
            {"elements": [{"type": "text", "name": "a", "title": title}, {"type": "text", "name": "b"}]}
        )

    assert least_seconds(of("x" * 120), {"a": 1}, "en") == 2
    assert least_seconds(of("字" * 120), {"a": 1}, "zh-cn") == 6
    assert least_seconds(of("x" * 120), {"b": 1}, "en") < 0.1
    assert least_seconds(of("x" * 9000), {"a": 1}, "en") == 60


def test_no_sum_lowers_no_tier_by_itself():
    definition = import_definition(LUNCH)
    assert graded(definition, {}, {}, asks_proof=True) == {"tier": "a", "reasons": ["unproved"]}
    assert graded(definition, {}, {"again": True}, asks_proof=True)["tier"] == "c"


@pytest.mark.parametrize(
    ("quality", "path"),
    [
        ([1], "settings.quality"),
        ({"proof": "yes"}, "settings.quality.proof"),
        ({"time": 5}, "settings.quality.time"),
        ({"time": {"en": 5}}, "settings.quality.time"),
        ({"time": "x" * 501}, "settings.quality.time"),
        ({"network": True}, "settings.quality.network"),
    ],
)
@pytest.mark.django_db
def test_the_settings_are_checked(quality, path):
    with pytest.raises(RefusedDocuments) as refused:
        import_survey(definition=LUNCH, settings={"quality": quality})
    assert [finding.path for finding in refused.value.findings] == [path]


@pytest.mark.django_db
def test_an_anonymous_survey_looks_at_no_time():
    with pytest.raises(RefusedDocuments) as refused:
        import_survey(definition=LUNCH, settings={"anonymous": True, "quality": {"time": "x"}})
    assert [finding.path for finding in refused.value.findings] == ["settings.quality.time"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["The same browser had answered before", "perhaps a program"]),
        ("zh-hans", ["同一个浏览器", "可能是程序"]),
    ],
)
def test_staff_read_the_reasons_in_their_language(client_for, amir, language, words):
    make_survey("lunch", LUNCH)
    browser = Client()
    Respondent(browser, "lunch").send(dish="Rice")
    Respondent(browser, "lunch").send(dish="Rice", homepage="x")
    amir.language = language
    amir.save()
    row = Response.objects.order_by("-started_at").first()
    with translation.override(language):
        page = client_for(amir).get(f"/console/surveys/lunch/responses/{row.pk}/").content.decode()
    assert all(word in page for word in words)


@pytest.mark.django_db
def test_the_settings_have_a_form(client_for, max_):
    survey = make_survey("lunch", LUNCH, {"quality": {"time": {"en": "Old.", "zh-hans": "旧。"}}})
    staff = client_for(max_)
    page = staff.get("/console/surveys/lunch/limits/").content.decode()
    assert 'value="Old."' in page
    staff.post("/console/surveys/lunch/limits/", {"proof": "on", "time": "New."})
    survey.refresh_from_db()
    assert survey.settings == {"quality": {"proof": True, "time": {"en": "New.", "zh-hans": "旧。"}}}
    staff.post("/console/surveys/lunch/limits/", {"time": ""})
    survey.refresh_from_db()
    assert survey.settings == {}
    refused = staff.post("/console/surveys/lunch/limits/", {"anonymous": "on", "time": "x"})
    assert refused.status_code == 422
    assert "An anonymous survey does not look at the time." in refused.content.decode()


@pytest.mark.django_db
def test_without_a_cache_nobody_is_graded_down(monkeypatch):
    monkeypatch.setattr(cache._cache, "_servers", ["redis://127.0.0.1:1/0"])
    monkeypatch.setattr(cache._cache, "_pools", {})
    make_survey("lunch", LUNCH)
    Respondent(Client(), "lunch").send(dish="Rice")
    assert newest() == {"tier": "a", "reasons": []}


@pytest.mark.django_db
def test_a_flood_of_programs_is_told_to_wait(settings, client):
    settings.RESPONSES_PER_HOUR = 1
    make_survey("lunch", LUNCH)

    def submit():
        body = {"id": str(uuid7()), "answers": {"dish": "Rice"}}
        return client.post("/api/surveys/lunch/responses/", body, content_type="application/json").status_code

    assert [submit() for _ in range(2)] == [201, 429]
