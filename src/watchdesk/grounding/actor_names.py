"""Persons' names taken apart, and whether two of them may be one person's."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import fuzz

from watchdesk.language.lexicon import fold, given_names, slug
from watchdesk.language.vocabulary import EAST_FAMILIES
from watchdesk.records import MentionKind

_SUFFIXES = frozenset({"jr", "sr"})
_NUMERAL = re.compile(r" [IVX]{1,5}\Z")
_PARTICLES = frozenset(
    "al el ul ad ash as an ar bin ibn ben bint abu abd de da do dos das di del della dello la le "
    "van von der den zu ter ten af".split()
)
_ARTICLES = frozenset({"al", "el", "ul", "ad", "ash", "as", "an", "ar"})
_ARTICLED = re.compile(r"(?:al|el|ul|ad|ash|as|an|ar)-(?=\w)")
_COURTESY = frozenset("mr mrs ms dr sir prof lord lady dame miss king queen pope emperor".split())
_FROM_SON = frozenset({"bin", "ibn", "ben", "bint"})
_KEPT = 8
"""Words of a name that count."""
_SHORTEST = 6
"""Letters from which a family name may be told in another spelling."""
_ALIKE = 84
_SPELLINGS = (
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("zh", "z"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"),
    ("ij", "i"), ("yj", "i"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_UMLAUT = re.compile(r"(?<=[aou])e(?=[bcdfghkmnprstvx]|l[lkz])|(?<=a)a")
_LONG = re.compile(r"ou|oo")
_BETWEEN = re.compile(r"(?<=[aeou])i(?=[aeou])")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
_WORD = re.compile(r"[^\s,()\[\]“”\"]+")
_SLAVIC = re.compile(
    r"(?:sk|ck)(?:[iy]{1,2}|[iy]j|a?y?a|aia)\Z|(?:ov|ev|in|yn)[aiy]?\Z|enk[oa]\Z|[ytiu]k\Z|"
    r"(?:y|i)ak\Z|[yi]ch\Z|[yi]an\Z|dze\Z|shvili\Z|[yi][iy]\Z|ko\Z"
)


class PersonName(NamedTuple):
    """A name's words, in small letters without accents."""

    given: str
    """Empty where only a family name stands."""
    middle: tuple[str, ...]
    family: str
    """Without particles and the Arabic article."""
    particles: tuple[str, ...] = ()
    suffix: str = ""
    """``jr``, ``sr``, or a numeral."""
    eastern: bool = False
    """Whether the family name stands first."""

    @property
    def is_full(self) -> bool:
        """Whether a given name stands with the family name."""
        return bool(self.given)

    @property
    def is_son_of(self) -> bool:
        """Whether the last word is the father's name: ``bin Salman``."""
        return bool(self.particles) and self.particles[-1] in _FROM_SON


@lru_cache(maxsize=8192)
def name_of(written: str) -> PersonName:
    """A person's name taken apart."""
    words = [w.strip(".'-") for w in _WORD.findall(fold(written.replace("’", "'")))[:_KEPT]]
    words = [w for w in words if w]
    while len(words) > 1 and words[0] in _COURTESY:
        del words[0]
    suffix = ""
    if len(words) > 1 and (words[-1] in _SUFFIXES or _NUMERAL.search(written)):
        suffix = words.pop()
    if not words:
        return PersonName("", (), fold(written))
    words = [_ARTICLED.sub("", w) if _ARTICLED.match(w) else w for w in words]
    if len(words) == 1 or words[0] in _PARTICLES:
        return PersonName("", (), words[-1], tuple(words[:-1]), suffix)
    if words[0].capitalize() in EAST_FAMILIES and words[0] not in given_names():
        return PersonName(_joined(words[1:]), (), words[0], (), suffix, eastern=True)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    particles = tuple(w for w in words[start:-1] if w not in _ARTICLES)
    return PersonName(words[0], tuple(words[1:start]), words[-1], particles, suffix)


def _joined(words: list[str]) -> str:
    return "".join(words).replace("-", "")


