"""Who works at Qingshan."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.rules.roles import Role

PASSWORD = "qingshan-demo"  # noqa: S105 -- shown to whoever looks at the demo
CHINESE, ENGLISH = "zh-hans", "en"
SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"


@dataclass(frozen=True)
class Member:
    """Somebody on the staff; `speaks` are the languages in which an agent answers."""

    role: Role
    email: str
    name: str
    language: str
    timezone: str
    speaks: tuple[str, ...] = ()


ADMINISTRATOR = Member(Role.ADMINISTRATOR, "ada@qingshan.example", "沈亦安", CHINESE, SHANGHAI)
OTHERS = (
    Member(Role.MANAGER, "ming@qingshan.example", "顾明远", CHINESE, SHANGHAI),
    Member(Role.MANAGER, "clara@qingshan.example", "Clara Hofmann", ENGLISH, BERLIN),
    Member(Role.AGENT, "lan@qingshan.example", "周岚", CHINESE, SHANGHAI, (CHINESE,)),
    Member(Role.AGENT, "miao@qingshan.example", "何苗", CHINESE, SHANGHAI, (CHINESE, ENGLISH)),
    Member(Role.AGENT, "jonas@qingshan.example", "Jonas Brandt", ENGLISH, BERLIN, (ENGLISH,)),
    Member(Role.AGENT, "nora@qingshan.example", "Nora Lindqvist", ENGLISH, BERLIN, (ENGLISH,)),
)
INVITED = ("tao@qingshan.example", Role.AGENT, CHINESE)  # has not answered yet
STAFF = (ADMINISTRATOR, *OTHERS)
