"""What is right in the records across articles of the sample desk, question by question.

Words of the key and of a record meet when what they share is at least half of the shorter stretch
(``Spot.meets``), in the same article. Every question's definition is its function's docstring.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from ledger_key import Item, LedgerKey, Spot, country, near
from watchdesk.records import (
    Address,
    Contradiction,
    Correction,
    Expectation,
)


@dataclass
class Score:
    """Right answers out of those asked, and what was missed."""

    right: int = 0
    asked: int = 0
    misses: list[str] = field(default_factory=list)

    def note(self, good: bool, what: str) -> None:
        """Count one answer."""
        self.right += good
        self.asked += 1
        if not good:
            self.misses.append(what)

    @property
    def value(self) -> float:
        """Share, 0 to 1; 1 when nothing was asked."""
        return self.right / self.asked if self.asked else 1.0

    def result(self) -> dict[str, Any]:
        """Figures."""
        return {"value": round(self.value, 4), "right": self.right, "asked": self.asked}


@dataclass
class Both:
    """Precision over what was found and recall over what was asked."""

    precision: float
    recall: float
    found: int
    asked: int
    misses: list[str] = field(default_factory=list)

    @property
    def value(self) -> float:
        """F1, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def result(self) -> dict[str, Any]:
        """Figures."""
        return {
            "value": round(self.value, 4),
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "found": self.found,
            "asked": self.asked,
        }


def both(met: Mapping[str, bool], judged: Sequence[tuple[bool, str]]) -> Both:
    """F1 of the key's items (met or not, by what they are) and of the records that were judged."""
    missed = [f"not found: {what}" for what, good in met.items() if not good]
    wrong = [f"wrong: {what}" for good, what in judged if not good]
    return Both(
        precision=fmean(good for good, _ in judged) if judged else 0.0,
        recall=fmean(met.values()) if met else 0.0,
        found=len(judged),
        asked=len(met),
        misses=[*missed, *wrong],
    )


def spot_of(at: Address) -> Spot:
    """Where a record's words stand."""
    return Spot(at.article, at.span)


def words_of(key: LedgerKey, spot: Spot) -> str:
    """The words at a place, in small letters."""
    return " ".join(spot.span.text_of(key.texts[spot.article]).casefold().split())


# Contradictions


def contradictions(key: LedgerKey, found: Iterable[Contradiction]) -> dict[str, Both | Score]:
    """Pairs that cannot both hold. A pair of the ledger is right when words of its two sides
    overlap tellings of the two claims of a pair of the key; accepted pairs count neither way, a
    second pair for one of the key's neither, every other is wrong. *Kind* and *inside* (one actor
    of two voices) are asked of the key's pairs that were found."""
    wanted = {item["id"]: item for item in key.asked("contradictions")}
    known = [*key.key["contradictions"], *key.key["accepted_contradictions"]]
    met: dict[str, list[Contradiction]] = {name: [] for name in wanted}
    judged: list[tuple[bool, str]] = []
    for pair in found:
        spots = [spot_of(at) for at in pair.evidence]
        if not key.in_part(spot.article for spot in spots):
            continue
        items = [item for item in known if _carries(key, item, spots)]
        right = [item["id"] for item in items if item["id"] in wanted]
        if right and not all(met[name] for name in right):
            judged.append((True, ""))
        elif not items:
            sides = " / ".join(words_of(key, spot)[:90] for spot in spots)
            judged.append((False, f"{pair.kind.value}: {sides}"))
        for name in right:
            met[name].append(pair)
    kind, inside = Score(), Score()
    for name, pairs in met.items():
        if pairs:
            shown = sorted({pair.kind.value for pair in pairs})
            kind.note(wanted[name]["kind"] in shown, f"{name}: {shown}")
        if wanted[name]["inside"]:
            good = any(_inside(pair, wanted[name]["inside"]) for pair in pairs)
            inside.note(good, f"{name}: {[pair.inside for pair in pairs]}")
    whys = {f"{name}: {wanted[name]['why']}": bool(pairs) for name, pairs in met.items()}
    return {
        "contradictions": both(whys, judged),
        "contradictions found: kind": kind,
        "contradictions inside one actor": inside,
    }


