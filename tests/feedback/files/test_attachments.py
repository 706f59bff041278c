"""Files from the form, the private thread and staff, and who gets them back."""

import shlex
import socketserver
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from feedback.actions.attachments.scan_files import scan_files
from feedback.actions.attachments.sweep_files import sweep_files
from feedback.models import Attachment, Message, Ticket
from feedback.queries.private_links import claim_token
from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from tests.factories.feedback import make_ticket
from tests.feedback.files.samples import PDF, PNG, upload

pytestmark = pytest.mark.django_db
State = Attachment.State


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """Files of the test, and of nobody else."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def fields(body="See the picture.", **more):
    return {"body": body, "submission_id": str(uuid7()), **more}


def case(ticket, rest=""):
    return f"/feedback/case/{claim_token(ticket)}/{rest}"


def kept(storage):
    return [path for path in Path(storage).rglob("*") if path.is_file()]


def code(client, path):
    """Fetch to the end, which closes the file."""
    answer = client.get(path)
    b"".join(answer)
    return answer.status_code


def with_file(sam, name="photo.png", data=PNG):
    ticket = make_ticket()
    assert sam.post(case(ticket), fields(enclosed=upload(name, data))).status_code == 303
    return ticket, Attachment.objects.get(message__ticket=ticket)


def test_the_form_takes_several_files(sam, storage):
    data = fields(enclosed=[upload(), upload("C:\\发票.jpg", PDF)])
    for _ in range(2):
        assert sam.post("/feedback/", data).status_code == 303
        for file in data["enclosed"]:
            file.seek(0)
    rows = Attachment.objects.order_by("id")
    assert [(row.name, row.kind, row.size) for row in rows] == [
        ("photo.png", "image/png", len(PNG)),
        ("发票.jpg.pdf", "application/pdf", len(PDF)),
    ]
    assert {len(row.sha256) for row in rows} == {64}
    assert sorted(path.name for path in kept(storage)) == sorted(Path(row.file.name).name for row in rows)
    assert {path.stat().st_mode & 0o777 for path in kept(storage)} == {0o600}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([upload("run.exe", b"MZ")], "“run.exe” is not a kind of file that we take"),
        ([upload("a.png", b"")], "“a.png” is empty."),
        ([upload("a.png", PNG + b"x" * 100)], "“a.png” is too large"),
        ([upload() for _ in range(6)], "At most 5 files at once, please."),
    ],
)
def test_a_refused_file_keeps_the_words_and_nothing_else(sam, storage, settings, files, told):
    settings.ATTACHMENT_BYTES = 100
    for file in files:
        file.seek(0)
    answer = sam.post("/feedback/", fields(enclosed=files))
    assert answer.status_code == 422
    assert "See the picture." in answer.text
    assert told in answer.text
    assert (Ticket.objects.count(), kept(storage)) == (0, [])


def test_refusals_are_told_in_chinese(storage):
    chinese = Client(headers={"accept-language": "zh-hans"})
    answer = chinese.post("/feedback/", fields(enclosed=upload("run.exe", b"MZ")))
    assert "“run.exe”不是我们接受的文件类型" in answer.text


def test_after_another_mistake_files_are_to_be_chosen_again(sam):
    answer = sam.post("/feedback/", fields("", enclosed=upload()))
    assert sorted(answer.context["form"].errors) == ["body", "enclosed"]


def test_what_leaves_is_a_download(sam, amir, client_for):
    ticket, row = with_file(sam)
    page = sam.get(case(ticket)).text
    assert case(ticket, f"files/{row.key}/") in page
    for answer in (
        sam.get(case(ticket, f"files/{row.key}/")),
        client_for(amir).get(f"/console/tickets/{ticket.ref}/files/{row.key}/"),
    ):
        assert (answer.status_code, answer.getvalue()) == (200, PNG)
        assert answer.headers["Content-Disposition"] == 'attachment; filename="photo.png"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_nobody_gets_the_file_of_another_case_or_of_a_note(sam, rosa, amir, client_for):
    ticket, row = with_file(sam)
    other = make_ticket()
    desk = client_for(amir)
    note = {"note-body": "Look.", "note-submission_id": str(uuid7()), "note-enclosed": upload("secret.png")}
    assert desk.post(f"/console/tickets/{other.ref}/notes/", note).status_code == 303
    secret = Attachment.objects.get(name="secret.png")
    assert code(sam, case(other, f"files/{row.key}/")) == 404
    assert code(sam, case(other, f"files/{secret.key}/")) == 404
    assert "secret.png" not in sam.get(case(other)).text
    assert code(desk, f"/console/tickets/{ticket.ref}/files/{secret.key}/") == 404
    assert code(desk, f"/console/tickets/{other.ref}/files/{secret.key}/") == 200
    assert code(client_for(rosa), f"/console/tickets/{other.ref}/files/{secret.key}/") == 403
    assert code(sam, f"/console/tickets/{other.ref}/files/{secret.key}/") == 302


def test_an_agent_answers_with_a_file(sam, amir, client_for):
    ticket = make_ticket()
    seen = ticket.messages.latest("id").pk
    data = {
        "reply-body": "Here is the label.",
        "reply-submission_id": str(uuid7()),
        "reply-seen_id": seen,
        "reply-enclosed": upload("label.pdf", PDF),
    }
    assert client_for(amir).post(f"/console/tickets/{ticket.ref}/replies/", data).status_code == 303
    assert "label.pdf" in sam.get(case(ticket)).text
    assert "label.pdf" in client_for(amir).get(f"/console/tickets/{ticket.ref}/").text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_private_page_asks_four_questions(sam, rows, django_assert_num_queries):
    ticket = make_ticket()
    for _ in range(rows):
        sam.post(case(ticket), fields(enclosed=upload()))
    with django_assert_num_queries(4):
        sam.get(case(ticket))


# ---------------------------------------------------------------- viruses
def program(ends):
    return f"{shlex.quote(sys.executable)} -c 'import sys; sys.stdin.buffer.read(); sys.exit({ends})'"


@pytest.mark.parametrize(("ends", "state", "status"), [(0, "clean", 200), (1, "infected", 410), (2, "unscanned", 409)])
def test_a_program_scans(sam, settings, ends, state, status):
    ticket, row = with_file(sam)
    settings.VIRUS_SCANNER = program(ends)
    assert code(sam, case(ticket, f"files/{row.key}/")) == 409
    assert scan_files() == (state != "unscanned")
    row.refresh_from_db()
    assert row.state == state
    assert code(sam, case(ticket, f"files/{row.key}/")) == status
    assert LoggedEvent.objects.filter(name="feedback.virus_found").count() == (state == "infected")
    settings.VIRUS_SCANNER = ""
    assert (code(sam, case(ticket, f"files/{row.key}/")) == 410) == (state == "infected")


class Clamd(socketserver.StreamRequestHandler):
    """Speaks as clamd does."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            data += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar FOUND\0" if b"EICAR" in data else b"stream: OK\0")


