"""How much of the sample desk's answer key the product finds: one number per question.

``python bench/sample_quality.py [--misses]`` reads the sample desk, compares it with
``examples/kursk-2024/answers.json`` and writes ``bench/results/sample_quality.json``. The texts
and the key were written for this project, and the product was developed with them in sight, so the
figures are a guard against losing what was won and no measure of quality on unseen news.
``tests/test_sample_quality.py`` holds the floors.

Two stretches of words match when the shorter is at least half of the longer and their overlap at
least half of the longer (half-overlap). Tellers match when one name holds the other's last word.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from geographiclib.geodesic import Geodesic

from watchdesk.brief import Material
from watchdesk.desk import Desk
from watchdesk.periods import week
from watchdesk.records import Attribution, Brief, Capture, Interval, Link, Reading, Role, Span

SAMPLE = Path(__file__).parent.parent / "examples" / "kursk-2024"
_SI = {
    "km**2": ("m²", 1_000_000),
    "m**2": ("m²", 1),
    "km": ("m", 1000),
    "kilometer": ("m", 1000),
    "mile": ("m", 1609.344),
}
"""The key keeps the unit of the text; records hold SI units."""
READ_ON = date(2026, 11, 21)
"""Fixed, so that the figures do not change with the calendar."""
SUMMER = Interval.parse("2024-05-20/2024-08-31")


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
    def share(self) -> float:
        """0 to 1."""
        return self.right / self.asked if self.asked else 1.0


class Key:
    """The answer key beside what was read."""

    def __init__(self, material: Material, briefs: dict[str, Brief], answers: dict[str, Any]):
        """Put the readings in the key's order: by file, the main article first."""
        self.answers = answers
        self.material = material
        self.briefs = briefs
        self.by_file: dict[str, list[Reading]] = {}
        for reading in material.readings.values():
            name = reading.capture.uri.rpartition("/")[2]
            self.by_file.setdefault(name, []).append(reading)
        for found in self.by_file.values():
            found.sort(key=lambda r: (r.article.role is not Role.MAIN, _first(r)))

    def text(self, name: str) -> str:
        """The captured text of a file or row."""
        capture = self.by_file[name][0].capture
        assert isinstance(capture, Capture)
        return capture.text

    def spot(self, name: str, words: str) -> Span | None:
        """Where quoted words stand; white space may differ."""
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        match = re.search(pattern, self.text(name))
        return Span(*match.span()) if match else None

    def claim(self, claim_id: str) -> dict[str, Any]:
        """A claim of the key."""
        return next(c for c in self.answers["claims"] if c["id"] == claim_id)

    def article_key(self, article_id: str) -> str:
        """The key's name of an article that was read."""
        for name, readings in self.by_file.items():
            for reading in readings:
                if reading.article.id == article_id:
                    stem = name if "#" in name else name.rpartition(".")[0]
                    return stem if reading.article.role is Role.MAIN else f"{stem}/other"
        return article_id


def _first(reading: Reading) -> int:
    return min((part.start for part in reading.article.parts), default=0)


