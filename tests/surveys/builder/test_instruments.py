"""The builder says when an item is no longer the validated instrument."""

import pytest

from surveys.rules.instruments.templates import template
from tests.factories.surveys import make_survey

pytestmark = pytest.mark.django_db


def test_an_edited_item_is_named_before_publishing(client_for, max_):
    nps = template("nps")
    nps.definition["pages"][0]["elements"][0]["title"]["default"] = "Would you recommend us?"
    make_survey("nps", nps.definition, nps.settings, publish=False)
    make_survey("free", nps.definition, publish=False)
    words = "nps is no longer the validated instrument."
    assert words in client_for(max_).get("/console/surveys/nps/builder/review/").content.decode()
    assert words not in client_for(max_).get("/console/surveys/free/builder/review/").content.decode()
