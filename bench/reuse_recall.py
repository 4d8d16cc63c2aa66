"""What is found of planted edits, and whether what is found is so."""

from __future__ import annotations

import csv
import gc
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from reuse_corpus import Document, half
from reuse_edits import TEMPLATE, Planted
from reuse_systems import Datasketch, Ensemble, Ours, Pair, Rensa, System, pair, prepared
from watchdesk.records import Relation, RelationKind
from watchdesk.reuse.relate import ReuseText, relate

BATCH = 1000
SAMPLE = 100
FAR = 800
"""Stories between two of a wire that would hardly be sent twice over so long a time."""
_SHOWN = 2000


def as_documents(planted: Sequence[Planted]) -> list[Document]:
    """Each in an outlet of its own and without a headline: words alone have to tell."""
    return [Document(p.id, p.text, None, f"Planted {n}") for n, p in enumerate(planted)]


def pairs_of(system: System, texts: Sequence[Document], batch: int = BATCH) -> list[Pair]:
    return [
        found for at in range(0, len(texts), batch) for found in system.add(texts[at : at + batch])
    ]


def found_by_kind(planted: Sequence[Planted], pairs: Iterable[Pair]) -> dict[str, float]:
    """The share of the texts of each kind that are paired with the article they were made from."""
    known = set(pairs)
    hits: dict[str, list[bool]] = defaultdict(list)
    for text in planted:
        hits[text.kind].append(pair(text.id, text.source) in known)
    return {kind: round(sum(found) / len(found), 4) for kind, found in hits.items()}


def neighbours(relations: Iterable[Relation]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        out[relation.a].add(relation.b)
        out[relation.b].add(relation.a)
    return out


def precision(planted: Sequence[Planted], relations: Sequence[Relation]) -> dict[str, Any]:
    """Of relations with a planted text: how many lead to an article whose words are in it.

    An article that such a source is itself related to, without planted texts between them, counts
    as well, and so does another text made of either. Forms filled in anew are left out.
    """
    made = {p.id: p for p in planted}
    natural = neighbours(r for r in relations if r.a not in made and r.b not in made)

    def origin(name: str) -> set[str]:
        return set(made[name].passages) if name in made else {name}

    out = {"copies": 0, "copies right": 0, "passages": 0, "passages right": 0}
    wrong: list[Relation] = []
    for relation in relations:
        ends = [made[end] for end in (relation.a, relation.b) if end in made]
        if not ends or any(end.kind == TEMPLATE for end in ends):
            continue
        left, right = origin(relation.a), origin(relation.b)
        near = right.union(*(natural[name] for name in right))
        is_so = bool(left & near)
        copied = "copies" if relation.kind.is_copy else "passages"
        out[copied] += 1
        out[f"{copied} right"] += is_so
        if not is_so:
            wrong.append(relation)
    total, right_ones = out["copies"] + out["passages"], out["copies right"] + out["passages right"]
    return {**out, "precision": round(right_ones / max(1, total), 4), "wrong": wrong}


def far_apart(relations: Iterable[Relation], part: str) -> dict[str, int]:
    """Reuters stories of one half called copies of each other, and how many of these lie far apart
    in the order of the wire. Stories are sent again within hours; what comes back after days is
    nearly always a bulletin of a series, so this tells what eyes would find wrong."""
    apart = [
        abs(int(r.a[4:]) - int(r.b[4:]))
        for r in relations
        if r.kind.is_copy
        and all(end.startswith("reut") and part in {"all", half(end)} for end in (r.a, r.b))
    ]
    return {"copies": len(apart), "far apart": sum(gap > FAR for gap in apart)}


def templates(documents: Sequence[Document], planted: Sequence[Planted]) -> dict[str, Any]:
    """What a form filled in anew is called, with nothing known of it but its words, and with the
    outlet and the headline of the article: a column of one house under one name."""
    known = {document.id: document for document in documents}
    kinds: dict[str, Counter[str]] = {
        "words alone": Counter(),
        "same outlet and headline": Counter(),
    }
    for one in planted:
        if one.kind != TEMPLATE:
            continue
        document = known[one.source]
        for name, title, outlet in (
            ("words alone", None, None),
            ("same outlet and headline", document.title, document.outlet or "The Outlet"),
        ):
            a = prepared(document._replace(title=title, outlet=outlet))
            b = prepared(Document(one.id, one.text, title, outlet))
            relation = relate(a, b)
            kinds[name][relation.kind.value if relation else "none"] += 1
    return {
        name: {
            "called a copy": round(_copies(found) / max(1, found.total()), 4),
            "texts": found.total(),
            "kinds": dict(found),
        }
        for name, found in kinds.items()
    }


def _copies(found: Counter[str]) -> int:
    return sum(n for kind, n in found.items() if kind != "none" and RelationKind(kind).is_copy)


def sample(
    path: Path,
    relations: Sequence[Relation],
    wrong: Sequence[Relation],
    planted: Sequence[Planted],
    texts: dict[str, ReuseText],
) -> None:
    """A table to judge by eye: pairs of the corpus called copies, and, of pairs with a planted
    text, all that are wrong and all that were missed."""
    made = {p.id for p in planted}
    copies = [r for r in relations if r.kind.is_copy and not {r.a, r.b} & made]
    drawn = Random(3).sample(copies, min(SAMPLE, len(copies)))
    known = {pair(r.a, r.b) for r in relations}
    missed = [p for p in planted if p.kind != TEMPLATE and pair(p.id, p.source) not in known]
    rows = [("drawn", r.kind.value, r.share_a, r.share_b, r.a, r.b) for r in drawn]
    rows += [("wrong", r.kind.value, r.share_a, r.share_b, r.a, r.b) for r in wrong]
    rows += [("missed", p.kind, 0.0, 0.0, p.source, p.id) for p in missed]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["why", "kind", "share_a", "share_b", "a", "b", "text_a", "text_b"])
        for row in rows:
            writer.writerow([*row, *(texts[name].text[:_SHOWN] for name in row[4:])])


