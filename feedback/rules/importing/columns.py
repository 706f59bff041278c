"""What the columns of a CSV mean, by their headings in Chinese and English."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

MOST_COLUMNS = 100
HEADING_LENGTH = 100


class Column(StrEnum):
    """What a column may hold."""

    NUMBER = "number"
    SUBJECT = "subject"
    STATUS = "status"
    PRIORITY = "priority"
    CHANNEL = "channel"
    TAGS = "tags"
    CREATED = "created"
    UPDATED = "updated"
    SOLVED = "solved"
    REQUESTER_NAME = "requester_name"
    REQUESTER_EMAIL = "requester_email"
    ASSIGNEE_EMAIL = "assignee_email"
    BODY = "body"
    KIND = "kind"
    AUTHOR_NAME = "author_name"
    AUTHOR_EMAIL = "author_email"
    SAID_AT = "said_at"
    FILES = "files"


HEADINGS: dict[Column, str] = {
    Column.NUMBER: "id|number|key|ticketid|ticketnumber|ticketkey|ticket|caseid|casenumber|case"
    "|编号|工单编号|工单号|工单|案件编号|单号|序号",
    Column.SUBJECT: "subject|title|summary|标题|主题|工单标题",
    Column.STATUS: "status|state|状态|工单状态",
    Column.PRIORITY: "priority|优先级|紧急程度",
    Column.CHANNEL: "channel|via|source|渠道|来源|来源渠道",
    Column.TAGS: "tags|tag|labels|标签",
    Column.CREATED: "createdat|created|createddate|createdtime|opened|openedat|date|创建时间|创建日期|提交时间|日期",
    Column.UPDATED: "updatedat|updated|lastupdated|modifiedat|更新时间|最后更新时间|修改时间",
    Column.SOLVED: "solvedat|solved|resolvedat|resolved|closedat|closed|解决时间|关闭时间|完成时间",
    Column.REQUESTER_NAME: "requester|requestername|customer|customername|name|contact|contactname"
    "|客户|客户姓名|客户名称|姓名|提交人|联系人",
    Column.REQUESTER_EMAIL: "requesteremail|customeremail|email|emailaddress|mail|contactemail"
    "|客户邮箱|邮箱|电子邮箱|电子邮件|联系邮箱",
    Column.ASSIGNEE_EMAIL: "assignee|assigneeemail|agent|agentemail|owner|owneremail"
    "|处理人|处理人邮箱|客服邮箱|负责人|受理人",
    Column.BODY: "body|description|message|text|content|comment|commentbody"
    "|内容|描述|正文|消息|消息内容|问题描述|反馈内容",
    Column.KIND: "kind|type|messagetype|commenttype|direction|role|authorrole|类型|消息类型|角色|发送方",
    Column.AUTHOR_NAME: "author|authorname|sender|from|作者|发送人|发送者|回复人",
    Column.AUTHOR_EMAIL: "authoremail|senderemail|fromemail|作者邮箱|发送人邮箱|回复人邮箱",
    Column.SAID_AT: "messageat|messagedate|messagetime|commentat|commentdate|commentcreatedat|sentat"
    "|消息时间|发送时间|回复时间",
    Column.FILES: "attachments|attachment|files|附件|附件名称",
}
KNOWN = {heading: column for column, headings in HEADINGS.items() for heading in headings.split("|")}
NEEDED = (Column.NUMBER, Column.BODY)


def guessed(headings: Sequence[str]) -> dict[int, Column]:
    """Return what each column means as far as its heading tells; the first of two alike counts."""
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings[:MOST_COLUMNS]):
        column = KNOWN.get(re.sub(r"[\s_\-./()（）:：]+", "", heading).casefold())
        if column and column not in found.values():
            found[place] = column
    return found


def read_mapping(raw: Mapping[str, str], width: int) -> dict[int, Column] | None:
    """Return a mapping as it is kept in JSON; None where it names what is not there, or one thing twice."""
    found: dict[int, Column] = {}
    for place, name in raw.items():
        if not place.isdecimal() or int(place) >= width or name not in set(Column):
            return None
        found[int(place)] = Column(name)
    return found if len(set(found.values())) == len(found) else None


def missing(columns: Collection[Column]) -> list[Column]:
    """Return what must be there and is not."""
    return [column for column in NEEDED if column not in columns]
