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
from notifications.emails import Facts, Insert, write_mail
from notifications.models import Nature, Topic
from notifications.queries.mail_domain import mail_domain
from notifications.queries.unsubscribing import stop_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback.models import Contact, FollowUp, LinkWish, Mention, Message, Ticket
    from feedback.queries.clocks.alerts import Alert
    from feedback.queries.news import News
    from notifications.actions.queue_delivery import Mail
    from notifications.queries.mail_texts import Wording


NATURES = {
    RECEIPT: Nature.ANSWER,
    REPLY: Nature.ANSWER,
    "ticket_reply": Nature.PERSONAL,
    "mention": Nature.NOTICE,
    "my_feedback": Nature.SECURITY,
}
TOPICS = {FOLLOW_UP: Topic.FOLLOW_UP, "mention": Topic.MENTION}
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
    author = message.author.name if message.author else ""
    values = {"link": claim_url(ticket), "body": message.body, "author": author}
    key = f"ticket_reply:{message.pk}:{to.pk}" if to else f"ticket_reply:{message.pk}"
    return _mail("ticket_reply", ticket, key, values, wording)


def merge_mail(ticket: Ticket, key: str, wording: Wording | None = None, *, undone: bool) -> Mail:
    """Say that the case is handled together with another, or by itself again; of the other it tells nothing."""
    return _mail("merge_undone" if undone else "merge", ticket, key, {"link": claim_url(ticket)}, wording)


def split_mail(ticket: Ticket, wording: Wording | None = None) -> Mail:
    """Say that some of what the reporter wrote has a case of its own, with its link."""
    values = {"link": claim_url(ticket), "earlier_case": ticket.follows.ref if ticket.follows else ""}
    return _mail("split", ticket, f"split:{ticket.pk}", values, wording)


def automatic_mail(message: Message, wording: Wording | None = None) -> Mail:
    """Carry what a rule wrote, which holds none of the sender's words, and the private link."""
    values = {"link": claim_url(message.ticket), "body": message.body}
    return _mail(REPLY, message.ticket, f"{REPLY}:{message.pk}", values, wording)


def follow_up_mail(follow_up: FollowUp, wording: Wording | None = None) -> Mail:
    """Ask how it went; the link only shows the question."""
    values = {"link": rate_url(follow_up), "case_link": claim_url(follow_up.ticket)}
    return _mail(FOLLOW_UP, follow_up.ticket, f"{FOLLOW_UP}:{follow_up.pk}", values, wording)


def my_feedback_mail(contact: Contact, wish: LinkWish, wording: Wording | None = None) -> Mail:
    """Carry the link to all cases of one person."""
    values, key = {"link": mine_url(contact)}, f"my_feedback:{wish.pk}"
    return _mail("my_feedback", None, key, values, wording, to=wish.email, language=wish.language)


def mention_mail(mention: Mention, wording: Wording | None = None) -> Mail:
    """Tell a colleague that a note calls them; in their own language, with the note."""
    note, colleague = mention.message, mention.user
    may_answer = settings.MAIL_STAFF_REPLIES and colleague.may("ticket.reply")
    own_address = staff_address(mention.ticket.ref, colleague.pk) if may_answer else ""
    link = settings.SITE_URL + reverse("feedback:ticket", args=[mention.ticket.ref])
    mail = _mail(
        "mention",
        mention.ticket,
        f"mention:{mention.pk}",
        {"link": link, "body": note.body, "author": str(note.author)},
        wording,
        to=colleague.email,
        language=colleague.language,
        answer_goes_out=bool(own_address),
    )
    return replace(mail, reply_to=own_address)


def targets_mail(alert: Alert, key: str, wording: Wording | None = None) -> Mail:
    """Tell somebody of the staff which cases are late or soon due; one mail for all of them."""
    person = alert.person
    with translation.override(person.language), timezone.override(person.timezone):
        cases = _list(TARGETS, {"alert": alert, "cases": settings.SITE_URL})
        values = {"summary": alert.summary, "link": settings.SITE_URL + reverse("feedback:inbox")}
    return write_mail(
        TARGETS,
        key=key,
        to=person.email,
        language=person.language,
        values=values,
        inserts={"list": cases},
        wording=wording,
    )


def news_mail(news: News, key: str, wording: Wording | None = None) -> Mail:
    """Tell somebody of the staff which cases they were given, or where they were written to; one mail for all."""
    person, only = news.person, news.lines[0].ticket.ref if len(news.lines) == 1 else ""
    path = reverse("feedback:ticket", args=[only]) if only else reverse("feedback:inbox")
    with translation.override(person.language), timezone.override(person.timezone):
        cases = _list("news", {"news": news, "site": settings.SITE_URL})
        values = {"summary": news.summary, "link": settings.SITE_URL + path}
        facts = Facts(
            button=_("Open the case") if only else _("Open the inbox"),
            change_link=settings.SITE_URL + reverse("accounts:profile"),
            stop_link=stop_url(topic=news.kind, address=person.email),
        )
    return write_mail(
        news.kind,
        key=key,
        to=person.email,
        language=person.language,
        values=values,
        facts=facts,
        inserts={"list": cases},
        wording=wording,
        topic=Topic(news.kind),
    )


def _list(kind: str, context: dict[str, Any]) -> Insert:
    text, html = (render_to_string(f"emails/feedback/{kind}/list.{part}", context) for part in ("txt", "html"))
    return Insert(text.strip(), html)


def _mail(
    kind: str,
    ticket: Ticket | None,
    key: str,
    values: dict[str, str],
    wording: Wording | None = None,
    *,
    to: str = "",
    language: str = "",
    answer_goes_out: bool = False,
) -> Mail:
    """Write a mail to the reporter in the language of the case, or to somebody else in theirs."""
    language = language or (ticket.language if ticket else "")
    to = to or (address_of(ticket) if ticket else "")
    topic = TOPICS.get(kind, "")
    case = None if kind in TO_STAFF else ticket
    reply_to = reporter_address(case.ref) if case else ""
    facts = Facts(
        can_answer=bool(reply_to),
        answer_goes_out=answer_goes_out,
        hours=settings.MY_FEEDBACK_HOURS,
        stop_link=stop_url(topic=topic, address=to) if topic else "",
    )
    values = {
        **values,
        "case": ticket.ref if ticket else "",
        "author": values.get("author") or site_name(language),  # nobody is named for it, so the house is
    }
    return write_mail(
        kind,
        key=key,
        to=to,
        language=language,
        values=values,
        facts=facts,
        wording=wording,
        nature=NATURES.get(kind, Nature.AUTOMATIC),
        topic=topic,
        thread=case.event_subject if case else "",
        message_id=new_message_id(case.ref, mail_domain()) if case else "",
        reply_to=reply_to,
    )
