"""Whether somebody who can act is to do what words announce."""

from __future__ import annotations

import re

from watchdesk.ledger.deeds import Weight, deeds
from watchdesk.ledger.forward import Cue, clause_start
from watchdesk.ledger.forward_words import Tone
from watchdesk.ledger.lexicon import role_words
from watchdesk.ledger.page import Page
from watchdesk.records import Attribution, Mention, MentionKind, Span, Speech
from watchdesk.reuse.words import word_hash

NAMED = 2
"""What it adds to words told by somebody that a named actor is to do something."""
MEANT = 1
"""The same where the deed is only told of, or nobody is named who is to do it."""
_LEAD = 6
"""Words between who is to act and the cue, at most."""
_ACT = frozenset((MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP))
_SPEAKS = frozenset("i we".split())
_STANDS = frozenset("he she it they".split())
_IN_BETWEEN = frozenset("then now also soon not no neither never only".split())
_BODIES = frozenset(
    "government governments ministry cabinet parliament court council commission delegates "
    "delegation delegations troops army navy police forces sides parties party leaders officials "
    "bank agency union company team panel embassy side mission inspectors observers".split()
)
"""Bodies and people in office that can act."""
_AND = re.compile(r"\band\s+$")
_RULES_OUT = frozenset("ruled rules rule denied doubted doubts doubt excluded".split())


def agency(page: Page, sentence: Span, cue: Cue, around: Attribution | None) -> int:
    """What who is to act adds to the weight of "will" and "would": nothing outside of what somebody
    tells, or where the teller rules it out."""
    if cue.tone is not Tone.WILL or around is None or _is_ruled_out(page, around):
        return 0
    start = clause_start(page.text, sentence.start, cue.span.start)
    lead = page.text[start : cue.span.start].split()
    if not lead and _AND.search(
        page.text[max(sentence.start, cue.span.start - 8) : cue.span.start]
    ):
        lead, start = ["and"], sentence.start
    direct = around.speech is Speech.DIRECT
    known = cue.verb in deeds()
    if 0 < len(lead) <= _LEAD and _acts(page, Span(start, cue.span.start), lead, direct=direct):
        return NAMED if known or not direct else MEANT
    passive = page.text[cue.span.end : cue.span.end + 4].strip().startswith("be")
    return MEANT if passive and known and deeds()[cue.verb].weight >= Weight.SOFT else 0


def _is_ruled_out(page: Page, around: Attribution) -> bool:
    told = around.cue.text_of(page.text).lower().split() if around.cue else ()
    return bool(_RULES_OUT & set(told))


def _acts(page: Page, span: Span, lead: list[str], *, direct: bool) -> bool:
    """Whether words name somebody who can act: by name, by office or, outside of direct speech, by
    a pronoun that stands for the speaker or who was named."""
    words = [word.lower().strip("“”\"'‘’,") for word in lead]
    stands = _SPEAKS if direct else _SPEAKS | _STANDS
    if stands & set(words[-2:]) or _BODIES & set(words):
        return True
    if len(words) > 1 and any(word_hash(word) in role_words() for word in words if word.isalnum()):
        return True
    return any(_is_actor(mention, direct=direct) for mention in page.mentions_in(span))


def _is_actor(mention: Mention, *, direct: bool) -> bool:
    entity = mention.entity
    if mention.kind is MentionKind.PLACE:
        return entity is not None and entity.country is not None
    return mention.kind in _ACT and (entity is not None or not direct)
