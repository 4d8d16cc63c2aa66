"""Headlines and items of lists whose verb is an infinitive: "Delegations to meet again"."""

from __future__ import annotations

import re

from watchdesk.ledger.deeds import deeds

_BULLET = re.compile(r"^[\s\-–—*•·]+")
_HEAD_WORDS = 5
"""Words before the infinitive of a headline, at most."""
_NO_HEAD = frozenset(
    "is are was were be been has have had do does did will would can could may might must should "
    "how what when where who why which that if it this there way ways time plan plans right need "
    "chance ability able bid call calls move effort efforts attempt decision pressure ready want "
    "wants free due set going told asked made order power permission reason reasons refusal "
    "readiness offer not continue continues begin begins start starts tend tends seem seems appear "
    "appears fail fails some many people according thanks up next and or in on at of for from back "
    "close welcome".split()
)
"""Words after or among which an infinitive is no verb of a headline."""


def is_headed(lead: str) -> bool:
    """Whether the words before an infinitive, from the start of the sentence, make it the verb of
    a headline or of an item of a list."""
    words = _BULLET.sub("", lead).split()
    if not 0 < len(words) <= _HEAD_WORDS or not words[0][0].isupper():
        return False
    plain = [word.lower() for word in words]
    if _NO_HEAD & set(plain) or any(word.endswith("ed") for word in words if word[0].islower()):
        return False
    if any(word in deeds() for word in words[:-1]):
        return False
    return plain[-1].isalpha() and not plain[-1].endswith(("ing", "ly"))
