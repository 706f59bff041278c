"""The present moment, and what is written about a request."""

import json
import logging
from datetime import UTC, datetime
from threading import Thread

import pytest

from feedback_site.kit import clock

THEN = datetime(2020, 2, 29, 12, tzinfo=UTC)


def test_the_moment_is_pinned_for_the_block_and_the_thread():
    elsewhere = []
    with clock.at(THEN):
        with clock.at(THEN.replace(year=2024)):
            assert clock.now().year == 2024
        assert clock.now() == THEN
        thread = Thread(target=lambda: elsewhere.append(clock.now()))
        thread.start()
        thread.join()
    assert elsewhere[0].year >= 2026
    assert clock.now().tzinfo is UTC
    with pytest.raises(ValueError, match="stop"), clock.at(THEN):
        raise ValueError("stop")
    assert clock.now() != THEN


def test_a_request_is_logged_by_its_route_and_not_by_its_path(db, sam, caplog):
    with caplog.at_level(logging.INFO):
        sam.get("/accounts/invitation/SECRETSECRETSECRETSECRET/?next=SECRET", headers={"User-Agent": "SECRET"})
    lines = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert [line["route"] for line in lines if line["event"] == "request"] == ["accounts:invitation"]
    assert "SECRET" not in json.dumps(lines)
    assert "SECRET" not in caplog.text
