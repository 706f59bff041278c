"""A real IMAP server, Dovecot, in a folder of its own; runs as root and as anybody."""

import os
import pwd
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import free_port

PASSWORD = "pa55"
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
mail_max_userip_connections = 50
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
"""


def program():
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


class Dovecot:
    """Its port, and mailboxes into which mails are laid as a mail server would."""

    def __init__(self, home, port, owner):
        self.home, self.port, self.owner = home, port, owner

    def account(self, user="support", **fields):
        return {
            "host": "127.0.0.1",
            "port": self.port,
            "user": user,
            "password": PASSWORD,
            "security": "none",
            "begin": "all",
            "name": user,
            **fields,
        }

    def lay(self, mails, user="support"):
        """Put mails into the mailbox, in one go."""
        box = self.home / "mail" / user
        for folder in ("cur", "new", "tmp"):
            (box / folder).mkdir(parents=True, exist_ok=True)
        already = len(list((box / "new").iterdir())) + len(list((box / "cur").iterdir()))
        for number, content in enumerate(mails, already):
            (box / "new" / f"{1_700_000_000 + number}.M{number}.test").write_bytes(content)
        self._give(self.home / "mail")

    def flags(self, user="support"):
        """Names of mails with a flag set."""
        return [path.name for path in (self.home / "mail" / user / "cur").iterdir() if not path.name.endswith(":2,")]

    def forget_numbers(self, user="support"):
        """As after a restore: the same mails under another UIDVALIDITY."""
        for path in (self.home / "mail" / user).glob("dovecot*"):
            path.unlink()
        time.sleep(1.1)  # UIDVALIDITY is a time in seconds

    def _give(self, folder):
        if os.geteuid() == 0:
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, *self.owner)


@contextmanager
def running(home: Path):
    """Start it, wait until it answers, stop it."""
    is_root, port = os.geteuid() == 0, free_port()
    me = pwd.getpwuid(os.geteuid())
    owner = pwd.getpwnam("nobody") if is_root else me
    for folder in (home, *([home.parent, home.parent.parent] if is_root else [])):
        folder.chmod(0o755)
    (home / "mail").mkdir()
    config = CONFIG.format(
        home=home,
        port=port,
        password=PASSWORD,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        internal="dovecot" if is_root else me.pw_name,
        login="dovenull" if is_root else me.pw_name,
        group="dovecot" if is_root else me.pw_gid,
    )
    (home / "dovecot.conf").write_text(config)
    server = subprocess.Popen([program(), "-F", "-c", str(home / "dovecot.conf")], stderr=subprocess.DEVNULL)
    found = Dovecot(home, port, (owner.pw_uid, owner.pw_gid))
    try:
        found.lay([])
        _wait_for(port, server, home)
        yield found
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port, server, home):
    import imaplib

    for _ in range(200):
        assert server.poll() is None, (home / "log").read_text() if (home / "log").exists() else "it did not start"
        try:
            imaplib.IMAP4("127.0.0.1", port, timeout=5).logout()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("Dovecot does not answer")