def alike(a: Span, b: Span) -> bool:
    """Half-overlap."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared * 2 >= max(a.length, b.length)


def _hull(spans: Iterable[Span]) -> Span | None:
    items = list(spans)
    return Span(min(s.start for s in items), max(s.end for s in items)) if items else None


def _last_word(name: str) -> str:
    words = re.findall(r"[\w'’]+", name.casefold())
    return words[-1] if words else ""


def same_teller(link: Link, wanted: dict[str, Any]) -> bool:
    """Whether a teller is the one in the key."""
    found, name = link.name.casefold(), wanted["name"].casefold()
    return _last_word(name) in re.findall(r"[\w'’]+", found) or found in name


def lines(key: Key) -> Score:
    """Kind of every line of the .txt captures."""
    score = Score()
    for name, capture in key.answers["captures"].items():
        if "lines" not in capture:
            continue
        text, parts = key.text(name), key.by_file[name][0].article.parts
        start = 0
        for number, line in enumerate(text.split("\n"), 1):
            wanted = capture["lines"].get(str(number))
            middle = start + (len(line) - len(line.lstrip()))
            found = next((p.kind.value for p in parts if p.span.contains(middle)), "nothing")
            if wanted:
                good = found in wanted.split("|")
                score.note(good, f"{name}:{number} {found}, not {wanted}: {line[:60]}")
            start += len(line) + 1
    return score


def articles(key: Key) -> Score:
    """Roles of the articles of every capture."""
    score = Score()
    for name, capture in key.answers["captures"].items():
        wanted = [article["role"] for article in capture["articles"]]
        found = [reading.article.role.value for reading in key.by_file[name]]
        score.note(sorted(found) == sorted(wanted), f"{name}: {found}, not {wanted}")
    return score


def heads(key: Key) -> Iterator[tuple[str, Score]]:
    """Headline, deck and outlet of the main articles."""
    for what in ("title", "deck", "outlet"):
        score = Score()
        for name, capture in key.answers["captures"].items():
            wanted = capture["articles"][0][what]
            found = getattr(key.by_file[name][0].article, what)
            if what == "outlet":
                found = key.material.outlets.get(key.by_file[name][0].article.id)
            score.note(found == wanted, f"{name}: {found!r}, not {wanted!r}")
        yield f"{what} of main articles", score


def dates(key: Key) -> Iterator[tuple[str, Score]]:
    """Publication: how many are bounded on both sides, and whether the true day lies inside."""
    bounded, true = Score(), Score()
    for name, capture in key.answers["captures"].items():
        wanted = capture["articles"][0]["published"]
        if wanted["day"] is None:
            continue
        found = key.by_file[name][0].article.published
        what = f"{name}: {found.edtf} ({found.basis.value}), true day {wanted['day']}"
        if wanted["status"] == "stated" or wanted.get("needs") == "text":
            bounded.note(found.is_bounded, what)
        true.note(found.contains(Interval.parse(wanted["day"])), what)
    yield "publication date found where the text tells it", bounded
    yield "publication interval holds the true day", true


def attribution_of(key: Key, name: str, words: str) -> list[Attribution]:
    """Attributions whose content is these words."""
    spot = key.spot(name, words)
    found: list[Attribution] = []
    for reading in key.by_file[name]:
        for item in reading.attributions:
            hull = _hull(item.content)
            if spot and hull and (alike(hull, spot) or any(alike(c, spot) for c in item.content)):
                found.append(item)
    return found


def claims(key: Key) -> Iterator[tuple[str, Score]]:
    """The key's attributed claims: content found, chain right, standing right."""
    content, chain, standing = Score(), Score(), Score()
    for claim in key.answers["claims"]:
        if not claim["chain"] or claim.get("bare"):
            continue
        what = f"{claim['id']} in {claim['file']}: {claim['words'][:70]}"
        found = attribution_of(key, claim["file"], claim["words"])
        content.note(bool(found), what)
        if found:
            best = max(found, key=lambda a: _chain_fits(a, claim))
            names = " > ".join(link.name for link in best.chain)
            chain.note(_chain_fits(best, claim), f"{what} — chain {names}")
            good = best.verification.value == claim["verification"]
            wanted = claim["verification"]
            standing.note(good, f"{what} — {best.verification.value}, not {wanted}")
    yield "attributed claims: content", content
    yield "attributed claims found: whole chain", chain
    yield "attributed claims found: verification", standing


def _chain_fits(item: Attribution, claim: dict[str, Any]) -> bool:
    own = bool(item.chain) and item.chain[0].kind == "outlet" and item.chain[0].span is None
    told = item.chain[1:] if own else item.chain
    wanted = claim["chain"]
    return len(told) == len(wanted) and all(
        same_teller(link, name) for link, name in zip(told, wanted, strict=True)
    )


def quantities(key: Key) -> Score:
    """Low, high, unit and counted noun."""
    score = Score()
    for wanted in key.answers["quantities"]:
        spot = key.spot(wanted["file"], wanted["words"])
        found = [
            q
            for reading in key.by_file[wanted["file"]]
            for q in reading.quantities
            if spot and q.span.overlaps(spot)
        ]
        unit, factor = _SI.get(wanted["unit"], (wanted["unit"], 1))
        low, high = (
            wanted[b] if wanted[b] is None else wanted[b] * factor for b in ("low", "high")
        )
        good = any(
            (q.low, q.high, q.unit) == (low, high, unit)
            and _last_word(q.counted or "") == _last_word(wanted["counted"] or "")
            for q in found
        )
        shown = [(q.low, q.high, q.unit, q.counted) for q in found]
        asked = (low, high, unit, wanted["counted"])
        score.note(good, f"{wanted['file']} {wanted['words']!r}: {shown}, not {asked}")
    return score


