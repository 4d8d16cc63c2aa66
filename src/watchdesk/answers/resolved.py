"""What an id or an address of words stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import BaseModel

from watchdesk.answers.cited import Words, words_at
from watchdesk.lookup import later
from watchdesk.records import (
    Address,
    Claim,
    Contradiction,
    Correction,
    Expectation,
    IssueHint,
    Position,
    Role,
    Span,
    Story,
    Watch,
)
from watchdesk.records.span import Frozen
from watchdesk.store import View

_ADDRESS = re.compile(r"(cap-[0-9a-f]{16})#char=(\d{1,12}),(\d{1,12})")
_ID = re.compile(r"[a-z]{3}-[0-9a-f]{16}")
_KINDS: Mapping[str, type[BaseModel]] = {
    "con": Contradiction,
    "exp": Expectation,
    "pos": Position,
    "cor": Correction,
    "sto": Story,
    "iss": IssueHint,
}
_IN_ARTICLES = ("att", "men", "evt")


class Resolved(Frozen):
    """What an id or an address leads to."""

    id: str
    """Id of what it stands for now: another one where that was merged away."""
    kind: str
    """What that is: claim, contradiction, position, expectation, correction, story, issue, family,
    article, ruling."""
    words: Words | None = None
    """For an address: the words."""


def resolved(view: View, watch: Watch, name: str) -> Resolved | None:
    """What an id or an address stands for; ``None`` when nothing in the ledger has it."""
    if match := _ADDRESS.fullmatch(name):
        return _at(view, watch, match[1], int(match[2]), int(match[3]))
    if not _ID.fullmatch(name):
        return None
    prefix = name.partition("-")[0]
    if kind := _KINDS.get(prefix):
        found = view.record(kind, name) is not None
        told = "issue" if kind is IssueHint else kind.__name__.lower()
        return Resolved(id=name, kind=told) if found else None
    if prefix in {"clm", "sta", "org"}:
        return _claim(view, name)
    if prefix == "fam":
        family = view.family(name)
        return Resolved(id=family[0].family, kind="family") if family else None
    if prefix == "rul":
        ruled = any(one.id == name for one in view.rulings())
        return Resolved(id=name, kind="ruling") if ruled else None
    article = _article(view, name, prefix)
    return Resolved(id=article, kind="article") if article else None


def _claim(view: View, name: str) -> Resolved | None:
    claim: Claim | None
    if name.startswith("clm-"):
        claim = view.record(Claim, name) or later(view, name)
    else:
        label = f"{'statement' if name.startswith('sta-') else 'origin'}:{name}"
        claim = next(iter(view.records(Claim, [label], None, 1)), None)
    return Resolved(id=claim.id, kind="claim") if claim else None


def _article(view: View, name: str, prefix: str) -> str | None:
    if prefix == "art":
        return name if view.known([name]) else None
    if prefix == "cap":
        return _main(view, name)
    return view.article_with(name) if prefix in _IN_ARTICLES else None


def _main(view: View, capture: str, span: Span | None = None) -> str | None:
    """The article of a capture in which words stand; its main one where no other holds them."""
    found = view.articles_of(capture)
    ranked = sorted(found, key=lambda one: one.article.role is not Role.MAIN)
    if span is not None:
        holding = [
            one for one in ranked if any(part.span.contains(span) for part in one.article.parts)
        ]
        ranked = sorted(holding, key=lambda one: one.article.role is Role.MAIN) or ranked
    return ranked[0].article.id if ranked else None


def _at(view: View, watch: Watch, name: str, start: int, end: int) -> Resolved | None:
    capture = view.capture(name)
    if capture is None or not start <= end <= len(capture.text):
        return None
    span = Span(start, end)
    article = _main(view, name, span)
    if article is None:
        return None
    at = Address(capture=name, article=article, span=span)
    return Resolved(id=article, kind="article", words=words_at(view, watch, [at]).get(at))
