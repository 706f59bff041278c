"""A survey of every kind of question in three languages, and others in every state that a respondent can meet."""

import re
from datetime import timedelta

from django.test import Client

from feedback_site.kit import clock
from notifications.models import Delivery
from surveys.actions.invitations.invite_people import invite_people
from surveys.actions.move_survey import move_survey
from surveys.actions.schedule_survey import schedule_survey
from surveys.models import Response, Survey
from surveys.rules.lifecycle import LINK_DAYS, Move
from tests.factories.surveys import Respondent, make_survey
from tests.support.drain import drain

PICTURE = "/static/icons/favicon.svg"


def words(english, chinese, arabic):
    return {"default": english, "zh-cn": chinese, "ar": arabic}


GOOD, BAD = words("Good", "好", "جيد"), words("Bad", "差", "سيئ")
CHOICES = [
    {"value": "a", "text": GOOD},
    {"value": "b", "text": BAD},
    {"value": "c", "text": words("Both", "都有", "كلاهما")},
]
ROWS = [
    {"value": "soup", "text": words("The soup of the day", "今天的例汤", "حساء اليوم")},
    {"value": "rest", "text": words("All the rest", "其他", "كل ما تبقى")},
]


def question(kind, name, title, **more):
    return {"type": kind, "name": name, "title": title, **more}


ENDS = {"minRateDescription": words("Never", "绝不", "أبدا"), "maxRateDescription": words("Surely", "一定", "بالتأكيد")}
NAMES = [
    {"name": "first", "title": words("First", "名", "الاسم")},
    {"name": "last", "title": words("Last", "姓", "اللقب")},
]
READ = words("I have read the rules", "我已阅读规则", "قرأت القواعد")
DONE = words("<p>Almost <b>done</b>.</p>", "<p>快完成了。</p>", "<p>أوشكت.</p>")
AGAIN = words("Would you come again?", "您还会再来吗？", "هل ستعود؟")
PAGES = [
    [
        question("rating", "nps", AGAIN, rateMin=0, rateMax=10, **ENDS),
        question("rating", "stars", words("How many stars?", "几颗星？", "كم نجمة؟"), rateType="stars"),
        question("rating", "faces", words("How do you feel?", "心情如何？", "كيف تشعر؟"), rateType="smileys"),
        question("boolean", "well", words("Did it go well?", "顺利吗？", "هل سار الأمر جيدا؟"), isRequired=True),
        question("boolean", "tick", READ, displayMode="checkbox"),
    ],
    [
        question("radiogroup", "one", words("Pick one", "选一个", "اختر واحدا"), choices=CHOICES, showOtherItem=True),
        question("checkbox", "many", words("Pick some", "选几个", "اختر بعضا"), choices=CHOICES, showNoneItem=True,
                 showSelectAllItem=True, isRequired=True),
        question("dropdown", "list", words("From a list", "下拉选择", "من قائمة"), choices=CHOICES),
        question("tagbox", "tags", words("Some of a list", "可选多项", "بعض القائمة"), choices=CHOICES),
        question("imagepicker", "picture", words("Which picture?", "哪张图？", "أي صورة؟"),
                 choices=[{**choice, "imageLink": PICTURE} for choice in CHOICES]),
        question("ranking", "order", words("Put in order", "排序", "رتب"), choices=CHOICES),
    ],
    [
        question("matrix", "grid", words("Line by line", "逐项评价", "سطرا بسطر"), columns=CHOICES, rows=ROWS,
                 eachRowRequired=True),
        question("multipletext", "names", words("Your names", "姓名", "أسماؤك"), items=NAMES),
        question("text", "mail", words("Address", "邮箱", "البريد"), inputType="email", isRequired=True),
        question("text", "day", words("Day", "日期", "اليوم"), inputType="date"),
        question("text", "range", words("How much?", "多少？", "كم؟"), inputType="range"),
        question("comment", "why", words("Why?", "为什么？", "لماذا؟")),
        question("expression", "sum", words("Together", "合计", "المجموع"), expression="{nps} + 1"),
        {"type": "html", "name": "note", "html": DONE},
        {"type": "image", "name": "photo", "imageLink": PICTURE, "altText": words("A bowl", "一碗", "وعاء")},
    ],
]  # fmt: skip
ALL = {
    "title": words("Lunch in our canteen", "食堂午餐调查", "الغداء في مقصفنا"),
    "description": words(
        "Two minutes, and we read every word.", "两分钟，我们会读每一个字。", "دقيقتان، ونقرأ كل كلمة."
    ),
    "pages": [{"name": f"p{number}", "elements": elements} for number, elements in enumerate(PAGES)],
}
HALF = {"nps": "9", "well": "true"}
SHORT = {"title": ALL["title"], "elements": [PAGES[0][3]]}


