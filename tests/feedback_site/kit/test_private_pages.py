"""What staff read stays in no cache."""

import pytest


@pytest.mark.parametrize("path", ["/console/inbox/", "/console/profile/", "/console/nowhere/", "/api/tickets/"])
def test_no_cache_keeps_what_staff_read(client_for, amir, path):
    assert client_for(amir).get(path)["Cache-Control"] == "private, no-store"


def test_public_pages_and_their_own_choices_stay(sam, db):
    assert "Cache-Control" not in sam.get("/transparency/")
    assert "no-cache" in sam.get("/accounts/login/")["Cache-Control"]
