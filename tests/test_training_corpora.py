"""Readers of the training data: what they take, what they refuse, and that files come out alike."""

import gzip
import json
import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.corpora import CORPORA
from engine.corpora_conllu import CorpusError, blocks, documents, read_ewt
from engine.corpora_gum import read_gum
from engine.corpora_gum_names import gum_tags
from engine.corpora_names import (
    bio,
    columns,
    plausible_spaces,
    read_crossner,
    read_wikigold,
    read_wnut,
)
from engine.corpora_propbank import PropBank
from engine.corpora_spans import content_spans, runs
from engine.examples import (
    Attribution,
    DocumentExample,
    ExampleError,
    Sentence,
    check,
    text,
)
from engine.prepare import from_record, load, manifest_path, prepare, to_record, write
from engine.silver import QUIET, TELLING, render, silver
from engine.silver_lists import CLASSES, GRAMMAR, GUM_CLASSES, NAMES


def row(number: int, form: str, upos: str, head: int, *rest: str) -> str:
    """A line of CoNLL-U; the rest is its relation and, if need be, its MISC column."""
    relation, misc = (*rest, "_")[:2]
    xpos = "NNP" if upos == "PROPN" else "_"
    return "\t".join(
        (str(number), form, form.lower(), upos, xpos, "_", str(head), relation, "_", misc)
    )


SAID = "\n".join(
    (
        row(1, "Veld", "PROPN", 2, "nsubj", "Entity=(1-person-new-x)"),
        row(2, "said", "VERB", 0, "root"),
        row(3, "that", "SCONJ", 6, "mark"),
        "4-5\tit's\t_\t_\t_\t_\t_\t_\t_\t_",
        row(4, "it", "PRON", 6, "nsubj"),
        row(5, "'s", "AUX", 6, "cop"),
        "5.1\tempty\t_\t_\t_\t_\t_\t_\t_\t_",
        row(6, "over", "ADJ", 2, "ccomp", "SpaceAfter=No"),
        row(7, ".", "PUNCT", 2, "punct"),
    )
)
LEFT = "\n".join((row(1, "He", "PRON", 2, "nsubj"), row(2, "left", "VERB", 0, "root")))


def conllu(name: str, *sentences: str, author: str = "An Author") -> str:
    head = f"# newdoc id = {name}\n# meta::author = {author}\n"
    return head + "".join(
        f"# newpar\n# sent_id = {name}-{index + 1}\n{body}\n\n"
        for index, body in enumerate(sentences)
    )


def ewt_folder(folder: Path, train: str) -> Path:
    for part, body in (("train", train), ("dev", conllu("d", LEFT)), ("test", conllu("t", LEFT))):
        with gzip.open(folder / f"en_ewt-{part}.conllu.gz", "wt", encoding="utf-8") as file:
            file.write(body)
    return folder


def test_words_spaces_breaks_and_trees_of_conllu(tmp_path: Path) -> None:
    folder = ewt_folder(tmp_path, conllu("weblog-one", SAID, LEFT))
    first, *rest = read_ewt(folder)
    check(first)
    assert (first.corpus, first.part, first.genre) == ("ewt", "train", "weblog")
    assert [document.part for document in rest] == ["dev", "test"]
    sentence = first.sentences[0]
    assert sentence.forms == ("Veld", "said", "that", "it", "'s", "over", ".")
    assert sentence.spaces == (True, True, True, False, True, False, True)
    assert sentence.breaks == (True, *[False] * 6)
    assert sentence.heads == (1, -1, 5, 5, 5, 1, 1)
    assert sentence.attributions is None
    assert text(first.sentences) == "Veld said that it's over.\nHe left"


def test_a_line_break_is_white_space_whatever_the_file_says(tmp_path: Path) -> None:
    glued = SAID.replace(
        row(7, ".", "PUNCT", 2, "punct"), row(7, ".", "PUNCT", 2, "p", "SpaceAfter=No")
    )
    folder = ewt_folder(tmp_path, conllu("weblog-one", glued, LEFT))
    assert next(read_ewt(folder)).sentences[0].spaces[-1]


