"""Triggers: the words of a sentence that tell an event, and in which voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchdesk.events.lexicon import Form, Lexicon, Rule, singular_of
from watchdesk.events.words import (
    ADVERBS_SKIPPED,
    BE,
    BOUNDARIES,
    DETERMINERS,
    FLEXIBLE_MODES,
    HAVE,
    INSTRUMENTS,
    MODALS,
    PREPOSITIONS,
)
from watchdesk.language.document import Document
from watchdesk.records import Span

REACH = 6
"""How many words after a verb its object may stand."""
_MODE_REACH = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell an event: tokens ``[at, stop)`` of the sentence."""

    at: int
    stop: int
    rule: Rule
    passive: bool
    noun: bool
    form: Form
    modes: tuple[str, ...]

    def span(self, tokens: Sequence[Token]) -> Span:
        """Where they stand."""
        return Span(tokens[self.at].start, tokens[self.stop - 1].end)


def tokens_of(doc: Document, sentence: Span) -> list[Token]:
    """The words of a sentence."""
    out = []
    for span in doc.tokens_in(sentence):
        text = doc.text[span.start : span.end]
        out.append(Token(span.start, span.end, text, text.lower().replace("’", "'")))
    return out


def back_over_adverbs(tokens: Sequence[Token], at: int) -> int:
    """Position of the last word before ``at`` that is no adverb; -1 at the start."""
    at -= 1
    while at >= 0 and (
        tokens[at].lower in ADVERBS_SKIPPED
        or (tokens[at].lower.endswith("ly") and len(tokens[at].lower) > 4)
    ):
        at -= 1
    return at


def _object(tokens: Sequence[Token], at: int, rule: Rule) -> int | None:
    """Where the words of the rule end, or ``None`` when its object does not follow."""
    if rule.bare:
        return at + 1
    after = at + 1
    if after < len(tokens) and tokens[after].lower in rule.following:
        return after + 1
    if not rule.objects:
        return None
    for index in range(after, min(len(tokens), after + REACH)):
        lower = tokens[index].lower
        if lower in BOUNDARIES or lower == ",":
            return None
        if lower in rule.objects or singular_of(lower) in rule.objects:
            return index + 1
    return None


def _passive_object(tokens: Sequence[Token], at: int, rule: Rule) -> bool:
    """Whether an object of the rule stands before a passive ("sanctions were imposed")."""
    for index in range(at - 1, max(-1, at - 1 - REACH), -1):
        lower = tokens[index].lower
        if lower in BOUNDARIES:
            return False
        if lower in rule.objects or singular_of(lower) in rule.objects:
            return True
    return rule.bare


def _is_passive(tokens: Sequence[Token], at: int, form: Form) -> bool:
    if form not in (Form.PAST, Form.PARTICIPLE):
        return False
    before = back_over_adverbs(tokens, at)
    if before >= 0 and tokens[before].lower in BE:
        return True
    return at + 1 < len(tokens) and tokens[at + 1].lower == "by"


def _is_verb(tokens: Sequence[Token], at: int, form: Form) -> bool:
    """Whether a word that may be a verb is one where it stands."""
    before = back_over_adverbs(tokens, at)
    left = tokens[before].lower if before >= 0 else ""
    if form is Form.GERUND:
        return left in BE
    if tokens[at].text[0].isupper() and at > 0:
        return False
    if form is Form.PARTICIPLE:
        return left in HAVE or left in BE or (at + 1 < len(tokens) and tokens[at + 1].lower == "by")
    if left in DETERMINERS or (form is not Form.PAST and left in PREPOSITIONS - {"to"}):
        return False
    if form is Form.BASE:
        return left == "to" or left in MODALS or left in ("n't", "not", "do", "did", "and")
    if form is Form.THIRD:
        return before >= 0 and _takes_object(tokens, at)
    return not tokens[at].text.endswith("'s")


def _takes_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name, a number, an article or a preposition of aim follows."""
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return not after.text[0].islower() or after.lower in DETERMINERS | {"with", "to", "that"}


def _plural_subject(tokens: Sequence[Token], at: int) -> bool:
    """ "Rebels attack": a present tense without an ending, after a plural."""
    left = tokens[at - 1].lower if at else ""
    if len(left) < 4 or not left.endswith("s") or left in DETERMINERS:
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else "of"
    named = tokens[at - 1].text[0].isupper() and after not in PREPOSITIONS
    return named or _takes_object(tokens, at)


def _modes(tokens: Sequence[Token], at: int, stop: int, rule: Rule) -> tuple[str, ...]:
    extra = INSTRUMENTS if rule.type == "ASSAULT" else FLEXIBLE_MODES.get(rule.type)
    found = list(rule.modes)
    if extra:
        low = max(0, at - _MODE_REACH) if rule.type == "ASSAULT" else at + 1
        for token in tokens[low : stop + _MODE_REACH]:
            mode = extra.get(token.lower) or extra.get(singular_of(token.lower))
            if mode and mode not in found:
                found.append(mode)
                if rule.type != "ASSAULT":
                    break
    return tuple(found)


def _verb(tokens: Sequence[Token], at: int, rules: Sequence[Rule], form: Form) -> Trigger | None:
    if not (_is_verb(tokens, at, form) or (form is Form.BASE and _plural_subject(tokens, at))):
        return None
    passive = _is_passive(tokens, at, form)
    for rule in rules:
        stop = _object(tokens, at, rule)
        if stop is None and passive and _passive_object(tokens, at, rule):
            stop = at + 1
        if stop is not None:
            modes = _modes(tokens, at, stop, rule)
            return Trigger(at, stop, rule, passive, False, form, modes)
    return None


def _noun(tokens: Sequence[Token], at: int, rules: Sequence[Rule]) -> Trigger | None:
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    for rule in rules:
        if following in rule.following:
            modes = _modes(tokens, at, at + 1, rule)
            return Trigger(at, at + 1, rule, False, True, Form.NOUN, modes)
    return None


def triggers(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Trigger]:
    """Triggers of a sentence, in order; they do not overlap."""
    done = 0
    for at, token in enumerate(tokens):
        if at < done:
            continue
        for head, form in lexicon.forms.get(token.lower, ()):
            rules = lexicon.rules[head]
            if form is Form.NOUN:
                found = _noun(tokens, at, rules)
            else:
                found = _verb(tokens, at, rules, form)
            if found is not None:
                yield found
                done = found.stop if not found.noun else at + 1
                break
