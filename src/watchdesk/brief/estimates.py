"""Words of estimative probability, and why a brief has none of its own.

The words and bands are those of Intelligence Community Directive 203, *Analytic Standards*
(Office of the Director of National Intelligence, 2 January 2015), section D.6.e(2)(a). The
directive gives two rows of terms, which are not to be mixed, and forbids one sentence to hold both
a likelihood and a level of confidence.

The ledger's rule of credibility counts independent origins and the steps against a claim. None of
its lines tells how likely anything is: two origins may repeat one rumour, and a count of them is no
share of cases in which such a thing was true. So it allows no word of the table, and a brief prints
one only where the cited words have it, as somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchdesk.records import Stopped


class Band(NamedTuple):
    """One column of the directive's table."""

    terms: tuple[str, ...]
    """The words of both rows."""
    low: int
    """Lowest likelihood, percent."""
    high: int
    """Highest likelihood, percent."""


BANDS = (
    Band(("almost no chance", "remote"), 1, 5),
    Band(("very unlikely", "highly improbable"), 5, 20),
    Band(("unlikely", "improbable"), 20, 45),
    Band(("roughly even chance", "roughly even odds"), 45, 55),
    Band(("likely", "probable"), 55, 80),
    Band(("very likely", "highly probable"), 80, 95),
    Band(("almost certain", "nearly certain"), 95, 99),
)
"""The directive's table, from the least likely to the most."""
_FORMS = {
    "remote": "remote chance",
    "probable": "probabl[ey]",
    "improbable": "improbabl[ey]",
    "highly probable": "highly probabl[ey]",
    "highly improbable": "highly improbabl[ey]",
    "almost certain": "almost certain(?:ly)?",
    "nearly certain": "nearly certain(?:ly)?",
}
"""Where a word of the table has other forms, or is one only beside another ("remote chance")."""
CONFIDENCE = re.compile(r"\b(?:high|moderate|low) confidence\b", re.IGNORECASE)
"""The directive's levels of confidence."""
_TERMS = sorted((term for band in BANDS for term in band.terms), key=len, reverse=True)
_WORDS = re.compile(
    r"\b(?:" + "|".join(_FORMS.get(term, term) for term in _TERMS) + r")\b", re.IGNORECASE
)


def band_of(word: str) -> Band | None:
    """The band a word of the table belongs to, whatever its form."""
    told = " ".join(word.casefold().split())
    for band in BANDS:
        for term in band.terms:
            if re.fullmatch(_FORMS.get(term, term), told):
                return band
    return None


def found(text: str) -> Iterator[str]:
    """The words of the table, and levels of confidence, that stand in a text."""
    for pattern in (_WORDS, CONFIDENCE):
        yield from (match.group() for match in pattern.finditer(text))


def stop(own: str, cited: Sequence[str]) -> tuple[Stopped, ...]:
    """What the desk's own words may not hold: an estimate that the cited words do not have."""
    known = {word.casefold() for words in cited for word in found(words)}
    reason = "the ledger's rule allows no estimate of the desk's own"
    return tuple(
        Stopped(text=own, kind="estimate", word=word, reason=f"{reason}: {word!r}")
        for word in found(own)
        if word.casefold() not in known
    )
