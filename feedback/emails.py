"""The mails to reporters, each in the language of their case, and to colleagues in theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from feedback.queries.automatic_mails import FOLLOW_UP, RECEIPT, REPLY
from feedback.queries.clocks.alerts import TARGETS
from feedback.queries.mail.reporters_mails import reporters_mails
from feedback.queries.mail.signed_names import new_message_id, reporter_address, staff_address
from feedback.queries.mine.links import mine_url
from feedback.queries.private_links import claim_url, rate_url
from feedback_site.kit.texts.site_name import site_name
from notifications.actions.queue_delivery import Mail
from notifications.emails import Facts, Insert, Worded, in_words, reworded
from notifications.models import Nature, Topic
from notifications.queries.mail_domain import mail_domain
from notifications.queries.mail_texts import Wording, words_of
from notifications.queries.unsubscribing import stop_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from feedback.models import Contact, FollowUp, LinkWish, Mention, Message, Ticket
    from feedback.queries.clocks.alerts import Alert
    from feedback.queries.news import News


NATURES = {
    RECEIPT: Nature.ANSWER,
    REPLY: Nature.ANSWER,
    "ticket_reply": Nature.PERSONAL,
    "mention": Nature.NOTICE,
    "my_feedback": Nature.SECURITY,
}
TOPICS = {FOLLOW_UP: Topic.FOLLOW_UP}
TO_STAFF = {"mention"}


def address_of(ticket: Ticket) -> str:
    """Return where the reporter reads mail, or "" for the anonymous."""
    return (ticket.contact.email or "") if ticket.contact else ""


def may_ask(ticket: Ticket) -> bool:
    """Whether the reporter can be asked how it went, and does not mind."""
    return bool(address_of(ticket)) and not (ticket.contact and ticket.contact.do_not_contact)


def threaded(mails: Iterable[Mail]) -> list[Mail]:
    """Return the mails, each naming what its reporter has written to us by mail about the case."""
    wanted = list(mails)
    known = reporters_mails(mail.thread for mail in wanted)
    return [replace(mail, answers=known.get(mail.thread, ())) for mail in wanted]


def receipt_mail(ticket: Ticket, wording: Wording | None = None) -> Mail:
    """Say that it arrived; none of the sender's words, because the address is not proven."""
    return _mail(RECEIPT, ticket, f"{RECEIPT}:{ticket.pk}", {"link": claim_url(ticket)}, wording)


def reply_mail(message: Message, wording: Wording | None = None, *, to: Ticket | None = None) -> Mail:
    """Carry the agent's words and the private link, to the case's reporter or to that of one that goes on in it."""
    ticket = to or message.ticket
    context = {
        "link": claim_url(ticket),
        "body": message.body,
        "author": message.author.name if message.author else "",
    }
    key = f"ticket_reply:{message.pk}:{to.pk}" if to else f"ticket_reply:{message.pk}"
    return _mail("ticket_reply", ticket, key, context, wording)


def merge_mail(ticket: Ticket, key: str, wording: Wording | None = None, *, undone: bool) -> Mail:
    """Say that the case is handled together with another, or by itself again; of the other it tells nothing."""
    return _mail("merge_undone" if undone else "merge", ticket, key, {"link": claim_url(ticket)}, wording)


def split_mail(ticket: Ticket, wording: Wording | None = None) -> Mail:
    """Say that some of what the reporter wrote has a case of its own, with its link."""
    context = {"link": claim_url(ticket), "earlier_case": ticket.follows.ref if ticket.follows else ""}
    return _mail("split", ticket, f"split:{ticket.pk}", context, wording)


def automatic_mail(message: Message, wording: Wording | None = None) -> Mail:
    """Carry what a rule wrote, which holds none of the sender's words, and the private link."""
    context = {"link": claim_url(message.ticket), "body": message.body}
    return _mail(REPLY, message.ticket, f"{REPLY}:{message.pk}", context, wording)


def follow_up_mail(follow_up: FollowUp, wording: Wording | None = None) -> Mail:
    """Ask how it went; the link only shows the question."""
    context = {"link": rate_url(follow_up), "case_link": claim_url(follow_up.ticket)}
    return _mail(FOLLOW_UP, follow_up.ticket, f"{FOLLOW_UP}:{follow_up.pk}", context, wording)


def my_feedback_mail(contact: Contact, wish: LinkWish, wording: Wording | None = None) -> Mail:
    """Carry the link to all cases of one person."""
    context = {"link": mine_url(contact), "hours": settings.MY_FEEDBACK_HOURS}
    key = f"my_feedback:{wish.pk}"
    return _mail("my_feedback", None, key, context, wording, to=wish.email, language=wish.language)


