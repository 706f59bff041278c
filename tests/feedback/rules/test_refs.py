"""Case numbers survive being read aloud."""

import pytest

from feedback.rules.refs import ALPHABET, new_ref, read_ref


def test_a_new_number_reads_as_itself():
    refs = {new_ref() for _ in range(200)}
    assert len(refs) == 200
    assert all(read_ref(ref) == ref for ref in refs)
    assert set("".join(refs)) <= {*ALPHABET, "-"}


@pytest.mark.parametrize("text", ["k7q2-9xm4", "K7Q29XM4", " k7q2 9xm4 "])
def test_people_write_it_their_way(text):
    assert read_ref(text) == "K7Q2-9XM4"


def test_look_alikes_are_the_same():
    assert read_ref("OIL0-0000") == "0110-0000"


@pytest.mark.parametrize("text", ["", "K7Q2", "K7Q2-9XMU", "K7Q2-9XM4-1", "票" * 8, "0" * 1000])
def test_what_is_no_number(text):
    assert read_ref(text) is None
