"""What is told beside the figures because it could make them incomplete."""

from datetime import timedelta

import pytest

from feedback_site.kit import clock
from insights.queries.data_quality import DataQuality, data_quality
from insights.rules.periods import Period
from notifications.models import Delivery
from notifications.models.delivery import Reason
from tests.factories.mail import letter, receive

State = Delivery.State


def mail(number, state, **fields):
    sent_at = clock.now() if state in {State.SENT, State.BOUNCED} else None
    reason = {State.FAILED: Reason.REFUSED, State.BOUNCED: Reason.CAME_BACK}.get(state, "")
    Delivery.objects.create(
        key=f"mail:{number}",
        kind="receipt",
        to=f"rosa{number}@example.org",
        subject="Hello",
        text="Hello",
        language="en",
        message_id=f"<{number}@example.org>",
        state=state,
        reason=reason,
        sent_at=sent_at,
        **fields,
    )


@pytest.mark.django_db
def test_a_mail_that_came_back_is_undelivered_like_one_that_never_left():
    now = clock.now()
    period = Period(now - timedelta(days=7), now + timedelta(minutes=1))
    for number, state in enumerate((State.SENT, State.FAILED, State.BOUNCED)):
        mail(number, state)
    mail(9, State.FAILED, created_at=now - timedelta(days=8))
    assert data_quality(period) == DataQuality(parked=0, undelivered=2)


@pytest.mark.django_db
def test_mails_in_no_case_are_told_whenever_they_came(settings):
    settings.MAIL_CASES_PER_HOUR = 1
    now = clock.now()
    with clock.at(now - timedelta(days=30)):
        for number in range(3):
            receive(letter(f"No. {number}"))
    assert data_quality(Period(now - timedelta(days=7), now)) == DataQuality(parked=0, undelivered=0, in_no_case=2)
