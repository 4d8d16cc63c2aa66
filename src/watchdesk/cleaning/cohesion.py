"""What the words of a line tell about its neighbours: names, stems, and where a topic changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from math import lgamma, log
from typing import NamedTuple

_LONGEST = 6000
"""So many signs of a line are read."""
_SIGNS = "\"'“”‘’.,;:!?()[]…–—-*"
_STOPS = frozenset('.!?:;,)]…—–-"”')
_FULL_STOPS = frozenset(".!?:…")
_START = 40
_STEM = 6
"""A word counts by so many of its first letters."""
_COMMON = frozenset(
    "that this with from have been were they their would there which when what about after before "
    "more than also into over under some such only other could should because while where said "
    "says saying told will just like even most many much very being those these then them your "
    "ours year years people time first last according still since against during between through "
    "week month today does doing made make here each both having itself never ever".split()
)
_NO_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct "
    "Nov Dec President Mr Mrs Ms Dr Prime Minister Secretary State Foreign Defense Defence General "
    "Chief Senator Sir Lord Lady Justice Judge Vice Deputy The A An But And He She It In On At For "
    "As If We They This That There When While After Before His Her Its Their Our My You I What Who "
    "How Why Where Not No Yes So Now Then Also However Meanwhile Some Many Most More All Both One "
    "Two Three Another Other Others Such Since During With Without By From To Of Or Nor Yet Still "
    "Despite Although Though Because Last Earlier Once".split()
)
_SPREAD = 0.2
"""Concentration of the Dirichlet prior for each word."""
_VOCABULARY = 8000
"""Words that a story could use."""


class Words(NamedTuple):
    """The words of a line."""

    first: str
    """Its first word, as written."""
    opening: tuple[str, ...]
    """The name it opens with, word by word, without titles."""
    plain: set[str]
    """Its lower-case words."""
    start: set[str]
    """Those among its first forty words."""
    names: set[str]
    """Its names, word by word."""
    full: dict[str, str]
    """Names of two words and more: the last word and the one before it."""
    alone: set[str]
    """Names of one word."""
    maybe: set[str]
    """Capitalised words that open a sentence; names when they are names elsewhere."""
    bag: set[str]
    """Names, and the stems of the plain words that carry meaning."""


class _Names:
    """Collects the names of a line, run of capitalised words by run."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.full: dict[str, str] = {}
        self.alone: set[str] = set()
        self.maybe: set[str] = set()
        self.opening: tuple[str, ...] = ()

    def take(self, run: list[str], opens: bool, first: bool) -> None:
        """Take a run of capitalised words that opens a sentence, or the whole line, or neither.

        One capitalised word at the start of a sentence may be any word, and is no name.
        """
        parts = [word[:-2] if word.endswith(("'s", "’s")) else word for word in run]
        parts = [word for word in parts if len(word) > 1 and word not in _NO_NAMES]
        if first:
            self.opening = tuple(parts)
        if opens and len(run) == 1:
            self.maybe.update(parts)
            return
        self.words.update(parts)
        if len(parts) > 1:
            self.full[parts[-1]] = parts[-2]
        elif parts:
            self.alone.add(parts[0])


def read_words(text: str) -> Words:
    """The words of a line; at most its first 6,000 signs are read."""
    names = _Names()
    plain: set[str] = set()
    run: list[str] = []
    start: set[str] = set()
    first, opens, run_opens, leads = "", True, False, False
    for count, raw in enumerate(text[:_LONGEST].split()):
        if count == _START:
            start = set(plain)
        word = raw.strip(_SIGNS)
        if word and word[0].isupper():
            if not run:
                run_opens, leads = opens, not first
            run.append(word)
        else:
            if run:
                names.take(run, run_opens, leads)
                run = []
            if word:
                plain.add(word)
        first = first or word
        last = raw[-1]
        if run and last in _STOPS and (last != "." or len(word) > 2):
            names.take(run, run_opens, leads)
            run = []
        opens = last in _FULL_STOPS or (last in '"”' and raw[-2:-1] in _FULL_STOPS)
    if run:
        names.take(run, run_opens, leads)
    stems = {word[:_STEM] for word in plain if len(word) > 3 and word not in _COMMON}
    return Words(
        first,
        names.opening,
        plain,
        start or plain,
        names.words,
        names.full,
        names.alone,
        names.maybe,
        stems | names.words,
    )


def topic_changes(bags: Sequence[Set[str]]) -> list[float]:
    """For each gap between two lines: how much likelier two topics than one, as a logarithm.

    Each side is a bag of words drawn from a distribution of its own, against all drawn from one;
    the distributions are integrated out under a symmetric Dirichlet prior (Eisenstein and Barzilay
    2008). A word counts once for each line. Gives one number fewer than there are lines; linear in
    the number of words.
    """
    behind: Counter[str] = Counter()
    for bag in bags:
        behind.update(bag)
    total = behind.total()
    logs = [log(_SPREAD + count) for count in range(max(behind.values(), default=0) + 1)]
    again = {word for word, count in behind.items() if count > 1}
    ahead = dict.fromkeys(again, 0)
    prior = _SPREAD * _VOCABULARY
    ends = [lgamma(prior + count) for count in range(total + 1)]
    base = ends[0] + ends[total]
    found: list[float] = []
    gain, seen = 0.0, 0
    for bag in bags[:-1]:
        for word in again.intersection(bag):
            left, right = ahead[word], behind[word]
            gain += logs[left] - logs[right - 1]
            ahead[word], behind[word] = left + 1, right - 1
        seen += len(bag)
        found.append(gain + base - ends[seen] - ends[total - seen])
    return found
