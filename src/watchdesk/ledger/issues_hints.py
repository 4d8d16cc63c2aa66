"""Matters that recur and that no issue of the watch names: what actors take a stand on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from watchdesk.language.lexicon import capitals, common_words, country_rows
from watchdesk.ledger.book import Book
from watchdesk.ledger.issues_about import POINTERS
from watchdesk.ledger.positions_kept import STAND, Taken, entered
from watchdesk.records import Address, IssueHint, content_id

_FAMILIES = 3
"""Stories, copies folded, that must hold a matter."""
_ACTORS = 2
"""Actors who must take a stand on it."""
_NEWEST = 40
"""Stands on a matter that are looked at, the newest first."""
_EVIDENCE = 5
"""Sentences that are shown."""
_TERMS = 12
"""Terms of one target at most."""
_PART = 0.8
"""Share of a word's stands from which a pair of words says all the word does."""
_SHORT = 4
"""Letters of a word that can be a matter by itself."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PLAIN = POINTERS | frozenset(
    "be been being is are was were has have had do does did will would should could may might must "
    "can not no nor and or but if than then as also only very own one two three first last next "
    "people country countries state states government governments president minister officials "
    "leaders members allies side sides way part parts year years month months week weeks day days "
    "time times thing things work works world war help support made make making take taking give "
    "given giving get getting use using used more most less many several other others some".split()
)


def matters(one: Taken) -> dict[str, str]:
    """What the target of a stand names, as folded terms with the words as written: pairs of
    telling words that stand side by side, and single words that are no common ones."""
    return dict(_matters(one.target))


@lru_cache(maxsize=8192)
def _matters(target: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for line in target.splitlines():
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(line)]
        for (a, start, middle), (b, after, end) in pairwise(words):
            near = line[middle:after].isspace() or line[middle:after] == "-"
            if near and _tells(a) and _tells(b) and not (_is_land(a) and _is_land(b)):
                found.setdefault(f"{_folded(a)} {_folded(b)}", line[start:end])
        for word, _, _ in words:
            plain = len(word) >= _SHORT and _tells(word) and not word[0].isupper()
            if plain and word.casefold() not in common_words() and not _is_land(word):
                found.setdefault(_folded(word), word)
    return tuple(found.items())[:_TERMS]


def _tells(word: str) -> bool:
    low = word.casefold()
    return low not in _PLAIN and _folded(word) not in _PLAIN and not low.endswith("ly")


def _is_land(word: str) -> bool:
    """Whether a word is of the name of a country or a capital, or tells a nationality."""
    return word.casefold().replace("’", "'").removesuffix("'s") in _lands()


@lru_cache(maxsize=1)
def _lands() -> frozenset[str]:
    rows = country_rows()
    told = [name for _, *kinds in rows for names in kinds for name in names]
    return frozenset(part.casefold() for name in (*told, *capitals()) for part in name.split())


def _folded(word: str) -> str:
    """A word in lower case without its plural ending."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    plural = low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > _SHORT
    return low[:-1] if plural else low


def matter_key(term: str) -> int:
    """The key by which the stands on a matter are found."""
    return int.from_bytes(blake2b(f"matter|{term}".encode(), digest_size=8).digest()) >> 1


def write_hints(book: Book, terms: Collection[str]) -> None:
    """Write hints at some matters anew, and erase those that recur no more.

    A hint's labels are ``article:`` of its evidence and ``matter:`` with its term.
    """
    if not terms:
        return
    keys = {matter_key(term): term for term in sorted(terms)}
    held = book.holding(STAND, keys, most=_NEWEST)
    names = {name for found in held.values() if len(found) >= _FAMILIES for name in found}
    kept = {name: entered(item).taken for name, item in book.items(STAND, names).items()}
    told = {name: matters(one) for name, one in kept.items()}
    facts = book.facts({one.article for one in kept.values()})
    families = {name: one.family for name, one in facts.items()}
    gone: list[str] = []
    for key, term in keys.items():
        ones = [(kept[name], told[name]) for name in held.get(key, ()) if name in kept]
        hint = _hint(term, ones, families)
        if hint is None:
            gone.append(_id(term))
        else:
            labels = {f"article:{one.article}" for one in hint.evidence}
            book.write(hint, sorted(labels | {f"matter:{term}"}))
    book.erase(IssueHint, gone)


def _id(term: str) -> str:
    return content_id("iss", term)


_Told = tuple[Taken, dict[str, str]]
"""A stand and the matters it is on."""


def _hint(term: str, ones: Sequence[_Told], families: Mapping[str, str]) -> IssueHint | None:
    stories = {families.get(one.article, one.article) for one, _ in ones}
    actors = _actors(one for one, _ in ones)
    if len(stories) < _FAMILIES or len(actors) < _ACTORS or _is_said_better(term, ones):
        return None
    newest = sorted(ones, key=lambda row: _newest(row[0]))
    written = dict.fromkeys(told[term].casefold() for _, told in newest)
    shown = _spread([one for one, _ in newest], families)
    return IssueHint(
        id=_id(term),
        name=newest[0][1][term],
        terms=tuple(written)[:_EVIDENCE],
        articles=len(stories),
        actors=tuple(sorted(actors.values())),
        evidence=tuple(_address(one) for one in shown),
    )


def _actors(ones: Iterable[Taken]) -> dict[str, str]:
    found = {(x.entity.id if x.entity else x.name, x.name) for one in ones for x in one.who}
    return dict(sorted(found))


def _is_said_better(term: str, ones: Sequence[_Told]) -> bool:
    """Whether a pair of words with this one in it stands in nearly all of its stands."""
    if " " in term:
        return False
    counts = Counter(o for _, told in ones for o in told if " " in o and term in o.split())
    return max(counts.values(), default=0) >= _PART * len(ones)


def _newest(one: Taken) -> tuple[int, str, int]:
    day = one.published.latest or one.published.earliest or date.min
    return -day.toordinal(), one.article, one.cue.start


def _spread(ones: Sequence[Taken], families: Mapping[str, str]) -> list[Taken]:
    """The newest of each story."""
    found: dict[str, Taken] = {}
    for one in ones:
        found.setdefault(families.get(one.article, one.article), one)
    return list(found.values())[:_EVIDENCE]


def _address(one: Taken) -> Address:
    return Address(capture=one.capture, article=one.article, span=one.sentence)