@cache
def _variants() -> tuple[dict[str, str], dict[str, frozenset[str]], dict[str, str]]:
    """Given names to the first of their spellings; names that one person may go by besides, in
    another language or in short; family names to the first of their spellings."""
    given: dict[str, str] = {}
    short: dict[str, frozenset[str]] = {}
    family: dict[str, str] = {}
    table = files("watchdesk.resources").joinpath("name_variants.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        kind, cell = line.split("\t")
        forms = cell.split("|")
        if kind == "given":
            given.update(dict.fromkeys(forms, forms[0]))
        elif kind == "family":
            family.update(dict.fromkeys(forms, forms[0]))
        elif kind == "short":
            short[forms[0]] = short.get(forms[0], frozenset()) | frozenset(forms[1:])
        else:
            for form in forms:
                short[form] = short.get(form, frozenset()) | frozenset(forms)
    return given, short, family


@lru_cache(maxsize=16384)
def spelling(family: str) -> str:
    """A family name with what transliterations differ in made equal.

    ``zelensky``, ``zelenskyy`` and ``zelenskiy`` come out the same.
    """
    known = _variants()[2].get(family)
    if known is not None:
        return known
    plain = family.replace("'", "").replace("-", "")
    for old, new in _SPELLINGS:
        plain = plain.replace(old, new)
    plain = _UMLAUT.sub("", plain)
    plain = _BETWEEN.sub("", _DOUBLE.sub(r"\1", plain))
    return plain.rstrip("i") or plain


@lru_cache(maxsize=16384)
def bones(family: str) -> str:
    """What spellings and slips of one family name share: the consonants of its spelling."""
    plain = spelling(family)
    return plain[:1] + _VOWELS.sub("", plain[1:])


def same_family(one: str, other: str) -> bool:
    """Whether two family names are spellings of one: ``zelensky``, ``zelenskyy``.

    Short names have to be the same: of ``smith`` and ``smyth`` nothing tells that they are.
    """
    if one == other:
        return True
    families = _variants()[2]
    if one in families and families.get(other) == families[one]:
        return True
    if max(len(one), len(other)) < _SHORTEST or min(len(one), len(other)) < _SHORTEST - 1:
        return False
    return spelling(one) == spelling(other) and fuzz.ratio(one, other) >= _ALIKE - 10


def slip_of(one: str, other: str) -> bool:
    """Whether two long family names differ in a vowel alone, as slips and rarer spellings do.

    Only to be asked of persons with the same given name: ``gorbachev``, ``gorbachov``.
    """
    if min(len(one), len(other)) <= _SHORTEST or one[-1] != other[-1]:
        return False
    return bones(one) == bones(other) and fuzz.ratio(one, other) >= _ALIKE


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one person's; an empty one never is."""
    if not one or not other:
        return False
    one, other = one.replace("-", ""), other.replace("-", "")
    if one == other or is_initial_of(one, other) or is_initial_of(other, one):
        return True
    given, short, _ = _variants()
    one, other = given.get(one, one), given.get(other, other)
    if one == other:
        return True
    if other in short.get(one, ()) or one in short.get(other, ()):
        return True
    if short.get(one, frozenset()) & short.get(other, frozenset()):
        return True
    alike = one[0] == other[0] and min(len(one), len(other)) > 4 and one[-1] == other[-1]
    alike = alike or _UMLAUT.sub("", one) == _UMLAUT.sub("", other)
    if _is_slip(one, other):
        return True
    return alike and spelling(one) == spelling(other) and fuzz.ratio(one, other) >= _ALIKE


def _is_slip(one: str, other: str) -> bool:
    """Whether two given names differ in one vowel inside: ``kristen``, ``kristin``."""
    if len(one) != len(other) or len(one) < _SHORTEST or one[-1] != other[-1]:
        return False
    return bones(one) == bones(other) and fuzz.ratio(one, other) >= _ALIKE


def plainly_same(one: PersonName, other: PersonName) -> bool:
    """Whether two names are written alike, but for hyphens and which of their words comes first."""
    first, second = one.given.replace("-", ""), other.given.replace("-", "")
    return first == second and one[1:3] == other[1:3] and one.suffix == other.suffix


def is_initial_of(one: str, other: str) -> bool:
    """Whether ``v.`` may stand for ``volodymyr``."""
    return len(one.rstrip(".")) == 1 and one[0] == other[0]


def same_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names agree; a name without any agrees with all."""
    if not one or not other:
        return True
    first, second = _letters(one), _letters(other)
    if all(len(w) > 1 and "." not in w for w in (*one, *other)):
        return set(one) <= set(other) or set(other) <= set(one)
    return first[:1] == second[:1]


def _letters(middle: tuple[str, ...]) -> str:
    """The initials of middle names; ``h.w`` has two."""
    return "".join(part[0] for word in middle for part in word.split(".") if part)


def same_suffix(one: str, other: str) -> bool:
    """Whether ``jr`` and ``sr`` agree; a name without either agrees with both."""
    return not one or not other or one == other


def person_id(written: str) -> str:
    """The id of a person no table holds: alike for spellings of one name, on any machine.

    Particles of the Arabic article are left out, and initials behind a given name; where initials
    are all that is known, they stay, as do middle names, ``Jr.`` and numerals, so that fathers
    and sons, and brothers, are apart.
    """
    name = name_of(written)
    family = id_family(name.family)
    given = _variants()[0].get(name.given) or _UMLAUT.sub("", name.given)
    lettered = len(name.given.split(".")[0]) == 1
    middle = tuple(w for w in name.middle if lettered or (len(w) > 1 and "." not in w))
    if name.eastern:
        words: tuple[str, ...] = (family, given, name.suffix)
    else:
        words = (given, *middle, *name.particles, family, name.suffix)
    return slug(MentionKind.PERSON, " ".join(filter(None, words)))


def id_family(family: str) -> str:
    """A family name as ids have it: one spelling for names that are transliterated in many."""
    if len(family) < _SHORTEST - 1:
        return _variants()[2].get(family, family)
    known = _variants()[2].get(family)
    if known is None and _SLAVIC.search(family):
        plain = spelling(family)
        return plain + ("y" if plain.endswith("sk") else "i" * (family[-1] in "iy"))
    if known is not None:
        return known
    plain = _UMLAUT.sub("", family)
    return _LONG.sub("u", plain) if plain.endswith(("i", "oury")) else plain
