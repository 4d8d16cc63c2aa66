"""Cue words a desk adds to the table that ships."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from hashlib import blake2b

from watchdesk.attribution.cues import Cue, Cues, shipped
from watchdesk.language.lemmas import lemma
from watchdesk.records import CueWord, Polarity

_TAGS = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ", "adverb": "ADV"}
_USUAL = {"verb": ("clause", "quote"), "noun": ("that",), "adjective": ("that",), "adverb": ()}
_PREPOSITION = "prep:"
_VOWELS = "aeiou"
_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")


def cues_with(words: Sequence[CueWord]) -> Cues:
    """The table that ships with a desk's words; theirs replace those of the same word and kind.

    A word no lexicon has is also entered by what its forms are taken to be forms of.
    """
    known = shipped().entries
    made = [_cue(entry) for entry in words]
    guessed = [
        replace(cue, lemma=found)
        for cue in made
        for found in sorted({lemma(form, _TAGS[cue.kind], None).lower() for form in _forms(cue)})
        if found != cue.lemma and (cue.kind, found) not in known
    ]
    return shipped().extended((*guessed, *made))


def _forms(cue: Cue) -> list[str]:
    """The regular forms of a verb or noun, as English spells them."""
    word = cue.lemma
    if cue.kind not in ("verb", "noun"):
        return []
    soft = len(word) > 2 and word[-1] == "y" and word[-2] not in _VOWELS
    hissing = word.endswith(("s", "x", "z", "ch", "sh"))
    many = word[:-1] + "ies" if soft else word + ("es" if hissing else "s")
    if cue.kind == "noun":
        return [many]
    if soft:
        return [many, word[:-1] + "ied", word + "ing"]
    if word[-1] == "e":
        return [many, word + "d", word[:-1] + "ing"]
    doubled = _DOUBLING.search(word)
    stems = (word, word + word[-1]) if doubled else (word,)
    return [many, *(stem + end for stem in stems for end in ("ed", "ing"))]


def _cue(entry: CueWord) -> Cue:
    frames = _USUAL[entry.kind] if entry.frames is None else entry.frames
    return Cue(
        lemma=entry.word.lower(),
        kind=entry.kind,
        act=entry.act,
        strength=entry.strength,
        frames=frozenset(f for f in frames if not f.startswith(_PREPOSITION)),
        prepositions=frozenset(
            f.removeprefix(_PREPOSITION) for f in frames if f.startswith(_PREPOSITION)
        ),
        verification=entry.verification,
        negative=entry.polarity is Polarity.NEGATIVE,
    )


def complaints(words: Sequence[CueWord]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with a desk's words: the entry, counted from 0, its key, and what and why."""
    known = Counter((entry.kind, entry.word.lower()) for entry in words)
    for number, entry in enumerate(words):
        what = _of_word(entry)
        if what:
            yield number, "word", what
        elif known[entry.kind, entry.word.lower()] > 1:
            yield number, "word", f"two entries are for the {entry.kind} {entry.word!r}"
        for frame in entry.frames or ():
            what = _of_frame(entry, frame)
            if what:
                yield number, "frames", what


def _of_word(entry: CueWord) -> str:
    word = entry.word
    if not word.strip():
        return "it is empty"
    if len(word.split()) > 1 or word != word.strip():
        return f"{word!r} is not one word"
    plain = lemma(word.lower(), _TAGS[entry.kind], None)
    if plain.lower() != word.lower():
        return f"{word!r} is no dictionary form, as 'say' is one of 'said'"
    return ""


def _of_frame(entry: CueWord, frame: str) -> str:
    known = sorted(
        {
            f
            for (kind, _), cue in shipped().entries.items()
            if kind == entry.kind
            for f in cue.frames
        }
    )
    if frame in known or (
        entry.kind == "verb"
        and frame.removeprefix(_PREPOSITION).isalpha()
        and frame.startswith(_PREPOSITION)
    ):
        return ""
    near = get_close_matches(frame, known, n=1)
    hint = f"is it {near[0]!r}?" if near else f"known are {', '.join(known) or 'none'}"
    return f"{frame!r} is no frame of a {entry.kind}; {hint}"


def digest(words: Sequence[CueWord]) -> str:
    """Eight characters that differ when the words do, in whatever order; empty for none."""
    if not words:
        return ""
    rows = sorted(json.dumps(entry.model_dump(mode="json"), sort_keys=True) for entry in words)
    return blake2b("\n".join(rows).encode(), digest_size=4).hexdigest()
