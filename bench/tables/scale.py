"""The section on executors in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Where captures are read

`python bench/scale.py --data FILE`, with `--growth` and `--ingest N --desk FOLDER` for the other
tables. Texts are news articles; the processor's time is that of all processes together.
"""
_EXECUTORS = """
{captures:,} captures, each executor in a program of its own, one after the other; the results are
{alike} in all runs. Ray takes {ray_cpu:g} times the pool's processor time for a capture (asked:
at most {asked_ray:g}), {with_start:g} times with what it takes to begin. Two readers are {pool:g}
times as quick as one in a pool and {ray:g} times on Ray (asked: {asked_two:g}), on a machine of
{cores} cores that the driver shares.

| executor | readers | to begin, s | ms a capture | processor ms a capture | memory, MB |
|---|---|---|---|---|---|
"""
_GROWTH = """
The more there are, with a pool of {jobs}: the last takes {last_over_first:g} times the first for
a thousand code points (asked: at most 1.2).

| captures | ms a capture | processor ms a capture | processor ms, 1,000 code points | memory, MB |
|---|---|---|---|---|
"""
_ALIKE = """
{captures:,} captures gave {what} in one process, in a pool and on Ray, by a digest of all results
in their order.
"""
_LEDGERS = """
Ledgers of {captures:,} captures, made by each of the three, {what}: {readings:,} readings,
{claims:,} claims, {stories:,} stories, and all others with their versions.
"""
_NAMED = {"readings": "reading", "claims": "claim", "stories": "story"}
_INGEST = """
An ingest, read and written, with all its processes (asked: at most 2,000 MB):

| into | captures | s a capture | processor s a capture | memory, MB |
|---|---|---|---|---|
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    out = _HEAD
    cores = result["machine"]["cores"]
    if found := result.get("executors"):
        ratios, bars = found["ratios"], found["bars"]
        out += _EXECUTORS.format(
            captures=found["captures"],
            alike="the same" if found["alike"] else "NOT the same",
            ray_cpu=ratios["ray_cpu"],
            with_start=ratios["ray_cpu_with_start"],
            pool=ratios["two_workers_pool"],
            ray=ratios["two_workers_ray"],
            asked_ray=bars["ray_cpu"],
            asked_two=bars["two_workers"],
            cores=cores,
        )
        out += _rows(
            (
                *(one["executor"], one["jobs"], one["start_wall_s"]),
                *(one["ms_a_capture"], one["cpu_ms_a_capture"], one["peak_mb"]),
            )
            for one in found["runs"]
        )
    if found := result.get("growth"):
        out += _GROWTH.format(**found)
        names = "captures ms_a_capture cpu_ms_a_capture cpu_ms_a_thousand_code_points peak_mb"
        out += _rows(tuple(one[name] for name in names.split()) for one in found["runs"])
    if found := result.get("alike"):
        what = "the same" if found["alike"] else "NOT the same"
        out += _ALIKE.format(captures=found["captures"], what=what)
    if found := result.get("ledgers"):
        held = {name: found["rows"].get(one, 0) for name, one in _NAMED.items()}
        what = f"differ in {', '.join(found['unlike'])}" if found["unlike"] else "hold the same"
        out += _LEDGERS.format(captures=found["captures"], what=what, **held)
    if found := result.get("ingest"):
        names = "into captures s_a_capture cpu_s_a_capture peak_mb"
        out += _INGEST + _rows(tuple(one[name] for name in names.split()) for one in found)
    return out


def _rows(rows: Any) -> str:
    """Lines of a table."""
    return "".join("| " + " | ".join(map(_told, row)) + " |\n" for row in rows)


def _told(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
