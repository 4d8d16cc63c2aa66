"""Writes what the documentation takes from the code and from measured results.

``python docs/generate.py`` rewrites ``docs/schema/``, ``docs/records.md``, ``docs/cli.md``,
``docs/api.md``, ``docs/exports.md`` and ``docs/mcp.md`` (which open with ``docs/parts/``), the
sample in ``README.md`` and, from ``bench/results/``, ``docs/benchmarks.md``;
``tests/test_docs.py`` fails when they lag behind.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import re
import runpy
import shutil
import tempfile
import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import click
from pydantic import BaseModel

from watchdesk import cli, errors, export, intake
from watchdesk.brief import render
from watchdesk.desk import Desk
from watchdesk.mcp.server import create_server
from watchdesk.periods import week
from watchdesk.records import schema
from watchdesk.web.api.app import ROOT as API_ROOT
from watchdesk.web.api.app import as_text, described

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "examples" / "kursk-2024"
SAMPLE_WEEK = "2024-W33"
SAMPLE_READ = date(2026, 11, 21)
"""Fixed, so that the page does not change with the calendar."""
SAMPLE_START, SAMPLE_END = "<!-- sample:start -->", "<!-- sample:end -->"

MCP_LINES = 8
"""Lines of an example answer."""
MCP_WIDE = 260
"""Characters of a line of it."""
MCP_EXAMPLES: dict[str, dict[str, Any]] = {
    "desk": {},
    "search": {"query": "Sudzha", "week": "2024-W33", "limit": 2},
    "find_claims": {"standing": "disputed", "week": "2024-W33", "limit": 2},
    "claim": {"claim_id": "clm-18a62d10e5404291"},
    "positions": {"actor": "Germany"},
    "contradictions": {"week": "2024-W33", "limit": 1},
    "what_changed": {"week": "2024-W33", "kind": "standing", "limit": 2},
    "timeline": {"first_day": "2024-08-12", "last_day": "2024-08-12"},
    "brief": {"week": "2024-W33"},
    "words": {"address": "cap-6ecca1c9fb87dc29#char=166,316"},
}
"""What each tool is asked in the documentation."""

RECORDS_HEAD = """\
# Records

What flows between the steps and what `watchdesk read`, `brief --format json` and `show --json`
print. This page and the JSON Schemas in [schema/](schema/) are made from the code by
`python docs/generate.py`.

All offsets count Unicode code points of `capture.text` from 0 and are half-open: `[start, end]`
covers `text[start:end]`. `watchdesk read --text` prints the text beside them. Ids are hashes of
content, so the same input has the same ids on any machine. `null` means not known; nothing is
filled in silently. Days are the finest grain of an interval; `edtf` says the same as its two
bounds in EDTF (ISO 8601-2).
"""

CLI_HEAD = """\
# Commands

Exit status: 0 when all went well, 1 when something was refused and the rest was done, 2 when
nothing could be done, 130 when it was stopped with Ctrl-C. Results go to standard output,
everything else to standard error, so `watchdesk read FILE > records.jsonl` is safe.
`WATCHDESK_TRACEBACK=1` shows the full trace of a fault of ours. What `--log json` writes is told in
[operations](operations.md). Made from the code by `python docs/generate.py`.
"""


BENCH_HEAD = """\
# Benchmarks

Each table is measured by one command, on one pinned core, and kept with its machine in
`bench/results/`. This page is made from there by `python docs/generate.py`.
"""

QUALITY_HEAD = """\
## What is found in the sample desk

