"""The menu marks where one is, also on pages that lie elsewhere."""

import pytest

from feedback_site.navigation import site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/console/inbox/", ["Inbox"]),
        ("/console/tickets/K7Q2-9XM4/", ["Inbox"]),
        ("/console/follow-ups/", ["Inbox"]),
        ("/console/surveys/gear/builder/", ["Surveys"]),
        ("/console/styleguide/", []),
    ],
)
def test_where_one_is(rf, ada, path, current):
    request = rf.get(path)
    request.user = ada
    assert [str(entry["label"]) for entry in site(request)["console_nav"] if entry["current"]] == current
