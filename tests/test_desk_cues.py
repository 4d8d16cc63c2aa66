"""Words a desk adds to the cues: used by ingest, and a reason to read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers_desk import CAPTURES
from watchdesk import pipeline
from watchdesk.attribution import cues_with, digest
from watchdesk.attribution.cues import shipped
from watchdesk.desk import Desk
from watchdesk.errors import DeskError
from watchdesk.language.lemmas import lemma
from watchdesk.records import (
    Act,
    Attribution,
    Capture,
    CueWord,
    Interval,
    Part,
    Polarity,
    Strength,
    Verification,
)
from watchdesk.watch import TEMPLATE, load_watch

STORY = """\
Harbour plans are told

8 August 2024

TARNOVA — The harbour office crooned on Thursday that two ferries would sail again in the spring.
The mayor said the pier was safe. Nobody was hurt.
"""
CUE = """
[[cue]]
word = "croon"
strength = "weak"
frames = ["clause", "quote"]
verification = "reported"
"""


def told(folder: Path) -> list[Attribution]:
    """What the ledger has of the ferries."""
    with Desk.open(folder).store.view() as view:
        (reading,) = view.readings(Interval.unknown())
    assert isinstance(reading.capture, Capture)
    text = reading.capture.text
    return [
        one
        for one in reading.attributions
        if any("ferries" in span.text_of(text) for span in one.content)
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    folder = tmp_path / "desk"
    Desk.init(folder)
    return folder


def ingest(folder: Path) -> int:
    """How many captures were read."""
    return Desk.open(folder).ingest([folder.parent / "story.txt"]).captures


def rewrite(folder: Path, text: str) -> None:
    (folder / "watch.toml").write_text(text, encoding="utf-8")


def test_a_desk_reads_with_its_own_words_and_reads_again_when_they_change(desk: Path) -> None:
    assert (ingest(desk), ingest(desk)) == (1, 0)
    assert not [one for one in told(desk) if one.strength is Strength.WEAK]

    rewrite(desk, CUE)
    assert (ingest(desk), ingest(desk)) == (1, 0)
    (one,) = told(desk)
    assert (one.verification, one.strength) == (Verification.REPORTED, Strength.WEAK)

    rewrite(desk, CUE.replace("reported", "denied"))
    assert (ingest(desk), ingest(desk)) == (1, 0)
    assert [one.verification for one in told(desk)] == [Verification.DENIED]

    rewrite(desk, 'name = "Harbours"')
    assert (ingest(desk), ingest(desk)) == (1, 0)
    assert not [one for one in told(desk) if one.strength is Strength.WEAK]


def test_pages_read_anew_are_seen_beside_their_site_again(tmp_path: Path) -> None:
    changed, fresh = tmp_path / "changed", tmp_path / "fresh"
    pages = sorted(CAPTURES.rglob("tidewater-*"))  # of one site, with lines that recur
    Desk.init(changed)
    first = Desk.open(changed).ingest(pages)
    assert first.again
    Desk.init(fresh)
    for folder in (changed, fresh):
        rewrite(folder, CUE)
        assert Desk.open(folder).ingest(pages).again == first.again
    assert parts(changed) == parts(fresh)


def parts(folder: Path) -> dict[str, tuple[Part, ...]]:
    """The parts of each article, by its id."""
    with Desk.open(folder).store.view() as view:
        return {r.article.id: r.article.parts for r in view.readings(Interval.unknown())}


def test_settings_without_cues_change_no_reading(desk: Path) -> None:
    assert ingest(desk) == 1
    rewrite(desk, 'name = "Harbours"\n[[issue]]\nname = "Ferries"\nterms = ["ferr*"]\n')
    assert ingest(desk) == 0


def test_words_are_kept_by_what_they_are_and_not_by_their_order() -> None:
    one, other = CueWord(word="croon"), CueWord(word="warble", act=Act.WRITING)
    assert digest([one, other]) == digest([other, one])
    assert digest([one]) != digest([one.model_copy(update={"strength": Strength.WEAK})])
    assert digest([]) == ""
    assert pipeline.software([one]).startswith(pipeline.software() + "/")


def test_a_word_takes_the_place_of_the_one_that_ships() -> None:
    table = cues_with([CueWord(word="Say", strength=Strength.WEAK, polarity=Polarity.NEGATIVE)])
    mine, known = table.get("verb", "say"), shipped().get("verb", "say")
    assert mine is not None
    assert known is not None
    assert (mine.strength, mine.negative) == (Strength.WEAK, True)
    assert known.strength is Strength.STRONG
    with_of = cues_with([CueWord(word="croon", frames=("clause", "prep:of"))]).get("verb", "croon")
    assert with_of is not None
    assert with_of.frames == frozenset({"clause"})
    assert with_of.prepositions == frozenset({"of"})


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("intone", "intones intoned intoning"),
        ("murmur", "murmurs murmured murmuring"),
        ("decry", "decries decried decrying"),
        ("tut", "tuts tutted tutting"),
        ("yodel", "yodels yodeled yodelled"),
    ],
)
def test_a_word_is_found_in_all_its_forms(word: str, forms: str) -> None:
    table = cues_with([CueWord(word=word)])
    for form in forms.split():
        assert table.get("verb", lemma(form, "VERB", None).lower()) is not None, form


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("", "key cue.2.word: it is missing"),
        ('word = "crooned"', "'crooned' is no dictionary form, as 'say' is"),
        ('word = "speak out"', "'speak out' is not one word"),
        ('word = " "', "key cue.2.word: it is empty"),
        ('word = "say"\nact = "speach"', "key cue.2.act: input should be 'speech'"),
        ('word = "say"\nkind = "pronoun"', "key cue.2.kind: input should be 'verb'"),
        ('word = "say"\nframes = ["clauses"]', "'clauses' is no frame of a verb; is it 'clause'?"),
        ('word = "say"\nverfication = "denied"', "there is no such key; is it 'verification'?"),
        ('word = "CROON"', "two entries are for the verb"),
    ],
)
def test_what_is_wrong_is_told_with_file_entry_and_cure(
    tmp_path: Path, entry: str, complaint: str
) -> None:
    path = tmp_path / "watch.toml"
    path.write_text(f'[[cue]]\nword = "croon"\n\n[[cue]]\n{entry}\n', encoding="utf-8")
    with pytest.raises(DeskError) as caught:
        load_watch(path)
    message = str(caught.value)
    assert str(path) in message
    assert complaint in message
    assert caught.value.cure


def test_the_template_shows_a_table_that_is_valid(tmp_path: Path) -> None:
    lines = TEMPLATE.split("# [[cue]]")[1].split("\n\n")[0].split("\n")
    path = tmp_path / "watch.toml"
    text = "\n".join(["[[cue]]", *(line.removeprefix("# ") for line in lines[1:])])
    path.write_text(text, encoding="utf-8")
    assert [entry.word for entry in load_watch(path).cue] == ["intone"]
