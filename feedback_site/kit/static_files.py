"""Static files under hashed names; the style sheet's imports are taken in, so that a first visit asks once."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTENTS = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<sheet>[\w/.-]+)"\) layer\((?P<layer>\w+)\);')


def taken_in(contents: str, read: Callable[[str], str]) -> str:
    """Return a sheet with each `@import url(…) layer(…)` replaced by what it imports; `read` takes its name."""
    return IMPORT.sub(lambda found: f"@layer {found['layer']} {{\n{read(found['sheet'])}}}\n", contents)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise publishes no types
    """A file's name changes with its content, so a browser may keep it for ever."""

    support_js_module_import_aggregation = True
    # Only our own modules: those of packages mention `import(…)` in comments.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001
    )

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        """Take the imports in, then hash and compress."""
        if CONTENTS in paths and not options.get("dry_run"):
            whole = taken_in(self._text(paths, CONTENTS), lambda sheet: self._text(paths, _beside(sheet)))
            self.delete(CONTENTS)
            self._save(CONTENTS, ContentFile(whole.encode()))
            paths = {**paths, CONTENTS: (self, CONTENTS)}
        yield from super().post_process(paths, *args, **options)

    @staticmethod
    def _text(paths: dict[str, Any], name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            text: str = file.read().decode()
        return text


def _beside(sheet: str) -> str:
    return str(PurePosixPath(CONTENTS).parent / sheet)
