"""The people who spoke up."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.contacts.change_contact import MAX_NOTES, NAME_LENGTH, change_contact
from feedback.actions.contacts.merge_contacts import merge_contacts
from feedback.actions.privacy.erase_contact import erase_contact
from feedback.api.shapes import checked
from feedback.models import Contact
from feedback.queries.contacts.find import contacts, find_contact, other_addresses
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from rest_framework.request import Request


class ContactLineShape(serializers.ModelSerializer[Contact]):
    """A person in the list."""

    cases = serializers.IntegerField()

    class Meta:
        """Whom, in which language, and how often."""

        model = Contact
        fields = ["id", "name", "email", "language", "timezone", "do_not_contact", "created_at", "cases"]


class WholeContactShape(ContactLineShape):
    """A person with what staff wrote down."""

    other_addresses = serializers.SerializerMethodField()

    class Meta(ContactLineShape.Meta):
        """The line, and more."""

        fields = [*ContactLineShape.Meta.fields, "notes", "consent_at", "other_addresses"]

    def get_other_addresses(self, contact: Contact) -> list[str]:
        """Return the addresses of entries joined to this one."""
        return other_addresses(contact)


class ContactPageShape(serializers.Serializer[Any]):
    """A page of people; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = ContactLineShape(many=True)


class ContactWishShape(serializers.Serializer[Any]):
    """What is to change; what is left out stays."""

    name = serializers.CharField(max_length=NAME_LENGTH, allow_blank=True, required=False)
    language = serializers.CharField(max_length=20, required=False)
    timezone = serializers.CharField(max_length=64, allow_blank=True, required=False)
    notes = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, required=False)
    consent = serializers.BooleanField(required=False)
    do_not_contact = serializers.BooleanField(required=False)


class OtherContactShape(serializers.Serializer[Any]):
    """The entry that is joined to this one."""

    other = serializers.IntegerField(min_value=1, max_value=2**62)


class Contacts(APIView):
    """Those who left a name or an address."""

    permissions: ClassVar = {"GET": "contact.read"}

    @extend_schema(
        operation_id="contacts_list",
        parameters=[
            OpenApiParameter("q", description="A name, an address, or words from their cases."),
            OpenApiParameter("cursor", description="From `next` or `previous` of another page."),
        ],
        responses=ContactPageShape,
    )
    def get(self, request: Request) -> Response:
        """List people, the newest first."""
        query = request.query_params
        found = contacts(user=request.user, words=query.get("q", "")[:100])
        page = keyset_page(found, order=("-id",), cursor=query.get("cursor"))
        return Response(
            {
                "next": page.next_cursor,
                "previous": page.previous_cursor,
                "results": ContactLineShape(page.items, many=True).data,
            }
        )


class OneContact(APIView):
    """A person."""

    permissions: ClassVar = {"GET": "contact.read", "PATCH": "contact.change", "DELETE": "contact.erase"}

    @extend_schema(responses=WholeContactShape)
    def get(self, request: Request, contact_id: int) -> Response:
        """Show the person."""
        return Response(WholeContactShape(find_contact(user=request.user, contact_id=contact_id)).data)

    @extend_schema(request=ContactWishShape, responses=WholeContactShape)
    def patch(self, request: Request, contact_id: int) -> Response:
        """Change what is known of the person."""
        by: Any = request.user
        found = find_contact(user=by, contact_id=contact_id)
        change_contact(contact=found, by=by, wish=checked(ContactWishShape(data=request.data)))
        return Response(WholeContactShape(find_contact(user=request.user, contact_id=contact_id)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, contact_id: int) -> Response:
        """Erase the person: names, addresses and all words; the cases stay and tell nothing."""
        by: Any = request.user
        erase_contact(contact=find_contact(user=by, contact_id=contact_id), by=by)
        return Response(status=HTTPStatus.NO_CONTENT)


class ContactMerge(APIView):
    """That two entries are one person."""

    permissions: ClassVar = {"PUT": "contact.change"}

    @extend_schema(request=OtherContactShape, responses=WholeContactShape)
    def put(self, request: Request, contact_id: int) -> Response:
        """Move the other entry's cases and addresses to this one."""
        by: Any = request.user
        found = find_contact(user=by, contact_id=contact_id)
        other = find_contact(user=by, contact_id=checked(OtherContactShape(data=request.data))["other"])
        merge_contacts(contact=found, other=other, by=by)
        return Response(WholeContactShape(find_contact(user=by, contact_id=contact_id)).data)
