from __future__ import annotations

import gzip

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers_warc import ARTICLE, STORY, Read, answer, info, packed, page, record, response, story
from watchdesk.intake import REFUSAL_CODES
from watchdesk.records import Capture, Refusal

PAGES = [response(page(title)) for title in ("One", "Two")]
VALID = b"".join(
    [
        *(info(), PAGES[0], record("request", b"GET / HTTP/1.1\r\n\r\n")),
        response(gzip.compress(page("Packed", ARTICLE)), Content_Encoding="gzip"),
        story({"text_content": " ".join(STORY), "canonical_domain": "kestrel.example"}),
        record("conversion", " ".join(STORY).encode(), Content_Type="text/plain"),
        record("revisit", answer(b"")),
    ]
)
SHAPES = (VALID, packed(VALID), gzip.compress(VALID), packed(*PAGES, VALID))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SHAPES)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from([1, 1, 2, 20, 300]))
        put = draw(st.one_of(st.binary(max_size=30), st.sampled_from(_pieces())))
        data[at : at + draw(st.sampled_from([0, size]))] = put
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


def _pieces() -> list[bytes]:
    return [
        *(b"", b"\r\n", b"\n", b"\r\n\r\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", bytes(60)),
        *(b"Content-Length: 99999\r\n", b"Transfer-Encoding: chunked\r\n", b"HTTP/1.1 200 OK\r\n"),
        *(PAGES[0][:150], packed(PAGES[1])[:200], b"-1", b"ffffffff\r\n", b"\xff\xfe"),
    ]


@settings(max_examples=300, deadline=None)
@given(mutated(), st.sampled_from(["crawl.warc", "crawl.warc.gz", "crawl.wet"]))
def test_any_bytes_give_captures_or_named_refusals(data: bytes, name: str) -> None:
    found = Read(data, name)
    assert found.items
    for item in found.items:
        if isinstance(item, Refusal):
            assert item.code in REFUSAL_CODES
            assert "{" not in item.reason
        else:
            assert isinstance(item, Capture)
            assert item.text
            item.model_validate_json(item.model_dump_json())
