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
