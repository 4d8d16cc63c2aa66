"""What neighbouring sentences of one article tell of one thing that cannot both hold.

"The minister said that the crossing was open. The drivers' union said that it was closed": the
second sentence names nothing, and is about what the first one names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from watchdesk.grounding.actor_bodies import state_entity
from watchdesk.ledger.differing import Deed, Telling, apart, gap, one_voice, overlap, same_speaker
from watchdesk.ledger.differing_days import days_why
from watchdesk.ledger.differing_near_counts import counted_otherwise, gives_another_account
from watchdesk.ledger.incompatible_pairs import Clash, denial, states_why
from watchdesk.ledger.incompatible_words import things
from watchdesk.ledger.sides import is_office
from watchdesk.ledger.told import Told
from watchdesk.records import ContradictionKind, MentionKind, Span

_REACH = 1
"""Sentences between what is answered and its answer."""
_FAR = 2
"""The same where the words between them tell that one voice goes against the other."""
_ACCOUNT = 3
"""The same where they tell that another account follows."""
_LOOKED_AT = 6
"""Tellings before one that are looked at."""
_DAYS = 3
"""Days by which two accounts of one event just told differ."""
_BLAMES = re.compile(r"\b(?:blam|accus|fault|held?\s+responsible)", re.IGNORECASE)
_REBUKED = re.compile(
    r"\b(?:rebuk\w{0,3}|contradict\w{0,4}|repudiat\w{1,4}|disavow\w{0,3}|disown\w{0,3}|"
    r"overrul\w{1,3}|"
    r"reprimand\w{0,3}|distanc(?:ed|es|ing)\s+(?:it|him|her|them)sel(?:f|ves)|at\s+odds\s+with|"
    r"(?:thinks?|thought|sees?\s+(?:it|things|that)|saw\s+(?:it|things|that))\s+(?:otherwise|"
    r"differently)|"
    r"do(?:es)?\s+not\s+(?:share|see)\s+(?:that|this|the|her|his|its)|"
    r"did\s+not\s+share\s+(?:that|this|the|her|his|its)|"
    r"slapped\s+(?:him\s+|her\s+|them\s+)?down|(?:walked|rowed)\s+(?:it|that|this|them)?\s*back|"
    r"(?:corrected|disagreed\s+with)\s+(?:his|her|its|their)\s+(?:own\s+)?(?:minister|secretary|"
    r"general|spokes\w{3,6}|ambassador|deputy)|(?:answer|reply|correction)\s+(?:came\s+)?from\s+"
    r"(?:the\s+top|(?:his|her|its|their)\s+own|above))",
    re.IGNORECASE,
)
"""Somebody goes against what was just said."""
_AGAIN = re.compile(r"\b(?:again|also|too|another|second|third|once\s+more)\b", re.IGNORECASE)
_UNTRUE = re.compile(
    r"[\W_]*(?:(?:this|that|it|these|those|the\s+(?:claim|report|story|"
    r"statement|account|version|accusation|allegation)s?)\s+"
    r"(?:is|was|were|are|had\s+been)\s+(?:\w+\s+){0,2}?(?:a\s+(?:\w+\s+)?(?:lie|fiction|"
    r"fabrication|hoax|"
    r"provocation)|lies|untrue|false|nonsense|baseless|groundless|unfounded|invented|made\s+up|"
    r"not\s+"
    r"(?:true|so|the\s+case)|wrong)|there\s+(?:is|was|were|are|had\s+been|has\s+been|"
    r"have\s+been)\s+"
    r"(?:no\s+such\s+\w+|no\s+truth|nothing\s+of\s+the\s+(?:kind|sort)|nothing\s+true)|"
    r"nothing\s+of\s+the\s+(?:kind|sort)\b|no\s+such\s+\w+\s+(?:is|was|are|were|has|have|had|"
    r"exists?)\b)",
    re.IGNORECASE,
)
"""Says of what was told before that it is not so."""
_NOTHING_OF = re.compile(
    r"[\W_]*(?:(?:it|this|that)\s+(?:is|was)\s+)?nothing\s+of\s+the\s+(?:kind|sort)\b",
    re.IGNORECASE,
)
"""The same, said before who says it."""
_PLANNED = re.compile(
    r"\b(?:was|were)\s+to\s+have\b"
    r"|\b(?:is|are|was|were|been)\s+(?:due|supposed|meant|scheduled|planned)\s+to\b",
    re.IGNORECASE,
)
"""What was only planned is not denied by "there were no talks"."""
_OTHERS_OWN = re.compile(
    r"\b(?:its|his|her|their|our)\s+own\s+\w+\s+(?:was|were|is|are|had|has)\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"[\W_]*(?:the|all|some)\s+(\w+(?:ers|ors|men|ists|ees|ians))\b", re.IGNORECASE
)
_THEY = re.compile(r"[\W_]*(?:they|we)\b", re.IGNORECASE)
_CONTROL = "control"
_DEAD = "dead"
_TALKS = "talks"

Near = tuple[Told, Telling]
Found = tuple[Telling, Telling, Clash]


def neighbours(told: Sequence[Near]) -> Iterator[Found]:
    """Pairs of tellings of one article, in its order, of which the second answers the first."""
    for at, one in enumerate(told):
        for other in told[max(0, at - _LOOKED_AT) : at]:
            clash = _between(other, one)
            if clash is not None:
                yield other[1], one[1], clash


def _between(other: Near, one: Near) -> Clash | None:
    """Why the second of two tellings near each other goes against the first."""
    before, telling = other[1], one[1]
    away = one[0].place_in_text - other[0].place_in_text
    if away > _ACCOUNT or overlap(before, telling):
        return None
    if not (before.real and telling.real) or not (before.speaker or telling.speaker):
        return None
    rebuked = _rebuked(other, one) if away <= _FAR else None
    if rebuked is not None or one_voice(before, telling):
        return rebuked
    low, high = other[0].kept.sentence.end, one[0].span.start
    if _OTHERS_OWN.search(one[0].text) or _speak_of_themselves(other[0], one[0]):
        return None
    if away > 1 and gives_another_account(one[0].page, low, high):
        return counted_otherwise(other, one, account=True)
    return _answered(other, one) if away <= _REACH else None


def _speak_of_themselves(before: Told, one: Told) -> bool:
    """Whether "they" are who speaks, and not the people told of just before."""
    people = _PEOPLE.match(before.text)
    return bool(people and _THEY.match(one.text) and people[1].lower() not in one.who.lower())


def _answered(one: Near, other: Near) -> Clash | None:
    """Whether a telling answers the one just before it."""
    both = (_opposed, _said_untrue, _blamed, counted_otherwise)
    found = (rule(one, other) for rule in both)
    return next((clash for clash in found if clash is not None), None)


def _opposed(one: Near, other: Near) -> Clash | None:
    """States of one thing, deeds, or days of one event, that exclude each other."""
    a, b = one[1], other[1]
    for left in a.deeds:
        for right in b.deeds:
            if left.what != right.what or not _may_be_one(left, right):
                continue
            clash = _states_differ(left, right, a, b) or _deeds_differ(left, right, a, b)
            if clash is not None:
                return clash
            days = gap(left.time, right.time)
            same = left.pole == right.pole and left.done and right.done and right.points
            if same and days and days <= _DAYS and not _AGAIN.search(other[0].text):
                return Clash(ContradictionKind.DATE, days_why(left, right, a, b))
    return None


def _states_differ(left: Deed, right: Deed, a: Telling, b: Telling) -> Clash | None:
    """Whether two states of one thing exclude each other."""
    about = right.points or left.subject & right.subject or left.what == _TALKS
    if left.what not in things() or not about or not _exclude(left, right, a, b):
        return None
    if left.what == _TALKS:
        return denial(a, b) if left.pole > 0 else denial(b, a)
    return Clash(ContradictionKind.INCOMPATIBLE, states_why(left, right, a, b))


def _deeds_differ(left: Deed, right: Deed, a: Telling, b: Telling) -> Clash | None:
    """Whether who is told to have done something says that they did not, or that it was done to
    them."""
    if left.done != right.done and left.pole != right.pole:
        answered = right.points and bool(b.side & a.part)
        if answered and not (left.time and right.time and gap(left.time, right.time)):
            no, yes = (b, a) if left.done else (a, b)
            return denial(yes, no)
    behind = left.words - left.subject, right.words - right.subject
    turned = left.subject & behind[1] - behind[0] and right.subject & behind[0] - behind[1]
    if left.done and right.done and left.pole == right.pole and turned:
        why = f"{a.who} and {b.who} each tell that the other side did it"
        return Clash(ContradictionKind.INCOMPATIBLE, why)
    return None


def _said_untrue(one: Near, other: Near) -> Clash | None:
    """Whether all that is said is that what was told just before is not so."""
    if one[0].attribution is None or one[1].denied:
        return None
    told = other[0].page.text, other[0].kept.sentence
    whole = Span(told[1].start, other[0].span.end).text_of(told[0])
    if not _UNTRUE.match(other[0].text) and not _NOTHING_OF.match(whole):
        return None
    if _PLANNED.search(one[0].text):
        return None
    return denial(one[1], other[1])


def _may_be_one(a: Deed, b: Deed) -> bool:
    return not apart(a.names, b.names) and not (a.spot and b.spot and a.spot.name != b.spot.name)


def _exclude(a: Deed, b: Deed, left: Telling, right: Telling) -> bool:
    if a.time and b.time and gap(a.time, b.time):
        return False
    if a.what == _DEAD and any(c.low != 1 for one in (left, right) for c in one.counts):
        return False  # some died and others did not
    if a.what == _CONTROL:
        return a.pole > 0 and b.pole > 0 and not a.states & b.states and _is_own(left, right)
    return a.pole != b.pole


def _is_own(a: Telling, b: Telling) -> bool:
    """Whether two speak for different states, as far as that is known."""
    return bool(a.states or b.states) and not a.states & b.states


def _charge(one: Near) -> tuple[frozenset[str], frozenset[str]]:
    """The states of who blames somebody, and of who is blamed."""
    told, telling = one
    cue = told.attribution.cue if told.attribution else None
    if cue is not None and _BLAMES.search(cue.text_of(told.page.text)):
        return telling.states, _states(telling.part) - telling.states
    match = _BLAMES.search(told.page.text, told.span.start, told.span.end)
    if match is None or told.attribution is not None:
        return frozenset(), frozenset()
    sides = told.source.sides
    accuser = _states(sides.named(Span(told.span.start, match.start())))
    return accuser, _states(sides.named(Span(match.end(), told.span.end))) - accuser


def _blamed(a: Near, b: Near) -> Clash | None:
    """Whether who is blamed names another for it."""
    accuser, accused = _charge(a)
    other = b[1].states
    back = any(deed.points for deed in b[1].deeds) or _IT.search(b[0].text)
    if not accused & other or not (_states(b[1].part) & accuser) or not back:
        return None
    why = f"{a[1].who} and {b[1].who} each name the other’s side: only one of them can be right"
    return Clash(ContradictionKind.INCOMPATIBLE, why)


_IT = re.compile(r"\b(?:it|this|that|them)\b", re.IGNORECASE)


def _rebuked(a: Near, b: Near) -> Clash | None:
    """Whether the text says between two offices of one state that one goes against the other."""
    lead = Span(b[0].kept.sentence.start, max(b[0].kept.sentence.start, b[0].span.start))
    office = b[1].official or is_office(lead.text_of(b[0].page.text))
    if not (a[1].official and office) or not a[1].states & b[1].states:
        return None
    page, low, high = a[0].page, a[0].span.end, b[0].span.start
    match = _REBUKED.search(page.text, low, high) if low < high else None
    who = b[1].who
    if match is None:
        return None
    if one_voice(a[1], b[1]):
        # "the chancellor" may have been taken for the minister just named; who disagrees is not
        named = [m for m in page.mentions_in(Span(low, match.start())) if m.entity is not None]
        people = [m for m in named if m.kind is MentionKind.PERSON]
        if not people or same_speaker(people[-1].span.text_of(page.text), a[1].speaker):
            return None
        who = people[-1].span.text_of(page.text)
    state = state_entity(min(a[1].states & b[1].states))
    why = f"{a[1].who} and {who} speak for {state.name}, and the text sets one against the other"
    return Clash(ContradictionKind.INCOMPATIBLE, why, inside=state.id)


def _states(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if len(name) == len("XX"))
