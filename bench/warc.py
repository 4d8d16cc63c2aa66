"""Reading web archives: CPU time beside the bare WARC library, and memory.

``python bench/warc.py --data PATH`` takes the pages of a copy of the data of "Fundus" (Dallabetta
et al. 2024, github.com/dobbersc/fundus-evaluation: ``html/*.html.gz``) and writes them into a crawl
in a temporary folder: 400 pages (the 80 repeated) with the requests, pictures, redirects, scripts,
revisits and notes of a crawler between them. Each system reads it in turn, three times, on one core
by CPU time. Then archives of 30 and 300 MB are read by a process of their own for its peak memory.
Writes ``bench/results/warc.json``.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from measure import pinned, save, timed
from watchdesk import intake
from watchdesk.errors import InputRefused
from watchdesk.intake.html import page_text
from watchdesk.intake.limits import Limits
from watchdesk.intake.warc import shape_of
from watchdesk.intake.warc_kinds import passed_over
from watchdesk.intake.warc_records import Record, Walk
from watchdesk.intake.warc_source import Source
from watchdesk.records import Capture

PAGES = 400
ROUNDS = 3
SIZES_MB = (30, 300)
_COUNT = """
import re, resource, sys
from pathlib import Path
from watchdesk import intake
from watchdesk.records import Capture
print(sum(isinstance(item, Capture) for item in intake.read(sys.argv[1:])))
# The system's own count begins with what the process that started this one had held.
status = Path("/proc/self/status")
told = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
Block = tuple[WarcRecordType, bytes, str]


def load(data: Path) -> list[bytes]:
    """The pages of the data set, in sorted order."""
    folder = data / "dataset" if (data / "dataset").is_dir() else data
    return [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("html/*.html.gz"))]


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nServer: nginx\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode() + body


def crawl(pages: list[bytes]) -> Iterator[Block]:
    """The records of a crawl, with what a crawler writes between its pages."""
    noise = random.Random(1)
    kinds = WarcRecordType
    yield kinds.warcinfo, b"software: a benchmark\r\nformat: WARC File Format 1.1\r\n", ""
    for number in range(PAGES):
        url = f"https://outlet{number % 16}.example/{number}"
        yield kinds.request, f"GET /{number} HTTP/1.1\r\nHost: outlet.example\r\n\r\n".encode(), url
        yield kinds.response, answer(pages[number % len(pages)]), url
        yield kinds.metadata, b"fetchTimeMs: 212\r\ncharset-detected: utf-8\r\n", url
        yield kinds.response, answer(noise.randbytes(20_000), "image/webp"), url + "/a.webp"
        if number % 4 == 0:
            yield kinds.response, answer(b"let a = 1;\n" * 3000, "text/javascript"), url + "/a.js"
            yield kinds.response, answer(b"", status="301 Moved Permanently"), url + "/b"
            yield kinds.revisit, answer(b""), url + "/c"


def pictures(pages: list[bytes], megabytes: int) -> Iterator[Block]:
    """Much that is passed over, and one of eight pages for each 3 MB of it."""
    noise = random.Random(2)
    for number in range(megabytes // 3):
        url = f"https://outlet.example/{number}"
        yield WarcRecordType.response, answer(pages[number % 8]), url
        yield WarcRecordType.response, answer(noise.randbytes(2_700_000), "video/mp4"), url + "/a"


def write(path: Path, blocks: Iterator[Block]) -> int:
    """Writes an archive, gzipped record by record where its name says so; how many records."""
    count = 0
    with path.open("wb") as file:
        for kind, block, url in blocks:
            record = WarcRecord()
            record.init_headers(kind)
            record.headers["WARC-Target-URI"] = url
            record.is_http = block.startswith((b"HTTP/", b"GET "))
            record.set_bytes_content(block)
            if path.suffix == ".gz":
                with GzipWriter(file, compression_level=6) as packer:
                    record.write(packer)
            else:
                record.write(file)
            count += 1
    return count


def _bare(path: Path) -> Iterator[bytes]:
    for record in ArchiveIterator(str(path)):
        if record.record_type == WarcRecordType.response and record.http_content_type in (
            "text/html",
            "application/xhtml+xml",
        ):
            body = record.reader.read()
            if record.http_headers.status_code == 200:
                yield body


def _walked(path: Path) -> Iterator[bytes]:
    def wants(record: Record) -> bool:
        return passed_over(record) is None

    with path.open("rb") as file:
        shape = shape_of(file.read(1 << 16))
        assert shape is not None
        file.seek(0)
        walk = Walk(Source(file), shape, limit=1 << 24, wants=wants, spend=lambda _: None)
        yield from (record.block for record in walk if isinstance(record, Record))


def _trafilatura(path: Path) -> int:
    from trafilatura import extract

    texts = (extract(body.decode("utf-8", "replace")) for body in _bare(path))
    return sum(text is not None for text in texts)


def _page_text(path: Path) -> int:
    count = 0
    for body in _bare(path):
        try:
            page_text(body.decode("utf-8", "replace"), "page", Limits())
        except InputRefused:
            continue
        count += 1
    return count


def _watchdesk(path: Path) -> int:
    return sum(isinstance(item, Capture) for item in intake.read([path]))


SYSTEMS: dict[str, Callable[[Path], int]] = {
    "fastwarc": lambda path: sum(1 for _ in _bare(path)),
    "Watchdesk, records alone": lambda path: sum(1 for _ in _walked(path)),
    "fastwarc and trafilatura": _trafilatura,
    "fastwarc and our extraction": _page_text,
    "Watchdesk": _watchdesk,
}


def measure(path: Path) -> dict[str, dict[str, Any]]:
    """Pages found and CPU seconds of each system; the systems take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    found: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, read in SYSTEMS.items():
            start = time.process_time()
            found[name] = read(path)
            seconds[name].append(time.process_time() - start)
    return {
        name: {"pages": found[name], "cpu_s": round(median(taken), 4)}
        for name, taken in seconds.items()
    }


def ratios(found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Our time over that of the library and an extractor."""
    ours = found["Watchdesk"]["cpu_s"]
    return {
        name: round(ours / found[f"fastwarc and {name}"]["cpu_s"], 3)
        for name in ("trafilatura", "our extraction")
    }


def memory(pages: list[bytes], folder: Path) -> dict[str, float]:
    """Peak memory in MB of a process that reads archives of some sizes, plain and packed."""
    peaks = {}
    for megabytes in SIZES_MB:
        for ending in (".warc", ".warc.gz"):
            path = folder / f"{megabytes}{ending}"
            write(path, pictures(pages, megabytes))
            found, kilobytes = timed([sys.executable, "-c", _COUNT, str(path)]).stdout.split()
            assert int(found) >= megabytes // 3 * 0.9
            peaks[f"{megabytes} MB{ending}"] = round(int(kilobytes) / 1000, 1)
            path.unlink()
    return peaks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    pages = load(parser.parse_args().data)
    pinned()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    result: dict[str, Any] = {"data": "fundus-evaluation d43db54", "rounds": ROUNDS}
    with TemporaryDirectory() as name:
        for ending in (".warc", ".warc.gz"):
            path = Path(name) / f"crawl{ending}"
            records = write(path, crawl(pages))
            _watchdesk(path)  # the imports
            found = measure(path)
            result[ending] = {
                "records": records,
                "mb": round(path.stat().st_size / 1e6, 1),
                "systems": found,
                "ratio_to_fastwarc_and": ratios(found),
            }
        result["peak_mb"] = memory(pages, Path(name))
    save("warc", result)


if __name__ == "__main__":
    main()
