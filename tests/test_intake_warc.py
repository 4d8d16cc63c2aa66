from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from helpers_warc import (
    ADDRESS,
    ARTICLE,
    STORY,
    Read,
    answer,
    info,
    packed,
    page,
    record,
    response,
    story,
)
from test_intake_http import brotli, chunked
from watchdesk import intake
from watchdesk.intake.limits import Limits
from watchdesk.intake.warc import shape_of
from watchdesk.records import Capture, EncodingBasis, Refusal

PROSE = "\n".join(STORY)


def test_a_page_is_taken_with_its_address_and_its_hour() -> None:
    found = Read(info() + response(page())).only()
    assert found.uri == f"crawl.warc#B{len(info())}"
    assert found.text.split("\n") == ["Harbour talks stall", "", *STORY]
    assert (found.media_type, found.unpacked) == ("text/html", ("warc",))
    assert found.captured_at == datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert found.declared.url == ADDRESS


def test_the_address_the_page_gives_goes_before_the_one_it_was_fetched_from() -> None:
    own = page(head='<link rel="canonical" href="https://kestrel.example/2031/talks">')
    found = Read(response(own, target=f"<{ADDRESS}?utm=mail>")).only()
    assert found.declared.url == "https://kestrel.example/2031/talks"
    assert Read(response(page(), target=f"<{ADDRESS}?a=1>")).only().declared.url == f"{ADDRESS}?a=1"


def test_one_page_has_one_id_however_it_was_packed_and_sent() -> None:
    data = page()
    ways = [
        response(data),
        response(data, Content_Encoding="gzip"),
        response(gzip.compress(data), Content_Encoding="gzip", Content_Length="12"),
        response(chunked(brotli(data)), Content_Encoding="br", Transfer_Encoding="chunked"),
        record("resource", data, Content_Type="text/html"),
    ]
    found = [Read(shape).only() for way in ways for shape in (way, packed(way), gzip.compress(way))]
    assert len({capture.id for capture in found}) == 1
    assert {capture.unpacked for capture in found} == {
        *(("warc",), ("gzip", "warc"), ("warc", "http gzip"), ("gzip", "warc", "http gzip")),
        *(("warc", "http chunked", "http br"), ("gzip", "warc", "http chunked", "http br")),
    }
    later = Read(response(data).replace(b"05:06:07", b"05:06:08")).only()
    assert later.id != found[0].id
    assert later.sha256 == found[0].sha256


def test_offsets_are_those_of_the_file_where_each_record_is_packed_by_itself() -> None:
    records = [info(), response(page("One")), response(page("Two"))]
    offsets = [len(packed(*records[:n])) for n in (1, 2)]
    assert [c.uri for c in Read(packed(*records)).captures] == [f"crawl.warc#B{o}" for o in offsets]
    # Packed as a whole, only the unpacked bytes have places.
    whole = [len(b"".join(records[:n])) for n in (1, 2)]
    found = Read(gzip.compress(b"".join(records))).captures
    assert [capture.uri for capture in found] == [f"crawl.warc#B{o}" for o in whole]


def test_what_the_library_writes_is_read() -> None:
    out = io.BytesIO()
    with GzipWriter(out) as packer:
        made = WarcRecord()
        made.init_headers(WarcRecordType.response, b"urn:uuid:0c1f3a52-8d5f-4c9b-8a3e-5b1a5b1a5b1a")
        made.headers["WARC-Target-URI"] = ADDRESS
        made.is_http = True
        made.set_bytes_content(answer(page()))
        made.write(packer, checksum_data=True)
    assert Read(out.getvalue()).only().declared.url == ADDRESS


@pytest.mark.parametrize(
    ("text", "codec", "told", "basis"),
    [
        ("Переговоры в порту Вельмора зашли в тупик во вторник.", "koi8-r", "koi8-r", "transport"),
        ("Die Gespräche über den Hafen ruhen, sagte Käthe Größe.", "cp1252", "latin1", "transport"),
        (
            "港の交渉は火曜日に止まった。次の会合の日は決まっていない。",
            "shift_jis",
            None,
            "declared",
        ),
        ("Die Gespräche über den Hafen ruhen.", "utf-8", "iso-8859-1", "bytes"),
    ],
)
def test_encodings_are_those_the_bytes_bear_out(
    text: str, codec: str, told: str | None, basis: str
) -> None:
    head = "" if told else f'<meta charset="{codec}">'
    data = page(head=head, lines=[text] * 3).decode().encode(codec)
    found = Read(response(data, kind=f"text/html; charset={told}" if told else "text/html")).only()
    assert text in found.text
    assert found.encoding_basis is EncodingBasis(basis)


