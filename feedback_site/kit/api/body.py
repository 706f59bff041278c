"""Reads JSON bodies; what is nested beyond reason, or is no text, is the sender's mistake, not ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

if TYPE_CHECKING:
    from collections.abc import Mapping


class SoundJSONParser(JSONParser):
    """DRF's own, which also answers 400 where Python gives up."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """Read and parse; raises ParseError."""
        try:
            found = super().parse(stream, media_type, parser_context)
            json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair fits in no UTF-8, no answer of ours
        except RecursionError as error:
            raise ParseError(_("This JSON is nested too deeply.")) from error
        except UnicodeEncodeError as error:
            raise ParseError(_("This JSON holds half a character.")) from error
        return found
