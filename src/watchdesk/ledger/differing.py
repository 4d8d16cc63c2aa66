"""Tellings as they are kept to be held against each other, and whether two are of one matter."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b

from watchdesk.ledger.deeds import deeds
from watchdesk.records import Address, Interval, Span
from watchdesk.records.span import Frozen
from watchdesk.reuse.words import word_hash

_IRREGULAR = """
sell: sold | send: sent | meet: met | hold: held | take: took taken | fall: fell fallen
lose: lost | win: won | leave: left | begin: began begun | break: broke broken | build: built
buy: bought | give: gave given | go: went gone | grow: grew grown | know: knew known | lead: led
pay: paid | run: ran | rise: rose risen | sink: sank sunk | shoot: shot | speak: spoke spoken
strike: struck stricken | withdraw: withdrew withdrawn | write: wrote written | fly: flew flown
flee: fled | fight: fought | find: found | keep: kept | make: made | see: saw seen | get: got
steal: stole stolen | lend: lent | spend: spent | teach: taught | catch: caught | bring: brought
seek: sought | forbid: forbade forbidden | drive: drove driven | come: came | become: became
freeze: froze frozen | choose: chose chosen | swear: swore sworn | overthrow: overthrew overthrown
undergo: underwent undergone | retake: retook retaken | man: men | woman: women | child: children
person: people
"""
_BODY = re.compile(
    r"\b(?:minist|office|project|service|agency|party|group|army|navy|force|police|government|"
    r"command|committee|council|union|bank|court|house|staff|department|authority|bureau)",
    re.IGNORECASE,
)
"""Bodies, whose last word many share."""
_SHORT = 3
"""Letters of the shortest stem an ending is cut off."""


@cache
def irregular() -> dict[str, str]:
    """Base forms by irregular past form or plural."""
    out: dict[str, str] = {}
    for entry in _IRREGULAR.replace("\n", " | ").split("|"):
        base, _, forms = entry.partition(":")
        out.update((form, base.strip()) for form in forms.split())
    for base, deed in deeds().items():
        if " " not in base:
            out.update((f, base) for f in deed.past if not f.endswith("ed") and f != "found")
    return out


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without its endings, lower case: "signed", "signing" and "signs" are one."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    word = irregular().get(word, word)
    for ending, least in (("ing", 3), ("ed", 3)):
        if word.endswith(ending) and len(word) >= len(ending) + least:
            word = word.removesuffix(ending)
            break
    else:
        if word.endswith("ies") and len(word) > _SHORT + 1:
            word = word[:-3] + "y"
        elif word.endswith(("sses", "ches", "shes", "xes", "zes")):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORT:
            word = word[:-1]
    if len(word) > _SHORT and word.endswith("e"):
        word = word[:-1]
    if len(word) > _SHORT and word.endswith("i"):
        word = word[:-1] + "y"
    return word[:-1] if len(word) > _SHORT and word[-1] == word[-2] else word


@lru_cache(maxsize=1 << 14)
def stem_hash(word: str) -> int:
    """Hash of a word's stem."""
    return word_hash(stem(word) or word)


@lru_cache(maxsize=1 << 10)
def state_hash(state: str) -> int:
    """What stands for a state, whether it is named, its people or its capital are."""
    return word_hash(f"state{state}")


def key(*parts: object) -> int:
    """A key of the book: 63 bits, the same on every machine."""
    data = "\t".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


Days = tuple[int, int]
"""First and last day, as proleptic ordinals."""


