"""What the fuzzer starts from: small samples of every format, in our own words.

``SAMPLES`` of a reader are names and bytes. ``WRAPS`` packs damaged content whole, and ``FIXES``
makes the check sums of a damaged file right again, so that the damage gets past them.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping

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


def _chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def _record(kind: str, body: bytes, media: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(body)}>"
        "\r\nWARC-Date: 2024-08-08T10:00:00Z\r\nWARC-Target-URI: https://kestrel.example/a\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _warc() -> bytes:
    page = PAGE.encode()
    packed = gzip.compress(page, mtime=0)
    media = "application/http; msgtype=response"
    return b"".join(
        (
            _record("warcinfo", b"software: sample\r\n", "application/warc-fields"),
            _record("response", _http(page), media),
            _record("response", _http(_chunked(page), "Transfer-Encoding: chunked"), media),
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
    "http": lambda: [
        ("a.http", _http(PAGE.encode())),
        ("a.http", _http(_chunked(PAGE.encode()), "Transfer-Encoding: chunked")),
        ("a.http", _http(gzip.compress(PAGE.encode(), mtime=0), "Content-Encoding: gzip")),
        ("a.http", b"HTTP/1.1 100 Continue\r\n\r\n" + _http(RSS.encode(), "Content-Length: 9")),
    ],
    "packed": lambda: [
        ("a.txt.gz", gzip.compress(STORY.encode(), mtime=0)),
        ("a.txt.bz2", bz2.compress(STORY.encode())),
        ("a.html.xz", lzma.compress(PAGE.encode())),
    ],
}
WRAPS: dict[str, Callable[[bytes], bytes]] = {
    "a.warc.gz": lambda data: gzip.compress(data, 1, mtime=0),
    "a.tar.gz": lambda data: gzip.compress(data, 1, mtime=0),
    "a.txt.gz": lambda data: gzip.compress(data, 1, mtime=0),
    "a.txt.bz2": lambda data: bz2.compress(data, 1),
    "a.html.xz": lambda data: lzma.compress(data, preset=0),
    "a.zip": lambda data: _zip({"a.html": data, "b.jsonl": data}),
    "a.tar": lambda data: _tar({"a.html": data, "b.jsonl": data}),
}
"""Name → how its damaged content is packed whole."""


def _halves(data: bytes) -> list[bytes]:
    cut = data.index(b"WARC/1.0", 10)
    return [data[:cut], data[cut:]]


def _fix_tar(data: bytes) -> bytes:
    """The same with the right check sum in everything that looks like a header."""
    out = bytearray(data)
    for at in range(0, len(out) - 511, 512):
        if out[at + 257 : at + 262] == b"ustar":
            out[at + 148 : at + 156] = b" " * 8
            out[at + 148 : at + 156] = b"%06o\0 " % sum(out[at : at + 512])
    return bytes(out)


def _fix_gzip(data: bytes) -> bytes:
    """The same with the check sum and length of what it unpacks to."""
    engine = zlib.decompressobj(-15)
    try:
        out = engine.decompress(data[10:], 1 << 20)
    except zlib.error:
        return data
    if not engine.eof:
        return data
    end = len(data) - len(engine.unused_data)
    return data[:end] + struct.pack("<II", zlib.crc32(out), len(out)) + engine.unused_data[8:]


def _fix_zip(data: bytes) -> bytes:
    """The same with the check sums of members that are stored as they are."""
    out, at = bytearray(data), 0
    while (at := data.find(b"PK\1\2", at)) >= 0 and at + 20 <= len(data):
        start = int.from_bytes(data[at + 42 : at + 46], "little")
        size = int.from_bytes(data[at + 20 : at + 24], "little")
        head = data[start : start + 30]
        if len(head) == 30 and head[8:10] == b"\0\0":
            skip = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            body = data[start + 30 + skip : start + 30 + skip + size]
            out[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(body))
        at += 4
    return bytes(out)


FIXES: dict[str, Callable[[bytes], bytes]] = {
    "a.tar": _fix_tar,
    "a.tar.gz": lambda data: gzip.compress(_fix_tar(data), 1, mtime=0),
    "a.txt.gz": _fix_gzip,
    "a.warc.gz": _fix_gzip,
    "a.zip": _fix_zip,
}
"""Name → how the check sums of a damaged file are made right again."""
