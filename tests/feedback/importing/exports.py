"""Exports as other systems write them, made up, in their documented shapes."""

import io
import json

from django.core.files.base import ContentFile

from feedback.actions.importing.begin import begin_import
from feedback.actions.importing.steer import steer_import
from feedback.actions.importing.work import work_on_imports
from feedback.rules.importing.case import Source
from feedback.rules.importing.states import Step

USERS = [
    {"id": 11, "name": "Rosa Diaz", "email": "rosa@example.com", "role": "end-user"},
    {"id": 21, "name": "Amir", "email": "amir@example.org", "role": "agent"},
    {"id": 22, "name": "Gone Colleague", "email": "gone@elsewhere.example", "role": "agent"},
]


def comment(author, body, at, *, public=True, files=()):
    return {
        "id": hash((author, at)) % 10**9,
        "type": "Comment",
        "author_id": author,
        "body": body,
        "html_body": f"<p>{body}</p>",
        "plain_body": body,
        "public": public,
        "attachments": [{"id": 1, "file_name": name, "content_url": "https://x.example/"} for name in files],
        "created_at": at,
    }


def zendesk_ticket(number=35436, status="open", comments=None, **fields):
    return {
        "url": f"https://company.zendesk.com/api/v2/tickets/{number}.json",
        "id": number,
        "external_id": None,
        "via": {"channel": "email", "source": {"from": {}, "to": {}, "rel": None}},
        "created_at": "2025-03-01T08:00:00Z",
        "updated_at": "2025-03-04T09:00:00Z",
        "type": "incident",
        "subject": "My printer is on fire!",
        "raw_subject": "My printer is on fire!",
        "description": "The smoke is very colorful.",
        "priority": "high",
        "status": status,
        "requester_id": 11,
        "submitter_id": 11,
        "assignee_id": 21,
        "tags": ["enterprise", "printer"],
        "custom_fields": [],
        "comments": [
            comment(11, "The smoke is very colorful.", "2025-03-01T08:00:00Z", files=["fire.png"]),
            comment(22, "Please unplug it.", "2025-03-01T10:00:00Z"),
            comment(21, "Third fire this week.", "2025-03-01T10:05:00Z", public=False),
            comment(11, "It still burns.", "2025-03-02T08:00:00Z"),
        ]
        if comments is None
        else comments,
        **fields,
    }


def zendesk(tickets, users=USERS):
    """A page of the incremental API with its side-loads."""
    return json.dumps({"count": len(tickets), "tickets": tickets, "users": users, "end_of_stream": True})


def lines(tickets):
    """JSON lines, as the account's full export writes them."""
    return "\n".join(json.dumps(ticket, ensure_ascii=False) for ticket in tickets) + "\n"


def zammad_ticket(number="39001", state="open", articles=None, **fields):
    return {
        "id": 7,
        "group_id": 1,
        "priority_id": 3,
        "state_id": 2,
        "number": number,
        "title": "Druckerpatrone leer",
        "owner_id": 21,
        "customer_id": 11,
        "close_at": None,
        "article_count": 2,
        "created_at": "2025-05-01T08:00:00.123Z",
        "updated_at": "2025-05-02T08:00:00.456Z",
        "group": "Users",
        "state": state,
        "priority": "3 high",
        "owner": "amir@example.org",
        "customer": "rosa@example.com",
        "create_article_type": "email",
        "create_article_sender": "Customer",
        "articles": [
            {
                "id": 1,
                "ticket_id": 7,
                "from": "Rosa Diaz <rosa@example.com>",
                "content_type": "text/html",
                "body": "<div>The cartridge is <b>empty</b>.<br>Please help.</div>",
                "internal": False,
                "type": "email",
                "sender": "Customer",
                "created_by": "rosa@example.com",
                "created_at": "2025-05-01T08:00:00.123Z",
                "attachments": [{"id": 1, "filename": "empty.pdf", "size": "12"}],
            },
            {
                "id": 2,
                "ticket_id": 7,
                "from": "Max Power via Support <support@example.org>",
                "content_type": "text/plain",
                "body": "A new one is on its way.",
                "internal": False,
                "type": "email",
                "sender": "Agent",
                "created_by": "max.power@elsewhere.example",
                "created_at": "2025-05-02T08:00:00.456Z",
                "attachments": [],
            },
        ]
        if articles is None
        else articles,
        **fields,
    }


CSV = (
    "工单编号,标题,状态,优先级,渠道,标签,创建时间,解决时间,客户姓名,客户邮箱,内容,类型,回复人,回复时间,附件\r\n"
    'A-1,退款没有到账,处理中,紧急,邮件,"退款,财务",2025-02-01 09:00,,小李,xiaoli@example.com,'
    "三天了还没到。,客户,,,截图.png\r\n"
    "A-1,,,,,,,,,,我们在查。,客服,王客服,2025-02-01 10:30,\r\n"
    "A-1,,,,,,,,,,财务说明天。,内部备注,王客服,2025-02-01 10:31,\r\n"
    "A-2,谢谢,已关闭,低,网页,,2025/1/5 8:05,2025/1/6 18:00,,,发货很快。,客户,,,\r\n"
)


def start(content, source, by, **options):
    """Upload, look, take: what the pages do."""
    run = look(content, source, by, **options)
    steer_import(run=run, step=Step.START, by=by)
    return worked(run)


def look(content, source, by, **options):
    data = content if isinstance(content, bytes) else content.encode()
    file = ContentFile(data, name="export.csv" if source == "csv" else "export.json")
    run = begin_import(content=file, source=Source(source), by=by, **options)
    return worked(run)


def worked(run):
    work_on_imports()
    run.refresh_from_db()
    return run


def told(run):
    """The report as (place, number, code)."""
    return list(run.lines.order_by("id").values_list("place", "number", "code"))


def stream(content):
    return io.BytesIO(content if isinstance(content, bytes) else content.encode())
