"""The words of other systems for status, priority and channel, and what they are here."""

from __future__ import annotations

from feedback.rules.importing.case import Stage
from feedback.rules.names import Channel, Kind, Priority

STAGES: dict[str, Stage] = {
    **dict.fromkeys(["new", "open", "active", "in progress", "to do", "reopened"], Stage.OPEN),
    **dict.fromkeys(["新建", "新", "打开", "已打开", "处理中", "待处理", "未处理", "进行中", "重新打开"], Stage.OPEN),
    **dict.fromkeys(["pending", "pending close", "answered", "waiting", "waiting on customer"], Stage.PENDING),
    **dict.fromkeys(["待回复", "等待客户", "等待回复", "已回复", "已答复"], Stage.PENDING),
    **dict.fromkeys(["pending reminder", "hold", "on hold", "on-hold", "挂起", "暂停", "搁置"], Stage.HELD),
    **dict.fromkeys(["solved", "resolved", "closed", "done", "completed"], Stage.DONE),
    **dict.fromkeys(["已解决", "已关闭", "关闭", "解决", "已完成", "完成"], Stage.DONE),
    **dict.fromkeys(["spam", "垃圾", "垃圾邮件"], Stage.SPAM),
    **dict.fromkeys(["duplicate", "重复"], Stage.DUPLICATE),
}
GONE = frozenset({"deleted", "removed", "已删除"})
MERGED = frozenset({"merged", "已合并"})

PRIORITIES: dict[str, Priority] = {
    **dict.fromkeys(["urgent", "critical", "highest", "紧急", "最高"], Priority.URGENT),
    **dict.fromkeys(["high", "3 high", "高"], Priority.HIGH),
    **dict.fromkeys(["normal", "medium", "2 normal", "中", "普通", "正常", "一般"], Priority.NORMAL),
    **dict.fromkeys(["low", "lowest", "1 low", "低"], Priority.LOW),
}

CHANNELS: dict[str, Channel] = {
    **dict.fromkeys(["email", "mail", "邮件", "电子邮件", "邮箱"], Channel.EMAIL),
    **dict.fromkeys(["web", "form", "web_widget", "web widget", "web form", "help_center", "mobile_sdk"], Channel.FORM),
    **dict.fromkeys(["表单", "网页", "网站"], Channel.FORM),
    **dict.fromkeys(["api", "接口"], Channel.API),
}

KINDS: dict[str, Kind] = {
    **dict.fromkeys(["customer", "end-user", "requester", "user", "client", "客户", "用户", "顾客"], Kind.CUSTOMER),
    **dict.fromkeys(["reply", "agent", "public", "public reply", "staff", "support"], Kind.REPLY),
    **dict.fromkeys(["回复", "客服", "公开回复", "公开", "坐席"], Kind.REPLY),
    **dict.fromkeys(["note", "internal", "internal note", "private", "内部备注", "备注", "内部", "私密"], Kind.NOTE),
    **dict.fromkeys(["system", "automatic", "auto", "系统", "自动"], Kind.AUTOMATIC),
}
