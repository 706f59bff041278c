"""The front door."""

import pytest


def test_the_front_door_leads_on(db, sam):
    page = sam.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert "nobody can bury what was said" in page
    for path in ("/feedback/", "/transparency/", "/accounts/login/"):
        assert f'href="{path}"' in page


def test_the_front_door_asks_the_database_nothing(db, sam, django_assert_num_queries):
    with django_assert_num_queries(0):
        sam.get("/")


def test_machines_stay_out_of_private_rooms(db, sam):
    response = sam.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert "Disallow: /console/\n" in response.content.decode()
    assert "/transparency/" not in response.content.decode()


@pytest.mark.parametrize(
    ("person", "landing"),
    [("ada", "/console/dashboard/"), ("max_", "/console/dashboard/"), ("amir", "/console/inbox/")],
)
def test_staff_land_where_their_work_is(request, client_for, person, landing):
    client = client_for(request.getfixturevalue(person))
    assert client.get("/console/")["Location"] == landing


def test_a_respondent_has_no_console(client_for, rosa):
    assert client_for(rosa).get("/console/").status_code == 403