@pytest.mark.parametrize(("data", "state"), [(PNG, "clean"), (PNG + b"EICAR", "infected")], ids=["clean", "infected"])
def test_a_clamd_scans(sam, settings, data, state):
    _ticket, row = with_file(sam, data=data)
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        settings.VIRUS_SCANNER = f"tcp://127.0.0.1:{server.server_address[1]}"
        assert scan_files() == 1
        thread.join(20)
    row.refresh_from_db()
    assert row.state == state


def test_without_a_scanner_nothing_is_asked(sam):
    with_file(sam)
    assert scan_files() == 0


# ---------------------------------------------------------------- orphans
def test_bytes_without_a_row_go_after_a_day(sam, storage):
    _ticket, row = with_file(sam)
    orphan = default_storage.save("attachments/zz/orphan", upload())
    assert sweep_files() == 0
    with clock.at(clock.now() + timedelta(hours=25)):
        assert sweep_files() == 1
    assert default_storage.exists(row.file.name)
    assert not default_storage.exists(orphan)


def test_nothing_half_written_stays_when_the_transaction_fails(amir, storage, monkeypatch):
    ticket = make_ticket()
    before = Message.objects.count()
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("feedback.actions.write_as_customer.start_wait", lambda **_: 1 / 0)
    assert client.post(case(ticket), fields(enclosed=upload())).status_code == 500
    assert (Message.objects.count(), Attachment.objects.count()) == (before, 0)
    with clock.at(clock.now() + timedelta(hours=25)):
        assert sweep_files() == 1
    assert kept(storage) == []
