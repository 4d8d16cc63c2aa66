"""What is right in the records across articles of the sample desk, question by question.

Words of the key and of a record meet when what they share is at least half of the shorter stretch
(``Spot.meets``), in the same article. Every question's definition is its function's docstring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any, NamedTuple

from ledger_key import Item, LedgerKey, Spot, country, near
from watchdesk.records import (
    Address,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    StepKind,
    Verification,
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


# Claims


class Telling(NamedTuple):
    """One telling of the key, and the telling of the ledger that meets it."""

    claim: str
    spot: Spot | None
    found: Claim | None
    words: str


def tellings(key: LedgerKey, claims: Iterable[Claim]) -> list[Telling]:
    """Every telling of the claims asked for, each with the ledger's telling that fits it best:
    words that meet, of which the largest part is shared."""
    by_article: dict[str, list[tuple[Spot, Claim]]] = {}
    for claim in claims:
        for member in claim.members:
            by_article.setdefault(member.at.article, []).append((spot_of(member.at), claim))
    out = []
    for item in key.asked("claims"):
        for spot in key.tellings(item):
            found = _best(spot, by_article.get(spot.article, ())) if spot else None
            words = _words(key, spot) if spot else item["words"]
            out.append(Telling(item["id"], spot, found, words))
    return out


def _best(spot: Spot, told: Iterable[tuple[Spot, Claim]]) -> Claim | None:
    fits = [(_part(spot, other), claim) for other, claim in told if spot.meets(other)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _part(one: Spot, other: Spot) -> float:
    shared = one.shared(other)
    return shared / (one.span.length + other.span.length - shared)


def _words(key: LedgerKey, spot: Spot) -> str:
    return " ".join(spot.span.text_of(key.texts[spot.article]).casefold().split())


def b_cubed(told: Sequence[Telling], group: Callable[[Telling], object]) -> Both:
    """B³ over the key's tellings (Bagga and Baldwin 1998), grouped by ``group``.

    Of each telling found: precision is the share of those grouped with it that the key has in its
    claim. Of each telling: recall is the share of its claim that is grouped with it, 0 for one not
    found. What the ledger groups with it and the key does not list counts neither way.
    """
    found = [one for one in told if one.found is not None]
    sizes = Counter(one.claim for one in told)
    groups = Counter(group(one) for one in found)
    shared = Counter((one.claim, group(one)) for one in found)
    precision = [shared[one.claim, group(one)] / groups[group(one)] for one in found]
    recall = [shared[one.claim, group(one)] / sizes[one.claim] for one in found]
    misses = [f"not found: {one.claim}: {one.words[:90]}" for one in told if one.found is None]
    return Both(
        precision=fmean(precision) if precision else 0.0,
        recall=sum(recall) / len(told) if told else 0.0,
        found=len(found),
        asked=len(told),
        misses=[*misses, *_parted(found, group), *_lumped(found, group)],
    )


def _parted(found: Sequence[Telling], group: Callable[[Telling], object]) -> Iterable[str]:
    parts: dict[str, dict[object, list[str]]] = {}
    for one in found:
        parts.setdefault(one.claim, {}).setdefault(group(one), []).append(one.words[:60])
    for claim, groups in parts.items():
        if len(groups) > 1:
            yield f"parted: {claim}: {list(groups.values())}"


def _lumped(found: Sequence[Telling], group: Callable[[Telling], object]) -> Iterable[str]:
    held: dict[object, dict[str, str]] = {}
    for one in found:
        held.setdefault(group(one), {}).setdefault(one.claim, one.words[:60])
    for claims in held.values():
        if len(claims) > 1:
            yield f"lumped: {claims}"


def claims(told: Sequence[Telling]) -> dict[str, Both]:
    """B³ of the ledger's claims, of every telling its own claim, and of the same words as one."""
    return {
        "claims: B³": b_cubed(told, lambda one: one.found.id if one.found else None),
        "claims: B³, every telling its own": b_cubed(told, lambda one: (one.claim, one.spot)),
        "claims: B³, the same words are one": b_cubed(told, lambda one: one.words),
    }


def chosen(told: Sequence[Telling]) -> dict[str, Claim | None]:
    """By claim of the key, the ledger's claim that holds the most of its tellings."""
    held: dict[str, Counter[str]] = {}
    known: dict[str, Claim] = {}
    for one in told:
        counts = held.setdefault(one.claim, Counter())
        if one.found:
            counts[one.found.id] += 1
            known[one.found.id] = one.found
    return {
        name: known[counts.most_common(1)[0][0]] if counts else None
        for name, counts in held.items()
    }


def origins(key: LedgerKey, best: Mapping[str, Claim | None]) -> dict[str, Score]:
    """Claims of the key whose number of origins is exactly that of the ledger's claim (the one
    that holds the most of its tellings); the same of claims told in more than one article."""
    every, many = Score(), Score()
    for name, claim in best.items():
        item = key.claim(name)
        shown = [origin.name for origin in claim.origins] if claim else "no claim"
        what = f"{name}: {shown}, not {item['origins']}"
        good = claim is not None and claim.origin_count == item["origins"]
        every.note(good, what)
        if len({item["file"], *(other["file"] for other in item["also"])}) > 1:
            many.note(good, what)
    return {"origins exact": every, "origins exact, told in several articles": many}


def standings(key: LedgerKey, best: Mapping[str, Claim | None]) -> dict[str, Score]:
    """Where claims stand: of those whose standing a text tells, the right one (a refusal to
    comment is right where the ledger has one); of those of which nothing is said, reported; and of
    the key's dated steps, those the ledger has, within a day."""
    told, silent, steps = Score(), Score(), Score()
    for name, claim in best.items():
        item = key.claim(name)
        shown = claim.standing.value if claim else "no claim"
        if item["standing"] is None:
            silent.note(shown == "reported", f"{name}: {shown}, not reported")
        else:
            good = shown == item["standing"]
            if item["standing"] == Verification.NO_COMMENT and claim:
                good = _unanswered(claim)
            told.note(good, f"{name}: {shown}, not {item['standing']}")
        for step in item["steps"]:
            shown_steps = [f"{s.standing.value} {s.on}" for s in claim.history] if claim else []
            what = f"{name}: {step['standing']} {step['day']}: {shown_steps}"
            steps.note(claim is not None and _stepped(claim, step), what)
    return {
        "standings right": told,
        "standings: nothing said, and reported": silent,
        "standings: dated steps": steps,
    }


def _unanswered(claim: Claim) -> bool:
    quiet = any(step.kind is StepKind.NO_COMMENT for step in claim.history)
    return quiet or any(m.verification is Verification.NO_COMMENT for m in claim.members)


def _stepped(claim: Claim, step: Item) -> bool:
    return any(
        one.standing.value == step["standing"] and near(one.on, step["day"], 1)
        for one in claim.history
    )


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
            sides = " / ".join(_words(key, spot)[:90] for spot in spots)
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
                judged.append((good, _words(key, Spot(spot.article, record.sentence))[:150]))
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
        good = any(not one.due.is_unknown and near(one.due, item["due"], 0) for one in own)
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
            judged.append((bool(right), f"{record.kind.value}: {_words(key, at)[:90]}"))
    return both(met, judged)


def _corrects(
    key: LedgerKey, item: Item, record: Correction, at: Spot, before: Spot | None
) -> bool:
    if record.kind.value != item["kind"]:
        return False
    now = key.spot(item["file"], item["words"])
    was = key.spot(item["of"]["file"], item["of"]["words"]) if item["of"] else None
    return bool(now and at.shared(now)) or bool(was and before and before.shared(was))
