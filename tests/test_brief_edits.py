"""The editor's file: every bullet is found again, every rewording is judged, nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from helpers_brief import HOSTILE, QUOTES, WEEK, brief, bullet, texts
from watchdesk.brief import feeds, render
from watchdesk.brief.edited import edited
from watchdesk.brief.edits_file import begin_edits, path_of, read_edits, write_edits
from watchdesk.brief.xml_text import plain
from watchdesk.errors import DeskError
from watchdesk.records import BulletEdit, Edits, Interval, SectionEdit, SectionKind

LEAD, ISSUE = SectionKind.LEAD, SectionKind.ISSUE


def edit(number: int, **more: object) -> BulletEdit:
    return BulletEdit.model_validate({"id": f"bul-{number:016x}", **more})


def test_a_fresh_file_names_every_bullet_and_changes_nothing(tmp_path: Path) -> None:
    path = path_of(tmp_path, WEEK)
    assert path == tmp_path / "edits/2024-W32.toml"
    assert begin_edits(path, brief()) == 4
    made = read_edits(path)
    assert [one.was for one in made.bullet] == list(QUOTES)
    assert edited(brief(), made) == brief()
    assert "# Lead" in path.read_text(encoding="utf-8")
    days = Interval.parse("2024-08-06/2024-08-07")
    assert path_of(tmp_path, days).name == "2024-08-06_2024-08-07.toml"


def test_begun_again_keeps_what_stands_there_and_adds_new_bullets(tmp_path: Path) -> None:
    path = tmp_path / "edits.toml"
    begin_edits(path, brief())
    mine = path.read_text(encoding="utf-8").replace("# Lead", "# mine", 1)
    path.write_text(mine, encoding="utf-8")
    assert begin_edits(path, brief()) == 0
    assert path.read_text(encoding="utf-8") == mine
    lead = brief().sections[0].model_copy(update={"bullets": (bullet(9),)})
    assert begin_edits(path, brief(sections=(lead,))) == 1
    assert path.read_text(encoding="utf-8").startswith(mine)


def test_pinned_dropped_moved_reworded_retitled_and_noted() -> None:
    words = "Ines Tolland, the harbour master, said on Thursday the bridge had been shut."
    wanted = Edits(
        note="Read this first.",
        section=(SectionEdit(name="expected", title="Ahead", note="Thin."),),
        bullet=(
            edit(4, drop=True),
            edit(3, pin="lead", note="Two sources."),
            edit(1, text=words),
        ),
    )
    made = edited(brief(), wanted)
    assert texts(made, LEAD) == [QUOTES[2], words]
    assert texts(made, ISSUE) == [QUOTES[1]]
    first, second = made.sections[0].bullets
    assert (first.pinned, first.editor_note) == (True, "Two sources.")
    assert (second.original, second.reworded_by) == (QUOTES[0], "editor")
    ahead = made.sections[-1]
    assert (ahead.title, ahead.original, ahead.bullets) == ("Ahead", "What to expect next", ())
    assert ahead.note == "The editor left nothing in this section."
    assert all(one.done for one in made.edits)
    assert not made.stopped
    # Citations are numbered anew in the order of print, and what nothing leads to is gone.
    assert [one.quote for one in made.citations] == [QUOTES[2], QUOTES[0], QUOTES[1]]
    assert [b.citations for s in made.sections for b in s.bullets] == [(1, 2), (2, 3), (3,)]


def test_places_count_from_one_within_a_section() -> None:
    made = edited(brief(), Edits(bullet=(edit(3, place=1),)))
    assert texts(made, ISSUE) == [QUOTES[2], QUOTES[1]]
    made = edited(brief(), Edits(bullet=(edit(2, place=99),)))
    assert texts(made, ISSUE) == [QUOTES[2], QUOTES[1]]


def test_a_stopped_rewording_leaves_the_old_words_and_is_told_in_every_form() -> None:
    wanted = Edits(bullet=(edit(2, text="About 90 ferries were held at the pier in Oslo."),))
    made = edited(brief(), wanted)
    assert texts(made, ISSUE)[0] == QUOTES[1]
    assert {one.kind for one in made.stopped} >= {"number"}
    assert {one.by for one in made.stopped} == {"editor"}
    assert [one.done for one in made.edits] == [False]
    for form in ("md", "html"):
        text = render(made, form)
        assert "stopped a rewording; the extracted words are printed instead" in text
        assert "About 90 ferries" in text


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"record": "clm-0000000000000002", "was": "Nothing like it."}, True),
        ({"record": None, "was": QUOTES[1].replace("About", "Some")}, True),
        ({"record": "clm-00000000000000ff", "was": "Nothing like it."}, False),
        ({}, False),
    ],
)
def test_a_bullet_that_changed_is_found_by_its_record_or_its_words(
    changed: dict[str, object], named: bool
) -> None:
    made = edited(brief(), Edits(bullet=(edit(77, drop=True, **changed),)))
    assert (texts(made, ISSUE) == [QUOTES[2]]) is named
    (told,) = made.edits
    assert told.done is named
    assert told.bullet == "bul-000000000000004d"
    assert told.reason


def test_one_bullet_is_not_found_for_two_edits() -> None:
    twice = [edit(n, drop=True, record="clm-0000000000000002") for n in (70, 71)]
    made = edited(brief(), Edits(bullet=tuple(twice)))
    assert [one.done for one in made.edits] == [False, True]


def test_a_section_that_is_not_there_is_told_with_the_one_that_is_meant() -> None:
    made = edited(brief(), Edits(section=(SectionEdit(name="Harbors", title="Ports"),)))
    assert made.edits[0].reason == "this brief has no such section; is it 'Harbours'?"


def test_a_file_of_another_period_is_refused() -> None:
    with pytest.raises(DeskError, match=r"is of 2024-08-12/2024-08-18.*\[W231\]"):
        edited(brief(), Edits(period="2024-08-12/2024-08-18"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_an_editor_writes_becomes_markup(text: str) -> None:
    wanted = Edits(
        note=text,
        section=(SectionEdit(name="lead", title=text, note=text),),
        bullet=(edit(1, text=text, note=text), edit(88, was=text, note=text)),
    )
    told = edited(brief(), wanted)
    # As if the gate had let it through, too.
    let = (
        told.sections[0]
        .bullets[0]
        .model_copy(update={"text": text, "original": text, "reworded_by": "editor"})
    )
    lead = told.sections[0].model_copy(update={"bullets": (let,)})
    told = told.model_copy(update={"sections": (lead, *told.sections[1:])})
    pages = [
        render(told, "html"),
        MarkdownIt("commonmark").enable("table").render(render(told, "md")),
        feeds.brief_entry(told, datetime(2024, 8, 12, tzinfo=UTC)).content,
    ]
    for page in pages:
        root = html.fromstring(f"<div>{page}</div>")
        assert not list(root.iter("script", "img", "iframe", "form"))
        for node in root.iter():
            assert not [name for name in node.attrib if name.startswith("on")]
            assert node.get("href", "#").startswith(("#", "https://harrowpost.example/"))
        assert plain(text) in plain(str(root.text_content()))


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("[[bullet]\n", "W230", "is not valid TOML"),
        (
            'note = "a"\nnoet = "b"\n',
            "W231",
            "line 2, key noet: there is no such key; is it",
        ),
        (
            '[[bullet]]\nid = "bul-0000000000000001"\n\n[[bullet]]\nid = "bul-1"\n',
            "W231",
            "line 5, key bullet.2.id: it is no id of a bullet",
        ),
        (
            '[[bullet]]\nid = "bul-0000000000000001"\ndropp = true\n',
            "W231",
            "line 3, key bullet.1.dropp: there is no such key; is it 'drop'?",
        ),
        (
            '[[bullet]]\nid = "bul-0000000000000001"\npin = "top"\n',
            "W231",
            'line 3, key bullet.1.pin: it is "lead" or "section"',
        ),
        (
            '[[bullet]]\nid = "bul-0000000000000001"\nplace = 0\n',
            "W231",
            "line 3, key bullet.1.place: places are counted from 1",
        ),
        (
            '[[bullet]]\nid = "bul-0000000000000001"\n' * 2,
            "W231",
            "line 4, key bullet.2.id: bul-0000000000000001 stands in line 2 already",
        ),
        (
            '[[bullet]]\nid = "bul-0000000000000001"\ndrop = true\nnote = "x"\n',
            "W231",
            "a bullet that is dropped takes no note",
        ),
        ('[bullet]\nid = "bul-0000000000000001"\n', "W231", "it is written [[bullet]]"),
        ('[[section]]\ntitle = "x"\n', "W231", "line 1, key section.1.name: it is missing"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(
    tmp_path: Path, text: str, code: str, words: str
) -> None:
    path = tmp_path / "edits.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeskError) as error:
        read_edits(path)
    assert error.value.code == code
    assert words in str(error.value)
    assert str(path) in str(error.value)


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "edits.toml"
    with pytest.raises(DeskError, match="W230"):
        read_edits(path)
    path.write_bytes(b'note = "\xff"')
    with pytest.raises(DeskError, match="not UTF-8"):
        read_edits(path)
    path.write_bytes(b"#" * 4_000_001)
    with pytest.raises(DeskError, match="larger than 4 MB"):
        read_edits(path)


def test_writing_keeps_comments_and_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "edits.toml"
    begin_edits(path, brief())
    text = path.read_text(encoding="utf-8").replace("[[bullet]]  # Lead", "[[bullet]]  # mine")
    path.write_text(text, encoding="utf-8")
    made = read_edits(path)
    first, second, *rest = made.bullet
    wanted = made.model_copy(
        update={
            "note": 'A "note" with \\ and ]] = [[bullet]]\nid = "x" \u202e',
            "section": (SectionEdit(name="lead", title="Top"),),
            "bullet": (
                first.model_copy(update={"pin": "section", "text": HOSTILE[4]}),
                *rest,
                edit(50, drop=True),
            ),
        }
    )
    write_edits(path, wanted)
    assert set(read_edits(path).bullet) == set(wanted.bullet)
    assert read_edits(path).model_copy(update={"bullet": ()}) == wanted.model_copy(
        update={"bullet": ()}
    )
    kept = path.read_text(encoding="utf-8")
    assert "[[bullet]]  # mine" in kept
    assert kept.startswith("# Edits of the brief of 5–11 August 2024.")
    assert second.id not in kept
    write_edits(path, made)
    assert read_edits(path).model_copy(update={"bullet": ()}) == made.model_copy(
        update={"bullet": ()}
    )
    assert [p.name for p in tmp_path.iterdir()] == ["edits.toml"]
