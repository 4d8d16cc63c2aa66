"""Words that make another statement of one: not, opposites, fates, the merely possible."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from watchdesk.ledger.incompatible_words import tell_opposites
from watchdesk.ledger.kept import Kept
from watchdesk.ledger.lexicon import hashes_of
from watchdesk.ledger.told_words import stem
from watchdesk.records import Polarity

_NOT = (
    "not no never none neither nor cannot cant wont dont doesnt didnt isnt arent wasnt werent "
    "hasnt havent hadnt wouldnt couldnt shouldnt without"
)
_LACK = (
    "refuse reject deny fail decline lack lose stop halt suspend ban bar forbid prohibit block "
    "prevent exclude rule end cease quit leave withdraw cut shut close abandon veto oppose unable "
    "unlikely absent impossible unless avoid drop give dissolve remove"
)
"""Words that say "not" without it."""
_REFUSE = "refuse reject deny fail decline veto oppose unable unlikely postpone cancel delay"
"""Those of them that no other word for the same thing goes without."""
_OPPOSITES = """
open reopen | close shut
lift ease drop scrap | impose introduce uphold keep tighten
release free liberate return | arrest detain hold capture seize kidnap jail abduct
win gain regain | lose
rise increase grow climb raise jump | fall drop decrease shrink decline sink lower cut reduce
begin start resume launch open | end stop halt suspend close finish cease
extend continue | end stop expire terminate
join enter accede | leave quit withdraw exit
accept approve agree back support pass adopt endorse | reject refuse veto oppose block
allow permit let | ban forbid prohibit bar shut exclude
confirm admit | deny
arrive come enter | leave depart
buy import | sell export
attack | defend
strengthen improve better help | weaken worsen harm hurt
advance | retreat withdraw
appoint name hire | dismiss sack fire
meet | miss cancel postpone
friend ally | enemy
north northern | south southern
east eastern | west western
survive | die
true right | false wrong untrue
least minimum | most maximum
"""
_FATES = """
kill die dead death fatality slay
wound injure hurt injury
miss disappear vanish
arrest detain capture imprison jail hostage kidnap abduct prisoner
free release liberate
flee displace evacuate uproot
rescue save
"""
_POSSIBLE = "may might could possibly perhaps maybe potentially"
_AHEAD = "will would shall wont"
_AWAITED = frozenset("plan expect suppose intend aim hope want wish due should".split())
_ALONE = "alone only solely exclusively merely"
_SURE = "will would shall must is are was were has have had wont"


@cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, stem(word)))


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    lines = (line.partition("|") for line in _OPPOSITES.strip().splitlines())
    return tuple((_stems(left), _stems(right)) for left, _, right in lines)


@cache
def _fates() -> tuple[frozenset[str], ...]:
    return tuple(map(_stems, _FATES.strip().splitlines()))


def opposed(a: Kept, b: Kept) -> bool:
    """Whether one has a word that is the opposite of one the other has."""
    one, other = a.forms - b.forms, b.forms - a.forms
    return tell_opposites(a.text, b.text) or any(
        (one & left and other & right and not (one & right or other & left))
        or (one & right and other & left and not (one & left or other & right))
        for left, right in _opposites()
    )


def negated(one: Kept) -> bool:
    """Whether a word of it says "not", or its source rules it out; not both."""
    return bool(one.bag & hashes_of(_NOT)) != (one.polarity is Polarity.NEGATIVE)


def turned_round(a: Kept, b: Kept) -> bool:
    """Whether one says the opposite of the other, as far as single words tell."""
    not_a, not_b = negated(a), negated(b)
    if not_a == not_b:
        return opposed(a, b) or (not not_a and (_refuses(a, b) or _refuses(b, a)))
    plain, other = (b, a) if not_a else (a, b)
    said = plain.forms.union(map(stem, plain.cue.split()))  # "ruled out signing" as well
    return not ((said - other.forms) & _stems(_LACK) or opposed(a, b))


def _refuses(one: Kept, other: Kept) -> bool:
    said = (one.forms - other.forms) & _stems(_REFUSE)
    return bool(said) and not other.forms & _stems(_LACK)


def fates_differ(a: Kept, b: Kept) -> bool:
    """Whether people are told to have met with different things."""
    left, right = (_fates_of(one.forms) for one in (a, b))
    return bool(left and right) and not left & right


def _fates_of(forms: Collection[str]) -> set[int]:
    return {n for n, fate in enumerate(_fates()) if not fate.isdisjoint(forms)}


def sureness_differs(a: Kept, b: Kept) -> bool:
    """Whether one tells as possible what the other tells as so."""
    possible = hashes_of(_POSSIBLE)
    maybe_a, maybe_b = bool(a.bag & possible), bool(b.bag & possible)
    if maybe_a == maybe_b:
        return False
    maybe, sure = (a, b) if maybe_a else (b, a)
    return not negated(maybe) and bool(sure.bag & hashes_of(_SURE))


def scopes_differ(a: Kept, b: Kept) -> bool:
    """Whether only one says that it holds of nothing else."""
    alone = hashes_of(_ALONE)
    return bool(a.bag & alone) != bool(b.bag & alone)


def ahead(one: Kept) -> bool:
    """Whether it tells of what is to come."""
    return bool(one.bag & hashes_of(_AHEAD)) or not one.forms.isdisjoint(_AWAITED)
