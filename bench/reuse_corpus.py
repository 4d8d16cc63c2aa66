"""The articles the bench of reuse plants its edits in."""

from __future__ import annotations

import gzip
import json
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

PARTS = ("dev", "held", "all")
"""``dev`` was in sight while rules were tuned; ``held`` is what is reported."""


class Document(NamedTuple):
    """One article of a corpus."""

    id: str
    text: str
    title: str | None
    outlet: str | None


def half(name: str) -> str:
    """The half a document belongs to by its id: ``dev`` or ``held``, the same on every machine."""
    digest = blake2b(name.encode(), digest_size=8).hexdigest()
    return "dev" if int(digest, 16) % 2 == 0 else "held"


def _lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def load(data: Path) -> list[Document]:
    """The articles of ``background_news``, ``giveme5w1h`` and ``ecbplus``, each id once."""
    found = [
        Document(item["id"], item["text"], item["title"] or None, item["src"])
        for item in _lines(data / "background_news" / "news.jsonl.gz")
    ]
    for path in sorted((data / "giveme5w1h" / "news_cluster" / "data").glob("*.json")):
        item = json.loads(path.read_text(encoding="utf-8"))
        found.append(
            Document(item["dId"], item["text"] or "", item["title"], item["source_domain"])
        )
    found.extend(
        Document(f"{item['topic']}/{item['file']}", item["text"], item["title"] or None, None)
        for item in _lines(data / "ecbplus" / "docs.jsonl.gz")
    )
    return list({document.id: document for document in found if document.text.strip()}.values())
