"""Addresses and Message-IDs of cases: ours are read back in any case of letters, all others name nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.queries.mail.signed_names import (
    Named,
    new_message_id,
    read_address,
    read_message_id,
    reporter_address,
    staff_address,
)
from feedback.rules.refs import new_ref

REF = "K7Q2-9XM4"


@pytest.fixture(autouse=True)
def _receives(settings):
    settings.MAIL_ADDRESS = "help@qingshan.example"


def test_an_address_names_its_case_even_in_capitals():
    address = reporter_address(REF)
    assert address.startswith("help+k7q29xm4.")
    assert address.endswith("@qingshan.example")
    assert len(address.partition("@")[0]) <= 64
    assert read_address(address) == Named(REF)
    assert read_address(address.upper()) == Named(REF)


def test_an_address_of_staff_names_the_person_too():
    assert read_address(staff_address(REF, 7)) == Named(REF, 7)


def test_a_message_id_names_its_case_and_is_never_the_same():
    first, second = new_message_id(REF, "qingshan.example"), new_message_id(REF, "qingshan.example")
    assert first != second
    assert (read_message_id(first), read_message_id(second.strip("<>"))) == (Named(REF), Named(REF))


def test_one_kind_of_name_is_not_another():
    local = reporter_address(REF).partition("+")[2].partition("@")[0]
    assert read_message_id(f"<{local}@qingshan.example>") is None
    assert read_address("help+" + new_message_id(REF, "qingshan.example").strip("<>")) is None
    forged = staff_address(REF, 7).replace(".7.", ".8.")
    assert read_address(forged) is None


def test_old_keys_still_open(settings):
    address = reporter_address(REF)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, long enough to be one"
    assert read_address(address) == Named(REF)
    settings.SECRET_KEY_FALLBACKS = []
    assert read_address(address) is None


def test_where_no_mail_is_received_there_is_no_address(settings):
    settings.MAIL_ADDRESS = ""
    assert (reporter_address(REF), staff_address(REF, 7)) == ("", "")


@given(st.text(max_size=400))
def test_what_anyone_else_writes_names_nothing(text):
    assert (read_address(text), read_address(f"help+{text}@x"), read_message_id(text)) == (None, None, None)


def test_changing_one_letter_of_the_number_breaks_it():
    address = reporter_address(REF)
    for _ in range(20):
        other = new_ref().replace("-", "").lower()
        assert read_address(address.replace("k7q29xm4", other)) is None