@pytest.mark.parametrize(
    ("body", "line", "wrong"),
    [
        ("1\ttwo columns", 3, "2 columns instead of 10"),
        (row(2, "He", "PRON", 0, "root"), 3, "word '2' where 1 should stand"),
        (row(1, "He", "PRON", 7, "root"), 1, "head 7 of 1 words"),
        (row(1, "He", "PRON", 0, "root").replace("\t0\t", "\t-\t"), 3, "head '-' is no number"),
        ("1-x\tIt's" + "\t_" * 8, 3, "no range of words"),
        ("1-3\tIt's" + "\t_" * 8 + "\n" + row(1, "It", "PRON", 0, "root"), 1, "ends after"),
        ("# text = She left\n" + LEFT, 1, "the text is 'She left'"),
    ],
)
def test_wrong_conllu_lines_are_named(tmp_path: Path, body: str, line: int, wrong: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(f"# newdoc id = x\n# sent_id = x-1\n{body}\n", encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        list(blocks(path))
    assert f"{path}:{line}: " in str(caught.value)
    assert wrong in str(caught.value)


def test_files_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_bytes(b"# x\n\xff\xfe\n")
    (tmp_path / "b.conllu.gz").write_bytes(b"not gzip")
    for name in ("a.conllu", "b.conllu.gz"):
        with pytest.raises(CorpusError, match=rf"{name}:1: cannot be read"):
            list(blocks(tmp_path / name))
    (tmp_path / "c.conllu").write_text(LEFT + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match='no "# newdoc id"'):
        list(documents(tmp_path / "c.conllu"))


def frame_file(folder: Path, *frames: dict[str, object], words: str = "") -> Path:
    path = folder / "frames.jsonl.gz"
    tokens = (words or "Veld said that it 's over .").split()
    record = {"id": "weblog-one-1", "tokens": tokens, "frames": list(frames)}
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    return path


def say(frame: str, *args: tuple[str, int, int]) -> dict[str, object]:
    return {"frame": frame, "head": 1, "args": [list(item) for item in args]}


SPEAKS = (("ARG0", 0, 0), ("V", 1, 1), ("ARG1", 2, 5))


@pytest.mark.parametrize(
    ("frame", "found"),
    [
        (say("say.01", *SPEAKS), [Attribution(((0, 1),), ((1, 2),), ((3, 6),))]),
        (say("know.01", *SPEAKS), [Attribution(((0, 1),), ((1, 2),), ((3, 6),))]),
        (say("say.01", SPEAKS[1], SPEAKS[2]), [Attribution((), ((1, 2),), ((3, 6),))]),
        (say("know.01", SPEAKS[0], SPEAKS[1], ("ARG1", 5, 5)), []),  # knows a thing
        (say("want.01", *SPEAKS), []),
        (say("say.01", SPEAKS[0], SPEAKS[1]), []),
        (say("say.01", SPEAKS[0], SPEAKS[1], ("ARG1", 1, 5)), []),  # the cue inside the content
        (say("urge.01", SPEAKS[0], SPEAKS[1], ("ARG1", 3, 3), ("ARG2", 4, 5)), [
            Attribution(((0, 1),), ((1, 2),), ((4, 6),))
        ]),
    ],
)  # fmt: skip
def test_frames_become_attributions(
    tmp_path: Path, frame: dict[str, object], found: list[Attribution]
) -> None:
    folder = ewt_folder(tmp_path, conllu("weblog-one", SAID, LEFT))
    document = next(read_ewt(folder, PropBank(frame_file(tmp_path, frame))))
    assert document.sentences[0].attributions == tuple(found)
    assert document.sentences[1].attributions is None


def test_frames_of_other_words_are_refused(tmp_path: Path) -> None:
    folder = ewt_folder(tmp_path, conllu("weblog-one", SAID))
    frames = frame_file(tmp_path, words="Quite other words")
    with pytest.raises(CorpusError, match="its words are not those"):
        list(read_ewt(folder, PropBank(frames)))
    frame_file(tmp_path, say("say.01", ("V", 1, 99)))
    with pytest.raises(CorpusError, match="is outside"):
        list(read_ewt(folder, PropBank(frames)))
    with gzip.open(frames, "wt", encoding="utf-8") as file:
        file.write('{"id": "x"}\n')
    with pytest.raises(CorpusError, match=r"frames.jsonl.gz:1: no frame record"):
        PropBank(frames)


NAMED = "\n".join(
    (
        row(1, "Lorvian", "ADJ", 3, "amod", "Entity=(1-person-new-x"),
        row(2, "President", "PROPN", 3, "nmod:desc"),
        row(3, "Tomas", "PROPN", 6, "nsubj"),
        row(4, "Veld", "PROPN", 3, "flat", "Entity=1)"),
        row(5, "never", "ADV", 6, "advmod"),
        row(6, "left", "VERB", 0, "root"),
        row(7, "Averia", "PROPN", 10, "nmod:poss", "Entity=(2-organization-new-x(3-place-new-x"),
        row(8, "'s", "PART", 7, "case", "Entity=3)"),
        row(9, "Harbour", "PROPN", 10, "compound"),
        row(10, "Office", "PROPN", 6, "obj"),
        row(11, "of", "ADP", 12, "case"),
        row(12, "Dolna", "PROPN", 10, "nmod", "Entity=(4-place-new-x)2)"),
    )
)
SPLITS = "## dev\n\n * GUM_news_two\n\n## test\n * GUM_news_three\n## test2\n * GUM_x_y\n"
SPLITS += "## train\n  * GUM_news_one\n  * GUM_court_talk\n  * GUM_fiction_tale\n"
RELATION = {
    "doc": "GUM_news_one",
    "quotation_marks": False,
    "clause": [0, 1],
    "source": [0],
    "cue": [1],
    "content": [2, 3, 4, 5, 6],
    "clause_text": "Veld said",
    "source_text": "Veld",
    "cue_text": "said",
    "content_text": "that it 's over .",
}


def gum_folder(folder: Path, relation: dict[str, object] | None = None) -> Path:
    (folder / "dep").mkdir(exist_ok=True)
    (folder / "splits.md").write_text(SPLITS, encoding="utf-8")
    for name, body in (
        ("GUM_news_one", conllu("GUM_news_one", SAID, NAMED)),
        ("GUM_news_two", conllu("GUM_news_two", LEFT)),
        ("GUM_fiction_tale", conllu("GUM_fiction_tale", LEFT)),
        ("GUM_court_talk", conllu("GUM_court_talk", LEFT, author="Santa Barbara Corpus of X")),
    ):
        (folder / "dep" / f"{name}.conllu").write_text(body, encoding="utf-8")
    tokens = [line.split("\t")[1] for body in (SAID, NAMED) for line in body.split("\n")]
    tokens = [form for form in tokens if form not in ("it's", "empty")]
    (folder / "GUM_news_one.tokens.json").write_text(
        json.dumps({"tokens": tokens}), encoding="utf-8"
    )
    line = json.dumps({**RELATION, **(relation or {})})
    (folder / "gum_attribution.jsonl").write_text(line + "\n", encoding="utf-8")
    return folder


def test_gum_reads_permitted_documents_with_names_and_attributions(tmp_path: Path) -> None:
    first, second = read_gum(gum_folder(tmp_path), tmp_path)
    check(first)
    assert (first.name, first.part, second.name, second.part) == (
        *("GUM_news_one", "train"),
        *("GUM_news_two", "dev"),
    )
    assert first.licence == "CC BY 2.5 (annotations CC BY 4.0)"
    said, named = first.sentences
    assert said.names["gum"] == ("B-person", *["O"] * 6)
    assert said.attributions == (Attribution(((0, 1),), ((1, 2),), ((3, 6),)),)
    assert named.attributions == ()
    # the title and the adjective are no part of the name, nor is the possessor of the office
    assert named.names["gum"] == tuple(
        "O O B-person I-person O O B-place O B-organization I-organization I-organization "
        "I-organization".split()
    )


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        # the common noun or title that a name hangs on is no part of it
        (["actor NOUN 0 root (1-person", "Jory PROPN 1 flat", "Orsk PROPN 1 flat 1)"], "O B I"),
        (["King PROPN 0 root (1-person", "Orsk PROPN 1 flat 1)"], "O B"),
        (["the DET 2 det (1-person", "President PROPN 0 root 1)"], "O O"),
        # a possessor belongs to the name unless it is a mention of its own
        (["Sella PROPN 3 nmod:poss (1-place", "'s PART 1 case", "Army PROPN 0 root 1)"], "B I I"),
        (
            [
                "Sella PROPN 3 nmod:poss (1-place(2-place",
                "'s PART 1 case 2)",
                "Bay PROPN 0 root 1)",
            ],
            "B O B",
        ),
        # of nested names the longest stands
        (
            ["Bank PROPN 0 root (1-place", "of ADP 3 case", "Dolna PROPN 1 nmod (2-place)1)"],
            "B I I",
        ),
        # a proper noun that no mention holds may be a name; one of a time is none
        (["Orsk PROPN 0 root"], "X"),
        (["May PROPN 0 root (1-time)"], "O"),
        (["two NUM 2 nummod (1-person", "men NOUN 0 root 1)"], "O O"),
    ],
)
def test_names_are_cut_out_of_mentions(tmp_path: Path, lines: list[str], wanted: str) -> None:
    rows = []
    for number, line in enumerate(lines, start=1):
        form, upos, head, relation, *marks = line.split()
        misc = f"Entity={marks[0]}" if marks else "_"
        rows.append(row(number, form, upos, int(head), relation, misc))
    path = tmp_path / "one.conllu"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    (block,) = blocks(path)
    assert [tag[0] for tag in gum_tags(block)] == wanted.split()


