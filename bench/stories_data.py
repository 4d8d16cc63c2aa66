"""The articles of the news clusters of Giveme5W1H (Hamborg et al. 2019), read by the product."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from watchdesk import pipeline
from watchdesk.records import Capture, Declared, Reading, Role
from watchdesk.records.capture import capture_id


class Told(NamedTuple):
    """An article and the event that it was collected for."""

    id: str
    event: int
    name: str
    title: str
    text: str
    published: str
    outlet: str


def load(data: Path) -> list[Told]:
    """All articles, sorted by id; ``data`` is the folder of the data sets."""
    out = []
    for path in sorted((data / "giveme5w1h" / "news_cluster" / "data").glob("*.json")):
        item = json.loads(path.read_text(encoding="utf-8"))
        out.append(
            Told(
                item["dId"],
                item["newsCluster"]["EventId"],
                item["newsCluster"]["Event"].replace("_", " "),
                item["title"] or "",
                item["text"] or "",
                item["date_publish"],
                item["source_domain"],
            )
        )
    return out


def read(told: Told) -> Reading:
    """An article through every step of the product; what else its page holds is left out."""
    text = f"{told.title}\n\n{told.text}"
    digest = sha256(text.encode()).hexdigest()
    declared = Declared(
        title=told.title, published=told.published.replace(" ", "T"), outlet=told.outlet
    )
    capture = Capture(
        id=capture_id(digest, declared, None),
        uri=f"news_cluster/{told.id}",
        sha256=digest,
        media_type="text/plain",
        encoding="utf-8",
        declared=declared,
        text=text,
    )
    readings = list(pipeline.read_capture(capture))
    return next((one for one in readings if one.article.role is Role.MAIN), readings[0])