def _carries(key: LedgerKey, item: Item, spots: Sequence[Spot]) -> bool:
    for names in (item["claims"], *item.get("also_right", ())):
        one, other = ([*key.told(key.claim(name))] for name in names)
        ones = [n for n, spot in enumerate(spots) if any(spot.shared(t) for t in one)]
        others = [n for n, spot in enumerate(spots) if any(spot.shared(t) for t in other)]
        if any(a != b for a in ones for b in others):
            return True
    return False


def _inside(pair: Contradiction, name: str) -> bool:
    return pair.inside is not None and pair.inside.partition(":")[2] == country(name)


# Expectations and corrections


def expectations(key: LedgerKey, found: Iterable[Expectation]) -> dict[str, Both | Score]:
    """Sentences that look ahead. One of the ledger is right when it overlaps a telling of one of
    the key's, counts neither way when it overlaps an accepted one, and is wrong otherwise. Of the
    key's that were found: the kind, whether the due intervals meet where the key has one, and what
    became of it."""
    records = [(Spot(one.at.article, one.sentence), one) for one in found]
    items = key.asked("expectations")
    spots = {item["id"]: key.told(item) for item in items}
    others = [key.spot(place["file"], place["words"]) for place in _neutral(key, items)]
    judged = []
    for spot, record in records:
        if key.in_part([spot.article]):
            good = any(spot.shared(told) for one in spots.values() for told in one)
            if good or not any(other and spot.shared(other) for other in others):
                judged.append((good, words_of(key, Spot(spot.article, record.sentence))[:150]))
    kind, due, status = Score(), Score(), Score()
    met = {}
    for item in items:
        own = [one for spot, one in records if any(spot.shared(t) for t in spots[item["id"]])]
        what = f"{item['id']}: {item['sentence'][:100]}"
        met[what] = bool(own)
        if own:
            _follow(item, own, (kind, due, status))
    return {
        "expectations": both(met, judged),
        "expectations found: kind": kind,
        "expectations found: due meets": due,
        "expectations found: status": status,
    }


def _neutral(key: LedgerKey, asked: Sequence[Item]) -> Iterable[Item]:
    yield from key.key["accepted_expectations"]
    names = {item["id"] for item in asked}
    for item in key.key["expectations"]:
        if item["id"] not in names:
            yield {"file": item["file"], "words": item["sentence"]}
            yield from item.get("also", ())


def _follow(item: Item, own: Sequence[Expectation], scores: tuple[Score, Score, Score]) -> None:
    kind, due, status = scores
    name = item["id"]
    kinds, states = ({one.kind.value for one in own}, {one.status.value for one in own})
    kind.note(item["kind"] in kinds, f"{name}: {sorted(kinds)}, not {item['kind']}")
    status.note(item["status"] in states, f"{name}: {sorted(states)}, not {item['status']}")
    if item["due"] != "XXXX":
        wanted: list[str] = [item["due"], item.get("moved_to") or item["due"]]
        good = any(near(one.due, due, 0) for one in own for due in wanted)
        due.note(good, f"{name}: {[one.due.edtf for one in own]}, not {item['due']}")


def corrections(key: LedgerKey, found: Iterable[Correction]) -> Both:
    """Words a publisher went back on. One of the ledger is right when its kind is the key's and its
    words, or those before, meet the key's; accepted ones count neither way."""
    items, accepted = key.asked("corrections"), key.key["accepted_corrections"]
    met = {f"{item['kind']}: {item['words'][:90]}": False for item in items}
    judged = []
    for record in found:
        at = spot_of(record.at)
        before = spot_of(record.before) if record.before else None
        if not key.in_part([at.article]):
            continue
        right = [item for item in items if _corrects(key, item, record, at, before)]
        for item in right:
            met[f"{item['kind']}: {item['words'][:90]}"] = True
        if right or not any(_corrects(key, item, record, at, before) for item in accepted):
            judged.append((bool(right), f"{record.kind.value}: {words_of(key, at)[:90]}"))
    return both(met, judged)


def _corrects(
    key: LedgerKey, item: Item, record: Correction, at: Spot, before: Spot | None
) -> bool:
    if record.kind.value != item["kind"]:
        return False
    now = key.told(item)
    was = key.spot(item["of"]["file"], item["of"]["words"]) if item["of"] else None
    return any(at.shared(spot) for spot in now) or bool(was and before and before.shared(was))
