"""Words the rules know by what they stand for."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WHEN = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today yesterday tomorrow tonight "
    "morning noon afternoon evening night midnight day week weekend fortnight month year spring "
    "summer autumn fall winter time hour minute moment"
)
"""Nouns that tell when."""
VENUES = _set(
    "statement interview conference briefing speech post tweet letter memo email e-mail message "
    "address video television tv radio facebook twitter telegram instagram podcast column op-ed "
    "report article essay book hearing call blog remark testimony filing document broadcast thread "
    "channel rally debate forum town meeting news press release communique editorial appearance "
    "floor stage stump trail event segment dispatch note brief text"
)
"""Nouns that tell in what or where something is said."""
TIMELY = _set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
    "week month year morning night afternoon evening day january february march april june july "
    "august september october november december last this earlier late early"
)
"""Words that tell when something was said rather than what."""
OPENERS = _set("that if whether how why what where who when")
"""Words that open a clause that is told."""
QUESTIONING = _set("whether if when where who whom what which how why")
"""Words that open a question told of."""
