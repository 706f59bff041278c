"""A PostgreSQL cluster and a Valkey for each test process, in a folder that is gone afterwards.

A cluster each, not a database each: readers of the event log wait for the oldest transaction of
the whole cluster, so test processes that share one would delay each other.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from feedback_site.embedded import Postgres, Valkey, postgres, use

ROOT = Path(__file__).resolve().parents[2]
HOME = "HUIYIN_TEST_HOME"  # how the processes of one run find their common folder
NOT_OURS = ["ALLOWED_HOSTS", "BROKER_URL_FILE", "CACHE_URL", "DATABASE_URL_FILE", "DEBUG", "EMAIL_URL", "SITE_URL"]


def home() -> Path:
    """The folder of this run; the first process makes it, and removes it at the end."""
    if HOME not in os.environ:
        os.environ[HOME] = tempfile.mkdtemp(prefix="huiyin-tests-")
        atexit.register(shutil.rmtree, os.environ[HOME], ignore_errors=True)
    return Path(os.environ[HOME])


def database() -> Postgres:
    return Postgres(home() / f"{_process()}-postgres", throwaway=True)


def broker() -> Valkey:
    return Valkey(home() / f"{_process()}-valkey", throwaway=True)


def announce() -> None:
    """Name the servers in the environment, before the settings are read and without starting any."""
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ |= {
        "BROKER_URL": broker().url,
        "DATABASE_URL": database().url,
        "SECRET_KEY": "only-for-tests",
    }


@contextmanager
def running():
    """Both servers, for as long as the block lasts."""
    with ExitStack() as stack:
        server = database()
        _copy_cluster(server)
        stack.enter_context(use(server))
        stack.enter_context(use(broker()))
        yield


def _process() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def _copy_cluster(server: Postgres) -> None:
    """Copying an empty cluster is quicker than making one."""
    template = Postgres(_template_folder())
    if not template.data.exists():
        draft = Postgres(Path(tempfile.mkdtemp(dir=_made(template.directory.parent))), throwaway=True)
        draft.initialise()
        try:
            draft.directory.rename(template.directory)
        except OSError:  # another process was quicker
            shutil.rmtree(draft.directory)
    server.data.mkdir(parents=True, mode=0o700)
    shutil.copytree(template.data, server.data, dirs_exist_ok=True)


def _template_folder() -> Path:
    recipe = [postgres.programs(), *postgres.INITDB, os.geteuid()]
    mark = hashlib.sha256(repr(recipe).encode()).hexdigest()[:12]
    return ROOT / ".cache" / f"cluster-{mark}"


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
