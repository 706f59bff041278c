"""A mail joins a ticket by a signature of ours only."""

from feedback.rules.mail.parse import parse
from feedback.rules.mail.threads import By, Thread, find_thread, suggestions


def of_address(address):
    return "K7Q2-9XM4" if address == "t+signed@example.org" else None


def of_message(identifier):
    return "AAAA-BBBB" if identifier.startswith("ours") else None


def thread(head):
    return find_thread(parse(f"{head}\n\nhello".encode()), of_address, of_message)


def test_the_signed_address_comes_first():
    head = "To: Help <t+signed@example.org>\nIn-Reply-To: <ours@example.org>"
    assert thread(head) == Thread("K7Q2-9XM4", By.ADDRESS, "t+signed@example.org")
    assert thread("Delivered-To: t+signed@example.org\nTo: other@example.org").by == By.ADDRESS


def test_then_what_it_answers():
    assert thread("In-Reply-To: <ours1@example.org>") == Thread("AAAA-BBBB", By.IN_REPLY_TO, "ours1@example.org")
    found = thread("In-Reply-To: <theirs@x>\nReferences: <ours1@example.org> <ours2@example.org> <theirs@x>")
    assert found == Thread("AAAA-BBBB", By.REFERENCES, "ours2@example.org")


def test_a_number_in_the_subject_is_a_suggestion_only():
    mail = parse(b"Subject: Re: [K7Q2-9XM4] hello k7q2-9xm4 and AAAA-BBBB-CCCC\n\nhello")
    assert find_thread(mail, of_address, of_message) is None
    assert suggestions(mail) == ["K7Q2-9XM4"]


def test_forged_signatures_join_nothing():
    assert thread("To: t+K7Q2-9XM4@example.org\nIn-Reply-To: <K7Q2-9XM4@example.org>") is None
