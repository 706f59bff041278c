"""Entry of `make run`: check the address, start the servers, prepare, start the programs."""

from __future__ import annotations

import fcntl
import os
import sys
import threading

from feedback_site import embedded
from feedback_site.embedded.files import lock
from feedback_site.run import address
from feedback_site.run.programs import PREPARATION, programs
from feedback_site.run.supervisor import Supervisor

LOGINS = embedded.VAR / "demo-logins.txt"  # written by `manage.py demo`


def main() -> int:
    """Run the site until Ctrl-C."""
    try:
        host, port = address.chosen()
        _be_the_only_one()
        os.environ["PORT"] = str(port)
        supervisor = Supervisor(embedded.wanted())
        supervisor.listen()
        with embedded.use_wanted():
            return _serve(supervisor, host, port)
    except (address.AddressError, embedded.ServerError) as error:
        print(error, file=sys.stderr)
        return 1


def _serve(supervisor: Supervisor, host: str, port: int) -> int:
    if not supervisor.run_first(PREPARATION):
        return 0 if supervisor.stopping else 1
    threading.Thread(target=_announce, args=[host, port], daemon=True).start()
    return supervisor.run(programs(host=host, port=port))


def _announce(host: str, port: int) -> None:
    if address.answers(host, port):
        logins = LOGINS.read_text().rstrip() if LOGINS.exists() else ""
        print(f"\nHuiyin is at {address.site_url(port)}/ (Ctrl-C stops it)\n{logins}\n", flush=True)
    else:
        print("The site does not answer; the lines above may say why.", file=sys.stderr, flush=True)


def _be_the_only_one() -> None:
    embedded.VAR.mkdir(exist_ok=True)
    try:
        lock(embedded.VAR / "run.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise address.AddressError("This checkout is running already: stop that one first.") from None


if __name__ == "__main__":
    sys.exit(main())
