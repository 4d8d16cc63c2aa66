"""Throws damaged bytes at a reader of intake and keeps what falls out.

``python tools/fuzz.py READER --minutes 10 --out DIR`` reads mutations of small samples, made here,
through ``read_piece`` as the program does, guided by coverage of ``watchdesk.intake`` (atheris,
group ``fuzz``). A reader may give captures, looks at feeds and refusals by name; any exception, and
any input that takes over 5 seconds of CPU, is a finding: its bytes are kept in DIR with the trace.
``--replay FILE`` runs one such file again. Totals are merged into ``bench/results/fuzz.json``.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import io
import json
import lzma
import resource
import subprocess
import sys
import tarfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results" / "fuzz.json"
SECONDS = 5.0
MAX_BYTES = 16_384

STORY = (
    "Envoys meet on the harbour dispute\n\nBy Mira Tolland\n8 August 2024\n\nTARNOVA — The foreign "
    "ministry said on Thursday that talks would resume.\n\n“We will sit down again,” Anna Orlova, "
    "a deputy minister, told reporters. Her side had asked for a fishing zone.\n"
)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Envoys meet</title>'
    '<meta property="og:site_name" content="The Kestrel Gazette">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Envoys meet",'
    '"datePublished":"2024-08-08","author":{"name":"Mira Tolland"}}</script></head><body><nav>'
    "<a href=/>Home</a></nav><article><h1>Envoys meet</h1><p>The foreign ministry said on Thursday "
    "that talks would resume in the harbour town.</p><p>“We will sit down again,” a minister "
    "said.</p><ul><li>One more thing was said.</li></ul></article></body></html>"
)
ROW = {"text": STORY, "url": "https://kestrel.example/a", "date": "2024-08-08", "authors": ["M T"]}
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Kestrel</title>'
    "<item><title>Envoys &amp; boats</title><link>https://kestrel.example/a</link><guid>a</guid>"
    "<pubDate>Thu, 08 Aug 2024 10:00:00 GMT</pubDate><description><![CDATA[<p>The foreign ministry "
    "said that talks would resume.</p>]]></description></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Kestrel</title><entry><id>a</id><title>Envoys'
    "</title><updated>2024-08-08T10:00:00Z</updated><link href='https://kestrel.example/a'/>"
    "<content type='html'>&lt;p&gt;The ministry said that talks would resume.&lt;/p&gt;</content>"
    "</entry></feed>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Kestrel",
        "items": [{"id": "a", "content_text": STORY, "url": "https://kestrel.example/a"}],
    }
)
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kestrel.example/a\r\n"
    "Subject: Envoys meet\r\nDate: Thu, 8 Aug 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--edge"\r\n\r\n----edge\r\n'
    "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://kestrel.example/a\r\n\r\n"
    + PAGE.replace("=", "=3D")
    + "\r\n----edge--\r\n"
)


def _http(body: bytes, *headers: str) -> bytes:
    head = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


def _record(kind: str, body: bytes, media: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(body)}>"
        "\r\nWARC-Date: 2024-08-08T10:00:00Z\r\nWARC-Target-URI: https://kestrel.example/a\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _warc() -> bytes:
    page = PAGE.encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    packed = gzip.compress(page, mtime=0)
    media = "application/http; msgtype=response"
    return b"".join(
        (
            _record("warcinfo", b"software: sample\r\n", "application/warc-fields"),
            _record("response", _http(page), media),
            _record("response", _http(chunked, "Transfer-Encoding: chunked"), media),
            _record("response", _http(packed, "Content-Encoding: gzip"), media),
            _record("conversion", STORY.encode(), "text/plain"),
            _record(
                "metadata",
                b'{"canonical_url":"https://kestrel.example/a"}',
                "application/x.mediacloud-indexer+json",
            ),
        )
    )


def _zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def _tar(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _parquet() -> bytes:
    import pyarrow as pa  # noqa: PLC0415 — only this reader needs it
    from pyarrow import parquet  # noqa: PLC0415

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([ROW, {**ROW, "url": None}]), out)
    return out.getvalue()


def _members() -> dict[str, bytes]:
    return {"a.txt": STORY.encode(), "b/c.html": PAGE.encode(), "d.jsonl": json.dumps(ROW).encode()}


Samples = list[tuple[str, bytes]]
SAMPLES: dict[str, Callable[[], Samples]] = {
    "text": lambda: [
        ("a.txt", STORY.encode()),
        ("a.txt", STORY.encode("cp1252")),
        ("a", STORY.encode("utf-16")),
    ],
    "html": lambda: [("a.html", PAGE.encode())],
    "mhtml": lambda: [("a.mhtml", MHTML.encode())],
    "jsonl": lambda: [("a.jsonl", b"\n".join([json.dumps(ROW).encode()] * 3))],
    "json": lambda: [
        ("a.json", json.dumps([ROW, ROW], indent=1).encode()),
        ("a.json", json.dumps({"articles": [ROW], "total": 1}).encode()),
    ],
    "csv": lambda: [
        ("a.csv", b'text,url,date\r\n"The ministry said\nit, again",https://k.example/a,2024\r\n'),
        ("a.tsv", b"title\ttext\nEnvoys\tThe ministry said so.\nBoats\tThe ships came.\n"),
    ],
    "parquet": lambda: [("a.parquet", _parquet())],
    "feed": lambda: [
        ("a.xml", RSS.encode()),
        ("a.atom", ATOM.encode()),
        ("a.json", JSON_FEED.encode()),
    ],
    "warc": lambda: [
        ("a.warc", _warc()),
        ("a.warc.gz", b"".join(gzip.compress(part, mtime=0) for part in _halves(_warc()))),
        ("a.wet", _record("conversion", STORY.encode(), "text/plain")),
    ],
    "zip": lambda: [
        ("a.zip", _zip(_members())),
        ("a.zip", _zip(_members(), zipfile.ZIP_STORED)),
        ("a.zip", _zip({"in.zip": _zip(_members())})),
    ],
    "tar": lambda: [
        ("a.tar", _tar(_members())),
        ("a.tar.gz", gzip.compress(_tar(_members()), mtime=0)),
    ],
    "packed": lambda: [
        ("a.txt.gz", gzip.compress(STORY.encode(), mtime=0)),
        ("a.txt.bz2", bz2.compress(STORY.encode())),
        ("a.html.xz", lzma.compress(PAGE.encode())),
    ],
}
_WRAPS: dict[str, Callable[[bytes], bytes]] = {
    "a.warc.gz": lambda data: gzip.compress(data, 1, mtime=0),
    "a.tar.gz": lambda data: gzip.compress(data, 1, mtime=0),
    "a.txt.gz": lambda data: gzip.compress(data, 1, mtime=0),
    "a.txt.bz2": lambda data: bz2.compress(data, 1),
    "a.html.xz": lambda data: lzma.compress(data, preset=0),
    "a.zip": lambda data: _zip({"a.html": data, "b.jsonl": data}),
    "a.tar": lambda data: _tar({"a.html": data, "b.jsonl": data}),
}
"""Names whose damaged content is also wrapped whole, so that it gets past a check sum."""


def _halves(data: bytes) -> list[bytes]:
    cut = data.index(b"WARC/1.0", 10)
    return [data[:cut], data[cut:]]


class Target:
    """Reads what the fuzzer gives, and keeps count."""

    def __init__(self, reader: str, out: Path) -> None:
        self.names = [name for name, _ in SAMPLES[reader]()]
        self.out = out
        self.inputs = 0
        self.gave: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.slowest = 0.0
        self.told = time.monotonic()

    def __call__(self, data: bytes) -> None:
        """One input; its first byte chooses the name and whether it is wrapped."""
        choice, body = (data[0], data[1:]) if data else (0, b"")
        name = self.names[choice % len(self.names)]
        if choice >= 128 and name in _WRAPS:
            body = _WRAPS[name](body)
        self.read(name, body)

    def read(self, name: str, body: bytes) -> None:
        """Read bytes under a name."""
        start = time.process_time()
        try:
            for kind in _drive(name, body):
                self.gave[kind] += 1
        except Exception as error:
            self._keep(f"{type(error).__name__}{_place(error)}", name, body, traceback.format_exc())
        spent = time.process_time() - start
        self.slowest = max(self.slowest, spent)
        if spent > SECONDS:
            self._keep("slow", name, body, f"{spent:.1f} s of CPU")
        self.inputs += 1
        if time.monotonic() - self.told > 2:
            self.tell()

    def _keep(self, what: str, name: str, body: bytes, why: str) -> None:
        self.findings[what] += 1
        if self.findings[what] <= 3:
            stem = f"{hashlib.sha256(body).hexdigest()[:12]}-{name}"
            (self.out / stem).write_bytes(body)
            (self.out / f"{stem}.why.txt").write_text(why, encoding="utf-8")

    def tell(self) -> None:
        """Write the counts down; the fuzzer ends its process without a word."""
        self.told = time.monotonic()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        state = {
            "inputs": self.inputs,
            "gave": dict(sorted(self.gave.items())),
            "findings": dict(sorted(self.findings.items())),
            "slowest_s": round(self.slowest, 2),
            "peak_mb": round(peak),
        }
        (self.out / "state.json").write_text(json.dumps(state), encoding="utf-8")


def _place(error: Exception) -> str:
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "watchdesk" in f.filename]
    return f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def _drive(name: str, body: bytes) -> list[str]:
    from watchdesk import cleaning  # noqa: PLC0415 — after the fuzzer has hooked imports
    from watchdesk.intake.limits import Limits  # noqa: PLC0415
    from watchdesk.intake.piece import Context, Piece  # noqa: PLC0415
    from watchdesk.intake.read import read_piece  # noqa: PLC0415
    from watchdesk.records import Capture, Refusal  # noqa: PLC0415

    small = 1 << 20
    limits = Limits(
        file_bytes=small, row_bytes=small, unpacked_free=small, unpacked_bytes=4 * small
    )
    kinds = []
    for item in read_piece(Piece(name, name, io.BytesIO(body)), Context(limits=limits)):
        kinds.append(item.code if isinstance(item, Refusal) else type(item).__name__.lower())
        if isinstance(item, Capture) and len(item.text) < MAX_BYTES:
            cleaning.articles(item)
    return kinds


def fuzz(reader: str, minutes: float, out: Path, seed: int) -> None:
    """Run until the time is up; does not return where atheris drives."""
    import atheris  # noqa: PLC0415 — group fuzz

    with atheris.instrument_imports(include=["watchdesk.intake"], enable_loader_override=False):
        import watchdesk.intake.read  # noqa: F401, PLC0415 — instrumented here

        for name, body in SAMPLES[reader]():
            _drive(name, body)  # loads the reader while its imports are hooked
    corpus = out / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, (_, body) in enumerate(SAMPLES[reader]()):
        (corpus / f"raw{number}").write_bytes(bytes([number]) + body)
        (corpus / f"wrapped{number}").write_bytes(bytes([128 + number]) + PAGE.encode())
    options = [f"-max_total_time={int(minutes * 60)}", f"-seed={seed}", f"-max_len={MAX_BYTES}"]
    atheris.Setup([sys.argv[0], *options, "-verbosity=0", str(corpus)], Target(reader, out))
    atheris.Fuzz()


def run(reader: str, minutes: float, out: Path, seed: int) -> dict[str, Any]:
    """Fuzz in a process of its own and give what it counted."""
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, reader, "--minutes", str(minutes), "--out", str(out)]
    start = time.monotonic()
    subprocess.run([*command, "--seed", str(seed), "--inside"], check=False, capture_output=True)
    state: dict[str, Any] = json.loads((out / "state.json").read_text(encoding="utf-8"))
    return {"minutes": round((time.monotonic() - start) / 60, 1), "seed": seed, **state}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=sorted(SAMPLES))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.replay:
        name = given.replay.name.partition("-")[2] or given.replay.name
        print(_drive(name, given.replay.read_bytes()))
    elif given.inside:
        fuzz(given.reader, given.minutes, given.out, given.seed)
    else:
        found = run(given.reader, given.minutes, given.out, given.seed)
        print(json.dumps(found, indent=2))
        _merge(given.reader, found)


def _merge(reader: str, found: dict[str, Any]) -> None:
    sys.path.insert(0, str(ROOT / "bench"))
    from measure import machine  # noqa: PLC0415 — beside the benchmarks

    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    readers = {**known.get("readers", {}), reader: found}
    result = {"machine": machine(), "readers": dict(sorted(readers.items()))}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
