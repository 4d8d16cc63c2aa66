"""What a desk watches: the settings file is read strictly, outlets are told apart surely."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.errors import DeskError
from watchdesk.records import Source, Watch
from watchdesk.watch import TEMPLATE, load_watch, source_of

GOOD = """\
name = "Strait watch"
period = "month"

[[issue]]
name = "Fishing rights"
terms = ["quota*", "trawler*"]

[[source]]
outlet = "The Lantern Post"
domains = ["lanternpost.example"]
aliases = ["Lantern"]
owner = "Wick Holdings"
reliability = "B"
"""


def loaded(folder: Path, text: str | bytes) -> Watch:
    path = folder / "watch.toml"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return load_watch(path)


def refusal(folder: Path, text: str | bytes) -> DeskError:
    with pytest.raises(DeskError) as caught:
        loaded(folder, text)
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder / "watch.toml") in message
    assert f"[{caught.value.code}]" in message
    return caught.value


def test_all_keys_are_read(tmp_path: Path) -> None:
    watch = loaded(tmp_path, GOOD)
    assert (watch.name, watch.period, watch.issue[0].terms) == (
        "Strait watch",
        "month",
        ("quota*", "trawler*"),
    )
    assert watch.source[0].owner == "Wick Holdings"
    assert watch.source[0].reliability == "B"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff", "\r\n"])
def test_an_empty_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == Watch()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_watch(tmp_path / "watch.toml") == Watch()


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()).name == "Strait watch"


def test_the_template_is_valid_as_it_is_and_with_its_examples_switched_on(tmp_path: Path) -> None:
    assert loaded(tmp_path, TEMPLATE).issue == ()
    lines = TEMPLATE.replace("{name}", "Strait").splitlines()
    start = lines.index("# [[issue]]")
    switched = [
        line.removeprefix("# ") if "=" in line or line.startswith("# [") else line
        for line in lines[start:]
    ]
    watch = loaded(tmp_path, "\n".join([*lines[:start], *switched]))
    assert (len(watch.issue), len(watch.source)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('colour = "red"', "W204", "key colour: there is no such key"),
        ('perod = "week"', "W204", "key perod: there is no such key; is it 'period'?"),
        ("[[source]]\noutlet = 'A'\n[[source]]\noutlet = 'B'\nreliabilty = 'B'", "W204",
         "key source.2.reliabilty: there is no such key; is it 'reliability'?"),
        ("[[issue]]\nname = 'A'\nterm = ['x']", "W204", "is it 'terms'?"),
        ("name = 5", "W204", "key name: it is text, written between quotation"),
        ('period = "year"', "W204", "key period: input should be 'day', 'week' or 'month'"),
        ('issue = "Fish"', "W204", "key issue: it is written [[issue]], with two"),
        ("[issue]\nname = 'Fish'", "W204", "key issue: it is written [[issue]], with two"),
        ('[[issue]]\nname = "A"\nterms = "fish"', "W204", "key issue.1.terms: it is a list"),
        ('[[issue]]\nname = "A"\nterms = ["a", 2]', "W204", "key issue.1.terms.2: it is text"),
        ('[[issue]]\nterms = ["a"]', "W204", "key issue.1.name: it is missing"),
        ('[[issue]]\nname = "A"\nterms = ["a", "*"]', "W204", "key issue.1.terms: one of them is"),
        ('[[issue]]\nname = "A"\nagainst = [""]', "W204", "key issue.1.against: one of them"),
        ('[[issue]]\nname = " "', "W204", "key issue.1.name: it is empty"),
        ('[[source]]\noutlet = ""', "W204", "key source.1.outlet: it is empty"),
        ('[[source]]\noutlet = "A"\nreliability = "G"', "W204", "key source.1.reliability: input"),
        ('[[source]]\noutlet = "A"\nreliability = "b"', "W204", "'A', 'B', 'C', 'D', 'E' or 'F'"),
        ('[[issue]]\nname = "A"\n[[issue]]\nname = "a "', "W204", "two issues are named 'A'"),
        ('[[source]]\noutlet = "The Post"\n[[source]]\noutlet = "B"\naliases = ["post"]', "W204",
         "key source.1: two sources go by 'post'"),
        ('[[source]]\noutlet = "A"\ndomains = ["www.a.example"]\n[[source]]\noutlet = "B"\n'
         'domains = ["A.example"]', "W204", "two sources go by 'a.example'"),
        ("name = ", "W203", "line 1"),
        ('name = "A"\nname = "B"', "W203", "line 2"),
        ("[[issue]\n", "W203", "line 1"),
        ("a = " + "[" * 5000, "W203", "nested too deep"),
        (b'name = "A"\nperiod = "caf\xe9"\n', "W202", "is not UTF-8: byte 0xe9 in line 2"),
        (b"\xff\xfen\x00", "W202", "is not UTF-8: byte 0xff in line 1"),
        (b"\x00\x01\x02", "W203", "line 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_file_and_key(
    tmp_path: Path, text: str | bytes, code: str, words: str
) -> None:
    error = refusal(tmp_path, text)
    assert error.code == code
    assert words in error.reason
    assert error.cure


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "watch.toml").mkdir()
    with pytest.raises(DeskError, match=r"cannot be read \(is a directory\) \[W202\]"):
        load_watch(tmp_path / "watch.toml")


WATCH = Watch(
    source=(
        Source(outlet="The Lantern Post", domains=("lanternpost.example",), aliases=("Lantern",)),
        Source(outlet="Quay Weekly", domains=("https://www.quay.example/", "blogs.tide.example")),
        Source(outlet="Tide", domains=("tide.example",)),
    )
)


@pytest.mark.parametrize(
    ("outlet", "uri", "found"),
    [
        ("The Lantern Post", None, "The Lantern Post"),
        ("LANTERN  post", None, "The Lantern Post"),
        ("the lantern", None, "The Lantern Post"),
        ("Lantern Posters", None, None),
        ("", "", None),
        (None, None, None),
        (None, "https://lanternpost.example/a?b=1", "The Lantern Post"),
        (None, "https://WWW.LanternPost.example:443/", "The Lantern Post"),
        (None, "https://world.lanternpost.example./x", "The Lantern Post"),
        (None, "https://evillanternpost.example/", None),
        (None, "https://lanternpost.example.evil.test/", None),
        (None, "https://evil.test/lanternpost.example", None),
        (None, "https://lanternpost.example@evil.test/", None),
        (None, "https://evil.test?lanternpost.example", None),
        (None, "captures/lanternpost.example", None),
        (None, "lanternpost.example/a", "The Lantern Post"),
        (None, "http://quay.example/1", "Quay Weekly"),
        (None, "https://blogs.tide.example/1", "Quay Weekly"),
        (None, "https://old.blogs.tide.example/1", "Quay Weekly"),
        (None, "https://news.tide.example/1", "Tide"),
        (None, "https://[bad", None),
        ("Tide", "https://lanternpost.example/", "Tide"),
        ("A stranger", "https://lanternpost.example/", "The Lantern Post"),
    ],
)
def test_the_outlet_of_a_name_or_an_address(
    outlet: str | None, uri: str | None, found: str | None
) -> None:
    source = source_of(WATCH, outlet, uri)
    assert (source.outlet if source else None) == found


def test_a_source_without_names_or_domains_takes_nothing() -> None:
    watch = Watch(source=(Source(outlet="A", domains=("", " "), aliases=("",)),))
    assert source_of(watch, None, "https://b.example") is None
    assert source_of(watch, "", "") is None
    assert source_of(watch, "the ", None) is None


@given(st.text(max_size=40), st.text(max_size=60))
def test_no_name_or_address_makes_it_fail(outlet: str, uri: str) -> None:
    source_of(WATCH, outlet, uri)


@pytest.mark.parametrize(
    ("text", "key", "cure"),
    [
        ('language = "klingon"', "key language: 'klingon'", 'write "en"'),
        ('language = ""', "key language: ''", 'write "en"'),
        ('name = " "', "key name: it is empty", "leave the line out"),
        (
            '[[issue]]\nname = "Quotas"\nterms = ["quota*"]\nquestion = ""',
            "key issue.1.question: it is empty",
            "for or against",
        ),
    ],
)
def test_settings_that_would_do_nothing_are_refused(
    tmp_path: Path, text: str, key: str, cure: str
) -> None:
    error = refusal(tmp_path, text)
    assert error.code == "W204"
    assert key in str(error)
    assert cure in str(error)


def test_english_of_any_country_is_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'language = "en-GB"').language == "en-GB"
