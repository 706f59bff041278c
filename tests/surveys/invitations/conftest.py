"""Programs of the cast, and the links that mails hold."""

import re

import pytest

from notifications.models import Delivery
from tests.support.drain import drain
from tests.surveys.api.conftest import manager, stranger

__all__ = ["link_to", "manager", "stranger"]


@pytest.fixture
def link_to():
    """The private link in the newest mail to somebody, after all mails went out."""

    def find(address):
        drain()
        mail = Delivery.objects.filter(to=address, kind__startswith="survey_").latest("pk")
        return "/i/" + re.search(r"/i/(\S+)", mail.text).group(1)

    return find
