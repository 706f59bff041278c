"""One mail of every kind, each by what brings it about."""

from datetime import timedelta

from accounts.actions.ask_new_password import ask_new_password
from accounts.actions.invite_person import invite_person
from accounts.emails import CHANGES
from accounts.rules.roles import Role
from accounts.web.adapter import AccountAdapter
from feedback.actions.assign import assign
from feedback.actions.automation.write_automatically import say
from feedback.actions.clocks.sweep_targets import sweep_targets
from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.news.send_news import send_news
from feedback.actions.privacy.answer_wishes import answer_wishes
from feedback.actions.privacy.ask_for_link import ask_for_link
from feedback.actions.relations.split import split
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.emails import my_feedback_mail, news_mail
from feedback_site.kit import clock
from insights.actions.send_due_digests import send_due_digests
from notifications.models import Delivery
from surveys.actions.invitations.invite_people import invite_people
from surveys.actions.invitations.remind_people import remind_people
from tests.factories.clocks import make_policy
from tests.factories.feedback import make_resolved, make_ticket
from tests.factories.surveys import ONE_PAGE, make_survey
from tests.support.drain import drain

MESSAGES = {
    "en": ("The parcel came late.", "It is still not here & <b>nobody</b> answers.", "We are sorry. It is on its way."),
    "zh-hans": ("包裹来晚了。", "到现在还没收到 & <b>没有人</b>回复。", "非常抱歉，包裹已经在路上了。"),
}


def write_every_kind(*, ada, amir, max_, language):
    """Bring about a mail of every kind in a language; return the newest of each, by kind."""
    for person in (ada, amir, max_):
        person.language = language
        person.save()
    start = clock.now() - timedelta(days=9)
    with clock.at(start):
        send_due_digests()
    for hours, tell in enumerate((_cases, _together, _for_staff, _late, _surveys, _accounts), 1):
        with clock.at(start + timedelta(hours=6 * hours)):
            tell(ada, amir, language)
            drain()
    send_due_digests()
    drain()
    return {mail.kind: mail for mail in Delivery.objects.filter(language=language).order_by("pk")}


def _cases(_ada, amir, language):
    first, _second, answer = MESSAGES[language]
    ticket = make_ticket(first, email="rosa@example.org", name="Rosa", language=language)
    drain()
    reply(ticket=ticket, author=amir, body=answer)
    say(ticket=ticket, body=answer)
    drain()
    make_resolved(amir, email="tom@example.org", language=language)
    drain()
    ask_for_link(email="rosa@example.org", language=language)
    answer_wishes(write=my_feedback_mail)


def _together(ada, _amir, language):
    first, second, _answer = MESSAGES[language]
    one = make_ticket(first, email="rosa@example.org", language=language)
    other = make_ticket(second, email="tom@example.org", language=language)
    drain()
    merge(source=one, target=other, by=ada)
    drain()
    one.refresh_from_db()
    undo_merge(ticket=one, by=ada)
    message = write_as_customer(ticket=other, body=second)
    split(ticket=other, message_ids=[message.pk], by=ada)


def _for_staff(ada, amir, language):
    first, second, _answer = MESSAGES[language]
    tickets = [make_ticket(words, name="Rosa", language=language) for words in (first, second)]
    for ticket in tickets:
        assign(ticket=ticket, assignee=amir, by=ada)
        write_as_customer(ticket=ticket, body=second)
    drain()
    with clock.at(clock.now() + timedelta(minutes=5)):
        send_news(write=news_mail)
    write_note(ticket=tickets[0], author=ada, body=f"@Amir {second}")


def _late(_ada, amir, language):
    make_policy(first=60)
    first, second, _answer = MESSAGES[language]
    with clock.at(clock.now() - timedelta(hours=2)):
        late = make_ticket(first, language=language)
        assign(ticket=late, assignee=amir, by=amir)
    with clock.at(clock.now() - timedelta(minutes=55)):
        make_ticket(second, language=language)
    drain()
    sweep_targets()


def _surveys(ada, _amir, language):
    title = {"default": "Lunch", "zh-CN": "午餐"}
    survey = make_survey(definition={**ONE_PAGE, "title": title})
    invite_people(survey_id=survey.pk, addresses=["kim@example.org"], language=language, by=ada)
    drain()
    with clock.at(clock.now() + timedelta(hours=2)):
        remind_people(survey_id=survey.pk, by=ada)
        drain()


def _accounts(ada, amir, language):
    invite_person(email="new@example.org", role=Role.AGENT, language=language, invited_by=ada)
    ask_new_password(email=amir.email)
    for kind in sorted(CHANGES):
        AccountAdapter().send_notification_mail(f"account/email/{kind}", amir)
