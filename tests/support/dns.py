"""A name server of our own on this machine, which knows a few texts."""

import socket
import threading
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


@contextmanager
def name_server(texts):
    """Answer questions for TXT from `{name: text}`; yields a resolver that asks here, and what was asked."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))
    asked = []
    worker = threading.Thread(target=_serve, args=(line, texts, asked), daemon=True)
    worker.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], line.getsockname()[1]
    try:
        yield resolver, asked
    finally:
        line.sendto(b"", line.getsockname())
        worker.join(10)
        line.close()


def _serve(line, texts, asked):
    while True:
        packet, sender = line.recvfrom(4096)
        if not packet:
            return
        question = dns.message.from_wire(packet)
        name = question.question[0].name
        asked.append(name.to_text().rstrip("."))
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        text = texts.get(asked[-1])
        if text is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        else:
            pieces = " ".join(f'"{text[start : start + 200]}"' for start in range(0, len(text), 200))
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", pieces.replace(";", r"\;")))
        line.sendto(answer.to_wire(), sender)