def test_extracted_text_is_taken_with_its_address_and_language() -> None:
    wet = record(
        "conversion",
        PROSE.encode(),
        Content_Type="text/plain",
        WARC_Identified_Content_Language="fra,eng",
    )
    found = Read(info() + wet, "crawl.wet").only()
    assert (found.text, found.media_type) == (PROSE, "text/plain")
    assert (found.declared.url, found.declared.language) == (ADDRESS, "fr")
    assert found.declared.title is None
    odd = wet.replace(b"fra,eng", b"tlh").replace(b"length", b"Length")
    assert Read(odd).only().declared.language is None


def test_what_media_cloud_knows_of_a_page_stands_beside_it() -> None:
    content = {
        "url": "https://kestrel.example/a",
        "article_title": "A title from a program",
        "publication_date": "2031-03-01",
        "canonical_domain": "kestrel.example",
        "language": "en",
        "text_content": "Some other words.",
    }
    entry = {"link": ADDRESS, "pub_date": "Tue, 04 Mar 2031 01:00:00 GMT", "title": "Feed title"}
    found = Read(info() + response(page()) + story(content, entry)).only()
    assert found.declared.title == "Harbour talks stall"  # the page's own
    assert found.declared.outlet == "kestrel.example"
    assert found.declared.published == "2031-03-04"
    assert found.declared.language == "en"
    assert found.declared.url == "https://kestrel.example/a"
    assert "Some other words" not in found.text


def test_pairs_are_told_by_id_or_address_and_in_any_order() -> None:
    mine = story({"canonical_domain": "kestrel.example"})
    request = record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http")
    for data in (response(page()) + request + mine, mine + request + response(page())):
        assert Read(data).only().declared.outlet == "kestrel.example"
    by_address = story({"canonical_domain": "kestrel.example"}, about="")
    assert Read(response(page()) + by_address).only().declared.outlet == "kestrel.example"
    others = [
        story({"canonical_domain": "heron.example"}, about="<urn:uuid:2>"),
        story({"canonical_domain": "heron.example"}, about="", target="https://heron.example/"),
    ]
    for other in others:
        assert Read(response(page()) + other).only().declared.outlet is None
        assert Read(other + response(page())).only().declared.outlet is None


def test_each_page_of_many_has_its_own_story() -> None:
    data = b"".join(
        response(page(f"Story {n}"), id_=f"<urn:uuid:{n}>")
        + story({"canonical_domain": f"outlet{n}.example"}, about=f"<urn:uuid:{n}>")
        for n in range(5)
    )
    found = Read(packed(data)).captures + Read(data).captures
    outlets = [capture.declared.outlet for capture in found]
    assert outlets == [f"outlet{n}.example" for n in range(5)] * 2


def test_the_story_gives_the_text_where_the_page_has_none() -> None:
    shell = b"<html><head><title>Kestrel</title></head><body><div id=app></div></body></html>"
    told = story({"text_content": PROSE, "article_title": "Harbour talks stall"})
    found = Read(response(shell) + told).only()
    assert found.text == f"Harbour talks stall\n\n{PROSE}"
    assert found.media_type == "text/plain"
    assert found.uri == f"crawl.warc#B{len(response(shell))}"
    assert found.captured_at is not None
    assert found.declared.url == ADDRESS


@pytest.mark.parametrize(
    "content",
    [None, [], "words", {"text_content": 5, "url": {}, "article_title": None, "language": 3}],
)
def test_stories_may_hold_anything(content: object) -> None:
    found = Read(response(page()) + story(content, content)).only()
    assert found.declared.title == "Harbour talks stall"


def test_an_unreadable_story_is_counted_and_the_page_taken() -> None:
    broken = story({}).replace(b'{"content', b'["content')
    found = Read(response(page()) + broken)
    assert len(found.captures) == 1
    assert found.over == {"descriptions of pages that cannot be read": 1}


