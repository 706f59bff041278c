"""The smallest IMAP server that lets somebody sign in by XOAUTH2 and look into an empty folder."""

import base64
import socketserver
import threading
from contextlib import contextmanager


class Talk(socketserver.StreamRequestHandler):
    """One connection, command by command."""

    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, _gap, command = line.decode().strip().partition(" ")
            verb = command.upper().removeprefix("UID ").split(" ")[0]
            answer = getattr(self, f"do_{verb.lower()}", None)
            self.say(f"{tag} {answer(command) if answer else 'OK done'}")
            if verb == "LOGOUT":
                return

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def do_capability(self, _command):
        self.say("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2")
        return "OK done"

    def do_authenticate(self, command):
        self.say("+ ")
        said = base64.b64decode(self.rfile.readline())
        self.server.said.append((command, said))
        if said in self.server.right:
            return "OK signed in"
        self.say("+ " + base64.b64encode(b'{"status":"400"}').decode())
        self.rfile.readline()
        return "NO [AUTHENTICATIONFAILED] no such token"

    def do_status(self, _command):
        self.say("* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 1)")
        return "OK done"

    def do_examine(self, _command):
        self.say("* 0 EXISTS")
        return "OK [READ-ONLY] done"

    def do_search(self, _command):
        self.say("* SEARCH")
        return "OK done"

    def do_logout(self, _command):
        self.say("* BYE")
        return "OK done"


@contextmanager
def serving(server):
    """Let the server serve until the end of the block."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=20)


@contextmanager
def taking_tokens(user, *tokens):
    """Serve; `said` holds what was said to sign in, `port` is where."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
    server.daemon_threads = True
    server.said, server.port = [], server.server_address[1]
    server.right = [f"user={user}\x01auth=Bearer {token}\x01\x01".encode() for token in tokens]
    with serving(server):
        yield server
