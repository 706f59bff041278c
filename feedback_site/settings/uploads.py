"""How much may be sent to the site at once, and where files lie."""

from __future__ import annotations

from feedback_site.settings.environment import BASE_DIR, env

DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("MAX_BODY_BYTES", default=1_000_000)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
MEDIA_ROOT = env.str("FILES_DIR", default=str(BASE_DIR / "var" / "media"))
ATTACHMENTS_MOST = env.int("ATTACHMENTS_MOST", default=5)
ATTACHMENT_BYTES = env.int("ATTACHMENT_BYTES", default=5_000_000)
IMPORT_BYTES = env.int("IMPORT_BYTES", default=50_000_000)
LARGE_BODIES = {"/incoming/mime": 56_000_000}  # the view sets narrower bounds
IMPORT_ROOMS = ("/console/imports/", "/api/imports/")
ATTACHMENT_ROOMS = ("/feedback/", "/console/tickets/", "/api/tickets/")
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")