def test_nationalities_are_a_class_and_other_proper_adjectives_masked(tmp_path: Path) -> None:
    folder = gum_folder(tmp_path)
    body = "\n".join(
        (
            row(1, "Two", "NUM", 4, "nummod"),
            row(2, "French", "ADJ", 4, "amod"),
            row(3, "Gothic", "ADJ", 4, "amod"),
            row(4, "towers", "NOUN", 0, "root"),
            row(5, "of", "ADP", 6, "case"),
            row(6, "Fido", "PROPN", 4, "nmod", "Entity=(5-animal-new-x)"),
        )
    )
    (folder / "dep" / "GUM_news_two.conllu").write_text(conllu("GUM_news_two", body), "utf-8")
    second = list(read_gum(folder))[1]
    assert second.sentences[0].names["gum"] == ("O", "B-nationality", "X", "O", "O", "X")
    assert second.sentences[0].attributions is None


@pytest.mark.parametrize(
    "relation",
    [
        {"cue": [], "cue_text": ""},
        {"content": [1, 2], "content_text": "said that"},  # the cue is in the content
        {
            "source": list(range(26)),
            "source_text": " ".join("x" * 26),
            "clause": [0],
            "clause_text": "Veld",
        },
    ],
)
def test_relations_of_no_use_leave_their_sentences_unannotated(
    tmp_path: Path, relation: dict[str, object]
) -> None:
    folder = gum_folder(tmp_path, relation)
    if "source" in relation:
        words = "\n".join(row(index + 1, "x", "NOUN", index, "dep") for index in range(30))
        body = conllu("GUM_news_one", words)
        (folder / "dep" / "GUM_news_one.conllu").write_text(body, "utf-8")
        tokens = json.dumps({"tokens": ["x"] * 30})
        (folder / "GUM_news_one.tokens.json").write_text(tokens, "utf-8")
        row_of = {**RELATION, **relation, "clause_text": "x", "cue_text": "x"}
        row_of["content_text"] = "x x x x x"
        (folder / "gum_attribution.jsonl").write_text(json.dumps(row_of), "utf-8")
    first = next(read_gum(folder, folder))
    assert first.sentences[0].attributions is None


