"""Whole stories glued into one text: are the lines found where the next one begins?

``python bench/glued.py --data GIVEME5W1H [--news NEWS.jsonl.gz] [--part dev|held|all]``

GIVEME5W1H is the folder of that data set (``news_cluster/data/*.json``), NEWS a file with one JSON
object a line (``src``, ``text``) whose ``bbc`` articles are read one by one for false splits.
Articles of one half of the outlets are ``dev``, of the other half ``held``: no outlet, no text is
in both. Rules were tuned on ``dev`` and on every other BBC article.

Of each part 200 texts are made of two to five articles each, one line break between them and
nothing else: every second text whole, every second with each of its articles cut off in the middle
of a sentence; half of each kind from one event, half from as many events as articles. Each is read
as found, with its headline on top (``headed``), and as bare paragraphs. A boundary is the line
where the next article begins. Writes ``bench/results/glued.json``.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from measure import pinned, save
from watchdesk.cleaning import articles
from watchdesk.records import Capture, Role

TEXTS = 200
SEED = 20261122
PATTERN = "news_cluster/data/*.json"
VARIANTS = ("found", "headed", "bare")
Finder = Callable[[Sequence[str]], set[int]]
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")
_SECOND_LEVEL = frozenset({"co", "com", "org", "ac", "gov", "net"})


class Story(NamedTuple):
    """An article of the data set."""

    outlet: str
    event: int
    title: str
    lines: tuple[str, ...]
    part: str = ""
    """``dev`` or ``held``."""


class Glued(NamedTuple):
    """A text made of articles."""

    lines: tuple[str, ...]
    starts: frozenset[int]
    """Lines where the second, third … article begins."""
    cut: bool
    same: bool
    """All of one event."""
    kin: frozenset[int]
    """Starts of stories that come from the outlet of the story before."""


def is_paragraph(line: str) -> bool:
    """Ten words or more and the end of a sentence."""
    return len(line.split()) >= 10 and _SENTENCE.search(line) is not None


def outlet_of(domain: str) -> str:
    """The registered part of a host name."""
    parts = domain.split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else 2
    return ".".join(parts[-keep:])


def load(folder: Path) -> list[Story]:
    """Articles with at least four paragraphs and a hundred words in them; no two nearly alike."""
    out: list[Story] = []
    seen: list[set[int]] = []
    for story in _in_parts([_read(path) for path in sorted(folder.glob(PATTERN))]):
        told = [line for line in story.lines if is_paragraph(line)]
        if len(told) < 4 or sum(len(line.split()) for line in told) < 100:
            continue
        grams = shingles(story.lines)
        if any(len(grams & other) > 0.3 * min(len(grams), len(other)) for other in seen):
            continue
        seen.append(grams)
        out.append(story)
    return out


def _read(path: Path) -> Story:
    raw = json.loads(path.read_text(encoding="utf-8"))
    cluster = raw["newsCluster"]
    cluster = ast.literal_eval(cluster) if isinstance(cluster, str) else cluster
    lines = tuple(" ".join(line.split()) for line in raw["text"].splitlines() if line.strip())
    title = " ".join((raw["title"] or "").split())
    return Story(outlet_of(raw["source_domain"]), cluster["EventId"], title, lines)


def _in_parts(stories: Sequence[Story]) -> list[Story]:
    """With their part: outlets are ranked by size and dealt out to dev, held, held, dev …"""
    counts = Counter(story.outlet for story in stories)
    ranked = sorted(counts, key=lambda outlet: (-counts[outlet], outlet))
    names = {outlet: ("dev", "held")[(rank + 1) // 2 % 2] for rank, outlet in enumerate(ranked)}
    return [story._replace(part=names[story.outlet]) for story in stories]


def shingles(lines: Iterable[str]) -> set[int]:
    """Hashes of the runs of five words."""
    words = " ".join(lines).casefold().split()
    return {hash(tuple(words[i : i + 5])) for i in range(len(words) - 4)}


def cut_off(story: Story, rng: random.Random) -> Story:
    """The story up to the middle of a sentence.

    One of its paragraphs but the first is drawn, and a word of that paragraph that ends no
    sentence, neither among the first five nor among the last three; the text ends behind it.
    """
    choices = [
        (index, at)
        for index, line in enumerate(story.lines)
        if index and is_paragraph(line)
        for at in [_inner_word(line, rng)]
        if at
    ]
    index, at = rng.choice(choices[1:] or choices)
    words = story.lines[index].split()
    return story._replace(lines=(*story.lines[:index], " ".join(words[:at])))


def _inner_word(line: str, rng: random.Random) -> int:
    words = line.split()
    inner = [i for i in range(5, len(words) - 2) if not _SENTENCE.search(words[i - 1])]
    return rng.choice(inner) if inner else 0


def shaped(story: Story, variant: str) -> Story:
    """The story as found, with its headline on top, or its paragraphs alone."""
    if variant == "headed" and story.title and story.title not in story.lines[:3]:
        return story._replace(lines=(story.title, *story.lines))
    if variant == "bare":
        return story._replace(lines=tuple(filter(is_paragraph, story.lines)))
    return story


def glue(stories: Sequence[Story], variant: str) -> list[Glued]:
    """Texts of two to five stories; the same draws for each variant."""
    rng = random.Random(SEED)
    events: dict[int, list[Story]] = defaultdict(list)
    for story in stories:
        events[story.event].append(story)
    out: list[Glued] = []
    for number in range(TEXTS):
        cut, same = number % 2 == 1, number % 4 >= 2
        count = 2 + number // 4 % 4
        if same:
            count = min(count, max(map(len, events.values())))
            large = [e for e, held in sorted(events.items()) if len(held) >= count]
            chosen = rng.sample(events[rng.choice(large)], count)
        else:
            drawn = rng.sample(sorted(events), count)
            chosen = [rng.choice(events[event]) for event in drawn]
        seed = rng.random()
        out.append(_join(chosen, variant, random.Random(seed) if cut else None, same))
    return out


def _join(
    stories: Sequence[Story], variant: str, cutter: random.Random | None, same: bool
) -> Glued:
    lines: list[str] = []
    starts: set[int] = set()
    kin: set[int] = set()
    outlet = ""
    for story in stories:
        made = shaped(story, variant)
        starts.add(len(lines))
        kin.update([len(lines)] if story.outlet == outlet else [])
        outlet = story.outlet
        lines += (cut_off(made, cutter) if cutter else made).lines
    return Glued(tuple(lines), frozenset(starts - {0}), cutter is not None, same, frozenset(kin))


def ours(lines: Sequence[str]) -> set[int]:
    """Lines where an article record begins, or where the main one goes on behind another."""
    text = "\n".join(lines)
    owner = [0] * len(text)
    for number, article in enumerate(articles(_capture(text)), 1):
        if article.role is not Role.MAIN and article.parts:
            start, end = article.parts[0].start, article.parts[-1].end
            owner[start:end] = [number] * (end - start)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))[:-1]
    return {
        index for index in range(1, len(lines)) if owner[starts[index]] != owner[starts[index - 1]]
    }


def _capture(text: str) -> Capture:
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Capture(
        id=sha[:12],
        uri="glued.txt",
        sha256=sha,
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )


def texttiling(**settings: int) -> Finder:
    """Hearst's TextTiling as NLTK has it, each line a paragraph."""
    from nltk.tokenize import TextTilingTokenizer

    stopwords = sorted(_STOPWORDS)
    tokenizer = TextTilingTokenizer(stopwords=stopwords, **settings)

    def find(lines: Sequence[str]) -> set[int]:
        text = "\n\n".join(lines)
        try:
            pieces = tokenizer.tokenize(text)
        except ValueError:
            return set()
        found: set[int] = set()
        position = 0
        for piece in pieces[:-1]:
            position += len(piece)
            found.add(len([x for x in text[:position].split("\n\n") if x.strip()]))
        return {i for i in found if 0 < i < len(lines)}

    return find


