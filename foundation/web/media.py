"""Files of the media folder over HTTP, in parts where a player asks for a part (RFC 9110, section 14)."""

import mimetypes
import re
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.http import http_date

RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$", re.ASCII)
#: Shown in the browser; every other kind is offered as a download, so that no uploaded script ever runs.
SHOWN = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "image/svg+xml",
    "video/",
    "audio/",
    "text/vtt",
)


class _Part:
    """The bytes from the file's present position to a length, for a streaming answer."""

    def __init__(self, file, length: int):
        self.file, self.left = file, length

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        data = self.file.read(size)
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def serve(request, path: str, root: Path) -> HttpResponseBase:
    """Answer with the file, 206 for a satisfiable range, 416 for one that is not; 404 for what is not there."""
    try:
        full = Path(safe_join(root, path))
    except ValueError as error:
        raise Http404 from error
    if not full.is_file():
        raise Http404
    size = full.stat().st_size
    kind = mimetypes.guess_type(full.name)[0] or "application/octet-stream"
    kind = "text/vtt" if full.suffix == ".vtt" else kind
    part = RANGE.match(request.headers.get("Range", ""))
    if part and (part[1] or part[2]):
        start = int(part[1]) if part[1] else max(0, size - int(part[2]))
        end = min(int(part[2]), size - 1) if part[1] and part[2] else size - 1
        if start > end:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file = full.open("rb")
        file.seek(start)
        response = FileResponse(_Part(file, end - start + 1), status=206, content_type=kind)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
        response["Content-Length"] = str(end - start + 1)
    else:
        response = FileResponse(full.open("rb"), content_type=kind)
        response["Content-Length"] = str(size)
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(full.stat().st_mtime)
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if not kind.startswith(SHOWN):
        response["Content-Disposition"] = f'attachment; filename="{full.name}"'
    return response