def test_the_address_that_stands_for_none_is_none() -> None:
    none = "http://mediacloud.org/need_canonical_url"
    told = story({"url": none}, target=none)
    assert Read(response(page(), target=none) + told).only().declared.url is None


OVER = {
    "redirects": response(b"", status="301 Moved Permanently"),
    "error answers": response(page(), status="404 HUH?"),
    "parts of files": response(page(), status="206 Partial Content"),
    "pictures, sound, fonts": response(bytes(range(256)), kind="image/png"),
    "scripts, styles": response(b"let a = 1", kind="application/javascript"),
    "data, feeds": response(b"{}", kind="application/ld+json"),
    "PDFs and office documents": response(b"%PDF-1.7", kind="application/pdf"),
    "other files": response(b"PK\x03\x04", kind="application/zip"),
    "answers without a type": response(b"\0\1", kind=""),
    "robots.txt and its kind": response(
        PROSE.encode(), kind="text/plain", target="https://kestrel.example/robots.txt"
    ),
    "plain text that is no prose": response(b"a = [1, 2, 3];\n" * 90, kind="text/plain"),
    "pages that had not changed": record("revisit", answer(b""), Content_Type="application/http"),
    "answers that are not HTTP": record("response", b"20310304 1.2.3.4", Content_Type="text/dns"),
    "a crawler's own notes": record(
        "resource", PROSE.encode(), target=f"urn:text:{ADDRESS}", Content_Type="text/plain"
    ),
    "pages without an article": response(b"<html><body><form></form></body></html>"),
}


@pytest.mark.parametrize("kind", OVER)
def test_what_is_no_page_is_counted_by_kind_and_not_refused(kind: str) -> None:
    found = Read(response(page()) + OVER[kind])
    assert len(found.items) == 1
    assert found.over == {kind: 1}


def test_requests_and_notes_of_crawlers_are_not_even_counted() -> None:
    fields = "application/warc-fields"
    data = (
        info()
        + record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http")
        + response(page())
        + record("metadata", b"fetchTimeMs: 12\r\n", Content_Type=fields)
        + record("continuation", b"more", Content_Type="text/html")
        + record("weather", b"rain", Content_Type="text/html")
    )
    found = Read(data)
    assert len(found.items) == 1
    assert not found.over


def test_a_page_without_text_that_says_it_is_an_article_is_refused_by_name() -> None:
    ld = '<script type="application/ld+json">{"@type": ["NewsArticle"]}</script>'
    meta = '<meta property="article:published_time" content="2031-03-04">'
    for head in (ARTICLE, ld, meta):
        shell = f"<html><head>{head}</head><body><div></div></body></html>".encode()
        found = Read(info() + response(shell))
        assert [r.uri for r in found.refusals] == [f"crawl.warc#B{len(info())}"]
        assert found.codes == ["W113"]


def test_pages_are_known_without_a_type_and_prose_without_markup() -> None:
    found = Read(
        response(page("No type"), kind="")
        + record("response", page("No head"), Content_Type="text/html")
        + response(PROSE.encode(), kind="text/plain")
        + response(page("Wrong type"), kind="text/plain")
    )
    assert [(c.text.partition("\n")[0], c.media_type) for c in found.captures] == [
        ("No type", "text/html"),
        ("No head", "text/html"),
        (STORY[0], "text/plain"),
        ("Wrong type", "text/html"),
    ]


def test_a_crawl_of_ten_thousand_records_prints_few_lines() -> None:
    empty = "pages without an article"
    cheap = [data for kind, data in OVER.items() if kind != empty]
    times = 10_000 // len(cheap)
    for data in (packed(*cheap), packed(b"".join(cheap))):
        found = Read(packed(response(page()), *[OVER[empty]] * 20) + data * times)
        assert len(found.items) == 1
        assert found.over == dict.fromkeys(OVER, times) | {empty: 20}


def test_after_a_hundred_refusals_the_rest_is_told_in_one() -> None:
    shell = f"<html><head>{ARTICLE}</head><body></body></html>".encode()
    found = Read(b"".join([response(shell)] * 130) + response(page()))
    assert len(found.captures) == 1
    assert found.codes == ["W113"] * 100 + ["W131"]
    assert "30 [W113]" in found.refusals[-1].reason


