"""What a long command did, in numbers: for the last line of its log, and for Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from watchdesk.records import FetchState, PartKind, Refusal, RelationKind, Role

if TYPE_CHECKING:
    from watchdesk.backups import Done
    from watchdesk.crawled import CrawlReport
    from watchdesk.ingest import IngestReport

E = TypeVar("E", bound=Enum)
Figures = Mapping[str, Mapping[str, int]]
"""Numbers by what they count, and by kinds of that."""


def of_ingest(report: IngestReport) -> Figures:
    """What an ingest read, found, passed over and refused; kinds that did not occur are 0."""
    return {
        "captures": {"read": report.captures, "known": report.known, "again": report.again},
        "files": {"begun": report.files, "passed_over": report.passed_over.total()},
        "looks": _every(FetchState, report.fetches),
        "articles": _every(Role, report.articles),
        "parts": _every(PartKind, report.lines),
        "relations": _every(RelationKind, report.relations),
        "refused": by_code(report.refused),
    }


def of_crawl(report: CrawlReport) -> Figures:
    """What reading a crawl gave."""
    return {
        "archives": {"read": report.archives, "known": report.skipped},
        "captures": {"read": report.captures, "known": report.known},
        "kept": {str(reason): count for reason, count in sorted(report.kept.items())},
        "dropped": {str(reason): count for reason, count in sorted(report.dropped.items())},
        "refused": by_code(report.refused),
    }


def of_backup(done: Done) -> Figures:
    """What a backup holds."""
    return {"backup": {"files": done.files - 1, "rows": done.rows, "bytes": done.size}}


def by_code(refused: Iterable[Refusal]) -> dict[str, int]:
    """How often each code was given."""
    return dict(sorted(Counter(one.code for one in refused).items()))


def _every(kinds: type[E], counts: Mapping[E, int]) -> dict[str, int]:
    return {str(kind.value): counts.get(kind, 0) for kind in kinds}
