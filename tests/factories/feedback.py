"""Tickets made as people make them: through the actions."""

from feedback.actions.answer_follow_up import answer_follow_up
from feedback.actions.open_ticket import open_ticket
from feedback.actions.reply import reply
from feedback.actions.send_follow_ups import send_follow_ups
from feedback.rules.names import Channel
from feedback.rules.origin import Origin, Reporter
from feedback_site.kit.tokens import uuid7


def make_ticket(body="The parcel came late.", *, email="", name="", language="en", **fields):
    """A ticket that somebody opened by the form, anonymous unless named."""
    return open_ticket(
        **{
            "channel": Channel.FORM,
            "body": body,
            "language": language,
            "reporter": Reporter(name=name, email=email),
            "origin": Origin(),
            "origin_key": f"form:{uuid7()}",
            **fields,
        }
    )


def make_resolved(agent, **fields):
    """A ticket that was answered and resolved."""
    ticket = make_ticket(**fields)
    reply(ticket=ticket, author=agent, body="We are sorry. It is on its way.", then_resolve=True)
    ticket.refresh_from_db()
    return ticket


def make_follow_up(agent, score=None, comment="", **fields):
    """A follow-up of a resolved ticket, answered when there is a score."""
    [follow_up] = send_follow_ups(tickets=[make_resolved(agent, **fields)])
    if score is None:
        return follow_up
    return answer_follow_up(follow_up=follow_up, score=score, comment=comment)
