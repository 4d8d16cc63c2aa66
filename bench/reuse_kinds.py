"""The kinds of planted edits: each takes an article and gives the words of a new text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from reuse_corpus import Document
from reuse_edits import (
    SOURCE_WORDS,
    TEMPLATE,
    Atoms,
    Workshop,
    atoms,
    details,
    first_words,
    joined,
    sentences,
    words_of,
)

Edit = Callable[[Workshop, Document], Atoms]
_CURLED = {'"': "“", "'": "’", "-": "–", "“": '"', "”": '"', "’": "'", "–": "-", "—": " - "}
_CONFUSED = dict(
    zip("eclO10mihuS5", ("c", "e", "1", "0", "l", "O", "rn", "l", "b", "n", "5", "S"), strict=True)
)


def exact(_: Workshop, document: Document) -> Atoms:
    return list(atoms(document))


def typeset(shop: Workshop, document: Document) -> Atoms:
    """Another case for all words or for some, other quotes, dashes and spaces."""
    changes: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str]
    change = shop.chance.choice(changes)
    out: Atoms = []
    for atom in atoms(document):
        if atom.number >= 0:
            changed = change(atom.text)
            # A letter such as ß has no single capital: left as it is.
            same = len(changed) == len(atom.text)
            out.append(atom._replace(text=changed if same else atom.text))
        else:
            text = "".join(_CURLED.get(char, char) for char in atom.text)
            if text == " " and shop.chance.random() < 0.2:
                text = shop.chance.choice(["  ", "\u00a0", "\n"])
            out.append(atom._replace(text=text))
    return out


def dropped(shop: Workshop, document: Document, *, share: float) -> Atoms:
    parts = sentences(document)
    count = max(1, round(len(parts) * share))
    gone = set(shop.chance.sample(range(len(parts)), count))
    return joined(part for index, part in enumerate(parts) if index not in gone)


def added(shop: Workshop, document: Document, *, share: float) -> Atoms:
    parts = sentences(document)
    for _ in range(max(1, round(len(parts) * share))):
        parts.insert(shop.chance.randint(0, len(parts)), shop.sentence(document))
    return joined(parts)


def tail(shop: Workshop, document: Document, *, share: float) -> Atoms:
    own = atoms(document)
    return joined([own, shop.others(document, round(words_of(own) * share))])


def cut(_: Workshop, document: Document, *, share: float) -> Atoms:
    own = atoms(document)
    return first_words(own, round(words_of(own) * share))


def reworded(shop: Workshop, document: Document, *, share: float) -> Atoms:
    """Words replaced by others that articles use, in lower case or capitalised as they were."""
    out = list(atoms(document))
    places = [index for index, atom in enumerate(out) if atom.number >= 0]
    for index in shop.chance.sample(places, round(len(places) * share)):
        old = out[index].text
        pool = shop.names if old[0].isupper() else shop.lower
        out[index] = out[index]._replace(text=_other(shop.chance, pool, old), kept=False)
    return out


def _other(chance: Random, pool: list[str], old: str) -> str:
    while (new := chance.choice(pool)).lower() == old.lower():
        pass
    return new


def scanned(shop: Workshop, document: Document) -> Atoms:
    """About 3 % of characters misread, spaces lost, words divided at the end of a line."""
    chance = shop.chance
    out: Atoms = []
    for atom in atoms(document):
        if atom.number < 0:
            lost = atom.text == " " and chance.random() < 0.015
            if lost and out:
                out[-1] = out[-1]._replace(kept=False)
            out.append(atom._replace(text="" if lost else atom.text))
            continue
        text = _misread(chance, atom.text)
        if len(text) >= 6 and chance.random() < 0.02:
            middle = chance.randint(2, len(text) - 2)
            text = f"{text[:middle]}-\n{text[middle:]}"
        glued = bool(out) and out[-1].text == ""
        out.append(atom._replace(text=text, kept=text == atom.text and not glued))
    return out


def _misread(chance: Random, word: str) -> str:
    read = word.replace("rn", "m") if chance.random() < 0.2 else word
    return "".join(_CONFUSED[c] if c in _CONFUSED and chance.random() < 0.08 else c for c in read)


def reordered(shop: Workshop, document: Document) -> Atoms:
    """Paragraphs in another order, or sentences where there are fewer than four paragraphs."""
    parts: list[Atoms] = [[]]
    for sentence in sentences(document):
        parts[-1].extend(sentence)
        if "\n" in sentence[-1].text:
            parts.append([])
    parts = [part for part in parts if part]
    if len(parts) < 4:
        parts = sentences(document)
    before = list(parts)
    while parts == before:
        shop.chance.shuffle(parts)
    return joined(parts)


def inside(shop: Workshop, document: Document, *, times: int) -> Atoms:
    """The whole article with other articles before and behind it, ``times`` as long in all."""
    own = atoms(document)
    others = words_of(own) * (times - 1)
    before = round(others * shop.chance.uniform(0.2, 0.8))
    return joined([shop.others(document, before), own, shop.others(document, others - before)])


def wire(shop: Workshop, document: Document) -> Atoms:
    """Six consecutive sentences of the article in the middle of another."""
    parts = sentences(document)
    start = shop.chance.randint(0, len(parts) - 6)
    while True:
        host = shop.chance.choice(shop.documents)
        around = sentences(host)
        if host.id != document.id and words_of(atoms(host)) >= SOURCE_WORDS and len(around) >= 4:
            break
    middle = len(around) // 2
    return joined([*around[:middle], *parts[start : start + 6], *around[middle:]])


def refilled(shop: Workshop, document: Document) -> Atoms:
    """The same form with other facts: every number and every name is another of its shape."""
    own = atoms(document)
    facts = {word: _fact(shop, word) for word in sorted(details(own, shop.common))}
    return [
        atom._replace(text=facts[atom.text], kept=False) if atom.text in facts else atom
        for atom in own
    ]


def _fact(shop: Workshop, word: str) -> str:
    if not word[0].isdigit():
        new = _other(shop.chance, shop.names, word)
        return new.upper() if word.isupper() else new
    while True:
        digits = [str(shop.chance.randint(1, 9)) if c.isdigit() else c for c in word]
        if (new := "".join(digits)) != word:
            return new


def _shares(name: str, edit: Callable[..., Atoms], *shares: float) -> dict[str, Edit]:
    return {name.format(round(share * 100)): partial(edit, share=share) for share in shares}


COPIES: dict[str, Edit] = {
    "exact": exact,
    "case and punctuation": typeset,
    **_shares("{} % of sentences dropped", dropped, 0.1, 0.3),
    **_shares("{} % of sentences added", added, 0.1, 0.3),
    **_shares("tail of +{} %", tail, 0.25, 0.6, 1.5),
    **_shares("cut to {} %", cut, 0.5, 0.25),
    **_shares("{} % of words changed", reworded, 0.05, 0.15),
    "OCR noise": scanned,
    "reordered": reordered,
    **{f"inside a {times}x longer text": partial(inside, times=times) for times in (2, 5)},
    "wire sentences": wire,
}
"""What must be found."""
FORMS: dict[str, Edit] = {TEMPLATE: refilled}
"""What must not be called a copy."""
