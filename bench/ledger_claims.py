"""What is right in the claims of the sample desk: their tellings, origins and standings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from ledger_key import Item, LedgerKey, Spot, near
from ledger_scores import Both, Score, spot_of, words_of
from watchdesk.records import Claim, StepKind


class Telling(NamedTuple):
    """One telling of the key, and the telling of the ledger that meets it."""

    claim: str
    spot: Spot | None
    found: Claim | None
    words: str
    at: Spot | None = None
    """Where the ledger's telling stands."""


def tellings(key: LedgerKey, claims: Iterable[Claim]) -> list[Telling]:
    """Every telling of the claims asked for, each with the ledger's telling that fits it best:
    words that meet, of which the largest part is shared. A refusal to comment is no claim
    (``silences``), and no more is a denial without words of its own (``bare`` in the key)."""
    by_article: dict[str, list[tuple[Spot, Claim]]] = {}
    for claim in claims:
        for member in claim.members:
            by_article.setdefault(member.at.article, []).append((spot_of(member.at), claim))
    out = []
    for item in key.asked("claims"):
        if item["act"] == "silence" or item.get("bare"):
            continue
        for spot in key.tellings(item):
            best = _best(spot, by_article.get(spot.article, ())) if spot else None
            words = words_of(key, spot) if spot else item["words"]
            at, found = best or (None, None)
            out.append(Telling(item["id"], spot, found, words, at))
    return out


def _best(spot: Spot, told: Iterable[tuple[Spot, Claim]]) -> tuple[Spot, Claim] | None:
    fits = [fit for fit in told if spot.meets(fit[0])]
    return max(fits, key=lambda fit: _part(spot, fit[0])) if fits else None


def _part(one: Spot, other: Spot) -> float:
    shared = one.shared(other)
    return shared / (one.span.length + other.span.length - shared)


def b_cubed(told: Sequence[Telling], group: Callable[[Telling], object]) -> Both:
    """B³ over the key's tellings (Bagga and Baldwin 1998), grouped by ``group``.

    Of each telling found: precision is the share of those grouped with it that the key has in its
    claim. Of each telling: recall is the share of its claim that is grouped with it, 0 for one not
    found. What the ledger groups with it and the key does not list counts neither way; nor do two
    claims told in one breath (one telling of the ledger holds both) count against each other.
    """
    found = [one for one in told if one.found is not None]
    sizes = Counter(one.claim for one in told)
    breath = _in_one_breath(found)
    held = Counter((group(one), one.claim) for one in found)
    groups: dict[object, dict[str, int]] = {}
    for (name, claim), count in held.items():
        groups.setdefault(name, {})[claim] = count
    precision, recall = [], []
    for one in found:
        own = groups[group(one)]
        others = (n for claim, n in own.items() if claim not in breath[one.claim])
        precision.append(own[one.claim] / (own[one.claim] + sum(others)))
        recall.append(own[one.claim] / sizes[one.claim])
    misses = [f"not found: {one.claim}: {one.words[:90]}" for one in told if one.found is None]
    return Both(
        precision=fmean(precision) if precision else 0.0,
        recall=sum(recall) / len(told) if told else 0.0,
        found=len(found),
        asked=len(told),
        misses=[*misses, *_parted(found, group), *_lumped(found, group, breath)],
    )


def _in_one_breath(found: Sequence[Telling]) -> dict[str, set[str]]:
    """By claim, those told with it in one breath, itself among them."""
    told: dict[Spot | None, set[str]] = {}
    for one in found:
        told.setdefault(one.at, set()).add(one.claim)
    breath: dict[str, set[str]] = {one.claim: {one.claim} for one in found}
    for claims_told in told.values():
        for claim in claims_told:
            breath[claim] |= claims_told
    return breath


def _parted(found: Sequence[Telling], group: Callable[[Telling], object]) -> Iterable[str]:
    parts: dict[str, dict[object, list[str]]] = {}
    for one in found:
        parts.setdefault(one.claim, {}).setdefault(group(one), []).append(one.words[:60])
    for claim, groups in parts.items():
        if len(groups) > 1:
            yield f"parted: {claim}: {list(groups.values())}"


def _lumped(
    found: Sequence[Telling],
    group: Callable[[Telling], object],
    breath: Mapping[str, set[str]],
) -> Iterable[str]:
    held: dict[object, dict[str, str]] = {}
    for one in found:
        held.setdefault(group(one), {}).setdefault(one.claim, one.words[:60])
    for told in held.values():
        if any(told.keys() - breath[claim] for claim in told):
            yield f"lumped: {told}"


def claims(told: Sequence[Telling]) -> dict[str, Both]:
    """B³ of the ledger's claims, the same where each wording of a claim counts once (copies are
    easy), and of two baselines: every telling its own claim, and the same words as one."""
    once = {(one.claim, one.words): one for one in reversed(told)}

    def ours(one: Telling) -> object:
        return one.found.id if one.found else None

    return {
        "claims: B³": b_cubed(told, ours),
        "claims: B³, each wording once": b_cubed([*once.values()], ours),
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
    """Where claims stand: of those whose standing a text tells, the right one; of those of which
    nothing is said, and that are no side of a contradiction, reported (denied, where the first
    telling tells the words as untrue: "denied that it had massed troops"); and of the key's dated
    steps, those the ledger has, within a day."""
    told, silent, steps = Score(), Score(), Score()
    pairs = [*key.key["contradictions"], *key.key["accepted_contradictions"]]
    sides = {
        name
        for item in pairs
        for two in (item["claims"], *item.get("also_right", ()))
        for name in two
    }
    for name, claim in best.items():
        item = key.claim(name)
        shown = claim.standing.value if claim else "no claim"
        untold = "denied" if item["verification"] == "denied" else "reported"
        wanted = item["standing"] or untold
        if item["standing"] or name not in sides:
            score = told if item["standing"] else silent
            score.note(shown == wanted, f"{name}: {shown}, not {wanted}")
        for step in item["steps"]:
            shown_steps = [f"{s.standing.value} {s.on}" for s in claim.history] if claim else []
            what = f"{name}: {step['standing']} {step['day']}: {shown_steps}"
            steps.note(claim is not None and _stepped(claim, step), what)
    return {
        "standings right": told,
        "standings: nothing said, and reported": silent,
        "standings: dated steps": steps,
    }


def silences(key: LedgerKey, claims: Iterable[Claim]) -> Score:
    """Refusals to comment, each telling by itself: recorded as a step of some claim."""
    steps = [step for claim in claims for step in claim.history]
    quiet = [spot_of(step.at) for step in steps if step.kind is StepKind.NO_COMMENT]
    score = Score()
    for item in key.asked("claims"):
        for spot in key.tellings(item) if item["act"] == "silence" else ():
            good = spot is not None and any(spot.shared(other) for other in quiet)
            score.note(good, f"{item['id']}: {item['words'][:90]}")
    return score


def _stepped(claim: Claim, step: Item) -> bool:
    return any(
        one.standing.value == step["standing"] and near(one.on, step["day"], 1)
        for one in claim.history
    )
