from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.errors import InputRefused
from watchdesk.intake.decode import decode, printable
from watchdesk.records import EncodingBasis

CURLY = "“We will wait,” the envoy said — but not for long. It’s March."
ACCENTS = (
    "Das Präsidium tagte früh, und die Gesandten blieben bis spät in der Nähe des Gebäudes. "
    "Am nächsten Tag führten sie ihre Gespräche über die Hafengebühren fort. "
)
CYRILLIC = (
    "Послы двух портов встретились во вторник и договорились продолжить переговоры в марте. "
    "Представитель гавани сказал, что ответа пока нет. "
)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_goes(mark: bytes, codec: str) -> None:
    found = decode(mark + CURLY.encode(codec), "a")
    assert found == (CURLY, codec, EncodingBasis.MARK)


def test_utf16_without_mark_is_marked_as_guess() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        assert decode(CURLY.encode(codec), "a") == (CURLY, codec, EncodingBasis.GUESSED)


def test_curly_quotes_of_windows_1252() -> None:
    assert decode(CURLY.encode("cp1252"), "a") == (CURLY, "windows-1252", EncodingBasis.GUESSED)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ACCENTS, "windows-1252"),
        ("À Genève, les négociateurs se sont quittés hier sans date.", "windows-1252"),
        ("¿Qué pasará mañana? Los enviados volverán según él.", "windows-1252"),
        ("The bill of £5m was paid — “in full”, they said.", "windows-1252"),
        ("Rozmowy przerwano, choć poseł mówił, że wróci za tydzień.", "windows-1250"),
        ("Vyslanci přístavů odjeli v úterý bez dohody, řekl mluvčí.", "windows-1250"),
        (
            "Az egyeztetés félbeszakadt, a követ szerint később folytatják a szűk körű ülést.",
            "windows-1250",
        ),
        (
            "Pokalbiai nutrūko, nes pasiuntiniai išvyko be susitarimo, sakė šaltinis.",
            "windows-1257",
        ),
        ("Görüşmeler çıkmaza girdi; büyükelçi şehirden ayrıldı.", "windows-1254"),
        ("Sarunas pārtrauca, jo sūtņi aizbrauca bez vienošanās.", "windows-1257"),
        ("“It’s late,” the envoy said — and left the café.", "macintosh"),
    ],
)
def test_latin_letters_of_one_byte_are_told_apart(text: str, name: str) -> None:
    codec = "mac_roman" if name == "macintosh" else name
    assert decode(text.encode(codec), "a") == (text, name, EncodingBasis.GUESSED)


def test_cyrillic_of_one_byte_is_found() -> None:
    found = decode((CYRILLIC * 4).encode("cp1251"), "a")
    assert found == (CYRILLIC * 4, "windows-1251", EncodingBasis.GUESSED)


def test_declared_encoding_is_used_for_pages_only() -> None:
    page = f"<html><head><meta charset=koi8-r></head><body>{CYRILLIC}".encode("koi8-r")
    assert decode(page, "a", markup=True)[1:] == ("koi8-r", EncodingBasis.DECLARED)
    assert CYRILLIC in decode(page, "a", markup=True).text


def test_a_header_beside_the_bytes_goes_before_what_the_page_declares() -> None:
    page = f"<meta charset=iso-8859-1><p>{CYRILLIC}".encode("koi8-r")
    found = decode(page, "a", charset="KOI8-R", markup=True)
    assert found[1:] == ("koi8-r", EncodingBasis.TRANSPORT)
    assert CYRILLIC in found.text


@pytest.mark.parametrize("label", ["hex", "rot13", "idna", "unicode_escape", "nonsense", "utf-7"])
def test_declared_encoding_that_is_none_is_not_used(label: str) -> None:
    page = f"<meta charset={label}><p>{CURLY}".encode("cp1252")
    assert decode(page, "a", markup=True)[1:] == ("windows-1252", EncodingBasis.GUESSED)
    assert decode(page, "a", charset=label)[1:] == ("windows-1252", EncodingBasis.GUESSED)


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    page = f"<meta charset=iso-8859-1><p>{CURLY}".encode()
    assert decode(page, "a", markup=True).encoding == "utf-8"