_STOPWORDS = frozenset(
    "a about after all also an and any are as at be because been but by can could did do for from "
    "had has have he her his how i if in into is it its just like me more most my new no not now "
    "of on one only or other our out over said she so some such than that the their them then "
    "there these they this to two under up us was we were what when where which who will with "
    "would you your".split()
)


class Tally:
    """Found, right and true boundaries, line by line and within a line."""

    def __init__(self) -> None:
        self.found = self.true = self.right = self.near = 0

    def add(self, found: set[int], true: frozenset[int]) -> None:
        self.found += len(found)
        self.true += len(true)
        self.right += len(found & true)
        free = set(found)
        for start in sorted(true):
            match = next((i for i in (start, start - 1, start + 1) if i in free), None)
            if match is not None:
                free.discard(match)
                self.near += 1

    def scores(self) -> dict[str, Any]:
        """Precision, recall and F1; F1 with a tolerance of one line."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.true if self.true else 1.0
        total = self.found + self.true
        return {
            "boundaries": self.true,
            "found": self.found,
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(2 * self.right / total, 3) if total else 1.0,
            "f1_within_one_line": round(2 * self.near / total, 3) if total else 1.0,
        }


def score(texts: Sequence[Glued], find: Finder) -> dict[str, Any]:
    """Scores over all texts and by kind, and the CPU time a text took."""
    groups: dict[str, Tally] = defaultdict(Tally)
    started = time.process_time()
    answers = [find(text.lines) for text in texts]
    spent = time.process_time() - started
    for text, found in zip(texts, answers, strict=True):
        kinds = ("cut-off" if text.cut else "whole", "one event" if text.same else "several events")
        for name in ("all", *kinds, ", ".join(kinds)):
            groups[name].add(found, text.starts)
    out: dict[str, Any] = {name: tally.scores() for name, tally in sorted(groups.items())}
    for name, kin in (("one_outlet", True), ("two_outlets", False)):
        wanted = [text.kin if kin else text.starts - text.kin for text in texts]
        held = sum(len(found & starts) for found, starts in zip(answers, wanted, strict=True))
        out[f"recall_between_stories_of_{name}"] = round(held / sum(map(len, wanted)), 3)
    out["ms_per_text"] = round(1000 * spent / len(texts), 2)
    return out


def false_splits(stories: Sequence[Sequence[str]], find: Finder) -> dict[str, Any]:
    """How many single articles are split."""
    wrong = sum(bool(find(lines)) for lines in stories)
    return {"articles": len(stories), "split": wrong, "share": round(wrong / len(stories), 4)}


def singles(stories: Sequence[Story], variant: str) -> dict[str, list[Sequence[str]]]:
    """Each story alone, whole and cut off."""
    rng = random.Random(SEED)
    made = [shaped(story, variant) for story in stories]
    return {
        "whole": [story.lines for story in made],
        "cut-off": [cut_off(story, rng).lines for story in made],
    }


def read_bbc(path: Path, half: int) -> list[Sequence[str]]:
    """Every other BBC article, as lines."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    texts = [row["text"] for row in rows if row["src"] == "bbc"]
    found = [[x.strip() for x in text.splitlines() if x.strip()] for text in texts]
    return [lines for lines in found[half::2] if lines]


