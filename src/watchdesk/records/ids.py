"""Ids that depend on content alone, so that the same input has the same ids on any machine."""

from __future__ import annotations

import hashlib

ID_PATTERN = (
    r"^(cap|art|men|att|cas|evt|fam|org|sta|clm|con|pos|exp|sto|cor|rul|iss|bul)-[0-9a-f]{16}$"
)


def content_id(prefix: str, *parts: object) -> str:
    """``prefix-`` and 16 hex digits of the SHA-256 of the parts.

    Parts are length-prefixed, so ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return f"{prefix}-{digest.hexdigest()[:16]}"
