"""One-time codes of a secret (RFC 6238: SHA-1, 30 seconds, six digits)."""

import base64
import binascii
import hashlib
import hmac
import time

STEP_SECONDS = 30


def code_now(secret):
    return code_at(secret, time.time())


def code_at(secret, seconds):
    """The code at a time. A secret that is not base32, as when its capture failed in a replay, has one that is wrong."""
    try:
        key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    except binascii.Error:
        return "000000"
    digest = hmac.new(key, int(seconds // STEP_SECONDS).to_bytes(8), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start:start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"
