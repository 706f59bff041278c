"""Who gets which file once two cases go on as one, by which link."""

import pytest

from feedback.actions.attachments.attach import attach
from feedback.actions.attachments.check_files import check_files
from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.relations.split import split
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Attachment
from feedback.queries.private_links import claim_token
from tests.factories.feedback import make_ticket
from tests.feedback.files.samples import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """Files of the test, and of nobody else."""
    settings.MEDIA_ROOT = str(tmp_path)


def enclose(message):
    """Put a file into a message; return its key."""
    attach(message=message, files=check_files([upload()]))
    return Attachment.objects.get(message=message).key


def code(client, path):
    """Fetch to the end, which closes the file."""
    answer = client.get(path)
    b"".join(answer)
    return answer.status_code


def by_link(client, ticket, key):
    return code(client, f"/feedback/case/{claim_token(ticket)}/files/{key}/")


def by_desk(client, ticket, key):
    return code(client, f"/console/tickets/{ticket.ref}/files/{key}/")


def test_each_reporter_gets_own_files_and_those_of_common_answers(sam, rosa, amir, client_for):
    source, target, stranger = make_ticket("Source"), make_ticket("Target"), make_ticket("Stranger")
    files = {
        "of the source": enclose(source.messages.get()),
        "of the target": enclose(target.messages.get()),
        "earlier answer": enclose(reply(ticket=target, author=amir, body="Before.")),
    }
    merge(source=source, target=target, by=amir)
    files |= {
        "common answer": enclose(reply(ticket=target, author=amir, body="To both.")),
        "note": enclose(write_note(ticket=target, author=amir, body="Hm.")),
        "later of the target": enclose(write_as_customer(ticket=target, body="More.")),
        "later of the source": enclose(write_as_customer(ticket=source, body="More.")),
    }
    got = {
        who.subject: {name for name, key in files.items() if by_link(sam, who, key) == 200}
        for who in (source, target, stranger)
    }
    assert got == {
        "Source": {"of the source", "later of the source", "common answer"},
        "Target": {"of the target", "earlier answer", "common answer", "later of the target"},
        "Stranger": set(),
    }
    desk = client_for(amir)
    assert {by_desk(desk, target, key) for key in files.values()} == {200}
    assert {by_desk(desk, stranger, key) for key in files.values()} == {404}
    for nobody, told in ((sam, 302), (client_for(rosa), 403)):
        assert {by_desk(nobody, target, key) for key in files.values()} == {told}


def test_after_the_undoing_and_a_split_the_links_part(sam, amir):
    source, target = make_ticket("Source"), make_ticket("Target")
    merge(source=source, target=target, by=amir)
    undo_merge(ticket=source, by=amir)
    key = enclose(reply(ticket=target, author=amir, body="To one."))
    assert (by_link(sam, source, key), by_link(sam, target, key)) == (404, 200)
    more = write_as_customer(ticket=target, body="Another matter.")
    key = enclose(more)
    new = split(ticket=target, message_ids=[more.pk], by=amir)
    assert (by_link(sam, new, key), by_link(sam, target, key)) == (200, 404)
