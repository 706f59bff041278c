"""The pages and the API of imports: for administrators alone, with and without JavaScript."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from feedback.models import Ticket, TicketImport
from tests.feedback.importing.exports import CSV, look, start, worked, zendesk, zendesk_ticket

pytestmark = pytest.mark.django_db
LIST = "/console/imports/"


def upload(client, content, source="zendesk", **fields):
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("export.json", data)
    return client.post(LIST, {"source": source, "file": file, "zone": "Asia/Shanghai", **fields})


def test_upload_look_start_report(client_for, ada, amir):
    client = client_for(ada)
    answer = upload(client, zendesk([zendesk_ticket(1), zendesk_ticket(2, "deleted")]))
    assert answer.status_code == 303
    run = worked(TicketImport.objects.get())
    page = client.get(answer["Location"]).content.decode()
    assert (run.state, Ticket.objects.count()) == ("looked", 0)
    assert "Start the import" in page
    assert "It was deleted there." in page
    client.post(f"{LIST}{run.pk}/step/", {"step": "start"})
    run = worked(run)
    assert (run.state, run.taken, run.refused, run.file) == ("done", 1, 1, "")
    sheet = b"".join(client.get(f"{LIST}{run.pk}/report/").streaming_content).decode("utf-8-sig")
    assert sheet.splitlines() == [
        "Place,Number there,Taken,Reason,Detail",
        "tickets[0],1,Yes,Attachments are named; their content is not in the export.,fire.png",
        "tickets[1],2,No,It was deleted there.,deleted",
    ]
    ticket = Ticket.objects.get()
    page = client.get(reverse("feedback:ticket", args=[ticket.ref])).content.decode()
    assert "Ada brought it over from Zendesk, where it was 1." in page
    assert "Gone Colleague" in page


def test_columns_are_shown_and_chosen(client_for, ada):
    client = client_for(ada)
    run = look(CSV.replace("工单编号", "流水").encode("gb18030"), "csv", ada)
    page = client.get(f"{LIST}{run.pk}/").content.decode()
    assert "GB18030" in page
    assert "退款没有到账" in page
    assert ("Start the import" in page, "Not one case could be taken" in page) == (False, True)
    client.post(f"{LIST}{run.pk}/step/", {"step": "start"})
    assert TicketImport.objects.get().state == "looked"  # nothing says which column holds the number
    columns = {f"column_{place}": name for place, name in run.mapping.items()}
    client.post(f"{LIST}{run.pk}/step/", {"step": "look", **columns, "column_0": "number"})
    run = worked(run)
    assert (run.state, run.taken, run.refused) == ("looked", 2, 0)


def test_what_is_all_here_already_is_not_offered_again(client_for, ada):
    start(CSV, "csv", ada)
    page = client_for(ada).get(f"{LIST}{look(CSV, 'csv', ada).pk}/").content.decode()
    assert "Every case of this file is here already." in page
    assert "Looked at; nothing to take" in page
    assert "Start the import" not in page


def test_a_stopped_one_that_takes_nothing_is_not_offered_either(client_for, ada):
    run = look("foo,bar\n1,2\n", "csv", ada)
    client = client_for(ada)
    client.post(f"{LIST}{run.pk}/step/", {"step": "stop"})
    assert "Start the import" not in client.get(f"{LIST}{run.pk}/").content.decode()


def test_a_formula_in_an_export_runs_in_no_report(client_for, ada):
    run = start('id,body,status\n1,"Hello",=HYPERLINK(1)\n', "csv", ada)
    sheet = b"".join(client_for(ada).get(f"{LIST}{run.pk}/report/").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in sheet or run.refused == 1
    assert ",=HYPERLINK" not in sheet


@pytest.mark.parametrize(
    ("content", "source", "told"),
    [
        (b"", "zendesk", "The file is empty."),
        (b"\xff\xff\xff\xff\x80", "csv", "neither UTF-8 nor GB18030"),
        ("id,body\n1,Wo ist meine Bestellung? Für Größe L.\n".encode("latin-1"), "csv", "neither UTF-8 nor GB18030"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(client_for, ada, content, source, told):
    answer = upload(client_for(ada), content, source)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_what_would_be_taken_is_said_so_and_places_are_in_the_readers_language(client_for, ada):
    at = "2025-03-01 09:00"
    rows = f"id,body,status,created_at\n1,Hello,odd,{at}\n1,Again,odd,{at}\n2,,open,{at}\n"
    run, client = look(rows, "csv", ada), client_for(ada)
    page = client.get(f"{LIST}{run.pk}/").content.decode()
    assert "Would be taken, but not as it stands" in page
    assert "Taken, but not as it stood" not in page
    assert "lines 2–3" in page
    ada.language = "zh-hans"
    ada.save()
    page = client.get(f"{LIST}{run.pk}/").content.decode()
    assert ["第2–3行" in page, "第4行" in page] == [True, True]
    sheet = b"".join(client.get(f"{LIST}{run.pk}/report/").streaming_content).decode("utf-8-sig").splitlines()
    assert sheet[0].split(",")[2] == "将会导入"
    assert [line.split(",")[0] for line in sheet[1:]] == ["第2–3行", "第4行"]
    start(rows, "csv", ada)
    done = client.get(f"{LIST}{TicketImport.objects.latest('pk').pk}/").content.decode()
    assert "已导入，但有改动" in done


def test_a_file_over_the_bound_is_refused(client_for, ada, settings):
    settings.IMPORT_BYTES = 10
    answer = upload(client_for(ada), zendesk([zendesk_ticket()]))
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_stop_and_go_on(client_for, ada, amir):
    client = client_for(ada)
    run = look(zendesk([zendesk_ticket(1)]), "zendesk", ada)
    for step, state in [("stop", "stopped"), ("stop", "stopped"), ("start", "taking"), ("stop", "stopped")]:
        client.post(f"{LIST}{run.pk}/step/", {"step": step})
        run.refresh_from_db()
        assert run.state == state
    client.post(f"{LIST}{run.pk}/step/", {"step": "start"})
    assert (worked(run).state, Ticket.objects.count()) == ("done", 1)


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["Discard", "Stop", "Not carried out"]), ("zh-hans", ["放弃导入", "停止", "未执行"])]
)
def test_what_was_only_looked_at_is_discarded_and_what_is_under_way_stops(client_for, ada, language, words):
    ada.language = language
    ada.save()
    client, discard, stop, undone = client_for(ada), *words
    run = look(zendesk([zendesk_ticket(1)]), "zendesk", ada)

    def page(**step):
        if step:
            client.post(f"{LIST}{run.pk}/step/", step)
        return client.get(f"{LIST}{run.pk}/").content.decode()

    offered = [f">{word}</button>" in page() for word in (discard, stop)]
    discarded = page(step="stop")
    under_way = page(step="start")
    assert (offered, f"<dd>{undone}</dd>" in discarded, discard in discarded) == ([True, False], True, False)
    assert [f">{word}</button>" in under_way for word in (discard, stop)] == [False, True]
    assert f"<dd>{undone}</dd>" not in page(step="stop")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(client_for, ada, rows, django_assert_num_queries):
    for _row in range(rows):
        look(zendesk([zendesk_ticket(1)]), "zendesk", ada)
    client = client_for(ada)
    with django_assert_num_queries(3):
        client.get(LIST)


def test_by_api(client_for, ada, amir):
    client = client_for(ada)
    file = SimpleUploadedFile("export.json", zendesk([zendesk_ticket(1), 7]).encode())
    answer = client.post("/api/imports/", {"source": "zendesk", "file": file})
    assert (answer.status_code, answer.json()["state"]) == (201, "looking")
    run = worked(TicketImport.objects.get())
    place = f"/api/imports/{run.pk}/"
    assert client.get(place).json()["taken"] == 1
    begun = client.post(place, json.dumps({"step": "start"}), content_type="application/json")
    assert begun.json()["state"] == "taking"
    worked(run)
    report = client.get(f"{place}report/").json()["results"]
    assert [(line["place"], line["code"], line["is_taken"]) for line in report] == [
        ("tickets[0]", "files", True),
        ("tickets[1]", "no_object", False),
    ]
    again = client.post(place, json.dumps({"step": "start"}), content_type="application/json")
    assert again.status_code == 409
    ticket = client.get(f"/api/tickets/{Ticket.objects.get().ref}/").json()
    assert ticket["origin"]["imported"] == {"source": "zendesk", "space": "", "number": "1"}
    assert ticket["messages"][1]["author_name"] == "Gone Colleague"
