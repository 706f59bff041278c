"""Files of texts: what is sent, and what was read in."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class NewLanguageShape(serializers.Serializer[Any]):
    """A language to add."""

    add = serializers.CharField(required=False, default="", max_length=20, help_text="A code, such as fr.")


class WordFileShape(serializers.Serializer[Any]):
    """A file of texts: CSV, a workbook (.xlsx), or JSON."""

    file = serializers.FileField()
    revision = serializers.IntegerField(required=False, default=None, allow_null=True, min_value=1)
    on_top = serializers.BooleanField(required=False, default=False)


class ChangedTextShape(serializers.Serializer[Any]):
    """Another wording of one text in one language."""

    text = serializers.CharField()
    language = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    now = serializers.CharField()


class ReadInShape(serializers.Serializer[Any]):
    """What changed, the draft's revision by now, and the encoding in which the file was read (none of a workbook)."""

    revision = serializers.IntegerField()
    encoding = serializers.CharField(allow_blank=True)
    changes = ChangedTextShape(many=True)