@pytest.mark.parametrize(
    ("relation", "wrong"),
    [
        ({"source_text": "Orsk"}, "gum_attribution.jsonl:1: source reads 'Veld'"),
        ({"cue": [99]}, "gum_attribution.jsonl:1: cue"),
        ({"cue": [-1]}, "gum_attribution.jsonl:1: cue"),
    ],
)
def test_word_numbers_must_lead_to_their_words(
    tmp_path: Path, relation: dict[str, object], wrong: str
) -> None:
    with pytest.raises(CorpusError, match=wrong):
        list(read_gum(gum_folder(tmp_path, relation), tmp_path))


def test_malformed_gum_is_named(tmp_path: Path) -> None:
    folder = gum_folder(tmp_path)
    path = folder / "dep" / "GUM_news_two.conllu"
    for misc, wrong in (
        ("Entity=(7-person-new-x", "entity '7' is never closed"),
        ("Entity=7)", "closes entity '7', which is not open"),
    ):
        path.write_text(conllu("GUM_news_two", row(1, "He", "PRON", 0, "root", misc)), "utf-8")
        with pytest.raises(CorpusError, match=wrong):
            list(read_gum(folder))
    path.write_text(conllu("GUM_news_nowhere", LEFT), "utf-8")
    with pytest.raises(CorpusError, match="GUM_news_nowhere is in no part"):
        list(read_gum(folder))
    (folder / "GUM_news_one.tokens.json").write_text('{"tokens": ["Other"]}', "utf-8")
    with pytest.raises(CorpusError, match="words are not those of GUM_news_one"):
        list(read_gum(folder, folder))
    (folder / "splits.md").write_text("nothing", "utf-8")
    with pytest.raises(CorpusError, match="no document of train, dev or test"):
        list(read_gum(folder))