def times(key: Key) -> Score:
    """The interval of time expressions."""
    score = Score()
    for wanted in key.answers["times"]:
        around = key.spot(wanted["file"], wanted["in"])
        assert around is not None
        inner = around.text_of(key.text(wanted["file"])).index(wanted["words"])
        spot = Span(inner, inner + len(wanted["words"])).shift(around.start)
        right = {
            Interval.parse(edtf).edtf for edtf in (wanted["edtf"], *wanted.get("also_right", []))
        }
        found = [
            time
            for reading in key.by_file[wanted["file"]]
            for time in reading.times
            if time.span.overlaps(spot)
        ]
        good = any(time.edtf in right for time in found)
        shown = [time.edtf for time in found]
        score.note(good, f"{wanted['file']} {wanted['words']!r}: {shown}, not {sorted(right)}")
    return score


def places(key: Key) -> Score:
    """Within the distance the key allows."""
    score = Score()
    for wanted in key.answers["places"]:
        spot = key.spot(wanted["file"], wanted["in"])
        found = [
            place
            for reading in key.by_file[wanted["file"]]
            for place in reading.places
            if spot and place.span.overlaps(spot) and place.lat is not None
        ]
        offs = [
            Geodesic.WGS84.Inverse(p.lat, p.lon, wanted["lat"], wanted["lon"])["s12"] / 1000
            for p in found
        ]
        good = bool(offs) and min(offs) <= wanted["within_km"]
        score.note(good, f"{wanted['file']} {wanted['words']!r}: off by {offs} km")
    return score


def families(key: Key) -> Iterator[tuple[str, Score]]:
    """Pairs of articles that are one story: those of the key found, and those found in the key."""
    wanted = {
        frozenset((a, b))
        for family in key.answers["families"]
        for a in family["articles"]
        for b in family["articles"]
        if a != b
    }
    found = {
        frozenset((key.article_key(a), key.article_key(b)))
        for family in key.material.families
        for a in family.articles
        for b in family.articles
        if a != b
    }
    recall, precision = Score(), Score()
    for pair in sorted(map(sorted, wanted)):
        recall.note(frozenset(pair) in found, " + ".join(pair))
    for pair in sorted(map(sorted, found)):
        precision.note(frozenset(pair) in wanted, " + ".join(pair))
    yield "copies: pairs found", recall
    yield "copies: found pairs right", precision


def expectations(key: Key) -> Iterator[tuple[str, Score]]:
    """Sentences that promise something, when it is due, and what became of it."""
    found_score, due, status = Score(), Score(), Score()
    for wanted in key.answers["expectations"]:
        spot = key.spot(wanted["file"], wanted["sentence"])
        ids = {reading.article.id for reading in key.by_file[wanted["file"]]}
        found = [
            e
            for e in key.material.expectations
            if spot and e.at.article in ids and e.sentence.overlaps(spot)
        ]
        what = f"{wanted['id']} in {wanted['file']}: {wanted['sentence'][:80]}"
        found_score.note(bool(found), what)
        if found:
            days = {wanted["due"], wanted.get("moved_to") or wanted["due"]}
            meets = any(
                not e.due.is_unknown and e.due.intersects(Interval.parse(day))
                for e in found
                for day in days
            )
            shown = [e.due.edtf for e in found]
            if wanted["due"] != "XXXX":
                due.note(meets, f"{what} — due {shown}, not {wanted['due']}")
            good = any(e.status.value in (wanted["status"], "open") for e in found)
            status.note(good, f"{what} — {[e.status.value for e in found]}")
    yield "expectations: found", found_score
    yield "expectations found: due interval meets the true one", due
    yield "expectations found: status right or still open", status


