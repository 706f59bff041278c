"""A site that receives mail, and a case of Rosa's in which staff have asked her something."""

import pytest

from feedback.actions.reply import reply
from tests.factories.feedback import make_ticket
from tests.support.drain import drain


@pytest.fixture
def receives_mail(settings):
    settings.MAIL_ADDRESS = "help@example.org"


@pytest.fixture
def ticket(amir, receives_mail):
    found = make_ticket(email="rosa@example.org", name="Rosa")
    reply(ticket=found, author=amir, body="Where is it?")
    drain()
    found.refresh_from_db()
    return found
