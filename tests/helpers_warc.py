"""Web archives and saved pages for the tests, in our own words."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from io import BytesIO

from watchdesk.intake.limits import Limits
from watchdesk.intake.piece import Context, Item, Piece
from watchdesk.intake.read import read_piece
from watchdesk.records import Capture, Refusal

STORY = (
    "Envoys of the two ports left the table on Tuesday without a date for another round.",
    "“We are not walking away,” said Tomas Reld, an aide to the harbour board in Velmora.",
    "The board has asked the coast guard for twelve boats and expects a reply within two weeks.",
    "Fishers on the northern quay said they had heard nothing of the plan before the evening.",
)
ARTICLE = '<meta property="og:type" content="article">'
ADDRESS = "https://kestrel.example/talks"
MOMENT = "2031-03-04T05:06:07Z"
JSON_TYPE = "application/x.mediacloud-indexer+json"


def page(title: str = "Harbour talks stall", head: str = "", lines: Iterable[str] = STORY) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f'<nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>'
    ).encode()


def record(
    kind: str, block: bytes, *, target: str | None = ADDRESS, length: str = "", **fields: str
) -> bytes:
    """A record; ``length`` is what it says its length is, where that is wrong."""
    header = {"WARC-Type": kind, "WARC-Date": MOMENT}
    header |= {"WARC-Target-URI": target} if target else {}
    header |= {name.replace("_", "-"): value for name, value in fields.items()}
    header["Content-Length"] = length or str(len(block))
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(
    body: bytes, status: str = "200 OK", kind: str | None = "text/html", **fields: str
) -> bytes:
    """The block of a ``response``: an answer of HTTP."""
    header = {"Content-Type": kind} if kind else {}
    header |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def response(
    body: bytes, *, target: str = ADDRESS, id_: str = "<urn:uuid:1>", **head: str
) -> bytes:
    status = head.pop("status", "200 OK")
    kind: str | None = head.pop("kind", "text/html") or None
    block = answer(body, status, kind, **head)
    http = "application/http; msgtype=response"
    return record("response", block, target=target, WARC_Record_ID=id_, Content_Type=http)


def info() -> bytes:
    fields = "application/warc-fields"
    return record("warcinfo", b"software: a test\r\n", target=None, Content_Type=fields)


def story(
    content: object, entry: object = None, about: str = "<urn:uuid:1>", target: str = ADDRESS
) -> bytes:
    """Media Cloud's description of a page."""
    block = json.dumps({"content_metadata": content, "rss_entry": entry}).encode()
    fields = {"WARC_Refers_To": about} if about else {}
    return record("metadata", block, target=target, Content_Type=JSON_TYPE, **fields)


def packed(*records: bytes) -> bytes:
    """Each record as a gzip member of its own, as crawlers write them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


class Read:
    """What reading some bytes gave."""

    def __init__(self, data: bytes, name: str = "crawl.warc", limits: Limits | None = None) -> None:
        self.context = Context(limits=limits or Limits())
        piece = Piece(name, name, BytesIO(data))
        self.items: list[Item] = list(read_piece(piece, self.context))

    @property
    def captures(self) -> list[Capture]:
        return [item for item in self.items if isinstance(item, Capture)]

    @property
    def refusals(self) -> list[Refusal]:
        return [item for item in self.items if isinstance(item, Refusal)]

    @property
    def codes(self) -> list[str]:
        return [refusal.code for refusal in self.refusals]

    @property
    def over(self) -> Counter[str]:
        """What was passed over, by kind."""
        pairs = self.context.passed_over.items()
        return Counter({kind.removeprefix("web archives: "): n for kind, n in pairs})

    def only(self) -> Capture:
        (found,) = self.items
        assert isinstance(found, Capture), str(found)
        return found
