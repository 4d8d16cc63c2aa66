"""Where: toponyms in local news found and put on the map, beside two simple ways.

``python bench/places.py --data LGL_XML [--part worked_on|held]``: the Local-Global Lexicon corpus;
its articles of even index were worked on, the others not read. First every marked toponym is given
and only resolved, then places are found in the bare text. How it is scored stands in
``places_scores.py``. Writes ``bench/results/places.json`` when both parts are measured.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import pinned, save
from places_data import Text, Toponym, lgl
from places_scores import Found, end_to_end, found_counts, paired, percent, resolved
from places_systems import by_context, by_population, found, found_simply, given
from watchdesk import language
from watchdesk.grounding.gazetteer import demonym
from watchdesk.language import Document
from watchdesk.records import Span

PARTS = {"worked_on": 0, "held": 1}
_STATES = ("A.PCL", "P.PPLC")
Read = tuple[Text, Document]


def read(texts: Sequence[Text]) -> list[Read]:
    """The texts with their parses."""
    return [(text, language.parse(text.text, [Span(0, len(text.text))])) for text in texts]


def measured(reads: Sequence[Read]) -> dict[str, Any]:
    """All scores of one part."""
    marked = [toponym for text, _ in reads for toponym in text.toponyms]
    return {
        "texts": len(reads),
        "marked": len(marked),
        "without_coordinates": sum(not toponym.placed for toponym in marked),
        "given": {
            "watchdesk": resolved(_given(reads)),
            "population": resolved(_simply(reads, by_population)),
            "context": resolved(_simply(reads, by_context)),
        },
        "found": {
            "watchdesk": end_to_end(_counts(reads, found)),
            "names and population": end_to_end(_counts(reads, found_simply)),
        },
        "recall": recalls(reads),
    }


def _given(reads: Sequence[Read]) -> Iterator[tuple[Toponym, Found | None]]:
    for text, doc in reads:
        yield from zip(text.toponyms, given(doc, text.toponyms), strict=True)


def _simply(reads: Sequence[Read], way: Any) -> Iterator[tuple[Toponym, Found | None]]:
    for text, _ in reads:
        yield from zip(text.toponyms, way(text.toponyms), strict=True)


def _counts(reads: Sequence[Read], way: Any) -> Counter[str]:
    total: Counter[str] = Counter()
    for text, doc in reads:
        total += found_counts(text.toponyms, way(doc))
    return total


def kind_of(doc: Document, toponym: Toponym) -> str:
    """``demonym`` for words like "Georgian", ``acting`` for a state or its capital that is the
    subject of a verb and so may be named as one who acts, else ``plain``."""
    if demonym(toponym.name):
        return "demonym"
    listed = doc.listed
    words = listed.words(Span(toponym.start, toponym.end))
    heads = [w for w in range(*words) if not words.start <= listed.heads[w] < words.end]
    subject = any(listed.rels[w] == "nsubj" for w in heads)
    return "acting" if subject and toponym.feature.startswith(_STATES) else "plain"


def recalls(reads: Sequence[Read]) -> dict[str, Any]:
    """How many of each kind are met by a place that is found; the product leaves out demonyms and
    states that act on purpose."""
    met: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for text, doc in reads:
        for toponym, place in paired(text.toponyms, found(doc)):
            if toponym is not None:
                kind = kind_of(doc, toponym)
                all_[kind] += 1
                met[kind] += place is not None
    shares = {kind: {"of": all_[kind], "percent": percent(met[kind], all_[kind])} for kind in all_}
    shares["all"] = {"of": all_.total(), "percent": percent(met.total(), all_.total())}
    return shares


def main() -> None:
    """Measure and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="lgl.xml")
    parser.add_argument("--part", choices=sorted(PARTS), help="measure one part and save nothing")
    arguments = parser.parse_args()
    pinned()
    texts = lgl(arguments.data)
    chosen = [arguments.part] if arguments.part else list(PARTS)
    result = {part: measured(read(texts[PARTS[part] :: 2])) for part in chosen}
    if arguments.part:
        print(json.dumps(result, indent=2))
    else:
        save("places", result)


if __name__ == "__main__":
    main()
