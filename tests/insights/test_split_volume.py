"""The roll-ups count what the lists show after a split and after a closing is taken back, whenever it is read."""

from datetime import timedelta

import pytest
from django.db.models import Count
from django.db.models.functions import TruncDate

from feedback.actions.close_ticket import close_ticket
from feedback.actions.relations.split import split
from feedback.actions.reopening.reopen import reopen
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import Wait
from feedback.rules.names import Outcome, Reason, ReopenReason
from feedback_site.kit import clock
from insights.actions.rebuild_rollups import rebuild_rollups
from insights.models import DailyVolume
from tests.factories.feedback import make_ticket
from tests.insights.conftest import at
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
MONDAY = at("2026-11-16 09:00 Asia/Shanghai")
DAY = timedelta(days=1)


def rolled(name):
    return dict(DailyVolume.objects.filter(**{f"{name}__gt": 0}).values_list("day", name))


def listed(field, **wanted):
    waits = Wait.objects.first_responses().filter(**wanted)
    return dict(waits.values_list(TruncDate(field)).annotate(n=Count("id")))


def agree():
    assert rolled("received") == listed("started_at")
    assert rolled("closed") == listed("ended_at", outcome=Outcome.CLOSED)
    assert rolled("answered") == listed("ended_at", outcome=Outcome.ANSWERED)


@pytest.mark.parametrize("lagging", [True, False])
@pytest.mark.parametrize("answered", [True, False])
def test_days_show_what_lists_show(amir, settings, lagging, answered):
    settings.TIME_ZONE = "UTC"
    read = (lambda: None) if lagging else drain
    with clock.at(MONDAY):
        case = make_ticket()
    with clock.at(MONDAY + DAY):
        more = write_as_customer(ticket=case, body="Another matter.")
        if answered:
            reply(ticket=case, author=amir, body="Yes.")
    read()
    with clock.at(MONDAY + 2 * DAY):
        new = split(ticket=case, message_ids=[more.pk], by=amir)
        read()
        write_as_customer(ticket=new, body="Well?")
        close_ticket(ticket=new, by=amir, reason=Reason.SPAM)
        read()
    with clock.at(MONDAY + 3 * DAY):
        reopen(ticket=new, by=amir, reason=ReopenReason.MISTAKE)
        read()
        close_ticket(ticket=new, by=amir, reason=Reason.NO_REPLY_NEEDED)
    drain()
    agree()
    assert sum(rolled("closed").values()) == 1
    rebuild_rollups()
    agree()
