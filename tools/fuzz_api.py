"""Calls every operation of the API with what its description allows and with what it forbids.

``python tools/fuzz_api.py --desk DIR [--examples 200]`` asks a desk's API in this process, with
schemathesis making up the requests: half of them valid, half not, many of them about records that
are there. Every answer must conform to the description; none may be a 5xx.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.openapi.checks import RejectedPositiveData
from starlette.applications import Starlette

from watchdesk.desk import Desk
from watchdesk.records import (
    Claim,
    Contradiction,
    Correction,
    Expectation,
    Interval,
    Position,
    Story,
)
from watchdesk.web.app import create_app

DESCRIPTION = "/api/v1/openapi.json"
_SHOWN = 20
"""Failures that are told."""


class Figures(NamedTuple):
    """What came of it."""

    requests: int
    """How many were sent."""
    statuses: Mapping[int, int]
    """How many were answered with each status."""
    by_operation: Mapping[str, Mapping[int, int]]
    """The same for each operation."""
    failures: Sequence[str]
    """Each answer that does not conform, in a few lines."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing failed and nothing was a 5xx."""
        return not self.failures and not any(status >= 500 for status in self.statuses)


def examine(app: Starlette, names: Mapping[str, Sequence[str]], examples: int) -> Figures:
    """Ask every operation so often; ``names``: ids that are there, by how their path begins."""
    statuses: Counter[int] = Counter()
    by_operation: dict[str, Counter[int]] = {}
    failures: list[str] = []
    schema = schemathesis.openapi.from_asgi(DESCRIPTION, app)
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        told = by_operation.setdefault(operation.label, Counter())
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            for status, failure in _asked(operation, mode, names, max(1, examples // 2)):
                statuses[status] += 1
                told[status] += 1
                if failure:
                    failures.append(f"{operation.label}: {failure}")
    return Figures(sum(statuses.values()), statuses, by_operation, failures)


def _asked(
    operation: Any, mode: GenerationMode, names: Mapping[str, Sequence[str]], examples: int
) -> list[tuple[int, str]]:
    """Status of each answer, and what is wrong with it."""
    out: list[tuple[int, str]] = []
    there = [name for room, ids in names.items() for name in ids if operation.path.startswith(room)]
    part = "entity" if "{entity}" in operation.path else "id"
    with_id = f"{{{part}}}" in operation.path and bool(there)
    picked = st.sampled_from(there) if with_id else st.none()

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), name=picked, made_up=st.booleans())
    def ask(case: Any, name: str | None, made_up: bool) -> None:
        if name is not None and not made_up and mode is GenerationMode.POSITIVE:
            case.path_parameters[part] = name
        response = case.call()
        try:
            case.validate_response(response)
        except FailureGroup as group:
            wrong = [one for one in group.exceptions if not _cannot_be_told(one, response)]
            told = "; ".join(" ".join(str(one).split())[:300] for one in wrong)
            asked = f"{response.request.method} {response.request.url}"[:300]
            out.append((response.status_code, f"{asked}: {told}" if wrong else ""))
        else:
            out.append((response.status_code, ""))

    ask()
    return out


def _cannot_be_told(failure: Exception, response: Any) -> bool:
    """Whether a request was refused for what OpenAPI cannot forbid: an issue that the desk does not
    watch, or parameters that exclude each other."""
    if not isinstance(failure, RejectedPositiveData):
        return False
    problem = response.json()
    return problem["code"] == "W214" or [one["where"] for one in problem["errors"]] == ["query"]


def names_of(desk: Desk, most: int = 25) -> dict[str, list[str]]:
    """Ids of records and articles that a desk holds, by the paths of the API."""
    kinds: dict[str, Any] = {
        "/claims": Claim,
        "/contradictions": Contradiction,
        "/positions": Position,
        "/expectations": Expectation,
        "/corrections": Correction,
        "/stories": Story,
    }
    with desk.view() as view:
        found = {
            path: [one.id for one in view.records(kind, limit=most)] for path, kind in kinds.items()
        }
        articles = view.newest_articles(Interval.unknown(), most)
        actors = {one.actor for one in view.records(Position, limit=most)}
    return {
        **found,
        "/articles": [one.article for one in articles],
        "/actors": sorted(actors),
        "/families": [one.family for one in articles],
    }


def main() -> None:
    """Ask a desk's API and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", required=True, type=Path)
    parser.add_argument("--examples", type=int, default=200, help="for each operation")
    options = parser.parse_args()
    desk = Desk.open(options.desk)
    start = time.perf_counter()
    figures = examine(create_app(desk, "x" * 32), names_of(desk), options.examples)
    print(
        json.dumps(
            {
                "operations": len(figures.by_operation),
                "requests": figures.requests,
                "statuses": dict(sorted(figures.statuses.items())),
                "failures": len(figures.failures),
                "seconds": round(time.perf_counter() - start, 1),
            }
        )
    )
    for failure in figures.failures[:_SHOWN]:
        print(failure, file=sys.stderr)
    sys.exit(0 if figures.is_sound else 1)


if __name__ == "__main__":
    main()
