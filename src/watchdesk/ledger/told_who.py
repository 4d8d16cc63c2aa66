"""Who tells or denies something, as a reader needs them: never a bare "her", never half a verb."""

from __future__ import annotations

import re

_PRONOUN = re.compile(
    r"(?:an?|the|it|its|he|him|his|she|her|hers|they|them|their|theirs|we|us|our|you|your|i|me|my|"
    r"both|all|each|either|neither|none|one|this|that|these|those|others?|some|many|who|which|"
    r"another|nobody|somebody)(?:\s+(?:of\s+(?:them|us|it|these|those)|two|three|others?|side|"
    r"latter|former))?",
    re.IGNORECASE,
)
"""Words that name nobody by themselves."""
_TALK = re.compile(
    r"(?:an?|the|this|that|these|those|such|his|her|its|their)\s+(?:[\w-]+\s+)?(?:claim|report|"
    r"allegation|accusation|charge|story|account|version|figure|number|statement|suggestion|"
    r"denial|answer|reply|response)s?\b.{0,80}",
    re.IGNORECASE,
)
"""What is told, and nobody who tells it."""
_FROM = re.compile(r"(?:but\s+|and\s+|yet\s+)?(?:from|at|in|by)\s+(?=\S)", re.IGNORECASE)
_VERB = re.compile(
    r",|;|\s[—–-]\s|\s+(?:(?:has|have|had|is|was|are|were|did|does|do|will|would|there|came|then|"
    r"later|also|again|at\s+once|promptly|swiftly|flatly|firmly|quickly|immediately|strongly|"
    r"categorically|repeatedly|issued|gave|put|made|sent|published|in\s+turn)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)


def somebody(words: str) -> str | None:
    """Who some words name, without the helpers of a verb behind ("the firm has"); ``None`` where
    they only point ("her", "both") or name what is told ("the claim")."""
    text = " ".join(words[:200].split()).strip("“”‘\"' ")
    text = _FROM.sub("", text, count=1) if _FROM.match(text) else text
    match = _VERB.search(text)
    text = (text[: match.start()] if match else text).strip(" ,;—–-")
    return None if not text or points(text) or _TALK.fullmatch(text) else text


def points(words: str) -> bool:
    """Whether words name nobody by themselves: "her", "both of them"."""
    return _PRONOUN.fullmatch(words.strip()) is not None
