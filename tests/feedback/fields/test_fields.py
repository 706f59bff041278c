"""A house's own fields: defined by an administrator, held in one way, found exactly, seen by staff alone."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from feedback.actions.fields.save_field import save_field
from feedback.actions.fields.set_fields import set_fields
from feedback.actions.privacy.erase_contact import erase_contact
from feedback.models import CustomField, FieldValue
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.private_links import claim_token
from feedback.queries.query_values import BadFilter
from feedback.queries.thread import timeline
from feedback.rules.custom_fields import BadValueError, FieldKind, written
from feedback_site.kit.problems import Invalid
from tests.factories.feedback import make_ticket

pytestmark = pytest.mark.django_db
PLACE = "/console/fields/"


@pytest.fixture
def send(client_for):
    def send(user, method, path, body=None):
        return client_for(user).generic(method, path, json.dumps(body or {}), content_type="application/json")

    return send


@pytest.fixture
def order(ada):
    return save_field(name="Order", kind=FieldKind.TEXT, by=ada)


@pytest.fixture
def product(ada):
    return save_field(name="Product", kind=FieldKind.CHOICE, choices=["Lamp", "Chair"], by=ada)


# ---------------------------------------------------------------- values
@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (FieldKind.TEXT, "  A\u00a0 1\n", "A 1"),
        (FieldKind.NUMBER, "007.50", "7.5"),
        (FieldKind.NUMBER, "1E3", "1000"),
        (FieldKind.NUMBER, "-0.0", "0"),
        (FieldKind.DATE, "20261224", "2026-12-24"),
        (FieldKind.YES_NO, "yes", "yes"),
        (FieldKind.CHOICE, "Lamp", "Lamp"),
        (FieldKind.DATE, " ", ""),
    ],
)
def test_a_value_is_written_in_one_way(kind, value, kept):
    assert written(kind, ["Lamp"], value) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldKind.TEXT, "x" * 201),
        (FieldKind.NUMBER, "ten"),
        (FieldKind.NUMBER, "NaN"),
        (FieldKind.NUMBER, "1e400"),
        (FieldKind.NUMBER, "0.1234567"),
        (FieldKind.DATE, "24.12.2026"),
        (FieldKind.DATE, "0001-01-01"),
        (FieldKind.YES_NO, "maybe"),
        (FieldKind.CHOICE, "Table"),
    ],
)
def test_what_does_not_fit_is_refused(kind, value):
    with pytest.raises(BadValueError):
        written(kind, ["Lamp"], value)


@given(st.sampled_from(FieldKind), st.text(max_size=220) | st.decimals().map(str) | st.dates().map(str))
def test_what_is_written_is_short_and_stays_as_it_is(kind, value):
    try:
        kept = written(kind, ["Lamp"], value)
    except BadValueError:
        return
    assert len(kept) <= 200
    assert written(kind, ["Lamp"], kept) == kept


# ---------------------------------------------------------------- definitions
def test_an_administrator_defines_and_nobody_else(client_for, ada, max_):
    wish = {"name": "Product", "kind": "choice", "choices": "Lamp\nChair\n\nLamp", "is_on": "on"}
    assert client_for(max_).post(PLACE, wish).status_code == 403
    assert client_for(ada).post(PLACE, wish).status_code == 303
    field = CustomField.objects.get()
    assert (field.name, field.kind, field.choices) == ("Product", "choice", ["Lamp", "Chair"])
    assert client_for(ada).post(PLACE, wish).status_code == 422
    client_for(ada).post(f"{PLACE}{field.pk}/", {**wish, "name": "Goods", "kind": "text", "choices": "Lamp"})
    field.refresh_from_db()
    assert (field.name, field.kind, field.choices) == ("Goods", "choice", ["Lamp"])
    assert "Goods" in client_for(ada).get(PLACE).content.decode()


@pytest.mark.parametrize("wish", [{"name": " "}, {"name": "x" * 61}, {"choices": []}, {"choices": ["a" * 61]}])
def test_definitions_are_bounded(ada, wish):
    with pytest.raises(Invalid):
        save_field(**{"name": "Product", "kind": FieldKind.CHOICE, "choices": ["Lamp"], **wish}, by=ada)


@pytest.mark.parametrize("row", [{"kind": "image"}, {"choices": ["x"]}, {"kind": "choice"}, {"name": ""}])
def test_the_database_keeps_definitions_whole(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        CustomField.objects.create(**{"name": "Order", "kind": "text", **row})


# ---------------------------------------------------------------- on a ticket
def test_values_are_set_on_the_page_told_in_the_timeline_and_shown(client_for, amir, order, product):
    ticket, client = make_ticket(), client_for(amir)
    place = f"/console/tickets/{ticket.ref}/"
    client.post(f"{place}fields/", {f"field-{order.pk}": " A 1 ", f"field-{product.pk}": "Lamp"})
    assert dict(ticket.field_values.values_list("field__name", "value")) == {"Order": "A 1", "Product": "Lamp"}
    client.post(f"{place}fields/", {f"field-{order.pk}": "", f"field-{product.pk}": "Lamp"})
    assert [line.event.is_empty for line in timeline(ticket) if line.kind == "ticket_field_set"] == [False, False, True]
    assert "Amir emptied the field “Order”" in client.get(place).content.decode()
    refused = client.post(f"{place}fields/", {f"field-{order.pk}": "B", f"field-{product.pk}": "Table"})
    assert refused.status_code == 422
    assert dict(ticket.field_values.values_list("field__name", "value")) == {"Product": "Lamp"}


def test_a_field_out_of_use_keeps_what_it_holds(ada, amir, order):
    ticket = make_ticket()
    set_fields(ticket=ticket, values={order.pk: "A"}, by=amir)
    save_field(name="Order", kind=FieldKind.TEXT, is_on=False, field=order, by=ada)
    with pytest.raises(Invalid):
        set_fields(ticket=ticket, values={order.pk: "B"}, by=amir)
    assert FieldValue.objects.get().value == "A"


def test_cases_are_found_by_the_exact_value_with_an_index(client_for, amir, order, product):
    one, two = make_ticket(), make_ticket()
    set_fields(ticket=one, values={order.pk: "A: 1", product.pk: "Lamp"}, by=amir)
    set_fields(ticket=two, values={order.pk: "A: 12", product.pk: "Lamp"}, by=amir)
    assert list(TicketFilter(field=f"{order.pk}:A: 1").tickets(amir)) == [one]
    assert set(TicketFilter(field=f"{product.pk}:Lamp").tickets(amir)) == {one, two}
    assert list(TicketFilter(field=f"{product.pk}:lam").tickets(amir)) == []
    found = client_for(amir).get("/api/tickets/", {"field": f"{order.pk}:A: 1"}).json()["results"]
    assert [row["ref"] for row in found] == [one.ref]
    again = TicketFilter(field=f"{order.pk}:A: 1")
    assert TicketFilter.from_json(again.to_json()) == again
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM feedback_fieldvalue WHERE field_id = 1 AND value = 'x'")
        assert "field_value_is" in "".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("text", ["x", "1", "1:", ":x", "x:1", "1" * 19 + ":x", "1:" + "x" * 201, "1:\0"])
def test_a_filter_that_cannot_be_is_refused(text):
    with pytest.raises(BadFilter):
        TicketFilter.from_json({"field": text})


def test_programs_define_set_and_read(send, ada, amir):
    wish = {"name": "Paid", "kind": "yes_no"}
    assert send(amir, "POST", "/api/custom-fields/", wish).status_code == 403
    assert send(ada, "POST", "/api/custom-fields/", {**wish, "kind": "x"}).status_code == 422
    made = send(ada, "POST", "/api/custom-fields/", wish).json()
    ticket = make_ticket()
    place = f"/api/tickets/{ticket.ref}/"
    shown = send(amir, "PATCH", f"{place}fields/", {"values": {str(made["id"]): "yes"}}).json()
    assert shown == [{"id": made["id"], "name": "Paid", "value": "yes"}]
    assert send(amir, "GET", place).json()["fields_held"] == {"Paid": "yes"}
    for wrong in ({str(made["id"]): "maybe"}, {"999": "yes"}, {"x": "yes"}):
        assert send(amir, "PATCH", f"{place}fields/", {"values": wrong}).status_code == 422
    changed = send(ada, "PUT", f"/api/custom-fields/{made['id']}/", {**wish, "is_on": False}).json()
    assert changed["is_on"] is False
    assert [row["name"] for row in send(amir, "GET", "/api/custom-fields/").json()] == ["Paid"]


def test_the_reporter_never_sees_them_and_erasing_takes_them(sam, amir, order):
    ticket = make_ticket(name="Li", email="li@example.org")
    set_fields(ticket=ticket, values={order.pk: "Secret 77"}, by=amir)
    assert "Secret 77" not in sam.get(f"/feedback/case/{claim_token(ticket)}/").content.decode()
    erase_contact(contact=ticket.contact)
    assert not FieldValue.objects.exists()