`python bench/sample_quality.py --misses` compares what is read with the hand-made key of
[examples/kursk-2024](../examples/kursk-2024/README.md) and names each miss. **The texts and the
key were written for this project and were in sight while the rules were written.** The figures
guard against losing what was won (`tests/sample_floors.json`); they are no measure of quality on
unseen news.
"""


def records_page() -> str:
    """The tables of all published records and of those they hold."""
    tables = ["\n".join(_record(model)) for model in _reachable()]
    return "\n".join([RECORDS_HEAD, *tables, "\n".join(_vocabularies())])


def _reachable() -> list[type[BaseModel]]:
    order: dict[type[BaseModel], None] = {}
    queue: list[type[BaseModel]] = list(schema.PUBLISHED)
    while queue:
        model = queue.pop(0)
        if model in order:
            continue
        order[model] = None
        for field in model.model_fields.values():
            queue.extend(
                part for part in _parts(field.annotation) if _is_record(part) and part not in order
            )
    return list(order)


def _is_record(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _record(model: type[BaseModel]) -> Iterator[str]:
    yield f"## {model.__name__}"
    yield ""
    yield " ".join((model.__doc__ or "").split())
    yield ""
    if model in schema.PUBLISHED:
        yield f"Schema: [schema/{schema.file_name(model)}](schema/{schema.file_name(model)})"
        yield ""
    yield "| Field | Type | Meaning |"
    yield "|---|---|---|"
    docs = schema.field_docs(model)
    for name, field in model.model_fields.items():
        yield f"| `{name}` | {_type(field.annotation)} | {docs.get(name, '')} |"
    yield ""


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(str(value) for value in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(_type(argument) for argument in arguments)
    if origin is tuple:
        kinds = [argument for argument in arguments if argument is not Ellipsis]
        return "list of " + " and ".join(dict.fromkeys(_type(kind) for kind in kinds))
    if annotation is type(None):
        return "null"
    return getattr(annotation, "__name__", str(annotation))


def _vocabularies() -> Iterator[str]:
    yield "## Vocabularies"
    yield ""
    found: dict[str, type[Enum]] = {}
    for model in _reachable():
        for field in model.model_fields.values():
            for part in _parts(field.annotation):
                if isinstance(part, type) and issubclass(part, Enum):
                    found[part.__name__] = part
    for name, kind in sorted(found.items()):
        values = ", ".join(f"`{member.value}`" for member in kind)
        yield f"- **{name}**: {(kind.__doc__ or '').split('.')[0].strip()}. {values}"
    yield ""


def cli_page() -> str:
    """Help of every command, and every code a message can carry."""
    commands = sorted(cli.main.commands.items())
    blocks = [CLI_HEAD, _help("watchdesk", cli.main)]
    blocks += [_help(f"watchdesk {name}", command) for name, command in commands]
    codes = [f"| {code} | {text} |" for code, text in sorted(_codes().items())]
    table = "\n".join(["| Code | What was wrong |", "|---|---|", *codes])
    blocks.append(f"## Codes\n\nEvery message ends with one.\n\n{table}\n")
    return "\n".join(blocks)


def _help(name: str, command: click.Command) -> str:
    inner = click.Context(command, info_name=name, parent=None)
    inner.help_option_names = ["-h", "--help"]
    inner.max_content_width = 96
    inner.terminal_width = 96
    return f"## {name}\n\n```\n{command.get_help(inner)}\n```\n"


def _codes() -> dict[str, str]:
    return {**intake.REFUSAL_CODES, **errors.CODES}


def exports_page() -> str:
    """The data dictionary: every format, table and column."""
    blocks = [_opening("exports").rstrip() + "\n"]
    for form in export.formats():
        blocks.append(
            f"## {form.title}\n\n`watchdesk export {form.name}` writes `{form.ending}` "
            f"({form.media_type}). Standard: {form.standard}.\n\n{form.holds}\n"
        )
        for table in form.tables:
            rows = [
                (f"`{one.name}`", one.type, one.meaning, one.source and f"`{one.source}`")
                for one in table.columns
            ]
            cells = [tuple(cell.replace("|", "\\|") for cell in row) for row in rows]
            head = ("Column", "Type", "Meaning", "From")
            blocks.append(f"### {form.name}: {table.name}\n\n{table.meaning}\n")
            blocks.append(_table(head, cells) + "\n")
    return "\n".join(blocks)


def benchmarks_page() -> str:
    """The tables of all results."""
    startup, read, quality = (_result(name) for name in ("startup", "read", "sample_quality"))
    blocks = [
        BENCH_HEAD,
        f"Machine: {_machine(startup)}.\n",
        "## Start\n\n`python bench/startup.py`. Median wall time.\n",
        _table(
            ("Command", "Seconds"),
            [(f"`{name}`", f"{case['wall_s']:.3f}") for name, case in startup["cases"].items()],
        ),
        "## Reading\n\n`python bench/read.py [--data PATH]`. Start-up included.\n",
        _table(("What", "Value"), [(k, str(v)) for k, v in _reading_rows(read)]),
        QUALITY_HEAD,
        _table(
            ("Question", "Right", "Asked", "Share"),
            [
                (name, str(round(s["share"] * s["asked"])), str(s["asked"]), f"{s['share']:.3f}")
                for name, s in quality.items()
                if name != "machine"
            ],
        ),
        *_measured(_machine(startup)),
    ]
    return "\n".join(blocks)


def _measured(machine: str) -> Iterator[str]:
    """The sections that benchmarks bring themselves, in ``bench/tables/``."""
    for path in sorted((HERE.parent / "bench" / "tables").glob("*.py")):
        if not (HERE.parent / "bench" / "results" / f"{path.stem}.json").exists():
            continue
        result = _result(path.stem)
        section: str = runpy.run_path(str(path))["table"](result)
        other = _machine(result)
        yield section if other == machine else f"{section.rstrip()}\n\nMeasured on: {other}.\n"


def _reading_rows(read: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "texts", read["data"]
    for key in ("articles", "attributions", "spans", "schema_errors"):
        yield key.replace("_", " "), read[key]
    yield "readings with a span that is not what it claims", read["readings_with_a_wrong_span"]
    yield "wall seconds, median of 3", read["read"]["wall_s"]
    yield "peak memory, MB", read["read"]["peak_mb"]


def _result(name: str) -> dict[str, Any]:
    path = HERE.parent / "bench" / "results" / f"{name}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _machine(result: dict[str, Any]) -> str:
    machine = result["machine"]
    return f"{machine['cpu']}, {machine['system']}, Python {machine['python']}, one core"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


@cache
def sample_desk() -> Desk:
    """The sample desk, read once, in a folder that is removed at the end."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = Desk.init(Path(folder) / "desk", SAMPLE / "watch.toml")
    desk.ingest([SAMPLE / "captures"], today=SAMPLE_READ)
    return desk


