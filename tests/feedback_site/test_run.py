"""`make run` from a copy of the checkout: start, stop, kill, start again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files

pytestmark = pytest.mark.slow
PATIENCE = 120


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The tracked files in a folder of their own, with this run's installed packages and no data."""
    folder = tmp_path_factory.mktemp("run") / "checkout"
    for path in files():
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


@pytest.fixture(scope="module")
def port():
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def start(checkout, port):
    """Start `make run`; whatever a failing test leaves running ends with it."""
    sites = []

    def make_run(port=port):
        sites.append(Site(checkout, port))
        return sites[-1]

    yield make_run
    kill_all_in(checkout)
    for site in sites:
        site.ended()


class Site:
    """One `make run`, in a process group of its own as a terminal would have it."""

    def __init__(self, checkout, port):
        keep = {key: value for key, value in os.environ.items() if key in {"HOME", "LANG", "PATH"}}
        self.checkout, self.port, self.output = checkout, port, []
        self.process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=checkout,
            env=keep,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )
        self.reader = threading.Thread(target=lambda: self.output.extend(self.process.stdout))
        self.reader.start()

    def said(self):
        return "".join(self.output)

    def until(self, words):
        wait_until(lambda: words in self.said() or self.process.poll() is not None)
        assert words in self.said(), self.said()
        return self

    def ended(self):
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        self.process.stdout.close()
        return self.process.returncode

    def press_ctrl_c(self):
        os.killpg(self.process.pid, signal.SIGINT)
        return self.ended()


def kill_all_in(checkout):
    """Kill each at once; one may end by itself because another just died."""
    for number in at_work_in(checkout):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def wait_until(holds):
    deadline = time.monotonic() + PATIENCE
    while not (result := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return result


def at_work_in(checkout):
    """Every process whose command line or working directory is the checkout's, zombies aside."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
            there = str((entry / "cwd").readlink()).startswith(str(checkout))
        except OSError:
            continue
        if words and (there or os.fsencode(checkout) in words):
            found[int(entry.name)] = words.replace(b"\0", b" ").decode(errors="replace")
    return found


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status


def manage(checkout, *words):
    command = [checkout / ".venv/bin/python", "manage.py", *words]
    keep = {key: value for key, value in os.environ.items() if key in {"HOME", "LANG", "PATH"}}
    return subprocess.run(command, cwd=checkout, env=keep, capture_output=True, text=True, check=True).stdout.strip()


COUNT = "from accounts.models import User; print(User.objects.count())"
ADD = "from accounts.models import User; User.objects.create_user('kept@example.org')"


def test_the_life_of_a_site(checkout, port, start):
    manage(checkout, "migrate", "--verbosity=0")
    manage(checkout, "shell", "--no-imports", "--command", ADD)  # a site with people gets no demo, which takes its time
    site = start().until(f"Huiyin is at http://localhost:{port}/")
    assert get(port, "/health/") == 200

    assert manage(checkout, "shell", "--no-imports", "--command", COUNT) == "1"

    second = start()
    assert second.ended() != 0
    assert second.said().splitlines()[0] == (
        f"Port {port} is in use by another program: choose one with `make run PORT={port + 1}`."
    )
    assert "Traceback" not in second.said()

    worker = min(number for number, words in at_work_in(checkout).items() if "celery" in words and " worker " in words)
    os.kill(worker, signal.SIGKILL)
    site.until("The worker process stopped by itself")
    assert get(port, "/health/") == 200

    site.press_ctrl_c()
    assert at_work_in(checkout) == {}
    assert "Traceback" not in site.said()

    again = start().until("Huiyin is at")
    assert manage(checkout, "shell", "--no-imports", "--command", COUNT) == "1"

    kill_all_in(checkout)
    again.ended()
    assert wait_until(lambda: at_work_in(checkout) == {})

    recovered = start().until("Huiyin is at")
    assert get(port, "/health/") == 200
    os.kill(recovered.process.pid, signal.SIGKILL)
    recovered.ended()
    assert wait_until(lambda: at_work_in(checkout) == {}), "killing make alone left processes behind"

    assert manage(checkout, "shell", "--no-imports", "--command", COUNT) == "1"
    assert at_work_in(checkout) == {}


@pytest.mark.parametrize("wrong", ["http", "0", "70000"])
def test_a_port_that_is_none_is_named(checkout, start, wrong):
    site = start(wrong)
    assert site.ended() != 0
    assert site.said().splitlines()[0] == f"PORT={wrong} is not a port: choose a number from 1 to 65535."
    assert at_work_in(checkout) == {}


def test_a_killed_command_leaves_no_database_behind(checkout):
    command = [checkout / ".venv/bin/python", "manage.py", "shell", "--no-imports", "--command"]
    code = "from accounts.models import User; print(User.objects.count(), flush=True); import time; time.sleep(60)"
    for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGINT):
        keep = {key: value for key, value in os.environ.items() if key in {"HOME", "LANG", "PATH"}}
        with subprocess.Popen(
            [*command, code], cwd=checkout, env=keep, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout.readline().strip().isdigit()
            process.send_signal(number)
        assert wait_until(lambda: at_work_in(checkout) == {}), number