def test_long_contents_keep_the_sentences_of_their_clause(tmp_path: Path) -> None:
    long = "\n".join(row(index + 1, "x", "NOUN", index, "dep") for index in range(60))
    folder = gum_folder(
        tmp_path,
        {
            "content": [*range(2, 7), *range(7, 67)],
            "content_text": " ".join(("that it 's over .", *["x"] * 60)),
        },
    )
    (folder / "dep" / "GUM_news_one.conllu").write_text(conllu("GUM_news_one", SAID, long), "utf-8")
    tokens = json.dumps({"tokens": ["Veld", "said", *"that it 's over .".split(), *["x"] * 60]})
    (folder / "GUM_news_one.tokens.json").write_text(tokens, "utf-8")
    said, after = next(read_gum(folder, folder)).sentences
    assert said.attributions == (Attribution(((0, 1),), ((1, 2),), ((3, 6),)),)
    assert after.attributions is None


@pytest.mark.parametrize(
    ("words", "given_span", "wanted"),
    [
        ("He said that it was over .", (2, 7), (3, 6)),
        ('" It is over , " he said .', (1, 4), (0, 6)),
        ('" It is over , " he said .', (0, 6), (0, 6)),
        ("He said : “ It is over . ”", (3, 9), (3, 9)),
        ("It was a “ mess ” , he said .", (0, 7), (0, 6)),
        ("the calls went on . ” He left", (0, 6), (0, 4)),
    ],
)
def test_contents_take_their_quotation_marks_and_no_other_punctuation(
    words: str, given_span: tuple[int, int], wanted: tuple[int, int]
) -> None:
    forms = words.split()
    upos = ["SCONJ" if form == "that" else "X" for form in forms]
    assert content_spans(forms, upos, [given_span]) == (wanted,)
    assert content_spans(forms, upos, [wanted]) == (wanted,)


