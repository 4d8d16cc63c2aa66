"""Which of the places of a name is meant.

Each reading of a name is scored by how well known the place is (the logarithm of its population,
with a bonus for states and capitals), by the words beside it, and by what else the document
names: its countries and divisions, and places that have one reading only. Where the two best
readings are close in score and far apart on the map, none is chosen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from watchdesk.grounding.gazetteer import Entry, demonym, normalise
from watchdesk.grounding.place_find import Candidate
from watchdesk.language.document import Document

CLOSE_KM = 161.0
"""Readings nearer to each other than this (100 miles) are not held to be different."""
MARGIN = 0.35
"""Score by which the best reading must lead one that lies elsewhere."""
_EARTH_KM = 6371.0
_PRIOR = {"region": 7.5, "sea": 7.5, "disputed": 8.5, "facility": 7.5}
_STATE_BONUS = 2.0
_CAPITAL_BONUS = 1.5
_DIVISION_LOSS = 0.3
_BARE_DIVISION_LOSS = 1.5
_ALIAS_LOSS = 0.8
_COUNTRY_WEIGHT = 3.0
_ADMIN1_WEIGHT = 2.5
_NEAR_WEIGHT = 1.2
_NEAR_KM = 300.0
_SAME_NAME_WEIGHT = 3.0
_SMALL = 100_000
_METROPOLIS = 2_000_000


def distance_km(one: Entry, two: Entry) -> float:
    """Great-circle distance between two centres, on a sphere."""
    lat1, lat2 = math.radians(one.lat), math.radians(two.lat)
    dlat, dlon = lat2 - lat1, math.radians(two.lon - one.lon)
    half = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _prior(entry: Entry, key: str) -> float:
    if entry.kind in _PRIOR:
        return _PRIOR[entry.kind] - (0.0 if normalise(entry.name) == key else 0.1)
    score = math.log10(entry.population + 1)
    if entry.kind == "country":
        return score + _STATE_BONUS
    if entry.kind == "admin1":
        # "Kursk" alone is the city before it is the oblast; "California" has no such rival.
        return score - (_DIVISION_LOSS if normalise(entry.name) == key else _BARE_DIVISION_LOSS)
    score += _CAPITAL_BONUS if entry.capital else 0.0
    return score - (_ALIAS_LOSS if entry.alias else 0.0)


@dataclass
class Context:
    """What a document says about where it plays, by the name that says it."""

    countries: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    admin1s: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    anchors: dict[str, Entry] = field(default_factory=dict)
    within: dict[str, frozenset[str]] = field(default_factory=dict)

    def without(self, key: str) -> Votes:
        """What all other names say; a name does not vouch for itself."""
        countries: Counter[str] = Counter()
        admin1s: Counter[str] = Counter()
        for table, total in ((self.countries, countries), (self.admin1s, admin1s)):
            for name, counts in table.items():
                if name != key:
                    total.update(counts)
        anchors = tuple(e for name, e in self.anchors.items() if name != key)[:40]
        return Votes(countries, admin1s, anchors, self.within.get(key, frozenset()))


@dataclass(frozen=True)
class Votes:
    """What speaks for the readings of one name."""

    countries: Counter[str]
    admin1s: Counter[str]
    anchors: tuple[Entry, ...]
    within: frozenset[str]

    def for_entry(self, entry: Entry) -> float:
        """How much speaks for the country and the division of a reading."""
        score = 0.0
        if entry.country:
            score += _COUNTRY_WEIGHT * self.countries[entry.country] / (self.countries.total() or 1)
            if entry.admin1:
                code = f"{entry.country}.{entry.admin1}"
                score += _ADMIN1_WEIGHT * self.admin1s[code] / (self.admin1s.total() or 1)
        if self.anchors and entry.kind in ("city", "admin1"):
            near = sum(1 for anchor in self.anchors if distance_km(anchor, entry) < _NEAR_KM)
            score += _NEAR_WEIGHT * near / len(self.anchors)
        return score + (_SAME_NAME_WEIGHT if _fits(entry, self.within) else 0.0)


def _top(candidate: Candidate) -> tuple[Entry, float]:
    """The best reading by prior alone, and its share of all readings' weight."""
    key = normalise(candidate.name)
    entries = _wanted(candidate)
    scored = sorted(((_prior(e, key), -i) for i, e in enumerate(entries)), reverse=True)
    weights = [10**score for score, _ in scored]
    return entries[-scored[0][1]], weights[0] / sum(weights)


