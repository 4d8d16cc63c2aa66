"""What lists of records can be narrowed by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import BaseModel
from pydantic_core import from_json

from watchdesk.answers.listed import Filter
from watchdesk.asking import all_addresses, articles_of, entities
from watchdesk.brief.select import issues_of
from watchdesk.records import (
    Claim,
    Contradiction,
    ContradictionKind,
    Correction,
    CorrectionKind,
    Expectation,
    ExpectationStatus,
    Position,
    Stance,
    Standing,
    Watch,
)

_GIST = re.compile(rb'"gist":("(?:[^"\\]|\\.)*")')
"""The words of a claim in its JSON."""


def by_standing(standing: Standing) -> Filter:
    """Claims of a standing."""
    told = f"standing {standing.value}"
    labels = (f"standing:{standing.value}",)
    return Filter(told, lambda one: isinstance(one, Claim) and one.standing is standing, labels)


def by_speaker(name: str) -> Filter:
    """Claims told by somebody: a name, an entity id, or a country's code."""
    ids = frozenset(entities(name))
    labels = tuple(f"speaker:{one}" for one in sorted(ids))
    return Filter(f"speaker {name}", lambda one: bool(ids & _speakers(one)), labels, called=name)


def _speakers(one: BaseModel) -> frozenset[str]:
    members = one.members if isinstance(one, Claim) else ()
    links = (member.chain[-1] for member in members if member.chain)
    return frozenset(link.entity.id for link in links if link.entity)


def by_article(article: str) -> Filter:
    """Records that rest on an article."""
    labels = (f"article:{article}",)
    return Filter(f"article {article}", lambda one: article in _articles(one), labels)


def _articles(one: BaseModel) -> Iterable[str]:
    return {*articles_of(one), *(at.article for at in all_addresses(one))}


def about(watch: Watch, issue: str) -> Filter:
    """Claims whose words belong to an issue of the watch."""
    own = [one for one in watch.issue if one.name == issue]
    return Filter(
        f"issue {issue}",
        lambda one: isinstance(one, Claim) and bool(issues_of(one.gist, own)),
        may_fit=lambda data: any(issues_of(from_json(told), own) for told in _GIST.findall(data)),
    )


def by_actor(name: str) -> Filter:
    """Positions of somebody: a name, an entity id, or a country's code."""
    ids = frozenset(entities(name))
    labels = tuple(f"actor:{one}" for one in sorted(ids))
    return Filter(
        f"actor {name}", lambda one: isinstance(one, Position) and one.actor in ids, labels
    )


def on_issue(issue: str) -> Filter:
    """Positions on an issue of the watch."""
    labels = (f"issue:{issue}",)
    return Filter(
        f"issue {issue}", lambda one: isinstance(one, Position) and one.issue == issue, labels
    )


def by_stance(stance: Stance) -> Filter:
    """Positions of a stance."""
    told = f"stance {stance.value}"
    return Filter(told, lambda one: isinstance(one, Position) and one.stance is stance)


def holding(still: bool) -> Filter:
    """Positions that nothing has taken the place of, or those that something has."""
    told = "positions that hold" if still else "positions that were left"
    return Filter(told, lambda one: isinstance(one, Position) and (one.until is None) == still)


def by_status(status: ExpectationStatus) -> Filter:
    """Expectations of a status."""
    told, labels = f"status {status.value}", (f"status:{status.value}",)
    return Filter(told, lambda one: isinstance(one, Expectation) and one.status is status, labels)


def of_kind(kind: ContradictionKind | CorrectionKind) -> Filter:
    """Contradictions or corrections of a kind."""
    return Filter(
        f"kind {kind.value}",
        lambda one: isinstance(one, (Contradiction, Correction)) and one.kind is kind,
    )


def of_claim(claim: str) -> Filter:
    """Contradictions that a claim is one side of."""
    labels = (f"claim:{claim}",)
    return Filter(
        f"claim {claim}",
        lambda one: isinstance(one, Contradiction) and claim in one.claims,
        labels,
    )
