"""The section on the language engine in docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

_HEAD = """\
## Words, sentences, trees, names

`python bench/language.py --data PATH --exact FILE --part test`. The model that ships, version
{version}, {megabytes:.1f} MB with its word list, on the {part} part of the data sets on whose
training parts it was trained{gum}.

*Gold words*: words, and where it says so sentences, as the annotators have them. *From text*:
running text in, everything by the engine as `ingest` uses it; F1 over words that are cut alike, as
in the CoNLL 2018 evaluation. LAS counts punctuation and ignores subtypes. Names count when span and
kind are exact, each data set by its own guideline. Sentence starts are scored by the first word
alone; both ends are the stricter count. *Loses*: what 8 bits cost against float32, in points.

"""
_PARTS = {
    "test": (
        "test",
        ". The settings of training were chosen on\ndevelopment parts; of GUM's news and "
        "interviews, of which there are few, development and\ntest parts are taken together, so "
        "half of them are of that kind",
    ),
    "dev": ("development", ";\nthe settings of training were chosen by it"),
}


class _Row(NamedTuple):
    label: str
    data_set: str
    given: str | None
    """The score with gold words."""
    read: str | None
    """The score from text."""
    bar: float | None = None
    bar_on: str = "given"
    """Which of the two the bar is for."""


_EWT, _NEWS = "ewt", "gum news+interview"
_ROWS = (
    _Row("EWT: words", _EWT, None, "word"),
    _Row("EWT: parts of speech", _EWT, "upos", "upos", 96.5),
    _Row("EWT: LAS, gold sentences", _EWT, "las", None, 88.5),
    _Row("EWT: LAS, own sentences", _EWT, "las_own_sentences", "las"),
    _Row("EWT: sentence starts", _EWT, "sentence_start_f1", "sentence_start", 94.0, "read"),
    _Row("EWT: sentences, both ends", _EWT, "sentence_f1", "sentence"),
    _Row("GUM news+interview: words", _NEWS, None, "word"),
    _Row("GUM news+interview: parts of speech", _NEWS, "upos", "upos"),
    _Row("GUM news+interview: LAS, gold sentences", _NEWS, "las", None, 89.0),
    _Row("GUM news+interview: LAS, own sentences", _NEWS, "las_own_sentences", "las", 88.0),
    _Row("GUM news+interview: sentence starts", _NEWS, "sentence_start_f1", "sentence_start"),
    _Row("GUM news+interview: sentences, both ends", _NEWS, "sentence_f1", "sentence"),
    _Row("GUM news+interview: proper names", _NEWS, "names_gum", "names_gum", 80.0),
    _Row("wikigold: names", "wikigold", "names_wikigold", "names_wikigold", 85.0),
    _Row("WNUT17: names in posts", "wnut17", "names_wnut17", "names_wnut17"),
    _Row("CrossNER: names, kinds merged", "crossner", "names_crossner", "names_crossner"),
    _Row("GUM, other genres: LAS, gold sentences", "gum", "las", None),
)
_LOSS = 0.5
_SPEED = {"tokens_per_s": 5500, "articles_per_s": 8}


def table(result: dict[str, Any]) -> str:
    """The section with its heading; what was not measured is left out."""
    part, gum = _PARTS[result["part"]]
    told = result["model"]
    blocks = [
        _HEAD.format(
            version=told["version"], megabytes=told["bytes"] / 1e6, part=part, gum=gum
        ).rstrip("\n"),
        *_scores(result.get("scores")),
        *_speed(result.get("speed")),
        *_peers(result.get("peers"), result.get("scores")),
    ]
    return "\n\n".join(blocks) + "\n"


def _scores(scores: dict[str, Any] | None) -> Iterator[str]:
    if scores is None:
        return
    rows = [
        ["", "asked", "gold words", "loses", "from text", "loses"],
        ["---", *["---:"] * 5],
    ]
    missed, lost = list[str](), list[str]()
    for row in _ROWS:
        given, read = (_value(scores, way, row) for way in ("gold_words", "from_text"))
        if given is None and read is None:
            continue
        losses = [_loss(scores, way, row) for way in ("gold_words", "from_text")]
        rows.append(
            [
                row.label,
                "" if row.bar is None else f"{row.bar:g}",
                *(_cell(one) for pair in zip((given, read), losses, strict=True) for one in pair),
            ]
        )
        measured = read if row.bar_on == "read" else given
        if row.bar is not None and measured is not None and measured < row.bar:
            missed.append(f"{row.label} ({measured:.1f} of {row.bar:g})")
        if any(one is not None and one > _LOSS for one in losses):
            lost.append(row.label)
    yield _lines(rows)
    yield "Below what was asked: " + ("; ".join(missed) or "nothing") + "."
    if "loss" in scores:
        yield f"8 bits cost more than {_LOSS} points in: " + ("; ".join(lost) or "none") + "."


def _value(scores: dict[str, Any], way: str, row: _Row) -> float | None:
    key = row.given if way == "gold_words" else row.read
    found: float | None = scores[way]["int8"].get(row.data_set, {}).get(key)
    return found


def _loss(scores: dict[str, Any], way: str, row: _Row) -> float | None:
    key = row.given if way == "gold_words" else row.read
    lost: float | None = scores.get("loss", {}).get(way, {}).get(row.data_set, {}).get(key)
    return lost


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _speed(speed: dict[str, Any] | None) -> Iterator[str]:
    if speed is None:
        return
    memory = speed["memory"]
    slow = [name for name, bar in _SPEED.items() if speed[name] < bar]
    yield (
        f"Speed by CPU time, one core, median of {speed['runs']} runs, from text, on "
        f"{speed['articles']} articles of {speed['words_an_article']} words cut from the running "
        f"text of the {speed['corpus']} ({speed['tokens']:,} words as the engine cuts them): "
        f"**{speed['tokens_per_s']:,} words a second** to trees, names and tags (asked "
        f"{_SPEED['tokens_per_s']:,}), **{speed['articles_per_s']:.1f} articles a second** through "
        f"all of `language/`, lemmas and names as objects too (asked {_SPEED['articles_per_s']})"
        f"{'; too slow' if slow else ''}. Peak memory of a process: {memory['start_mb']:.0f} MB "
        f"when it has started, {memory['one_mb']:.0f} MB with the model after one article, "
        f"{memory['all_mb']:.0f} MB after all in one call."
    )


def _peers(peers: dict[str, Any] | None, scores: dict[str, Any] | None) -> Iterator[str]:
    if peers is None:
        return
    tried = "; ".join(f"{name}: {outcome}" for name, outcome in peers["tried"].items())
    yield (
        "Other systems that work once they are installed, without a download, on the EWT documents "
        "above. No parser and no finder of names was among those that were tried. "
        f"Tried: {tried}. Splitters are given a line at a time."
    )
    rows = [["", "sentence starts", "both ends", "words/s"], ["---", *["---:"] * 3]]
    if scores is not None:
        ours = scores["from_text"]["int8"]["ewt"]
        rows.append(["ours, from text", _cell(ours["sentence_start"]), _cell(ours["sentence"]), ""])
    rows += [
        [
            f"{name} {one['version']}",
            _cell(one["sentence_start_f1"]),
            _cell(one["sentence_f1"]),
            f"{one['words_per_s']:,}",
        ]
        if one
        else [name, "not installed", "", ""]
        for name, one in peers["sentences"].items()
    ]
    yield _lines(rows)
    theirs, own = peers["tags"]["textblob"], peers["tags"]["ours"]["upos"]
    if theirs is not None:
        yield (
            f"Parts of speech of gold words, distinctions that Penn tags do not make merged: ours "
            f"{own:.1f}, TextBlob's lexicon tagger {theirs['upos']:.1f}."
        )


def _lines(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
