"""Every mail that the site sends: its words can be changed, its headers say what it is, both its parts are whole."""

import ast
import re
from importlib import import_module
from pathlib import Path

import allauth
import pytest

from accounts.emails import CHANGES
from notifications.actions.compose import compose, has_null_sender
from notifications.actions.save_mail_text import save_mail_text
from notifications.models.kind_words import KIND_WORDS
from notifications.queries.first_words import FIRST, first_words
from notifications.rules.mail_shapes import FIXED, SHAPES
from tests.factories.mails import write_every_kind

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "feedback", "surveys", "insights", "transparency", "notifications", "feedback_site")
WRITERS = {"Mail", "_mail", "write_mail"}
# What allauth could send, were what it is for switched on or routed.
NOT_HERE = {
    "account_already_exists": "nobody signs up",
    "unknown_account": "whoever has no account is not written to",
    "login_code": "nobody signs in by a code",
    "password_reset_code": "passwords are reset by a link",
    "email_changed": "addresses of accounts do not change",
    "email_deleted": "addresses of accounts do not change",
    "webauthn_added": "there are no security keys",
    "webauthn_removed": "there are no security keys",
}
TO_REPORTERS = {"case_receipt", "ticket_reply", "automatic_reply", "follow_up", "merge", "merge_undone", "split"}
ANSWERS = {"case_receipt", "automatic_reply"}
STOPPABLE = {
    "follow_up",
    "survey_invitation",
    "survey_reminder",
    "digest",
    "case_assigned",
    "reporter_wrote",
    "mention",
}


def said(node, module):
    """What the expression for a kind can be; a name that a function takes is said by those who call it."""
    if isinstance(node, ast.IfExp):
        return said(node.body, module) | said(node.orelse, module)
    try:
        found = eval(compile(ast.Expression(node), "kind", "eval"), vars(module))
    except (NameError, AttributeError):
        return set()
    return {str(found)}


def kinds_in_the_code():
    found = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts or not (WRITERS & set(re.findall(r"\b\w+(?=\()", text := path.read_text()))):
                continue
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
            for call in ast.walk(ast.parse(text)):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in WRITERS:
                    named = [word.value for word in call.keywords if word.arg == "kind"]
                    for node in named or call.args[:1]:
                        found |= said(node, module)
    return found


def test_every_kind_in_the_code_can_be_worded_anew():
    found = kinds_in_the_code() | CHANGES | {"case_assigned", "reporter_wrote", "survey_invitation", "survey_reminder"}
    assert {"case_receipt", "targets", "digest", "invitation", "merge_undone"} <= found
    assert found - set(FIXED) == set(SHAPES)
    assert set(SHAPES) == set(FIRST) == set(KIND_WORDS) - set(FIXED)
    assert all(FIXED.values())


def test_what_allauth_sends_is_ours_or_never_sent():
    folder = Path(allauth.__file__).parent
    sources = [path.read_text() for app in ("account", "mfa") for path in (folder / app).rglob("*.py")]
    sent = {name for text in sources for name in re.findall(r"\"(?:account|mfa)/email/(\w+)\"", text)}
    sent -= {"email_confirmation", "email_confirmation_signup"}  # ACCOUNT_EMAIL_VERIFICATION is "none"
    assert sent - set(NOT_HERE) == CHANGES | {"password_reset_key"}


@pytest.fixture
def cast(ada, amir, max_):
    return {"ada": ada, "amir": amir, "max_": max_}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("is_reworded", [False, True])
def test_every_kind_is_whole_and_says_what_it_is(cast, settings, language, is_reworded):
    settings.MAIL_ADDRESS = "help@example.org"
    if is_reworded:
        for kind in SHAPES:
            subject, body = first_words(kind, language)
            words = {"subject": f"† {subject}", "body": f"‡ <i>\n{body}"}
            save_mail_text(kind=kind, language=language, **words, seen="", actor_id=cast["ada"].pk)
    mails = write_every_kind(**cast, language=language)
    assert set(mails) == set(SHAPES)
    for kind, delivery in mails.items():
        assert (kind, delivery.subject.startswith("†")) == (kind, is_reworded)
        check_parts(kind, delivery, language)
        check_headers(kind, delivery)


def check_parts(kind, delivery, language):
    whole = delivery.subject + delivery.text + delivery.html
    assert not re.search(r"\{\w+\}|\{\{|None|%\(", delivery.subject + delivery.text), (kind, delivery.text)
    assert f'<html lang="{language}">' in delivery.html
    assert "<b>nobody" not in delivery.html
    assert "<i>" not in delivery.html
    for link in re.findall(r"https?://\S+", delivery.text):
        assert link.rstrip(".") in delivery.html.replace("&amp;", "&"), (kind, link)
    if kind in ANSWERS - {"automatic_reply"}:
        assert not {"parcel", "包裹", "Rosa"} & set(re.findall(r"parcel|包裹|Rosa", whole))
    if kind in STOPPABLE:
        assert ("/mail/stop/" in delivery.text, "/mail/stop/" in delivery.html) == (True, True)


def check_headers(kind, delivery):
    mail = compose(delivery).message()
    submitted = {"ticket_reply": None}.get(kind, "auto-replied" if kind in ANSWERS else "auto-generated")
    assert (kind, mail["Auto-Submitted"]) == (kind, submitted)
    assert (mail["X-Auto-Response-Suppress"] is None) == (submitted is None)
    assert (kind, has_null_sender(delivery)) == (kind, kind in ANSWERS)
    assert (kind, "List-Unsubscribe" in mail) == (kind, kind in STOPPABLE)
    one_click = "List-Unsubscribe=One-Click" if kind in STOPPABLE else None
    assert mail["List-Unsubscribe-Post"] == one_click
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert re.fullmatch(r"<[^<>@\s]+@example\.org>|<[^<>@\s]+@localhost>", mail["Message-ID"])
    assert (kind, delivery.thread.startswith("ticket:")) == (kind, kind in TO_REPORTERS)
    assert (kind, bool(delivery.reply_to)) == (kind, kind in TO_REPORTERS)
    if kind in {"ticket_reply", "automatic_reply"}:
        assert mail["In-Reply-To"] in mail["References"].split()
