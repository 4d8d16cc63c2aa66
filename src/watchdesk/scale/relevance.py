"""Whether a desk may care for a text: a glance before the reading, a thousand times as quick.

Recall comes first: what is kept for nothing costs a second, what is dropped is not read at all.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from watchdesk import cleaning
from watchdesk.errors import DeskError
from watchdesk.ledger.issues_about import pattern
from watchdesk.records import Capture, Issue, PartKind, Role, Watch

_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_LOOKED_AT = 20_000
"""Code points of a text of which the language is told."""
_VERSION = 1
"""Raised when other texts are kept, so that archives are looked at again."""
_FEW_WORDS = 40
"""Of fewer words the language is not told by its function words."""
_FEW_LETTERS = 40
_LEAST_ENGLISH = 0.12
"""Share of function words below which a text is not English; of English news it is 0.3 to 0.5."""
_LEAST_OTHER = 0.08
"""Share of function words of other languages that tells of them."""
_ENGLISH = frozenset(
    "the of to and in that is was for on it with as his he be at by had not are but from or have "
    "an they which one were all their there been if more when will would who so no out up into "
    "than them can only other new some could these may then do its also after said over has this "
    "we you she her".split()
)
_OTHERS = frozenset(
    "der das und ist nicht den von mit auf ein eine de la le les des et du une dans que el los "
    "las del por con para una il di che della non gli um não uma os het een van zijn voor och "
    "att som på är og til af det er ikke w z na nie się jest że je se že ve bir bu için ile yang "
    "dan dengan untuk pada và của là không să și nu este az és egy hogy ja ei että oli".split()
)
# Function words of what else is much printed in Latin letters; a list of figures holds neither.
_TOLD = frozenset(
    {PartKind.TITLE, PartKind.DECK, PartKind.SUBHEADING, PartKind.CAPTION, PartKind.BODY}
)
_STATES_NAMED = 2
"""Of the states that an issue names, so many make a text worth reading; one where it names one."""


class Reason(StrEnum):
    """Why a text is kept or dropped."""

    TERM = "term"
    """Kept: it holds a term of an issue, or words that were given."""
    ACTOR = "actor"
    """Kept: it names somebody whom watch.toml names."""
    STATES = "states"
    """Kept: it names states that the issues are about, or who leads them."""
    LANGUAGE = "language"
    """Dropped: it is not in English."""
    UNRELATED = "unrelated"
    """Dropped: it names nothing of this."""
    BESIDE = "beside"
    """Dropped: what it names stands beside the article only, as in menus and teasers."""

    @property
    def is_kept(self) -> bool:
        """Whether a text is worth reading."""
        return self in {Reason.TERM, Reason.ACTOR, Reason.STATES}


class Verdict(NamedTuple):
    """What became of a text."""

    reason: Reason
    words: str = ""
    """The words of the watch that it was kept for."""


class Phrases:
    """Finds words and phrases in texts: whole words, a trailing ``*`` stands for any ending."""

    def __init__(self, phrases: Iterable[str], *, cased: bool = False) -> None:
        """``cased``: capitals count, as in names."""
        self._by_first: dict[str, list[re.Pattern[str]]] = {}
        self._open: list[re.Pattern[str]] = []
        begins: list[str] = []
        for phrase in dict.fromkeys(one.replace("’", "'") for one in phrases):
            runs = _WORD.findall(phrase.lower())
            found = pattern((phrase,))
            found = re.compile(found.pattern) if cased else found
            if len(runs) == 1 and phrase.endswith("*"):
                begins.append(runs[0])
                self._open.append(found)
            elif runs:
                self._by_first.setdefault(runs[0], []).append(found)
        self._begins = tuple(begins)

    def __bool__(self) -> bool:
        return bool(self._by_first or self._open)

    def find(self, text: str, words: frozenset[str]) -> str | None:
        """The words of a text that are one of the phrases, if it holds any; ``words`` are its
        words in small letters, of which each phrase is looked up before the text is searched."""
        likely = [
            found
            for first in sorted(self._by_first.keys() & words)
            for found in self._by_first[first]
        ]
        if self._begins and any(word.startswith(self._begins) for word in words):
            likely += self._open
        return next((hit[0] for found in likely if (hit := found.search(text))), None)


class Relevance:
    """What a desk cares for. Pure: the same text gives the same verdict."""

    def __init__(self, phrases: Iterable[str], actors: Iterable[str], about: Iterable[str]) -> None:
        """``phrases`` and names of ``actors`` to look for, and texts that say what this is about;
        the states they name are looked for too."""
        phrases, actors = tuple(phrases), tuple(actors)
        self._phrases = Phrases(phrases)
        self._actors = Phrases(actors, cased=True)
        named = _states_in(about)
        told = json.dumps((_VERSION, phrases, actors, named))
        self.key = hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
        self._states = [(iso, Phrases(_forms()[iso], cased=True)) for iso in named]
        self._least = min(_STATES_NAMED, len(self._states))

    @classmethod
    def of(cls, watch: Watch, words: Sequence[str] = ()) -> Relevance:
        """What a desk watches, or only some ``words``, of which a comma parts one from the next.

        Raises ``DeskError`` W250 when there is nothing to go by.
        """
        given = [one.strip() for told in words for one in told.split(",") if one.strip()]
        if given:
            made = cls(given, (), ())
        else:
            actors = [name for actor in watch.actor for name in (actor.name, *actor.aliases)]
            terms = [term for issue in watch.issue for term in (*issue.terms, *issue.against)]
            made = cls(terms, actors, [text for one in watch.issue for text in _told_of(one)])
        if not (made._phrases or made._actors or made._states):
            raise DeskError(
                "W250",
                "crawl-read",
                "nothing tells what is relevant",
                'Say so with --relevant "word, phrase*", or write [[issue]] with terms into '
                "watch.toml",
            )
        return made

    def judge(self, text: str) -> Verdict:
        """What becomes of the cleaned text of an article."""
        if not is_english(text):
            return Verdict(Reason.LANGUAGE)
        return self._names(text)

    def judge_capture(self, capture: Capture) -> Verdict:
        """What becomes of a capture. It is only cleaned when anything in it is of interest: what
        is not in the whole of it cannot be in an article of it."""
        declared = capture.declared
        beside = "\n".join(filter(None, (declared.title, declared.deck)))
        raw = self._names(f"{beside}\n{capture.text}")
        if not raw.reason.is_kept:
            return raw if is_english(capture.text) else Verdict(Reason.LANGUAGE)
        article = article_text(capture)
        if not is_english(article):
            return Verdict(Reason.LANGUAGE)
        found = self._names(f"{beside}\n{article}")
        return found if found.reason.is_kept else Verdict(Reason.BESIDE)

    def _names(self, text: str) -> Verdict:
        text = text.replace("’", "'")
        words = frozenset(_WORD.findall(text.lower()))
        if found := self._phrases.find(text, words):
            return Verdict(Reason.TERM, found)
        if found := self._actors.find(text, words):
            return Verdict(Reason.ACTOR, found)
        states = [hit for _, forms in self._states if (hit := forms.find(text, words))]
        if self._states and len(states) >= self._least:
            return Verdict(Reason.STATES, ", ".join(states[: self._least]))
        return Verdict(Reason.UNRELATED)


def is_english(text: str) -> bool:
    """Whether a text may be English: ``False`` only where no doubt is left."""
    text = text[:_LOOKED_AT]
    letters = len(_LETTER.findall(text))
    if letters >= _FEW_LETTERS and len(_LATIN.findall(text)) < letters / 2:
        return False
    words = _WORD.findall(text.lower())
    if len(words) < _FEW_WORDS:
        return True
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _OTHERS for word in words)
    return english >= _LEAST_ENGLISH * len(words) or foreign <= max(
        english, _LEAST_OTHER * len(words)
    )


def article_text(capture: Capture) -> str:
    """The text of the articles of a capture, without what stands around them."""
    found = cleaning.articles(capture)
    parts = (
        part.span.text_of(capture.text)
        for article in found
        if article.role is not Role.TEASER
        for part in article.parts
        if part.kind.is_read or part.kind in _TOLD
    )
    return "\n".join(parts)


def _told_of(issue: Issue) -> tuple[str, ...]:
    return (issue.name, issue.question or "", *issue.terms, *issue.against, *issue.examples)


def _states_in(about: Iterable[str]) -> list[str]:
    """Codes of the states that some texts name, in the order of the table."""
    text = "\n".join(about)
    words = frozenset(_WORD.findall(text.lower()))
    return [iso for iso, forms in _forms().items() if Phrases(forms, cased=True).find(text, words)]


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """What each state is called, its capital and people, and the full names of its leaders."""
    out: dict[str, list[str]] = {}
    for row in _rows("countries.tsv"):
        told = (row[key] or "" for key in ("names", "capitals", "adjectives", "peoples"))
        out[row["iso"]] = [form for column in told for form in column.split("|") if form]
    for row in _rows("leaders.tsv"):
        out.setdefault(row["iso"], []).append(row["name"])
    return {iso: tuple(dict.fromkeys(forms)) for iso, forms in out.items()}


def _rows(name: str) -> list[dict[str, str]]:
    table = (files("watchdesk.resources") / name).read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