@settings(deadline=None)
@given(st.lists(st.sampled_from(['"', ",", ".", "that", "x", "“", "”"]), min_size=1), st.data())
def test_contents_stay_in_their_text(forms: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(forms) - 1))
    end = data.draw(st.integers(start + 1, len(forms)))
    for first, last in content_spans(forms, ["SCONJ"] * len(forms), [(start, end)]):
        assert 0 <= first < last <= len(forms)


@settings(deadline=None)
@given(st.sets(st.integers(0, 60)))
def test_runs_hold_the_numbers_and_nothing_else(numbers: set[int]) -> None:
    spans = runs(numbers)
    assert {number for span in spans for number in range(*span)} == numbers
    assert all(left[1] < right[0] for left, right in pairwise(spans))


def test_iob1_and_broken_tags_become_bio() -> None:
    tags = "I-PER I-PER O I-LOC B-LOC I-ORG O".split()
    assert bio(tags) == tuple("B-PER I-PER O B-LOC B-LOC B-ORG O".split())


def test_wikigold_splits_by_documents(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.conll.txt"
    page = "Orsk I-PER\nslept O\n. O\n\nNear O\nDolna I-LOC\n. O\n\n-DOCSTART- O\n\n"
    path.write_text("-DOCSTART- O\n\n" + page * 10, "utf-8")
    read = list(read_wikigold(path))
    for document in read:
        check(document)
        assert text(document.sentences) == "Orsk slept. Near Dolna."
        assert document.sentences[0].names == {"wikigold": ("B-PER", "O", "O")}
        assert document.sentences[1].upos is None
    assert [document.part for document in read] == ["train"] * 7 + ["dev"] + ["test"] * 2


def test_crossner_has_coarse_classes_and_keeps_its_test_files_apart(tmp_path: Path) -> None:
    for domain in ("ai", "literature", "music", "politics", "science", "conll2003"):
        folder = tmp_path / "ner_data" / domain
        folder.mkdir(parents=True)
        for part in ("train", "dev", "test"):
            (folder / f"{part}.txt").write_text(
                "Orsk\tB-politician\nof\tO\nLorvia\tB-country\n\n"
                "Plough\tB-politicalparty\nModern\tB-literarygenre\nVerse\tI-literarygenre\n",
                "utf-8",
            )
    read = list(read_crossner(tmp_path))
    assert len(read) == 5 * 3 * 2
    assert {document.genre for document in read} == {
        *("ai", "literature", "music", "politics", "science")
    }
    assert {document.name.split("-")[2] for document in read if document.part == "test"} == {"test"}
    assert read[0].sentences[0].names == {
        "crossner": ("B-person", "O", "B-place"),
        "wikigold": ("B-PER", "O", "B-LOC"),
    }
    assert read[1].sentences[0].names == {
        "crossner": ("B-organization", "B-field", "I-field"),
        "wikigold": ("B-ORG", "X", "X"),  # what wikigold tags otherwise is masked there
    }
    assert len({document.name for document in read}) == len(read)


def test_wnut_keeps_its_parts(tmp_path: Path) -> None:
    for name in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated"):
        (tmp_path / name).write_text("@x\tO\nDolna\tB-location\n\n  \nBay\tO\n", "utf-8")
    read = list(read_wnut(tmp_path))
    assert [document.part for document in read] == [
        *("train", "train"),
        *("dev", "dev"),
        *("test", "test"),
    ]
    assert read[0].sentences[0].breaks == (True, False)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("justaword", "no word and tag"),
        ("\tO", "no word and tag"),
        ("Orsk\tB-planet", "'B-planet' is no tag of location"),
        ("Orsk\tS-location", "'S-location' is no tag"),
    ],
)
def test_wrong_lines_of_columns_are_named(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "names.conll"
    path.write_text(f"fine\tO\n{line}\n", "utf-8")
    with pytest.raises(CorpusError) as caught:
        list(columns(path, "\t", {"location": "location"}))
    assert f"{path}:2: " in str(caught.value)
    assert wrong in str(caught.value)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ('He said , " Do n\'t go ( yet ) ! "', 'He said, "Don\'t go (yet)!"'),
        ("the ministers ' plan , Orsk 's and / or mine", "the ministers' plan, Orsk's and/or mine"),
        ("up 5 % to $ 20 ; “ fine ” &amp; & gt ; then", "up 5% to $20; “fine” &amp; &gt; then"),
        (". . ' a ' \" b \"", ". . 'a' \"b\"".replace(". .", "..")),
    ],
)
def test_spaces_are_put_back_as_in_print(words: str, wanted: str) -> None:
    forms = words.split()
    spaces = plausible_spaces(forms)
    written = "".join(form + " " * space for form, space in zip(forms, spaces, strict=True))
    assert written.strip() == wanted