def test_an_archive_without_a_page_says_so() -> None:
    found = Read(info() + OVER["redirects"])
    assert found.codes == ["W106"]
    assert "1 of other kinds passed over" in found.refusals[0].reason


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("lower case", lambda data: _headers(data, lower=True)),
        ("LF alone", lambda data: _headers(data, lower=False)),
    ],
)
def test_headers_written_otherwise_are_read(name: str, change: object) -> None:
    assert callable(change)
    records = [change(response(page(f"Story {n}"))) for n in range(3)]
    for data in (b"".join(records), packed(*records)):
        found = Read(data)
        titles = [c.text.partition("\n")[0] for c in found.captures]
        assert titles == [f"Story {n}" for n in range(3)], name
        assert not found.refusals
        assert {c.declared.url for c in found.captures} == {ADDRESS}


def _headers(data: bytes, *, lower: bool) -> bytes:
    head, blank, rest = data.partition(b"\r\n\r\n")
    version, _, fields = head.partition(b"\r\n")
    if not lower:
        return head.replace(b"\r\n", b"\n") + b"\n\n" + rest
    lines = fields.split(b"\r\n")
    low = [name.lower() + b": " + value for name, _, value in (a.partition(b": ") for a in lines)]
    return b"\r\n".join([version, *low]) + blank + rest


@pytest.mark.parametrize("version", ["WARC/0.18", "WARC/1.0", "WARC/1.1"])
def test_versions_and_fractions_of_seconds(version: str) -> None:
    data = response(page()).replace(b"WARC/1.0", version.encode())
    found = Read(data.replace(b"05:06:07Z", b"05:06:07.25Z")).only()
    assert found.captured_at == datetime(2031, 3, 4, 5, 6, 7, 250_000, tzinfo=UTC)


def test_an_unreadable_date_is_unknown() -> None:
    found = Read(response(page()).replace(b"2031-03-04T", b"yesterday, ")).only()
    assert found.captured_at is None


def test_archives_are_read_from_files_and_out_of_other_archives(tmp_path: Path) -> None:
    data = packed(info(), response(page()))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as inside:
        inside.writestr("crawl.warc.gz", data)
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
        member = tarfile.TarInfo("crawl.warc.gz")
        member.size = len(data)
        tar.addfile(member, io.BytesIO(data))
    (tmp_path / "c.warc.gz").write_bytes(data)
    (tmp_path / "d.gz").write_bytes(data)
    found = list(intake.read([tmp_path]))
    assert not [str(item) for item in found if isinstance(item, Refusal)]
    captures = [item for item in found if isinstance(item, Capture)]
    assert len({capture.id for capture in captures}) == 1
    at = f"#B{len(packed(info()))}"
    uris = [capture.uri.removeprefix(f"{tmp_path}/") for capture in captures]
    assert uris[:3] == [
        f"a.zip!/crawl.warc.gz{at}",
        f"b.tar.gz!/crawl.warc.gz{at}",
        f"c.warc.gz{at}",
    ]
    assert [capture.unpacked for capture in captures[:3]] == [
        ("zip", "gzip", "warc"),
        ("gzip", "tar", "gzip", "warc"),
        ("gzip", "warc"),
    ]


def test_larger_pages_than_allowed_are_refused_and_not_held() -> None:
    small = Limits(file_bytes=20_000)
    large = page(lines=[STORY[0]] * 3000)
    for data in (response(large), response(gzip.compress(large), Content_Encoding="gzip")):
        found = Read(data + response(page()), limits=small)
        assert found.codes == ["W108"]
        assert len(found.captures) == 1


def test_shapes() -> None:
    one, two = info(), response(page())
    assert shape_of(one + two) == (False, False)
    assert shape_of(_headers(one, lower=False)) == (False, True)
    assert shape_of(packed(one, two)) == (True, False)
    assert shape_of(packed(_headers(one, lower=False))) == (True, True)
    assert shape_of(gzip.compress(one + two)) is None
    assert shape_of(packed(_headers(one, lower=True))) is None
