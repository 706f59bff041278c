"""Static files under hashed names, imports inside CSS and JS modules included."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A file's name changes with its content, so a browser may keep it for ever."""

    support_js_module_import_aggregation = True
    # Only our own modules: those of packages mention `import(…)` in comments.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001
    )
