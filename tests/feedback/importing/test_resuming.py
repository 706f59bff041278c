"""Whenever an import is cut off, each row is there once in the end: rows, events and report together."""

import os
import random
import signal
import subprocess
import sys
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from feedback.actions.importing.steer import steer_import
from feedback.actions.importing.work import work_on_imports
from feedback.models import Contact, ImportLine, Message, Ticket, TicketClock, TicketImport
from feedback.rules.importing.states import State, Step
from notifications.models import LoggedEvent
from tests.feedback.importing.exports import USERS, lines, look, zendesk_ticket
from tests.support.servers import ROOT

KILLS = int(os.environ.get("IMPORT_KILLS", "2"))
ROWS = int(os.environ.get("IMPORT_ROWS", "200"))


def export(rows):
    """Every fifth row is not taken, every third is finished."""
    people = {"requester": USERS[0], "assignee": USERS[1]}
    states = [
        "deleted" if number % 5 == 0 else "solved" if number % 3 == 0 else "open" for number in range(1, rows + 1)
    ]
    return lines([zendesk_ticket(number, state, **people) for number, state in enumerate(states, 1)])


def assert_once(run, rows):
    run.refresh_from_db()
    taken = rows - rows // 5
    assert (run.state, run.position, run.taken, run.refused, run.known) == ("done", rows, taken, rows // 5, 0)
    assert (Ticket.objects.count(), Message.objects.count(), Contact.objects.count()) == (taken, 4 * taken, 1)
    assert TicketClock.objects.count() == taken
    assert LoggedEvent.objects.filter(name="feedback.ticket_imported").count() == taken
    assert ImportLine.objects.filter(is_taken=False).count() == rows // 5


class PulledPlugError(BaseException):
    """The end of a process, as far as Python code can tell."""


@pytest.mark.django_db(transaction=True)
def test_cut_off_between_any_two_statements(ada, amir):
    run = look(export(30), "zendesk", ada)
    steer_import(run=run, step=Step.START, by=ada)
    rng, cuts = random.Random(3), 0

    def until(left):
        def pull(execute, *arguments):
            nonlocal left
            left -= 1
            if left < 0:
                raise PulledPlugError
            return execute(*arguments)

        return pull

    for _attempt in range(40):
        try:
            with connection.execute_wrapper(until(rng.randrange(1, 160))):
                work_on_imports()
        except PulledPlugError:
            connection.close()
            cuts += 1
        else:
            break
    work_on_imports()
    assert cuts > 0
    assert_once(run, 30)


@pytest.mark.django_db(transaction=True)
def test_killed_again_and_again(ada, amir, tmp_path):
    """`IMPORT_KILLS=100 IMPORT_ROWS=5000` for a longer proof."""
    path = tmp_path / "export.json"
    path.write_text(export(ROWS), encoding="utf-8")
    command = [sys.executable, "manage.py", "import_tickets", str(path), "--from", "zendesk", "--by", ada.email]
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"])
    own = {"DATABASE_URL": url.geturl(), "DJANGO_SETTINGS_MODULE": "feedback_site.settings", "WAKE_WORKERS": "false"}
    environment = os.environ | own
    rng = random.Random(11)
    for _kill in range(KILLS):
        if TicketImport.objects.filter(state=State.DONE).exists():
            break  # it was through before the signal came; once more would be another import, of what is known
        before = TicketImport.objects.values_list("position", flat=True).first() or 0
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
            goal = before + rng.randrange(1, max(ROWS // KILLS, 2))
            while process.poll() is None:
                if (TicketImport.objects.values_list("position", flat=True).first() or 0) >= goal:
                    process.send_signal(signal.SIGKILL)
                    break
    if not TicketImport.objects.filter(state=State.DONE).exists():
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert_once(TicketImport.objects.get(), ROWS)


@pytest.mark.django_db
def test_the_command_looks_takes_and_reports(ada, amir, tmp_path):
    path, report = tmp_path / "export.json", tmp_path / "report.csv"
    path.write_text(export(10), encoding="utf-8")

    def run(*options):
        told = StringIO()
        call_command("import_tickets", str(path), "--from=zendesk", *options, stdout=told)
        return told.getvalue().splitlines()[-1]

    assert run("--dry-run") == "8 would be taken (8 with remarks), 0 here already, 2 not taken"
    assert Ticket.objects.count() == 0
    assert run(f"--report={report}") == "8 taken (8 with remarks), 0 here already, 2 not taken"
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 11
    assert run() == "0 taken (0 with remarks), 8 here already, 2 not taken"
    with pytest.raises(CommandError, match="no such administrator"):
        run("--by=amir@example.org")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_tickets", str(tmp_path / "none.json"), "--from=zendesk")