def public_screens():
    """Make the surveys; return what leads to each screen by its name."""
    survey = make_survey("all", ALL)
    found = {"start": "/s/all/"}
    begun = Respondent(Client(), "all")
    begun.send(**HALF)
    second = begun.path.partition("?")[0]
    begun.send(many=["a"])
    make_survey("short", SHORT)
    done = Respondent(Client(), "short")
    done.send(well="true")
    found |= {
        "choices": f"{second}?page=p1",
        "choices checked": f"{second}?page=p1&check=1",
        "grid": f"{second}?page=p2",
        "grid checked": f"{second}?page=p2&check=1",
        "later": f"{second}?later=1",
        "resume": second,
        "thanks": done.path,
        "broken link": "/s/all/nonsense/",
    }
    return found | _shut() | _asked(survey)


def _shut():
    """Paused, closed, not yet open, full, expired, of the invited alone."""
    for slug, move in (("paused", Move.PAUSE), ("closed", Move.CLOSE)):
        move_survey(survey_id=make_survey(slug, SHORT).pk, move=move, by=None)
    soon = clock.now() + timedelta(days=3)
    schedule_survey(survey_id=make_survey("soon", SHORT).pk, opens_at=soon, closes_at=None, by=None)
    make_survey("full", SHORT, {"limits": {"cap": 1}})
    for _ in range(2):
        late = Respondent(Client(), "full")
        late.send(well="true")
    make_survey("invited", SHORT, {"invited_only": True})
    old = Respondent(Client(), "all")
    old.send(**HALF)
    newest = Response.objects.filter(survey__slug="all").latest("started_at")
    Response.objects.filter(pk=newest.pk).update(updated_at=clock.now() - timedelta(days=LINK_DAYS + 1))
    places = {slug: f"/s/{slug}/" for slug in ("paused", "closed", "soon", "invited")}
    return places | {"over quota": late.path, "expired": old.path.partition("?")[0]}


def _asked(survey):
    """What people were invited to; the links stand in the mails."""
    apart = make_survey("apart", SHORT, {"anonymous": True})
    found = {}
    for name, asked in (("invitation", survey), ("invitation apart", apart)):
        invite_people(survey_id=asked.pk, addresses=["rosa@example.org"], by=None)
        drain()
        mail = Delivery.objects.filter(kind__startswith="survey_").latest("pk")
        found[name] = "/i/" + re.search(r"/i/(\S+)", mail.text).group(1)
    return found


def staff_screens():
    """Those of a survey's makers and readers that `tests/journeys/test_screens.py` does not walk."""
    home = "/console/surveys/all/"
    move_survey(survey_id=Survey.objects.get(slug="apart").pk, move=Move.CLOSE, by=None)
    response = Response.objects.filter(survey__slug="all").earliest("started_at")
    return {
        "results of few": "/console/surveys/apart/results/",
        "erase": f"{home}responses/{response.pk}/erasure/",
        "matrix": f"{home}builder/?at=pages[2].elements[0]",
        "translations": f"{home}builder/translations/?with=de",
        "invitations": f"{home}invitations/",
        "draft": f"{home}draft/",
    }