def days_of(when: Interval | None) -> Days | None:
    """An interval as ordinals; ``None`` when it is not bounded."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest.toordinal(), when.latest.toordinal()


def gap(a: Days | None, b: Days | None) -> int | None:
    """Fewest days from one to the other; ``None`` when one is not known."""
    if a is None or b is None:
        return None
    return max(0, b[0] - a[1], a[0] - b[1])


class Spot(Frozen):
    """A town or something built, as a deed is told to have been done there."""

    name: str
    """As written, lower case."""
    lat: float | None = None
    """Degrees north; null where it is not known."""
    lon: float | None = None
    """Degrees east."""
    radius: float = 0.0
    """Kilometres."""


class Deed(Frozen):
    """One thing told to be so or not, in one clause."""

    what: str
    """The pair of opposites it is about, or the stem of its verb after ``v:``."""
    pole: int
    """1 when it is so, -1 when it is not."""
    done: bool
    """Whether no negation or denial turns the words round."""
    lasting: bool
    """Whether what was done once stays done."""
    still: bool
    """Whether it is told to go on being so."""
    flat: bool
    """Whether the words call a matter untrue outright."""
    once: bool
    """Whether it is done once to the same thing: signing a treaty, sinking a ship."""
    points: bool
    """Whether it is about what was told before it: "it", "the man"."""
    subject: frozenset[int]
    """Telling words and names before the verb; those of the speaker for "it" and "we"."""
    words: frozenset[int]
    """Telling words and names of the clause without the verb."""
    names: frozenset[int]
    """Those of them that are names, states apart."""
    people: frozenset[int]
    """Names of persons among them."""
    places: frozenset[int]
    """Names of places among them."""
    states: frozenset[int]
    """Those of them that are states."""
    other: bool
    """Whether it is told of another one than before."""
    time: Days | None
    """The days told in the clause."""
    spot: Spot | None
    """The one town told in the clause."""
    text: str = ""
    """The words that tell it, with "not" and the like, as they stand."""


class Count(Frozen):
    """How many of something."""

    low: float | None
    """Lowest amount meant; null when there is no such bound."""
    high: float | None
    """Highest amount meant."""
    size: float
    """The amount told, to see whether two are of one order."""
    text: str
    """As it stands in the text."""
    unit: str | None
    """Unit or currency; null for persons and things."""
    noun: str
    """Last word of what is counted, lower case, singular; the unit where nothing is counted."""
    listed: bool
    """Whether the noun is one that reports on conflicts count."""
    kinds: frozenset[str]
    """The words before that, e.g. a nationality."""
    fates: frozenset[str]
    """What happened to what is counted, from the words next to it."""
    when: Days | None
    """The days told in the statement; null when none are."""
    counted: str | None
    """What is counted, as written."""


class Telling(Frozen):
    """A statement with what it is held against others by."""

    id: str
    """Statement id."""
    article: str
    capture: str
    span: Span
    order: str
    """Sort key: the order in which statements were first known."""
    voice: int
    """Key of who tells these very words in this family: copies share it."""
    family: str
    outlet: str | None
    who: str
    """Who tells it, in words."""
    speaker: str | None
    """Name of the original speaker; null for the article's own voice."""
    official: bool
    """Whether the speaker holds an office or is a body of state."""
    side: frozenset[str]
    """Whose side tells it: state codes and entity ids."""
    part: frozenset[str]
    """Who is named as taking part."""
    when: Days | None
    """When it was said, or else published."""
    published: Days | None
    words: frozenset[int]
    """Stems of the telling words of the statement, names included."""
    around: frozenset[int]
    """The same of its sentence."""
    names: frozenset[int]
    """Names in the sentence, states among them."""
    places: frozenset[int]
    """Names of places in the sentence."""
    lands: frozenset[int]
    """States named in the statement itself."""
    named: frozenset[int]
    """Names in the statement itself, states among them."""
    area: frozenset[int]
    """Places the article names; kept only for what both sides of a war count."""
    denied: bool
    """Whether its own source tells it as untrue."""
    negated: bool
    """Whether a word in it turns something round."""
    real: bool
    """Whether it is told as so, not as what may come or be."""
    against: bool
    """Whether it speaks of a vote or a wish against something."""
    deeds: tuple[Deed, ...]
    counts: tuple[Count, ...]

    @property
    def at(self) -> Address:
        """Where the words stand."""
        return Address.model_construct(capture=self.capture, article=self.article, span=self.span)

    @property
    def states(self) -> frozenset[str]:
        """States whose side tells it."""
        return frozenset(name for name in self.side if len(name) == len("XX"))

    @property
    def told(self) -> Interval:
        """When it was said, or else published."""
        days = self.when or self.published
        return Interval.unknown() if days is None else interval(days)


def interval(days: Days) -> Interval:
    """Days as an interval."""
    return Interval.between(*(date.fromordinal(day) for day in days))


def same_speaker(a: str | None, b: str | None) -> bool:
    """Whether two names may be of one speaker: they are equal, or one surname ends both."""
    if not a or not b:
        return False
    left, right = a.lower().split(), b.lower().split()
    if left == right:
        return True
    capital = a.split()[-1][:1].isupper() and b.split()[-1][:1].isupper()
    return capital and left[-1] == right[-1] and not _BODY.search(a)


def one_voice(a: Telling, b: Telling) -> bool:
    """Whether two tellings may come from one teller, who does not contradict themselves but goes
    on: one name, or the own words of one article, outlet or family."""
    if a.states and b.states and not a.states & b.states:
        return False  # two defence ministries
    left, right = a.speaker or a.outlet, b.speaker or b.outlet
    if same_speaker(left, right):
        return True
    return not a.speaker and not b.speaker and a.family == b.family


def apart(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether each has something the other lacks."""
    return bool(a - b) and bool(b - a)


def overlap(a: Telling, b: Telling) -> bool:
    """Whether one is told inside the other."""
    return a.article == b.article and a.span.overlaps(b.span)