@settings(deadline=None)
@given(st.lists(st.text("ab'\"(),.&/s", min_size=1, max_size=3)))
def test_spaces_have_an_entry_for_each_word(forms: list[str]) -> None:
    assert len(plausible_spaces(forms)) == len(forms)


SENTENCE = Sentence(("a", "b"), (True, False), (True, False), heads=(1, -1))


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        (replace(SENTENCE, spaces=(True,)), "spaces has 1 entries for 2 words"),
        (replace(SENTENCE, names={"gum": ("O",)}), r"names\[gum\] has 1 entries"),
        (replace(SENTENCE, heads=(1, 0)), "not exactly one root"),
        (replace(SENTENCE, heads=(-1, -1)), "not exactly one root"),
        (replace(SENTENCE, heads=(-1, 5)), "outside the sentence"),
        (replace(SENTENCE, heads=(0, -1)), "circle"),
        (replace(SENTENCE, forms=("a", "b ")), "word 1 is 'b '"),
        (replace(SENTENCE, names={"gum": ("B-x", "I-y")}), "I-y after B-x"),
        (replace(SENTENCE, names={"gum": ("O", "x")}), "'x' is no BIO tag"),
        (Sentence((), (), ()), "no words"),
        (replace(SENTENCE, attributions=(Attribution(((0, 1),), (), ()),)), "neither cue nor"),
        (replace(SENTENCE, attributions=(Attribution((), ((1, 3),), ()),)), r"CUE \[1, 3\) lies"),
    ],
)
def test_unsound_examples_are_refused(sentence: Sentence, wrong: str) -> None:
    document = DocumentExample("d", "c", "train", "l", "g", (SENTENCE,))
    check(document)
    with pytest.raises(ExampleError, match=wrong) as caught:
        check(replace(document, sentences=(sentence,)))
    assert str(caught.value).startswith("d, sentence 0: ")


@pytest.mark.parametrize("template", [*TELLING, *QUIET])
def test_every_template_gives_sound_labels(template: str) -> None:
    for seed in range(4):
        sentences = render(template, random.Random(seed), 0)
        check(DocumentExample("t", "silver", "train", "l", "g", sentences))
        attributed = [item for sentence in sentences for item in sentence.attributions or ()]
        assert bool(attributed) == (template in TELLING)
        forms = [form for sentence in sentences for form in sentence.forms]
        assert not any(mark in form for form in forms for mark in "[]{}|")
        assert not any(left == "," and right in ",." for left, right in pairwise(forms))
        edges = [forms[i] for item in attributed for s in item.source for i in (s[0], s[1] - 1)]
        assert "," not in edges


def test_the_silver_templates_are_many_and_differ() -> None:
    assert len(set(TELLING)) == len(TELLING) >= 60
    assert not set(TELLING) & set(QUIET)
    used = " ".join((*TELLING, *QUIET, *(p for phrases in GRAMMAR.values() for p in phrases)))
    for slot in (*GRAMMAR, *NAMES):
        assert f"{{{slot}}}" in used or f"{{{slot.capitalize()}}}" in used, slot
    assert set(NAMES) == set(CLASSES)
    assert set(CLASSES.values()) == set(GUM_CLASSES)


