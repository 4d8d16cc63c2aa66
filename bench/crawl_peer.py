"""What datatrove makes of an archive: run by ``bench/crawl.py`` with an interpreter that has it.

Its local executor, its Trafilatura step and its MinHash steps with their own defaults, as its own
example for crawls puts them together, without the filters that need models from elsewhere.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
)
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import JsonlReader, WarcReader
from datatrove.pipeline.writers import JsonlWriter


def main() -> None:
    """Read the archives of a folder, and print the pages that are one, as JSON."""
    archives, out = sys.argv[1], Path(sys.argv[2])
    config = MinhashConfig()
    text, signatures, buckets, removed = (
        str(out / name) for name in ("text", "signatures", "buckets", "removed")
    )
    kept = str(out / "kept")
    run(
        [
            WarcReader(archives, glob_pattern="*.warc.gz"),
            Trafilatura(favour_precision=True),
            JsonlWriter(text),
        ]
    )
    run([JsonlReader(text), MinhashDedupSignature(signatures, config)])
    run([MinhashDedupBuckets(signatures, buckets, config=config)], config.num_buckets)
    run([MinhashDedupCluster(buckets, removed, config, save_cluster_id=True)])
    keep = MinhashDedupFilter(removed, JsonlWriter(str(out / "copies")), load_cluster_ids=True)
    run([JsonlReader(text), keep, JsonlWriter(kept)])
    pages: dict[str, Any] = {}
    for path in (*(out / "kept").glob("*"), *(out / "copies").rglob("*.jsonl*")):
        for row in _rows(path):
            number = row["metadata"].get("minhash_cluster_id", -1)
            pages[row["metadata"]["url"]] = number if number >= 0 else row["metadata"]["url"]
    print(json.dumps(pages))


def run(pipeline: list[Any], tasks: int = 1) -> None:
    """Run steps one after the other, in this process."""
    logs = f"{sys.argv[2]}/logs-{'-'.join(type(step).__name__ for step in pipeline)}"
    LocalPipelineExecutor(pipeline, tasks=tasks, workers=1, logging_dir=logs).run()


def _rows(path: Path) -> list[dict[str, Any]]:
    import gzip

    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    main()
