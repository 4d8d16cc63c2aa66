"""What the words of a source say of its kind, where no table knows it."""

from __future__ import annotations

import re

from watchdesk.attribution.first.words import (
    BODIES,
    DETERMINERS,
    DOCUMENTS,
    GROUPS,
    NOUN_PREPOSITIONS,
    PEOPLE,
    POSSESSIVES,
    ROLES,
)
from watchdesk.records import LinkKind

WORD = re.compile(r"[\w.'’&/-]+")
TITLES = (
    frozenset(
        "mr mrs ms dr gen sen rep gov col lt maj capt sgt adm prof rev hon sir lady amb".split()
    )
    | ROLES
)


def kind_by_noun(low: list[str]) -> LinkKind:
    """What the head noun of a description makes of it."""
    last = low[-1]
    if last in DOCUMENTS:
        return LinkKind.DOCUMENT
    some = low[0] in ("one", "two", "several", "some") and low[1:2] == ["of"]
    if some or (set(low) & PEOPLE and last not in BODIES):
        return LinkKind.ANONYMOUS
    if last in ROLES:
        return LinkKind.PERSON
    return LinkKind.ORGANISATION if last in BODIES else LinkKind.UNKNOWN


def kind_by_article(low: list[str]) -> LinkKind:
    """ "One Lorvian" is nobody named, "the Lorvians" are many, "Lorvia" acts as a state."""
    if low[0] in ("a", "an", "one", "another"):
        return LinkKind.ANONYMOUS
    if low[0] in DETERMINERS and low[-1].endswith("s"):
        return LinkKind.GROUP
    return LinkKind.ORGANISATION


def without_article(name: str) -> str:
    """A name without its "the"."""
    return re.sub(r"^(?:the|The)\s+", "", name)


def several(head: str) -> bool:
    """Whether two names or nouns are joined: "Both France and Germany"."""
    left, joint, right = head.partition(" and ")
    if not joint:
        return False
    return bool(re.match(r"(?:both|Both) ", left)) or (
        left[:1].isupper()
        and right[:1].isupper()
        and (
            " " not in left.strip()
            or not re.search(
                r"\b(?:of|for)\b|(?i:minister|secretary|department|ministry|"
                r"committee|council|office|institute|center|centre)",
                left,
            )
        )
    )


def is_list(words: str) -> bool:
    """Whether a source is "Averia, Sorland and Lorvia": three names or more, none a title."""
    if len(words) > 160 or ", " not in words or " and " not in words:
        return False
    pieces = [p for p in re.split(r", and | and |, ", words) if p]
    firsts = [re.sub(r"^(?:the|The) ", "", piece) for piece in pieces]
    names = all(first[:1].isupper() for first in firsts[1:]) and (
        firsts[0][:1].isupper() or " of " in firsts[0]
    )
    told = {word.lower() for piece in pieces[1:] for word in piece.split()}
    return len(pieces) > 2 and names and not told & TITLES


def head_of(words: str) -> str:
    """A source up to its first comma, preposition or relative clause."""
    cut = re.search(r"[,(—–]| (?:who|which|that|whose)\b", words)
    head = words[: cut.start()] if cut else words
    pieces = head.split(" ")
    for i, piece in enumerate(pieces):
        if not i or piece not in NOUN_PREPOSITIONS:
            continue
        if piece == "of" and i == 1 and pieces[0].lower() in DETERMINERS:
            continue
        if (
            piece == "of"
            and i + 1 < len(pieces)
            and pieces[i + 1][:1].isupper()
            and pieces[i - 1][:1].isupper()
        ):
            continue
        return " ".join(pieces[:i]).rstrip()
    return head.rstrip()


def shown_as(words: str) -> str:
    """The description as the text has it, without relative clause and apposition."""
    cut = re.search(r",| (?:who|which|whose)\b", words)
    return (words[: cut.start()] if cut else words).strip() or words


def personal_name(rows: list[str]) -> tuple[str, bool]:
    """The capitalised words a phrase ends in, without titles; and whether a title led to them."""
    i = len(rows)
    while (i > 0 and rows[i - 1][0].isupper()) or (
        i > 1 and rows[i - 1].lower() in ("al", "bin", "van", "von", "de", "der", "el", "ibn")
    ):
        i -= 1
    run = rows[i:]
    titled = i > 0 and rows[i - 1].lower() in TITLES
    for k in range(len(run) - 1, -1, -1):
        if run[k].lower().rstrip(".") in TITLES:
            titled = True
            run = run[k + 1 :]
            break
    if i > 1 and len(run) > 2 and rows[i - 1] == "of" and rows[i - 2].lower() in TITLES:
        return " ".join(run[-2:]), True
    if run and run[0].lower() in DETERMINERS | POSSESSIVES:
        return " ".join(run[1:]), False
    return " ".join(run), titled and bool(run)


def is_body(name: str) -> bool:
    """Whether a word of a name says that it is a body's."""
    return any(w.lower() in BODIES for w in name.split()[-1:]) or any(
        w in name
        for w in (
            "Ministry",
            "Department",
            "Council",
            "University",
            "Institute",
            "Committee",
            "House",
        )
    )


def plural_head(words: str) -> bool:
    """Whether a description is of many."""
    last = WORD.findall(head_of(words))
    return any(w in GROUPS for w in last) or bool(last and last[-1].endswith("s"))