def test_silver_is_the_same_for_the_same_seed_and_names_what_it_says() -> None:
    documents = list(silver(7, 40))
    assert documents == list(silver(7, 40))
    assert documents != list(silver(8, 40))
    assert documents[:10] == list(silver(7, 10))
    kinds = set[str]()
    for document in documents:
        check(document)
        assert document.part == "train"
        for sentence in document.sentences:
            kinds |= {tag[2:] for tag in sentence.names["watchdesk"] if tag != "O"}
            masked = [tag == "X" for tag in sentence.names["gum"]]
            assert masked == [tag.endswith("document") for tag in sentence.names["watchdesk"]]
    assert kinds == set(CLASSES.values())


def data_folder(folder: Path) -> Path:
    for name in ("ud_ewt", "propbank_ewt", "gum", "gum_attribution", "ner_wnut17"):
        (folder / name).mkdir()
    ewt_folder(folder / "ud_ewt", conllu("weblog-one", SAID))
    frame_file(folder / "propbank_ewt", say("say.01", *SPEAKS)).rename(
        folder / "propbank_ewt" / "propbank_ewt.jsonl.gz"
    )
    gum_folder(folder / "gum")
    for name in ("gum_attribution.jsonl", "GUM_news_one.tokens.json"):
        (folder / "gum" / name).rename(folder / "gum_attribution" / name)
    gold = folder / "ner_wikigold" / "CONLL-format" / "data"
    gold.mkdir(parents=True)
    (gold / "wikigold.conll.txt").write_text("-DOCSTART- O\n\nOrsk I-PER\n", "utf-8")
    for name in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated"):
        (folder / "ner_wnut17" / name).write_text("Dolna\tB-location\n", "utf-8")
    for domain in ("ai", "literature", "music", "politics", "science"):
        (folder / "ner_crossner" / "ner_data" / domain).mkdir(parents=True)
        for part in ("train", "dev", "test"):
            path = folder / "ner_crossner" / "ner_data" / domain / f"{part}.txt"
            path.write_text("Orsk\tB-writer\n", "utf-8")
    return folder


def test_prepare_writes_the_same_bytes_and_reads_them_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    data = data_folder(tmp_path / "data")
    first, second = tmp_path / "first.jsonl.gz", tmp_path / "second.jsonl.gz"
    manifest = prepare(data, first, silver_documents=5)
    assert prepare(data, second, silver_documents=5) == manifest
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes()[4:8] == bytes(4)  # the time of writing is left out
    assert json.loads(manifest_path(first).read_text("utf-8")) == manifest
    assert manifest["counts"]["ewt train"] == {
        "attributions": 1,
        "documents": 1,
        "names": 0,
        "sentences": 1,
        "words": 7,
    }
    assert manifest["counts"]["silver train"]["documents"] == 5
    assert "gum/dep/GUM_news_one.conllu" in manifest["inputs"]
    read = list(load(first))
    assert len(read) == sum(count["documents"] for count in manifest["counts"].values())
    wanted = [example for corpus in CORPORA for example in corpus.read(data)]
    assert read[: len(wanted)] == wanted


def test_a_missing_data_set_and_a_wrong_line_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="ewt: no ud_ewt"):
        prepare(tmp_path, tmp_path / "out.jsonl.gz")
    path = tmp_path / "bad.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write('{"name": "x"}\n')
    with pytest.raises(CorpusError, match=r"bad.jsonl.gz:1: no document"):
        list(load(path))


def test_nothing_is_left_where_an_example_is_unsound(tmp_path: Path) -> None:
    wrong = DocumentExample("d", "c", "train", "l", "g", (replace(SENTENCE, spaces=()),))
    with pytest.raises(ExampleError):
        write([wrong], tmp_path / "out.jsonl.gz")
    assert list(tmp_path.iterdir()) == []


def test_records_come_back_as_they_were() -> None:
    for document in silver(3, 5):
        assert from_record(json.loads(json.dumps(to_record(document)))) == document
