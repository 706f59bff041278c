"""A demo that is cut short, as by Ctrl-C on the first start."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from feedback.models import Ticket
from notifications.models import LoggedEvent
from surveys.models import Survey


class GoneTerminal(StringIO):
    """Takes lines until the second week."""

    def write(self, text):
        if "week 2" in text:
            raise BrokenPipeError
        return super().write(text)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_behind_so_the_next_start_begins_anew(tmp_path, settings):
    settings.WAKE_WORKERS = True  # as on a real site
    terminal = GoneTerminal()
    with pytest.raises(BrokenPipeError):
        call_command("demo", logins=tmp_path / "logins.txt", stdout=terminal)
    assert "week 1" in terminal.getvalue()
    for model in (User, Survey, Ticket, LoggedEvent):
        assert model.objects.count() == 0
    assert list(tmp_path.iterdir()) == []