def contradictions(key: Key) -> Iterator[tuple[str, Score]]:
    """The key's pairs found; none of those that only look like one."""
    found, false = Score(), Score()
    pairs = [{(a.article, a.span) for a in c.evidence} for c in key.material.contradictions]

    def told(claim_id: str) -> set[tuple[str, Span]]:
        claim = key.claim(claim_id)
        out = set()
        for place in (claim, *claim["also"]):
            spot = key.spot(place["file"], place["words"])
            if spot:
                out |= {(r.article.id, spot) for r in key.by_file[place["file"]]}
        return out

    def meets(pair: set[tuple[str, Span]], side: set[tuple[str, Span]]) -> bool:
        return any(a == b and s.overlaps(t) for a, s in pair for b, t in side)

    for wanted in key.answers["contradictions"]:
        both = [wanted["claims"], *wanted.get("also_right", ())]
        ways = [[told(claim) for claim in claims] for claims in both]
        good = any(all(meets(pair, side) for side in way) for way in ways for pair in pairs)
        found.note(good, f"{wanted['id']}: {wanted['why']}")
    for wanted in key.answers["not_contradictions"]:
        sides = [told(claim) for claim in wanted["claims"]]
        bad = any(all(meets(pair, side) for side in sides) for pair in pairs)
        false.note(not bad, wanted["why"])
    yield "contradictions: found", found
    yield "updates not taken for contradictions", false


def briefs(key: Key) -> Iterator[tuple[str, Score]]:
    """Claims the briefs of two weeks must tell; words no brief may print."""
    must, never = Score(), Score()
    for name, wanted in key.answers["brief"]["weeks"].items():
        cited = key.briefs[name].citations
        for claim_id in wanted:
            claim = key.claim(claim_id)
            good = any(
                spot.overlaps(citation.at.span)
                for place in (claim, *claim["also"])
                for spot in (key.spot(place["file"], place["words"]),)
                if spot
                for citation in cited
                if citation.at.capture == key.by_file[place["file"]][0].capture.id
            )
            must.note(good, f"{name}: {claim_id}: {claim['words'][:80]}")
    for item in key.answers["brief"]["never"]:
        words = " ".join(item["words"].split())
        printed = any(
            words in " ".join(text.split())
            for brief in key.briefs.values()
            for text in (
                *(c.quote for c in brief.citations),
                *(b.text for s in brief.sections for b in s.bullets),
            )
        )
        never.note(not printed, f"{item['why']}: {words[:80]}")
    yield "key claims told in their week's brief", must
    yield "words no brief may print kept out", never


def measure() -> dict[str, Score]:
    """All scores, by question."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.init(Path(folder) / "desk", SAMPLE / "watch.toml")
        captures = sorted(path for path in (SAMPLE / "captures").iterdir() if path.is_file())
        desk.ingest(captures, today=READ_ON)
        return compare(desk)


def compare(desk: Desk) -> dict[str, Score]:
    """All scores of a desk that has read the summer's captures."""
    answers = json.loads((SAMPLE / "answers.json").read_text(encoding="utf-8"))
    made = {name: desk.brief(week(name)) for name in answers["brief"]["weeks"]}
    made["summer"] = desk.brief(SUMMER)
    with desk.store.view() as view:
        key = Key(desk.material(view, Interval.unknown()), made, answers)
    return {
        "lines labelled": lines(key),
        "captures with the right articles": articles(key),
        **dict(heads(key)),
        **dict(dates(key)),
        **dict(claims(key)),
        "quantities": quantities(key),
        "times": times(key),
        "places": places(key),
        **dict(families(key)),
        **dict(expectations(key)),
        **dict(contradictions(key)),
        **dict(briefs(key)),
    }


def main() -> None:
    """Print the table, and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="say what was missed")
    options = parser.parse_args()
    scores = measure()
    for name, score in scores.items():
        print(f"{score.share:6.3f}  {score.right:>4} of {score.asked:<4}  {name}")
        if options.misses:
            for miss in score.misses:
                print(f"            {miss}")
    sys.path.insert(0, str(Path(__file__).parent))
    from measure import save

    save(
        "sample_quality",
        {n: {"share": round(s.share, 4), "asked": s.asked} for n, s in scores.items()},
    )


if __name__ == "__main__":
    main()
