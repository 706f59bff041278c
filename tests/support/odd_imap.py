"""An IMAP server that does what real ones do on a bad day: no IDLE, refusals, lines cut off, very many mails."""

from socketserver import ThreadingTCPServer

from tests.support import imap


def wanted(numbers, highest):
    """What `7:*` and the like name, whichever end is higher."""
    first, _colon, last = numbers.partition(":")
    ends = sorted((int(first), highest if last == "*" else int(last)))
    return range(ends[0], ends[1] + 1)


class OddTalk(imap.Talk):
    """One connection to a mailbox whose mails are `server.mails`, by number."""

    def do_capability(self, _command):
        self.say("* CAPABILITY IMAP4rev1" + (" IDLE" if self.server.can_idle else ""))
        return "OK done"

    def do_login(self, _command):
        self.server.logins += 1
        return "OK signed in"

    def do_idle(self, _command):
        return "BAD no such command"

    def do_noop(self, _command):
        self.server.noops += 1
        return "OK done"

    def do_status(self, _command):
        server = self.server
        following = max(server.mails, default=0) + 1
        self.say(f"* STATUS INBOX (UIDVALIDITY {server.validity} UIDNEXT {following} MESSAGES {len(server.mails)})")
        return "OK done"

    def do_examine(self, _command):
        self.say(f"* {len(self.server.mails)} EXISTS")
        return "OK [READ-ONLY] done"

    def do_search(self, command):
        if self.server.refuses == "SEARCH":
            return "NO [UNAVAILABLE] not now"
        self.server.searched.append(command)
        words, there = command.split()[2:], sorted(self.server.mails)
        found = set(there)
        if words[0] != "UID":
            places = wanted(words[0], len(there))
            if len(places) and places[-1] > len(there):
                return "BAD no such place"
            found = {there[place - 1] for place in places}
            words = words[1:]
        if "," in words[1] or words[1].isdecimal():
            found &= {int(uid) for uid in words[1].split(",")}
        else:
            uids = wanted(words[1], max(there, default=0))
            found = {uid for uid in found if uid in uids}
        self.say("* SEARCH" + "".join(f" {uid}" for uid in sorted(found)))
        return "OK done"

    def do_fetch(self, command):
        uid = int(command.split()[2])
        if self.server.refuses == uid:
            return "NO [SERVERBUG] internal error"
        content = self.server.mails.get(uid)
        if content is None:
            return "OK nothing there"
        if "SIZE" in command:
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(content)})")
            return "OK done"
        self.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(content)}}}")
        if self.server.cuts == uid:
            self.server.cuts = 0
            self.wfile.write(content[: len(content) // 2])
            raise ConnectionAbortedError
        self.wfile.write(content)
        self.say(")")
        return "OK done"


class OddServer(ThreadingTCPServer):
    """What it holds and how it behaves; tests change it at any time."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), OddTalk)
        self.port = self.server_address[1]
        self.mails, self.validity = {}, 7
        self.can_idle, self.refuses, self.cuts = False, "", 0
        self.logins = self.noops = 0
        self.searched = []

    def handle_error(self, _request, _address):
        """A cut line is what the test wants."""

    def account(self, **fields):
        usual = {"host": "127.0.0.1", "port": self.port, "user": "help", "password": "secret", "security": "none"}
        return {**usual, "name": "help", "begin": "all", **fields}


def serving():
    """Serve until the end of the block."""
    return imap.serving(OddServer())