def mention_mail(mention: Mention, wording: Wording | None = None) -> Mail:
    """Tell a colleague that a note calls them; in their own language, with the note."""
    note, colleague = mention.message, mention.user
    may_answer = settings.MAIL_STAFF_REPLIES and colleague.may("ticket.reply")
    own_address = staff_address(mention.ticket.ref, colleague.pk) if may_answer else ""
    context = {
        "link": settings.SITE_URL + reverse("feedback:ticket", args=[mention.ticket.ref]),
        "body": note.body,
        "author": str(note.author),
        "answer_goes_out": bool(own_address),
    }
    key = f"mention:{mention.pk}"
    mail = _mail("mention", mention.ticket, key, context, wording, to=colleague.email, language=colleague.language)
    return replace(mail, reply_to=own_address)


def targets_mail(alert: Alert, key: str, wording: Wording | None = None) -> Mail:
    """Tell somebody of the staff which cases are late or soon due; one mail for all of them."""
    person = alert.person
    with translation.override(person.language), timezone.override(person.timezone):
        context = {
            "site_name": settings.SITE_NAME,
            "language": person.language,
            "alert": alert,
            "link": settings.SITE_URL + reverse("feedback:inbox"),
            "cases": settings.SITE_URL,
        }
        told = _parts(f"emails/feedback/{TARGETS}", context)
        insert = Insert(
            render_to_string(f"emails/feedback/{TARGETS}/list.txt", context).strip(),
            render_to_string(f"emails/feedback/{TARGETS}/list.html", context),
        )
    worded = reworded(
        wording or Wording(),
        TARGETS,
        language=person.language,
        values={"summary": told.subject, "link": context["link"]},
        facts=Facts(),
        inserts={"list": insert},
    )
    return _to_staff(worded or told, key=key, kind=TARGETS, person=person)


def news_mail(news: News, key: str, wording: Wording | None = None) -> Mail:
    """Tell somebody of the staff which cases they were given, or where they were written to; one mail for all."""
    person, only = news.person, news.lines[0].ticket.ref if len(news.lines) == 1 else ""
    path = reverse("feedback:ticket", args=[only]) if only else reverse("feedback:inbox")
    with translation.override(person.language), timezone.override(person.timezone):
        context = {"news": news, "site": settings.SITE_URL}
        insert = Insert(
            render_to_string("emails/feedback/news/list.txt", context).strip(),
            render_to_string("emails/feedback/news/list.html", context),
        )
        values = {"summary": news.summary, "link": settings.SITE_URL + path}
        facts = Facts(
            button=_("Open the case") if only else _("Open the inbox"),
            change_link=settings.SITE_URL + reverse("accounts:profile"),
        )
    words = words_of(wording or Wording(), news.kind, person.language)
    worded = in_words(words, values=values, facts=facts, inserts={"list": insert})
    return _to_staff(worded, key=key, kind=news.kind, person=person)


def _to_staff(worded: Worded, *, key: str, kind: str, person: User) -> Mail:
    return Mail(
        key=key,
        kind=kind,
        to=person.email,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        language=person.language,
    )


def _mail(
    kind: str,
    ticket: Ticket | None,
    key: str,
    context: dict[str, Any],
    wording: Wording | None = None,
    *,
    to: str = "",
    language: str = "",
) -> Mail:
    """Write a mail to the reporter in the language of the case, or to somebody else in theirs."""
    tongue = language or (ticket.language if ticket else "")
    to = to or (address_of(ticket) if ticket else "")
    topic = TOPICS.get(kind, "")
    case = None if kind in TO_STAFF else ticket
    reply_to = reporter_address(case.ref) if case else ""
    facts = Facts(
        can_answer=bool(reply_to),
        answer_goes_out=bool(context.get("answer_goes_out")),
        hours=context.get("hours", 0),
        stop_link=stop_url(topic=topic, address=to) if topic else "",
    )
    values = {name: str(value) for name, value in context.items()}
    if ticket:
        values["case"] = ticket.ref
    if not values.get("author"):  # nobody is named for it, so the house is
        values["author"] = site_name(tongue)
    worded = reworded(wording or Wording(), kind, language=tongue, values=values, facts=facts)
    worded = worded or _as_ever(kind, ticket, tongue, facts, context)
    return Mail(
        key=key,
        kind=kind,
        nature=NATURES.get(kind, Nature.AUTOMATIC),
        topic=topic,
        thread=case.event_subject if case else "",
        message_id=new_message_id(case.ref, mail_domain()) if case else "",
        reply_to=reply_to,
        to=to,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        language=tongue,
    )


def _as_ever(kind: str, ticket: Ticket | None, tongue: str, facts: Facts, context: dict[str, Any]) -> Worded:
    """Write it in the words of the house, which stand in the templates."""
    with translation.override(tongue):
        whole = {
            "site_name": settings.SITE_NAME,
            "language": tongue,
            "ticket": ticket,
            "can_answer": facts.can_answer,
            "stop_link": facts.stop_link,
            **context,
        }
        return _parts(f"emails/feedback/{kind}", whole)


def _parts(folder: str, context: dict[str, Any]) -> Worded:
    parts = ("subject.txt", "body.txt", "body.html")
    subject, text, html = (render_to_string(f"{folder}/{part}", context) for part in parts)
    return Worded(subject.strip(), text.strip() + "\n", html)