def test_utf8_with_stray_bytes_keeps_both() -> None:
    data = (CURLY * 3).encode() + "It’s".encode("cp1252") + ACCENTS.encode()
    found = decode(data, "a")
    assert found.text == CURLY * 3 + "It’s" + ACCENTS
    assert found[1:] == ("utf-8 and windows-1252", EncodingBasis.GUESSED)


def test_character_cut_off_at_the_end_does_not_change_the_rest() -> None:
    found = decode("The end is cut: “".encode()[:-1], "a")
    assert found == ("The end is cut: \ufffd", "utf-8", EncodingBasis.BYTES)


def test_bytes_that_are_only_wrong_are_not_taken_for_cut_off() -> None:
    assert decode(b"It was \x93late\x94", "a").text == "It was “late”"


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(InputRefused) as caught:
        decode(bytes(range(128, 256)) * 40, "a")
    assert caught.value.code in {"W111", "W112"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"RIFF\x24\x00\x00\x00WEBP", "WebP"),
        (b"{\\rtf1\\ansi Words.}", "RTF"),
        (b"WARC/1.0\r\nWARC-Type: response", "WARC"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHTML"),
        (bytes(range(32)) * 20, "binary"),
        (b"words\0" * 20, "binary"),
    ],
)
def test_binary_is_refused_by_its_kind_with_a_cure(data: bytes, what: str) -> None:
    with pytest.raises(InputRefused) as caught:
        decode(data, "a.txt")
    assert caught.value.code == "W111"
    assert what in caught.value.reason
    assert caught.value.cure.endswith(".")


def test_words_that_look_like_a_signature_are_text() -> None:
    for word in ("RIFFRAFF gathered at the gate.", "GIF89 was a format.", "ID3 tags."):
        assert decode(word.encode(), "a").text == word


def test_line_ends_become_one_kind() -> None:
    assert printable("a\r\nb\rc\nd\u2028e\u2029f") == "a\nb\nc\nd\ne\nf"


def test_controls_become_spaces_and_keep_their_place() -> None:
    assert printable("a\x00b\x1b[31mc\x7f\td\x0be") == "a b [31mc \td e"


def test_web_controls_become_the_quotes_they_stand_for() -> None:
    assert printable("\x93It\x92s\x94 \x81") == "“It’s”  "


def test_bidirectional_marks_stay() -> None:
    assert printable("a\u202eb\u2066c") == "a\u202eb\u2066c"


@given(st.text(alphabet=st.characters(codec=None, categories=None)))
def test_printable_is_stable_and_encodable(text: str) -> None:
    once = printable(text)
    once.encode("utf-8")
    assert printable(once).removeprefix("\ufeff") == once.removeprefix("\ufeff")
    assert len(once) <= len(text)
    assert not {c for c in once if ord(c) < 32} - {"\n", "\t"}


@given(st.text(min_size=1))
def test_utf8_text_comes_back_as_printed(text: str) -> None:
    try:
        found = decode(text.encode(), "a")
    except InputRefused as refused:
        assert refused.code == "W111"
    else:
        # Bytes of zero between others may as well be UTF-16.
        if not text.startswith("\ufeff") and "\0" not in text:
            assert found.text == printable(text)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), min_size=1))
def test_utf16_with_mark_comes_back(text: str) -> None:
    found = decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "a")
    assert found[:2] == (text, "utf-16-be")


@given(st.binary(min_size=1, max_size=400), st.booleans())
def test_any_bytes_are_text_or_refused(data: bytes, markup: bool) -> None:
    try:
        found = decode(data, "a", markup=markup)
    except InputRefused as refused:
        assert refused.code in {"W111", "W112"}
    else:
        found.text.encode("utf-8")
        assert found.encoding
