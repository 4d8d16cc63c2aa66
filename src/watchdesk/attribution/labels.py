"""Speech that a label gives to its speaker: transcripts, posts and headlines in a text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from watchdesk.attribution.found import Found
from watchdesk.attribution.lexicon import WHEN
from watchdesk.attribution.speech import is_speech
from watchdesk.attribution.tree import Paragraph, Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act, Span

_TIME = r"(?:\[?\d{1,2}:\d\d(?::\d\d)?\]? ?(?:[ap]\.?m\.? )?)?"
_COLON = re.compile(rf"[“\"]?{_TIME}(?P<name>[^\s:“”\"][^:\n“”\"]{{0,69}}?) ?(?P<mark>:)(?=\s|$)")
_LETTER = re.compile(r"(?P<name>[QA])(?P<mark>[.—–]|(?= ))\s*(?=[A-Z“\"‘'(])")
_CAPITALS = re.compile(r"[A-Z][A-Z.’'-]*(?: [A-Z][A-Z.’'-]*){0,4}(?: ?[\[(][^)\]]{1,40}[)\]])?")
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Prof)\. )?[A-Z][\w.’'-]{0,24}"
    r"(?: (?:[A-Z][\w.’'-]{0,24}|de|da|van|von|der|al|bin|ibn|of|the)){0,4}"
    r"(?: ?[\[(][^)\]]{1,40}[)\]]|, [^,]{2,40})?"
)
_ASKED = frozenset({"q", "question"})
_ANSWERED = frozenset({"a", "answer"})
_ROLES = frozenset(
    "moderator host interviewer reporter journalist speaker voice operator analyst crowd audience "
    "interpreter translator anchor correspondent narrator caller chair chairman president "
    "judge court prosecutor witness unidentified participant".split()
)
_NO_SPEAKERS = frozenset(
    "address also analysis background breaking caption category cast comments conclusion contact "
    "contents copyright correction cost credit date deadline director disclaimer disclosure editor "
    "editor's email example fact false genre grade here how image join latest lesson live location "
    "loser losers map more next note now option part phone photo photos picture place plus point "
    "poll price published rating read reading related report result results rule score see share "
    "source sources step story subject summary tags tel time tip title today topic total true "
    "update updated verdict video warning watch what when where who why winner winners".split()
)
_STAGE = re.compile(r"[(\[][^)\]]{1,80}[)\]]\.?|\W{1,8}|(?i:end|ends|\(end\))\.?")
_HANDLE = r"@\w{1,20}"
_SIGNED = re.compile(
    rf"[—–-]{{1,2}} ?(?P<name>[^—–\n]{{1,60}}? ?\({_HANDLE}\))(?P<rest>[^\n]{{0,40}})$"
)
_POSTED = re.compile(rf"(?P<name>(?:RT )?(?:[^@:\n]{{1,50}}? \(?)?{_HANDLE}\)?) ?(?P<mark>:)(?=\s)")
_WORDS = re.compile(r"[^\W\d_]{2,40}")
_PARTING = frozenset(". ? ! ; : - – — -- ( [ |".split())
_STOPS = frozenset({".", "?", "!"})
_PAPERS = frozenset("report statement post letter memo email study paper release tweet".split())
_LONGEST_NAME = 9
_SHORT_NAME = 5
_LONGEST_HEADLINE = 18
_SIGNING = frozenset("- -- – — ―".split())
_LONGEST_SIGNER = 14
_LONGEST_SIGNATURE = 160
_FEWEST_TURNS = 3
_LONGEST_TURN = 400
"""Lines of one turn."""
_SPARSEST = 8
"""Lines for each label of a transcript, at most."""
_DATING = frozenset({"on", "in", "last", "this"})


class _Label(NamedTuple):
    line: int
    key: str
    """The name as it is compared: its last word, in small letters."""
    form: str
    """asked, answered, capitals or name."""
    source: Span
    cue: Span | None
    end: int
    """Where in the text the label ends."""


def labelled(tree: Tree) -> list[Found]:
    """The turns of transcripts and the posts of lists, each with its label as the source.

    The cue is the colon, dash or stop of the label, when it has one; the content is the rest of
    its line and the lines of the turn below, a range each. Lines in brackets are left out.
    """
    lines = [tree.said(Range(p.start, p.end)) for p in tree.paragraphs]
    turns = _transcript(tree, lines)
    found = list(_turns(tree, lines, turns)) if turns else []
    taken = {label.line for label in turns}
    found += _posts(tree, lines, taken)
    for number, line in enumerate(lines):
        if number in taken:
            continue
        if ":" in line:
            found += _led(tree, tree.paragraphs[number])
        found += _signed_quotation(tree, number)
    return found


# ------------------------------------------------------------------ transcripts


def _transcript(tree: Tree, lines: list[str]) -> list[_Label]:
    """The labels of a transcript in order; empty when the text is none."""
    labels = [
        label
        for number, line in enumerate(lines)
        if (label := _label(tree, number, line)) is not None
    ]
    forms = Counter(label.form for label in labels)
    keys = Counter(label.key for label in labels)
    asked = forms["asked"] and (forms["answered"] or forms["capitals"])
    answered = bool(asked) or forms["answered"] >= _FEWEST_TURNS
    repeated = {key for key, count in keys.items() if count > 1}
    sure = [label for label in labels if _is_sure(label, answered, repeated)]
    if (len(sure) < _FEWEST_TURNS and not asked) or not _are_spoken(sure, lines):
        return []
    if len({label.key for label in sure}) < 2 and sure[0].form != "answered":
        return []
    inner = [k for k in labels if sure[0].line < k.line < sure[-1].line and k.form != "answered"]
    kept = sorted({*sure, *inner})
    return kept if (kept[-1].line - kept[0].line + 1) <= _SPARSEST * len(kept) else []


def _is_sure(label: _Label, answered: bool, repeated: set[str]) -> bool:
    if label.form in ("asked", "answered"):
        return answered
    return label.key in repeated or (label.form == "capitals" and (answered or bool(repeated)))


def _are_spoken(labels: list[_Label], lines: list[str]) -> bool:
    """Whether words follow most labels, and not figures as in a table."""
    rests = [lines[label.line].partition(":")[2] for label in labels]
    rests = [rest for rest in rests if rest.strip()]
    spoken = sum(len(_WORDS.findall(rest)) > 1 for rest in rests)
    return 2 * spoken >= len(rests)


def _label(tree: Tree, number: int, line: str) -> _Label | None:
    match = _COLON.match(line) or _LETTER.match(line)
    if match is None:
        return None
    name = match["name"]
    called = re.sub(r" ?[\[(,].*", "", name).lower().strip()
    form = _form(name, called, match["mark"])
    if form is None or (form == "answered" and not match["mark"]):
        return None
    key = called.rpartition(" ")[2]
    at = tree.starts[tree.paragraphs[number].start]
    cue = Span(at + match.start("mark"), at + match.end("mark")) if match["mark"] else None
    source = Span(at + match.start("name"), at + match.end("name"))
    return _Label(number, key, form, source, cue, at + match.end())


def _form(name: str, key: str, mark: str) -> str | None:
    if key in _ASKED:
        return "asked"
    if key in _ANSWERED:
        return "answered"
    words = key.replace("’", "'").split()
    if mark != ":" or not words or any(w.strip(".") in _NO_SPEAKERS for w in words):
        return None
    if _CAPITALS.fullmatch(name):
        return "capitals"
    if _NAME.fullmatch(name) or words[0] in _ROLES:
        return "name"
    return None


def _turns(tree: Tree, lines: list[str], labels: list[_Label]) -> Iterator[Found]:
    for label, end in zip(labels, _turn_ends(labels, len(lines)), strict=True):
        content = _rest(tree, label)
        for number in range(label.line + 1, min(end, label.line + _LONGEST_TURN)):
            if not _STAGE.fullmatch(lines[number]):
                content.append(Range(*tree.paragraphs[number]))
            elif label is labels[-1]:
                break
        one = _made(tree, label.source, label.cue, content, Act.SPEECH)
        if one:
            yield one


def _turn_ends(labels: list[_Label], lines: int) -> list[int]:
    """The line after each turn. The last one is taken to be as long as most before it."""
    starts = [label.line for label in labels]
    if len({label.key for label in labels}) == 1:  # what is between is said by somebody else
        return [start + 1 for start in starts]
    usual = sorted(b - a for a, b in itertools.pairwise(starts))[(len(starts) - 1) // 2]
    return [*starts[1:], min(starts[-1] + usual, lines)]


def _rest(tree: Tree, label: _Label) -> list[Range]:
    line = tree.paragraphs[label.line]
    start = tree.words(Span(label.end, tree.ends[line.end - 1])).start if line.end else line.start
    return [Range(start, line.end)] if start < line.end else []


# ------------------------------------------------------------------ posts


def _posts(tree: Tree, lines: list[str], taken: set[int]) -> Iterator[Found]:
    for number, line in enumerate(lines):
        if number in taken or "@" not in line:
            continue
        at = tree.starts[tree.paragraphs[number].start]
        signed = _SIGNED.search(line, max(0, len(line) - _LONGEST_SIGNATURE))
        posted = _POSTED.match(line)
        if signed:
            content = _signed_post(tree, number, at + signed.start())
            name, cue = signed.span("name"), (signed.start(), signed.start("name"))
        elif posted:
            start = tree.words(Span(at + posted.end(), at + len(line))).start
            content = [Range(start, tree.paragraphs[number].end)]
            name, cue = posted.span("name"), posted.span("mark")
        else:
            continue
        source, mark = (Span(at + a, at + b) for a, b in (name, cue))
        one = _made(tree, source, mark, content, Act.WRITING)
        if one:
            yield one


def _signed_post(tree: Tree, number: int, end: int) -> list[Range]:
    """What stands before a signature: on its line, or the line above."""
    line = tree.paragraphs[number]
    own = Range(line.start, tree.words(Span(tree.starts[line.start], end)).end)
    if own.start < own.end:
        return [own]
    return [Range(*tree.paragraphs[number - 1])] if number else []


# ------------------------------------------------------------------ names beside a quotation


def _signed_quotation(tree: Tree, number: int) -> Iterator[Found]:
    """ "“…” — Name" and a line "— Name, of the harbour" under a quotation."""
    line = tree.paragraphs[number]
    own = tree.quote[line.start]
    at = tree.quotes[own].end if own >= 0 else line.start
    quote = own if own >= 0 else tree.quote[line.start - 1] if number else -1
    if quote < 0 or at >= line.end or tree.low[at] not in _SIGNING:
        return
    source = tree.trim(Range(at + 1, line.end))
    if source is None or source.end - source.start > _LONGEST_SIGNER:
        return
    first = [k for k in range(*source) if tree.low[k] not in ("the", "a", "an", "@")][:1]
    named = first and tree.upos[first[0]] in ("PROPN", "NOUN", "X", "SYM")
    comma = next((k for k in range(*source) if tree.low[k] == ","), source.end)
    if not named or any(tree.upos[k] in ("VERB", "AUX") for k in range(source.start, comma)):
        return
    if is_speech(tree, tree.quotes[quote]):
        cue = Range(at, at + 1)
        yield Found("label", at, source, cue, [tree.quotes[quote].words], Act.SPEECH)


def _led(tree: Tree, line: Paragraph) -> Iterator[Found]:
    """ "Name: “…”" in a line, and headlines like "Name: no 'delays' this year"."""
    for colon in range(line.start + 1, line.end - 1):
        if tree.low[colon] != ":" or tree.quote[colon] >= 0:
            continue
        source = _named_before(tree, line, colon)
        number = tree.quote[colon + 1]
        if source is None:
            if _signs_headline(tree, line, colon):
                quote = tree.quotes[tree.quote[colon - 1]].words
                yield _label_found(Range(colon + 1, line.end), colon, quote)
        elif number >= 0 and tree.quotes[number].start == colon + 1:
            if source.start == line.start and _is_headline(tree, line):
                yield _label_found(source, colon, Range(colon + 1, line.end))
            elif is_speech(tree, tree.quotes[number]):
                yield _label_found(source, colon, tree.quotes[number].words)
        elif source.start == line.start and _quotes_in_headline(tree, line, source):
            yield _label_found(source, colon, Range(colon + 1, line.end))


def _label_found(source: Range, colon: int, content: Range) -> Found:
    return Found("label", colon, source, Range(colon, colon + 1), [content], Act.SPEECH)


def _named_before(tree: Tree, line: Paragraph, colon: int) -> Range | None:
    """The noun phrase that is all there is before a colon, back to a stop or dash."""
    start = colon
    while start > line.start and tree.low[start - 1] not in _PARTING and tree.quote[start - 1] < 0:
        start -= 1
        if colon - start > _LONGEST_NAME:
            return None
    if start > line.start and tree.quote[start - 1] >= 0 and tree.low[start - 2] not in _STOPS:
        return None
    if tree.low[start] == "more":
        start += 1
    if tree.low[start] == "from":
        start += 1
    end = colon
    if tree.low[colon - 2] in _DATING and tree.lemmas[colon - 1] in WHEN and colon - 2 > start:
        end = colon - 2
    words = range(start, end)
    kinds = {tree.upos[k] for k in words}
    if not words or kinds & {"VERB", "AUX", "ADV", "SCONJ", "NUM", "PART"}:
        return None
    if tree.upos[start] in ("ADP", "CCONJ") or tree.low[start] in _NO_SPEAKERS:
        return None
    named = "PROPN" in kinds or (tree.low[start] == "the" and tree.low[end - 1] in _PAPERS)
    return Range(start, end) if named else None


def _quotes_in_headline(tree: Tree, line: Paragraph, source: Range) -> bool:
    """Whether a name leads a headline some of whose words are quoted."""
    short = source.end - source.start < _SHORT_NAME
    quoted = any(tree.quote[k] >= 0 for k in range(source.end, line.end))
    return short and quoted and _is_headline(tree, line)


def _is_headline(tree: Tree, line: Paragraph) -> bool:
    """Whether a line is short, and most of its longer words begin with a capital letter."""
    words = [tree.forms[k] for k in range(line.start, line.end) if len(tree.forms[k]) > 3]
    if len(words) > _LONGEST_HEADLINE:
        return False
    capital = sum(word[:1].isupper() for word in words)
    return capital >= 0.7 * len(words) or tree.forms[line.end - 1] not in ".!?"


def _signs_headline(tree: Tree, line: Paragraph, colon: int) -> bool:
    """Whether a line is a quotation and after a colon the name of who said it."""
    number = tree.quote[colon - 1]
    names = range(colon + 1, line.end)
    return (
        number >= 0
        and tree.quotes[number].start == line.start
        and 0 < len(names) <= _SHORT_NAME
        and all(tree.upos[k] in ("PROPN", "ADP", "DET", "NOUN", "ADJ") for k in names)
        and any(tree.upos[k] == "PROPN" for k in names)
    )


def _made(
    tree: Tree, source: Span, cue: Span | None, content: list[Range], act: Act
) -> Found | None:
    content = [piece for piece in content if piece.start < piece.end]
    who = tree.words(source)
    mark = tree.words(cue) if cue else None
    if not content or who.start >= who.end:
        return None
    if mark is not None and (mark.start >= mark.end or mark.meets(who)):
        mark = None
    head = mark.start if mark else -1
    return Found("label", head, who, mark, content, act)