def recall(
    documents: Sequence[Document],
    planted: Sequence[Planted],
    folder: Path,
    sample_to: Path | None,
    part: str,
) -> dict[str, Any]:
    """Every text in one index: recall by kind before and after the comparison word by word,
    precision, and the peers' recall."""
    texts = [*documents, *as_documents(planted)]
    ours = Ours(folder / "recall")
    candidates = pairs_of(ours, texts)
    relations = ours.verify(candidates)
    judged = precision(planted, relations)
    wrong = judged.pop("wrong")
    if sample_to:
        sample(sample_to, relations, wrong, planted, ours.texts)
    copies = [p for p in planted if p.kind != TEMPLATE]
    verified = [pair(r.a, r.b) for r in relations]
    names = {p.id for p in planted}
    natural = Counter(r.kind.value for r in relations if not {r.a, r.b} & names)
    return {
        "part": part,
        "texts": len(texts),
        "per_kind": dict(Counter(p.kind for p in planted)),
        "recall": {
            "candidates": found_by_kind(copies, candidates),
            "verified": found_by_kind(copies, verified),
            **{name: found_by_kind(copies, found) for name, found in _peers(texts)},
        },
        "pairs": {"candidates": len(candidates), "verified": len(verified)},
        "natural": dict(natural),
        "wire": far_apart(relations, part),
        "precision": judged,
    }


def _peers(texts: Sequence[Document]) -> Iterable[tuple[str, list[Pair]]]:
    yield "datasketch MinHashLSH", pairs_of(Datasketch(), texts)
    yield "rensa", pairs_of(Rensa(), texts)
    yield "datasketch LSHEnsemble", Ensemble().add(texts)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call, without the collection of garbage, as ``timeit`` has it: texts and
    pairs that the measuring keeps would be gone over again and again."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