def sample_brief() -> str:
    """The brief of the sample desk that ``make brief`` prints, as Markdown."""
    made = render(sample_desk().brief(week(SAMPLE_WEEK)), "md")
    return made.replace(f"{SAMPLE.parent.parent}/", "")  # the same wherever the project lies


def api_page() -> str:
    """The operations of the API with their parameters."""
    told = described()
    blocks: dict[str, list[str]] = {}
    for path, operations in told["paths"].items():
        for one in operations.values():
            text = f"{one['summary']}."
            if one["description"].rstrip(".") != one["summary"]:
                text += f" {one['description']}"
            names = ", ".join(f"`{each['name']}`" for each in one.get("parameters", ()))
            block = f"### `GET {API_ROOT}{path}`\n\n{text}\n\nParameters: {names}.\n"
            blocks.setdefault(one["tags"][0], []).append(block)
    parts = ["\n".join([f"## {tag}\n", *found]) for tag, found in blocks.items()]
    return "\n".join([_opening("api"), *parts])


def _opening(name: str) -> str:
    """How a page opens, written by hand in ``docs/parts/``; its links as the page has them."""
    return (HERE / "parts" / f"{name}.md").read_text(encoding="utf-8").replace("](../", "](")


def mcp_page() -> str:
    """The tools for assistants, each with an answer of the sample desk."""
    return asyncio.run(_mcp_page())


async def _mcp_page() -> str:
    server = create_server(sample_desk())
    blocks = [_opening("mcp")]
    for tool in await server.list_tools():
        arguments = MCP_EXAMPLES[tool.name]
        answer = await server.call_tool(tool.name, arguments)
        text = str(getattr(getattr(answer, "content", [None])[0], "text", ""))
        lines = [_shortened(line) for line in text.split("\n")]
        shown = "\n".join(lines[:MCP_LINES] + ["…"] * (len(lines) > MCP_LINES))
        asked = json.dumps(arguments, ensure_ascii=False)
        head = f"### {tool.name}\n\n{tool.description}\n\n`{tool.name} {asked}`\n"
        blocks.append(f"{head}\n```text\n{shown}\n```\n")
    return "\n".join(blocks)


def _shortened(line: str) -> str:
    return line if len(line) <= MCP_WIDE else f"{line[:MCP_WIDE]} …"


def readme_page() -> str:
    """README.md with parts of the sample brief between its two marks."""
    text = (HERE.parent / "README.md").read_text(encoding="utf-8")
    head, _, rest = text.partition(SAMPLE_START)
    tail = rest.partition(SAMPLE_END)[2]
    return f"{head}{SAMPLE_START}\n{_excerpt(sample_brief())}{SAMPLE_END}{tail}"


def _excerpt(brief: str) -> str:
    """Head, lead, and the first lines of three other sections, with the words they cite."""
    sections = brief.split("\n## ")
    shown = [sections[0].rstrip()]
    for title, bullets in (("Lead", 2), ("What changed", 2), ("Unverified", 2), ("What to", 1)):
        body = next(s for s in sections if s.startswith(title))
        heading, _, lines = body.partition("\n")
        items = re.split(r"\n(?=- )", "\n" + lines.strip())[1 : bullets + 1]
        kept = "\n".join(item.strip().split("\n\n")[0] for item in items)
        shown.append(f"## {heading}\n\n{kept}")
    text = "\n\n".join(shown)
    marks = dict.fromkeys(re.findall(r"\[\^(\d+)\]", text))
    notes = [
        line for n in list(marks)[:2] for line in brief.splitlines() if line.startswith(f"[^{n}]: ")
    ]
    return "```text\n" + text + "\n\n…\n\n" + "\n".join(notes) + "\n```\n"


def pages() -> dict[Path, str]:
    """All generated files with their content."""
    out = {
        HERE / "schema" / schema.file_name(record): schema.as_text(schema.schema_of(record))
        for record in schema.PUBLISHED
    }
    out[HERE / "schema" / "openapi.json"] = as_text()
    out[HERE / "api.md"] = api_page()
    out[HERE / "mcp.md"] = mcp_page()
    out[HERE / "exports.md"] = exports_page()
    out[HERE / "records.md"] = records_page()
    out[HERE / "cli.md"] = cli_page()
    out[HERE / "benchmarks.md"] = benchmarks_page()
    out[HERE.parent / "README.md"] = readme_page()
    return out


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
