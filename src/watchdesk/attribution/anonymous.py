"""Tellers who are not named: whether somebody is one, and what is said of them."""

from __future__ import annotations

import re

from watchdesk.attribution.heads import Phrase
from watchdesk.attribution.teller_words import ANY, HIDDEN, is_role
from watchdesk.language.listed import Range
from watchdesk.language.people_words import PEOPLE, ROLES

_REASON = re.compile(
    r"\b(?:anonym|unnamed|unidentified|undisclosed|not (?:to )?be (?:named|identified|quoted)|"
    r"(?:declined|refused|asked not|requested not|did not want|preferred not|wished not) to be|"
    r"without being (?:named|identified)|"
    r"(?:not|n['o’]t) authori[sz]ed|familiar with|(?:direct|first-hand|inside )?knowledge of|"
    r"briefed on|privy to|in the know|involved in the (?:talks|matter|discussions)|"
    r"on (?:the )?condition of|on background|withheld|identified only|for fear of|"
    r"(?:speaking|spoke) privately|close to)"
)
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_REGIONS = frozenset(
    "Western European Arab African Asian Latin Baltic Nordic Eastern Northern Southern Central "
    "Senior Top".split()
)
_PEOPLES = ("ian", "ish", "ese", "can", "ani", "qi", "eli", "ench", "utch", "eek", "wiss", "ghan")
_LONGEST = 400
"""Characters of a description that are looked at."""


def is_hidden(phrase: Phrase) -> bool:
    """Whether the words say that a teller is not to be known, or why."""
    words = phrase.tree.said(phrase.words)[:_LONGEST].lower()
    return _REASON.search(words) is not None


def is_anonymous(phrase: Phrase) -> bool:
    """Whether somebody is told of without being pointed at: by number, kind or reason."""
    if phrase.tree.upos[phrase.head] == "PROPN" and phrase.lemma not in PEOPLE | ROLES:
        return False
    if is_hidden(phrase) or phrase.lemma in HIDDEN:
        return True
    if phrase.tree.low[phrase.head] == "another" or (phrase.after("of") and _is_handful(phrase)):
        return True
    if phrase.tree.low[phrase.head] in ("people", "person", "persons"):
        return phrase.few or not phrase.plural
    if phrase.lemma in PEOPLE:
        return True
    if not is_role(phrase.lemma):
        return False
    return phrase.few or (phrase.determiner in ANY and not phrase.plural)


def _is_handful(phrase: Phrase) -> bool:
    """ "One of the envoys", "two of them": so few that each could be named."""
    tree = phrase.tree
    if tree.low[phrase.head] in ("one", "another"):
        return True
    few = tree.upos[phrase.head] == "NUM" and tree.low[phrase.head] in _NUMBERS
    return few and all(
        tree.lemmas[k] in PEOPLE or is_role(tree.lemmas[k]) for k in phrase.after("of")
    )


def of_a_state(phrase: Phrase) -> bool:
    """ "Lorvian officials" are a group; two of them, or Western ones, are somebody unnamed."""
    tree = phrase.tree
    if not phrase.plural or phrase.counted or is_hidden(phrase):
        return False
    if phrase.lemma not in PEOPLE or phrase.lemma in HIDDEN or phrase.determiner in ANY:
        return False
    for word in range(phrase.words.start, phrase.head):
        form = tree.forms[word]
        if not form[0].isupper() or form in _REGIONS or tree.upos[word] not in ("ADJ", "PROPN"):
            continue
        opens = word == tree.sentence_of(word).start
        if not opens or tree.upos[word] == "PROPN" or form.endswith(_PEOPLES):
            return True
    return False


def shown(phrase: Phrase) -> Range:
    """What is said of somebody unnamed: position, number and the reason for anonymity."""
    return phrase.short
