"""The words for sources, states, columns and reasons of an import, in the reader's language."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.rules.importing.case import Fault, Remark, Source
from feedback.rules.importing.columns import Column
from feedback.rules.importing.states import State

SOURCES: dict[Source, Any] = {
    Source.CSV: _("CSV"),
    Source.ZENDESK: _("Zendesk (JSON)"),
    Source.ZAMMAD: _("Zammad (JSON)"),
}
STATES: dict[State, Any] = {
    State.LOOKING: pgettext_lazy("import", "Being looked at"),
    State.LOOKED: pgettext_lazy("import", "Ready to start"),
    State.TAKING: pgettext_lazy("import", "Being taken over"),
    State.STOPPED: pgettext_lazy("import", "Stopped"),
    State.DONE: pgettext_lazy("import", "Done"),
    State.BROKEN: pgettext_lazy("import", "The file is gone"),
}
NOT_TAKEN = pgettext_lazy("import", "Not carried out")
NOTHING_TO_TAKE = pgettext_lazy("import", "Looked at; nothing to take")
COLUMNS: dict[Column, Any] = {
    Column.NUMBER: pgettext_lazy("column", "Case number (required)"),
    Column.BODY: pgettext_lazy("column", "Text (required)"),
    Column.SUBJECT: pgettext_lazy("column", "Subject"),
    Column.STATUS: pgettext_lazy("column", "Status"),
    Column.PRIORITY: pgettext_lazy("column", "Priority"),
    Column.CHANNEL: pgettext_lazy("column", "Channel"),
    Column.TAGS: pgettext_lazy("column", "Tags"),
    Column.CREATED: pgettext_lazy("column", "Opened at"),
    Column.UPDATED: pgettext_lazy("column", "Changed at"),
    Column.SOLVED: pgettext_lazy("column", "Resolved at"),
    Column.REQUESTER_NAME: pgettext_lazy("column", "Customer’s name"),
    Column.REQUESTER_EMAIL: pgettext_lazy("column", "Customer’s address"),
    Column.ASSIGNEE_EMAIL: pgettext_lazy("column", "Address of who is in charge"),
    Column.KIND: pgettext_lazy("column", "Kind of message"),
    Column.AUTHOR_NAME: pgettext_lazy("column", "Author’s name"),
    Column.AUTHOR_EMAIL: pgettext_lazy("column", "Author’s address"),
    Column.SAID_AT: pgettext_lazy("column", "Written at"),
    Column.FILES: pgettext_lazy("column", "Names of attachments"),
}
FAULTS: dict[Fault, Any] = {
    Fault.UNREADABLE: _("It cannot be read."),
    Fault.BROKEN_OFF: _("The file breaks off here, or is no JSON from here on; nothing after it was read."),
    Fault.TOO_LARGE: _("It is too large to be one case."),
    Fault.NO_OBJECT: _("This is no ticket."),
    Fault.NO_NUMBER: _("It has no number."),
    Fault.BAD_NUMBER: _("Its number cannot be used."),
    Fault.BAD_TIME: _("A time is missing, cannot be read, or lies in the future."),
    Fault.NO_MESSAGES: _("Nothing was said on it."),
    Fault.TOO_MANY_MESSAGES: _("Too much was said on it."),
    Fault.GONE: _("It was deleted there."),
    Fault.MERGED: _("It goes on in another case there."),
    Fault.APART: _("It stands in this file twice. Rows of one case must follow each other."),
    Fault.KNOWN: _("It is here already."),
    Fault.REFUSED: _("The database refused it."),
}
REMARKS: dict[Remark, Any] = {
    Remark.STATUS: _("The status is not known here; whoever spoke last decided."),
    Remark.PRIORITY: _("The priority is not known here, so it is normal."),
    Remark.CHANNEL: _("The channel is not known here, so it is the form."),
    Remark.TAGS: _("Not all tags fitted."),
    Remark.ADDRESS: _("The customer’s address is none."),
    Remark.ASSIGNEE: _("Whoever was in charge does not answer cases here."),
    Remark.FILES: _("Attachments are named; their content is not in the export."),
    Remark.EMPTY: _("An empty message was left out."),
    Remark.SPLIT: _("A long message became several."),
}


LINES = re.compile(r"line (\d+)(?:–(\d+))?(.*)")


def where(place: str) -> str:
    """Return the place of a row as people say it; lists in JSON keep the names that they have there."""
    found = LINES.fullmatch(place)
    if found is None:
        return place
    first, last, rest = found.groups()
    words = _("lines %(first)s–%(last)s") if last else _("line %(first)s")
    return words % {"first": first, "last": last} + rest


def reason(code: str) -> Any:
    """Return what a line of the report says."""
    return {**{key.value: words for key, words in FAULTS.items()}, **{k.value: w for k, w in REMARKS.items()}}[code]