def measure_part(
    stories: Sequence[Story], finders: dict[str, Finder], bbc: Sequence[Sequence[str]]
) -> dict[str, Any]:
    """All finders on all variants of one part."""
    out: dict[str, Any] = {
        "articles": len(stories),
        "events": len({story.event for story in stories}),
        "outlets": len({story.outlet for story in stories}),
        "open_with_their_headline": sum(
            bool(story.title) and story.title in story.lines[:3] for story in stories
        ),
    }
    for name, find in finders.items():
        out[name] = {}
        for variant in VARIANTS:
            made = score(glue(stories, variant), find)
            made["false_splits"] = {
                kind: false_splits(lines, find) for kind, lines in singles(stories, variant).items()
            }
            out[name][variant] = made
        if bbc:
            out[name]["bbc_false_splits"] = false_splits(bbc, find)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    options = parser.parse_args()
    pinned()
    stories = load(options.data)
    finders: dict[str, Finder] = {"watchdesk": ours}
    if options.part == "all":
        finders["nltk TextTiling, as it comes"] = texttiling()
        finders["nltk TextTiling, w=40 k=20"] = texttiling(w=40, k=20)
    result: dict[str, Any] = {"seed": SEED, "texts": TEXTS, "tuned_on": ["dev", "bbc even"]}
    for name in ("dev", "held") if options.part == "all" else (options.part,):
        bbc = read_bbc(options.news, int(name == "held")) if options.news else []
        result[name] = measure_part(
            [story for story in stories if story.part == name], finders, bbc
        )
    if options.part == "all":
        save("glued", result)
    else:
        print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
