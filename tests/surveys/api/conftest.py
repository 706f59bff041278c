"""Programs of the cast."""

import pytest

from tests.surveys.api.program import Program


@pytest.fixture
def manager(client_for, max_):
    return Program(client_for(max_))


@pytest.fixture
def other_manager(client_for, make_user):
    return Program(client_for(make_user("Mia", "manager")))


@pytest.fixture
def stranger(sam):
    return Program(sam)
