"""The roll-ups count what the lists show, also after merges, whenever their reader comes."""

from datetime import timedelta

import pytest
from django.db.models import Count
from django.db.models.functions import TruncDate

from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.reply import reply
from feedback.models import Wait
from feedback_site.kit import clock
from insights.actions.rebuild_rollups import rebuild_rollups
from insights.models import DailyVolume
from tests.factories.feedback import make_ticket
from tests.insights.conftest import at
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
MONDAY = at("2026-11-16 09:00 Asia/Shanghai")
DAY = timedelta(days=1)


def received():
    rolled = DailyVolume.objects.filter(received__gt=0).values_list("day", "received")
    listed = Wait.objects.first_responses().values_list(TruncDate("started_at")).annotate(n=Count("id"))
    return dict(rolled), dict(listed)


@pytest.mark.parametrize("lagging", [True, False])
@pytest.mark.parametrize("undone", [True, False])
def test_days_show_what_lists_show(amir, settings, lagging, undone):
    settings.TIME_ZONE = "UTC"
    read = (lambda: None) if lagging else drain
    with clock.at(MONDAY):
        older = make_ticket()
    with clock.at(MONDAY + DAY):
        newer = make_ticket()
    read()
    with clock.at(MONDAY + 2 * DAY):
        merge(source=older, target=newer, by=amir)
        read()
        if undone:
            undo_merge(ticket=older, by=amir)
        read()
        reply(ticket=newer, author=amir, body="Yes.")
    drain()
    rolled, listed = received()
    assert rolled == listed
    assert sum(rolled.values()) == (2 if undone else 1)
    rebuild_rollups()
    assert received() == (rolled, listed)