def context(doc: Document, found: Sequence[Candidate]) -> Context:
    """Votes of the document: names with one likely reading, adjectives of states, containers."""
    out = Context()
    for candidate in found:
        key = normalise(candidate.name)
        for code in candidate.within:
            out.countries[f"{key},"][code[:2]] += 1
            if "." in code:
                out.admin1s[f"{key},"][code] += 2
        if candidate.within:
            out.within[key] = out.within.get(key, frozenset()) | candidate.within
        if not candidate.entries:
            continue
        entry, share = _top(candidate)
        if entry.country and share > 0.5:
            weight = 2 if entry.kind in ("country", "admin1") else 1
            out.countries[key][entry.country] += weight
            if entry.admin1:
                out.admin1s[key][f"{entry.country}.{entry.admin1}"] += weight
        if share > 0.8 and entry.kind in ("city", "admin1", "facility"):
            out.anchors[key] = entry
    for start, end in zip(doc.token_starts.tolist(), doc.token_ends.tolist(), strict=True):
        if doc.text[start].isupper() and (iso := demonym(doc.text[start:end])):
            out.countries[" "][iso] += 1
    return out


def _fits(entry: Entry, within: frozenset[str]) -> bool:
    if entry.kind == "country" or entry.country is None:
        return False
    return entry.country in within or f"{entry.country}.{entry.admin1}" in within


def _wanted(candidate: Candidate) -> tuple[Entry, ...]:
    """The readings left after the words beside the name have spoken."""
    entries = candidate.entries
    if candidate.wants:
        kinds = {candidate.wants, "region"} if candidate.wants == "admin1" else {candidate.wants}
        entries = tuple(e for e in entries if e.kind in kinds) or entries
    inside = tuple(e for e in entries if _fits(e, candidate.within))
    divisions = {code for code in candidate.within if "." in code}
    exact = tuple(e for e in inside if f"{e.country}.{e.admin1}" in divisions)
    return exact or inside or entries


def resolve(candidate: Candidate, votes: Votes) -> tuple[Entry | None, str | None]:
    """The place meant, or ``None`` where that is open; and its country as far as it is settled."""
    entries = _wanted(candidate)
    if not entries:
        return None, None
    key = normalise(candidate.name)
    scored = sorted(
        ((_prior(e, key) + votes.for_entry(e), -i) for i, e in enumerate(entries)), reverse=True
    )
    best_score, best_index = scored[0]
    best = _metropolis(entries[-best_index], entries)
    rivals = [entries[-i] for score, i in scored[1:] if best_score - score < MARGIN]
    rivals = [rival for rival in rivals if not _holds(rival, best)]
    if any(distance_km(best, rival) > CLOSE_KM for rival in rivals):
        countries = {best.country, *(rival.country for rival in rivals)}
        return None, best.country if len(countries) == 1 else None
    if _out_of_the_way(best, candidate, votes):
        return None, None
    return best, best.country


def _metropolis(best: Entry, entries: Sequence[Entry]) -> Entry:
    """The great city rather than the division of its name it lies in: New York."""
    inside = [e for e in entries if _holds(best, e) and e.population >= _METROPOLIS]
    return max(inside, key=lambda e: e.population) if inside else best


def _holds(division: Entry, city: Entry) -> bool:
    """Whether a city lies in the division of its name: no place apart."""
    same = (division.country, division.admin1) == (city.country, city.admin1)
    return same and (division.kind, city.kind) == ("admin1", "city")


def _out_of_the_way(entry: Entry, candidate: Candidate, votes: Votes) -> bool:
    """Whether a small town is the only one known of its name, in a state nobody speaks of.

    The gazetteer leaves small towns out, so the town meant may be another.
    """
    if entry.kind != "city" or entry.population >= _SMALL or _fits(entry, candidate.within):
        return False
    here = votes.countries[entry.country or ""] or _fits(entry, votes.within)
    return bool(entry.country and votes.countries and not here)


def resolve_all(doc: Document, found: Sequence[Candidate]) -> list[tuple[Entry | None, str | None]]:
    """:func:`resolve` for each candidate, in the same order."""
    around = context(doc, found)
    votes: dict[str, Votes] = {}
    out: list[tuple[Entry | None, str | None]] = []
    for candidate in found:
        key = normalise(candidate.name)
        if key not in votes:
            votes[key] = around.without(key)
        out.append(resolve(candidate, votes[key]))
    return out
