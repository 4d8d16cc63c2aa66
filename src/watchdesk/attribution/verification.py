"""What the words around a statement say of its standing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.attribution.found import Found
from watchdesk.attribution.units import Paragraph
from watchdesk.records import Act, Span, Verification

_CLAIM = (
    r"(?:claims?|accounts?|allegations?|reports?|accusations?|assertions?|statements?|figures?|"
    r"charges?|details?|footage|video|images|numbers?|toll)"
)
_PATTERNS = (
    (
        Verification.UNVERIFIED,
        re.compile(
            r"\b(?:yet to be|not(?: yet)? (?:been|be)|n['’]t (?:been|be)|never been)"
            r" (?:\w{3,15}ly )?(?:verified|confirmed|corroborated|substantiated)"
            r"|\b(?:unverified|unconfirmed|unsubstantiated)\b"
            r"|\b(?:could|can|did|was|were|has|have)(?:n['’]t| not|not)(?: immediately| yet)?"
            r"(?: able to)? (?:be )?(?:independently )?(?:verif|confirm|corroborat)(?!\w* or deny)"
            r"|\bunable to (?:independently )?(?:verify|confirm)"
            r"|\b(?:none|neither|nothing|no)\b[^.;]{0,60}\b(?:could|can|has|have) (?:be|been)"
            r" (?:\w{3,15}ly )?(?:verified|confirmed|corroborated)"
            r"|\b(?:gave|offered|provided|presented|cited|produced) no (?:evidence|proof)"
            r"|\b(?:un|not )(?:clear|known|certain) (?:whether|if)\b"
            r"|\bno (?:independent )?(?:confirmation|evidence)\b"
            r"|\bwithout (?:providing|offering|giving|citing|presenting)(?: any)?"
            r" (?:evidence|proof)"
        ),
    ),
    (
        Verification.DISPUTED,
        re.compile(
            r"\b(?:disputes?|disputed|contests?|contested|contradicts?|contradicted)"
            r"(?: by)? (?:that|this|the|those|these|it|its|his|her|by)\b"
            r"|\bconflicting (?:reports|accounts|claims)"
        ),
    ),
    (
        Verification.DENIED,
        re.compile(
            rf"\b(?:denies|denied|rejects|rejected|dismissed|dismisses|refuted) "
            r"(?:that|this|the|those|these|any|all|such|his|her|its|their)(?: \w{1,20})? ?"
            rf"{_CLAIM}\b"
            r"|\bdenie[sd] (?:any )?(?:part|role|involvement|responsibility|knowledge)\b"
            r"|\bdenied (?:it|this|doing so|involvement|any involvement|responsibility)\b"
        ),
    ),
    (
        Verification.CONFIRMED,
        re.compile(
            rf"\b(?:was|were|been|is) (?:later |since |independently )?confirmed\b"
            rf"|\bconfirmed (?:that|this|the|those|these|his|her|its) {_CLAIM}\b"
        ),
    ),
    (
        Verification.REPORTED,
        re.compile(
            r"\b(?:early|initial|preliminary|first) reports\b"
            r"|\b(?:reportedly|allegedly|purportedly|supposedly)\b"
        ),
    ),
)
_SEQUEL = re.compile(
    r"(?:(?:but|however|yet|still|meanwhile),? )?"
    r"(?:(?:the|that|this|those|these|its?|his|her|their|neither|none|both|such|no)\b"
    rf".{{0,60}}?(?:{_CLAIM}|it|side|independently|confirmation|evidence|clear)\b"
    r"|(?:he|she|they|it) (?:gave|offered|provided|presented|cited|produced) no\b"
    r"|\S{1,30}(?: \S{1,30}){0,6} (?:could|was|were|has|have)(?: not|n['’]t|not)\b"
    rf"|\S{{1,30}}(?: \S{{1,30}}){{0,5}} (?:denie[sd]|reject(?:s|ed)|disput(?:es|ed)|confirmed)\b)"
)
_FAR_SEQUEL = re.compile(
    rf"(?:none|neither|nothing|the|these|those|such|both)\b.{{0,30}}?\b{_CLAIM}\b.{{0,60}}verif|"
    r"(?:none|neither|nothing) .{0,40}(?:verif|confirm)"
)
_JUDGED = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT})


def mark(text: str, found: Sequence[Found], paragraphs: Sequence[Paragraph]) -> None:
    """Add to each attribution what its sentence and the next one say of its standing."""
    following = _following(paragraphs)
    for one in found:
        if one.act not in _JUDGED or one.quote is not None:
            continue
        here = one.verification
        for verdict in _verdicts(_outside(text, one)):
            here |= verdict
        for verdict in _verdicts(_inside(text, one)):
            if verdict is Verification.REPORTED:
                here |= verdict
        if one.kind != "silence":
            here |= _later(text, following.get(one.sentence.start, ()))
        one.verification = here


def _later(text: str, after: tuple[Span, ...]) -> Verification:
    """What the next sentence, or the one after it, says of "the claim" or "the figures"."""
    made = Verification.UNMARKED
    for n, span in enumerate(after):
        words = span.text_of(text)[:300].lower()
        pattern = _FAR_SEQUEL if n else _SEQUEL
        if pattern.match(words):
            for verdict in _verdicts(words):
                if verdict is Verification.UNVERIFIED or (
                    not n and verdict is not Verification.REPORTED
                ):
                    made |= verdict
    return made


def _following(paragraphs: Sequence[Paragraph]) -> dict[int, tuple[Span, ...]]:
    """The two sentences after each sentence, within its paragraph."""
    out: dict[int, tuple[Span, ...]] = {}
    for paragraph in paragraphs:
        spans = [Span(r[0].start, r[-1].end) for r in paragraph.sentences if r]
        for i, span in enumerate(spans):
            out[span.start] = tuple(spans[i + 1 : i + 3])
    return out


def _outside(text: str, one: Found) -> str:
    """The sentence after the content, where a remark on it stands."""
    end = max((c.end for c in one.content if c.end <= one.sentence.end), default=one.sentence.end)
    if one.cue and end < one.cue.end:
        end = one.cue.end
    return text[end : one.sentence.end].lower()


def _inside(text: str, one: Found) -> str:
    return " ".join(c.text_of(text) for c in one.content[:2])[:2000].lower()


def _verdicts(words: str) -> list[Verification]:
    return [value for value, pattern in _PATTERNS if pattern.search(words)]
