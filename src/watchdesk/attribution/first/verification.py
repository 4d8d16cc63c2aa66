"""What the words around a statement say of its standing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.attribution.first.found import Found
from watchdesk.attribution.first.units import Paragraph
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
            rf"\b(?:disputes?|disputed|contests?|contested|contradicts?|contradicted)"
            rf"(?: by)? (?:(?:that|this|the|those|these|its|his|her|their|both)"
            rf"(?: \w{{1,20}})? {_CLAIM}\b"
            r"|(?:it|this|that)(?=[.,;]|\Z))"
            rf"|\b{_CLAIM} (?:is|are|was|were|has been|have been) (?:disputed|contested)\b"
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
_VERDICT = re.compile(
    r"(?:but |however, )?(?:(?P<all>none of|neither of|all|no) )?"
    r"(?:(?:the|these|those|both|any of|their) ){0,3}(?:[a-z]{3,15} )?"
    r"(?P<what>claims|accounts|reports|statements|allegations|figures|numbers|tolls|this|it)"
    r"(?: \w{2,5} (?:either|both|the) \w{3,12})? (?:could|can|has|have|was|were|remain)\b"
    r"[^.;]{0,30}?(?:verified|confirmed|corroborated|unverified|unconfirmed)"
)
_FIGURES = frozenset({"figures", "numbers", "tolls"})
_NUMBER = re.compile(r"\d|\b(?:dozens?|hundreds?|thousands?|millions?)\b")
_REMARKS = frozenset({Verification.DENIED, Verification.DISPUTED, Verification.CONFIRMED})
"""What an attribution that speaks of another's statement makes of it."""
_FAR_BACK = 8
"""Paragraphs that "none of the figures" reaches back over."""
_JUDGED = frozenset({Act.SPEECH, Act.WRITING, Act.DOCUMENT})


def mark(text: str, found: Sequence[Found], paragraphs: Sequence[Paragraph]) -> None:
    """Add to each attribution what its sentence and the next one say of its standing.

    A paragraph that opens with "None of the figures could be verified" speaks of those before it.
    """
    following = _following(paragraphs)
    told = _contents(found)
    for one in found:
        if one.act not in _JUDGED or one.quote is not None:
            continue
        here = one.verification
        for verdict in _verdicts(_outside(text, one, told)):
            here |= verdict
        for verdict in _verdicts(_inside(text, one)):
            if verdict is Verification.REPORTED:
                here |= verdict
        if one.kind != "silence":
            here |= _later(text, following.get(one.sentence.start, ()))
        one.verification = here
    _mark_back(text, found, paragraphs)


def _mark_back(text: str, found: Sequence[Found], paragraphs: Sequence[Paragraph]) -> None:
    """Carry a verdict that opens a paragraph back to what it speaks of.

    "None of the figures" are all numbers told in the paragraphs before; "the claims" are those of
    the paragraph right before.
    """
    by_paragraph: dict[int, list[Found]] = {}
    for one in found:
        if one.act in _JUDGED and one.quote is None and one.kind != "silence":
            by_paragraph.setdefault(one.paragraph, []).append(one)
    for paragraph in paragraphs:
        words = text[paragraph.span.start : paragraph.span.start + 300].lower()
        verdict = _VERDICT.match(words)
        if verdict is None or (verdict["what"] in ("this", "it") and not verdict["all"]):
            continue
        figures = verdict["what"] in _FIGURES
        back = _FAR_BACK if verdict["all"] else 1
        for index in range(paragraph.index - back, paragraph.index):
            for one in by_paragraph.get(index, ()):
                if not figures or any(_NUMBER.search(c.text_of(text)) for c in one.content):
                    one.verification |= Verification.UNVERIFIED


def _contents(found: Sequence[Found]) -> dict[int, list[tuple[Span, Found]]]:
    """What is told in each sentence, by where the sentence starts."""
    out: dict[int, list[tuple[Span, Found]]] = {}
    for one in found:
        out.setdefault(one.sentence.start, []).extend((c, one) for c in one.content)
    return out


def _later(text: str, after: tuple[Span, ...]) -> Verification:
    """What the next sentence, or the one after it, says of "the claim" or "the figures"."""
    made = Verification.UNMARKED
    for n, span in enumerate(after):
        words = span.text_of(text)[:300].lower()
        if _FAR_SEQUEL.match(words) or (not n and _SEQUEL.match(words)):
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


def _outside(text: str, one: Found, told: dict[int, list[tuple[Span, Found]]]) -> str:
    """The sentence after the content, where a remark on it stands; not what others say there."""
    end = max((c.end for c in one.content if c.end <= one.sentence.end), default=one.sentence.end)
    if one.cue and end < one.cue.end:
        end = one.cue.end
    words = text[end : one.sentence.end]
    for span, other in told.get(one.sentence.start, ()):
        remark = other is one or other.verification in _REMARKS
        if not remark and span.start >= end and span.end <= one.sentence.end:
            gap = " " * span.length
            words = words[: span.start - end] + gap + words[span.end - end :]
    return words.lower()


def _inside(text: str, one: Found) -> str:
    return " ".join(c.text_of(text) for c in one.content[:2])[:2000].lower()


def _verdicts(words: str) -> list[Verification]:
    return [value for value, pattern in _PATTERNS if pattern.search(words)]
