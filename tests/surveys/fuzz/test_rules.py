"""The same without the site around it, and so many times as often: what the rules let in, the definition allows."""

import json
import time

from hypothesis import event, given, note
from hypothesis import strategies as st

from surveys.rules import Refused, begin
from surveys.rules.documents.pair import read_documents
from surveys.rules.sitting.taking import Entry
from surveys.rules.sitting.turns import Go, Sitting, first_page, take_all, take_page
from tests.surveys.fuzz.judging import faults
from tests.surveys.fuzz.making import NAMES, broken, definitions
from tests.surveys.fuzz.test_fuzz import ANYTHING, BOUNDS, SECOND

ENTRIES = st.dictionaries(st.sampled_from(NAMES), st.builds(Entry, ANYTHING, st.none() | ANYTHING), max_size=6)


def timed(act):
    start = time.thread_time()
    found = act()
    assert time.thread_time() - start < SECOND
    return found


def judge(definition, turn):
    assert len(json.dumps([turn.answers, turn.pending])) < 10_000_000
    assert faults(definition, turn.answers, is_complete=turn.is_complete) == []


def sit(definition, data):
    note(json.dumps(definition))
    try:
        documents = timed(lambda: read_documents(definition, {}))
    except Refused:
        event("refused")
        return
    known = documents.definition
    sitting = Sitting(definition=known, answers=timed(lambda: begin(known)))
    page = first_page(sitting)
    for _ in range(data.draw(st.integers(1, 5))):
        entries, go = data.draw(ENTRIES), data.draw(st.sampled_from(list(Go)))
        turn = timed(
            lambda sitting=sitting, page=page, entries=entries, go=go: take_page(
                sitting, page=page, entries=entries, go=go
            )
        )
        judge(definition, turn)
        sitting = Sitting(definition=known, answers=turn.answers, pending=turn.pending, visited=turn.visited)
        page = turn.page
        if turn.is_complete:
            event("complete")
            break
    whole = timed(
        lambda: take_all(Sitting(definition=known, answers=begin(known)), data.draw(ENTRIES), is_complete=True)
    )
    if not whole.errors:
        judge(definition, whole)


@BOUNDS
@given(definition=definitions(), data=st.data())
def test_any_survey(definition, data):
    sit(definition, data)


@BOUNDS
@given(definition=broken(), data=st.data())
def test_any_json(definition, data):
    sit(definition, data)
