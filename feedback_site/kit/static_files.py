"""Static files under hashed names; style sheets take their imports in, so that a first visit asks once."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTENTS = ("css/site.css", "css/console.css", "css/survey.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")
IMPORT = re.compile(r'@import url\("(?P<sheet>[\w/.-]+)"\) (?P<only>layer|supports)\((?P<when>.+)\);')


def taken_in(contents: str, read: Callable[[str], str]) -> str:
    """Return a sheet with each `@import url(…) layer(…)` replaced by what it imports; `read` takes its name.

    `supports(…)` in place of `layer(…)` becomes a condition. Comments and indents stay behind: a first visitor need
    not wait for them.
    """
    whole = IMPORT.sub(lambda found: f"@{found['only']} {found['when']} {{\n{read(found['sheet'])}}}\n", contents)
    return INDENT.sub("\n", COMMENT.sub("", whole)).lstrip()


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise publishes no types
    """A file's name changes with its content, so a browser may keep it for ever."""

    support_js_module_import_aggregation = True
    # Only our own modules: those of packages mention `import(…)` in comments.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin without addresses."""
        super().__init__(*args, **options)
        self._addresses: dict[tuple[str, bool], str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Return the address, worked out once: a page asks for the same few dozens of times."""
        key = name, force
        if key not in self._addresses:
            self._addresses[key] = super().url(name, force)
        return self._addresses[key]

    def save_manifest(self) -> None:
        """Forget the addresses with the names."""
        self._addresses.clear()
        super().save_manifest()

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        """Take the imports in, then hash and compress."""
        for contents in paths.keys() & set(CONTENTS) if not options.get("dry_run") else ():
            whole = taken_in(self._text(paths, contents), partial(self._sheet, paths))
            self.delete(contents)
            self._save(contents, ContentFile(whole.encode()))
            paths = {**paths, contents: (self, contents)}
        yield from super().post_process(paths, *args, **options)

    def _sheet(self, paths: dict[str, Any], name: str) -> str:
        return self._text(paths, f"css/{name}")

    @staticmethod
    def _text(paths: dict[str, Any], name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            text: str = file.read().decode()
        return text
