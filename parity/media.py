"""What is compared of an answer that is not text: kind and size, and the bytes only where they are the same every time."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile

from PIL import Image, UnidentifiedImageError


def described(kind, body):
    kind = kind.partition(";")[0]
    if kind.startswith("video/"):
        return movie(body)
    if body[:5] == b"%PDF-":
        return {"document": "PDF", "pages": len(re.findall(rb"/Type\s*/Page\b", body))}
    if body[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return {"archive of": sorted(archive.namelist())}
    try:
        return picture(body)
    except ValueError:
        return {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()[:16]}


def picture(body):
    try:
        with Image.open(io.BytesIO(body)) as opened:
            return {"picture": opened.format, "pixels": "%d x %d" % opened.size}
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError("not a picture") from error


def movie(body):
    if not shutil.which("ffprobe"):
        return {"movie": "not looked at, for want of ffprobe"}
    found = subprocess.run(
        ["ffprobe", "-v", "error", "-print_format", "json", "-show_streams", "-show_format", "-"],
        input=body, capture_output=True, timeout=60,
    )
    streams = json.loads(found.stdout or "{}").get("streams", [])
    shown = [
        f"{one['codec_name']} {one.get('width', '')}x{one.get('height', '')}".replace(" x", "") for one in streams
    ]
    return {"movie": shown}
