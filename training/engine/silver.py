"""Sentences we write ourselves, for what the data sets lack in news of diplomacy and war.

The recipe: a template is a sentence with slots, or two with a bar between. `{name}` is replaced by
a phrase of `GRAMMAR` or a name of `NAMES` (both in `silver_lists`), again and again until only
words are left; `[S0 ... S0]`, `[C0 ... C0]` and `[T0 ... T0]` mark source, cue and content of
attribution 0. Words keep the class of the list they came from, so names are labelled: by our own
guideline ("watchdesk": person, organisation, place, facility, group, weapon, document, event,
nationality) and, as far as they agree, by GUM's. A document is two to six such sentences, half of
them paragraphs of their own; `silver(seed, count)` gives the same documents each time. No trees:
the treebanks have better ones. About one sentence in five attributes nothing, some of them with
verbs that elsewhere report ("the tanks supported the advance").
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.corpora_names import plausible_spaces
from engine.examples import MASKED, Attribution, DocumentExample, Role, Sentence, Span
from engine.silver_lists import CLASSES, GRAMMAR, GUM_CLASSES, NAMES, WITH_ARTICLE

LICENCE = "Apache-2.0 (written for this product)"
QUIET_SHARE = 0.2
PARAGRAPH_SHARE = 0.5

TELLING = (
    # indirect speech
    "[S0 {teller} S0] [C0 {said} C0] that [T0 {fact} T0] .",
    "[S0 {teller} S0] [C0 {said} C0] [T0 {fact} T0] .",
    "[S0 {teller} S0] [C0 {said} C0] {day} that [T0 {fact} T0] .",
    "[S0 {teller} S0] {day} [C0 {said} C0] [T0 {fact} T0] .",
    "In {place} , [S0 {teller} S0] [C0 {said} C0] [T0 {fact} T0] .",
    "[S0 {one} S0] has [C0 repeatedly denied C0] that [T0 {fact} T0] .",
    "[S0 {teller} S0] [C0 did not say C0] whether [T0 {fact} T0] .",
    "[S0 {teller} S0] [C0 {told} C0] {hearer} that [T0 {fact} T0] .",
    "[S0 {teller} S0] [C0 {told} C0] {hearer} {day} that [T0 {fact} , but that {fact} T0] .",
    "[S0 {teller} S0] [C0 {said} C0] that [T0 {fact} and that {fact} T0] .",
    "[S0 {People} S0] [C0 say C0] [T0 {fact} T0] .",
    "While in {town} , [S0 {teller} S0] [C0 {said} C0] [T0 {fact} T0] , without giving details .",
    "[S0 {one} S0] [C0 {says} C0] [T0 {fact} T0] .",
    # the cue comes last
    "[T0 {Fact} T0] , [S0 {teller} S0] [C0 said C0] .",
    "[T0 {Fact} T0] , [C0 said C0] [S0 {teller} S0] .",
    "[T0 {Fact} T0] , [S0 {teller} S0] [C0 said C0] {day} .",
    "[T0 {Fact} T0] , [C0 according to C0] [S0 {teller} S0] .",
    "[T0 {Fact} {day} T0] , [S0 {outlet} S0] [C0 reported C0] .",
    # the cue floats
    "[T0 The {document} T0] , [S0 {teller} S0] [C0 said C0] , [T0 was never meant to last T0] .",
    "[T0 {Things} T0] , [C0 according to C0] [S0 {teller} S0] , [T0 were seen near {town} T0] .",
    "[T0 The {group} T0] , [S0 {short} S0] [C0 {said} C0] , [T0 would have to leave {place} T0] .",
    # according to and its like
    "[C0 According to C0] [S0 {teller} S0] [T0 , {fact} T0] .",
    "[C0 In the words of C0] [S0 {teller} S0] , [T0 {fact} T0] .",
    "[C0 As C0] [S0 {teller} S0] [C0 put it C0] , [T0 {fact} T0] .",
    "[C0 As far as C0] [S0 {short} S0] [C0 knows C0] , [T0 {fact} T0] .",
    "[C0 In C0] [S0 the {organisation} S0] 's [C0 view C0] , [T0 {fact} T0] .",
    "[C0 Citing C0] [S0 {people} S0] , {outlet} carried the claim that [T0 {fact} T0] .",
    # direct speech, whole
    '[T0 " {Claim} , " T0] [S0 {teller} S0] [C0 {quoth} C0] .',
    '[T0 " {Claim} , " T0] [C0 said C0] [S0 {teller} S0] .',
    '[T0 " {Claim} , " T0] [C0 said C0] [S0 {teller} S0] {day} .',
    '[S0 {teller} S0] [C0 {quoth} C0] : [T0 " {Claim} . " T0]',
    '[S0 {teller} S0] [C0 {told} C0] {hearer} : [T0 " {Claim} . " T0]',
    '[S0 {short} S0] [C0 {quoth} C0] , [T0 " {Claim} . | {Claim} . " T0]',
    "[T0 “ {Claim} , ” T0] [S0 {teller} S0] [C0 {quoth} C0] .",
    "[T0 “ {Claim} , ” T0] [C0 said C0] [S0 {teller} S0] , standing outside the {facility} .",
    "[T0 ' {Claim} , ' T0] [S0 {short} S0] [C0 said C0] .",
    # direct speech, broken up
    '[T0 " {Claim} , " T0] [S0 {short} S0] [C0 said C0] . | [T0 " {Claim} . " T0]',
    '[T0 " {Claim} , " T0] [C0 said C0] [S0 {person} S0] , [T0 " {rest} . " T0]',
    "[T0 “ {Claim} , ” T0] [S0 {teller} S0] [C0 said C0] , [T0 “ {rest} . ” T0]",
    "[T0 “ {Claim} , ” T0] [S0 {short} S0] [C0 told C0] {outlet} . | [T0 “ {Claim} . ” T0]",
    # a few words quoted
    '[S0 {teller} S0] [C0 called C0] [T0 the {document} " {words} " T0] .',
    "[S0 {teller} S0] [C0 described C0] [T0 the {event} as “ {words} ” T0] .",
    '[S0 {teller} S0] [C0 {said} C0] [T0 the {document} was " {words} " for {nationals} T0] .',
    # quoted as, passive
    "[S0 {one} S0] [C0 was quoted as saying C0] [T0 {fact} T0] .",
    "[S0 {one} S0] [C0 was quoted by {outlet} as saying C0] that [T0 {fact} T0] .",
    "[T0 {Fact} T0] , [S0 {person} S0] [C0 was quoted as saying C0] .",
    "[C0 It was reported C0] {day} that [T0 {fact} T0] .",
    "[T0 The {group} T0] [C0 is said C0] [T0 to hold {things} T0] .",
    "[T0 {Country} T0] [C0 is believed C0] by [S0 {people} S0] [T0 to own {things} T0] .",
    "[S0 {one} S0] [C0 is reported to have said C0] that [T0 {fact} T0] .",
    # documents, posts and pictures tell
    "[S0 {Paper} by the {organisation} S0] [C0 found C0] that [T0 {fact} T0] .",
    "[S0 The {document} S0] [C0 states C0] that [T0 {fact} T0] .",
    "[S0 A statement by the {group} S0] [C0 said C0] [T0 {fact} T0] .",
    "In a post {day} , [S0 {person} S0] [C0 wrote C0] that [T0 {fact} T0] .",
    "[S0 Satellite images S0] [C0 show C0] [T0 {things} near the {facility} T0] .",
    "In a letter seen by {outlet} , [S0 {teller} S0] [C0 {said} C0] [T0 {fact} T0] .",
    # thought
    "[S0 {one} S0] [C0 {thought} C0] that [T0 {fact} T0] .",
    "[S0 {Nationality} {people} S0] [C0 are convinced C0] that [T0 {fact} T0] .",
    "[S0 {short} S0] [C0 expressed hope C0] that [T0 {fact} T0] .",
    "[S0 {teller} S0] [C0 made it clear C0] that [T0 {fact} T0] .",
    # demands and promises
    "[S0 {teller} S0] [C0 demanded C0] that [T0 {country} withdraw from {place} T0] .",
    "[S0 {teller} S0] [C0 urged C0] {country} [T0 to honour the {document} T0] .",
    "[S0 {teller} S0] [C0 vowed C0] [T0 to rebuild the {facility} T0] .",
    "[S0 {teller} S0] [C0 threatened C0] [T0 to send {things} to {place} T0] .",
    "[S0 {teller} S0] [C0 accused C0] {country} of [T0 breaking the {document} T0] .",
    # nouns that tell
    "[S0 {Country} S0] 's [C0 claim C0] that [T0 {fact} T0] could not be checked .",
    "The [C0 warning C0] by [S0 {teller} S0] that [T0 {fact} T0] drew no reply .",
    "There were [C0 reports C0] {day} that [T0 {fact} T0] .",
    # tellers inside what others tell
    "[C0 According to C0] [S0 {outlet} S0] , [T0 [S1 {short} S1] [C1 said C1] [T1 {fact} T1] T0] .",
    "[S0 {outlet} S0] [C0 says C0] that [T0 [S1 {one} S1] [C1 {said} C1] [T1 {fact} T1] T0] .",
    "[T0 [S1 {Short} S1] [C1 fears C1] that [T1 {fact} T1] T0] , [S0 {teller} S0] [C0 said C0] .",
    '[T0 " [S1 {Nationals} S1] [C1 say C1] [T1 {fact} T1] , " T0] [C0 said C0] [S0 {teller} S0] .',
    # two tellers side by side
    "[S0 {one} S0] [C0 said C0] [T0 {fact} T0] , but [S1 {short} S1] [C1 said C1] [T1 {fact} T1] .",
    "[S0 {short} S0] [C0 {said} C0] [T0 {fact} T0] ; [S1 {outlet} S1] [C1 denied C1] [T1 it T1] .",
)
"""Sentences that attribute something."""

QUIET = (
    "{Nationality} forces backed by {things} moved towards {town} {day} .",
    "{Things} supported the advance on {town} , and {things} covered the retreat .",
    "The {event} began {day} near the {facility} in {place} .",
    "{person} , the {office} of {country} , arrived in {town} {day} .",
    "{Country} and {country} signed the {document} in {town} .",
    "The {organisation} has frozen the accounts of the {group} .",
    "The {group} attacked the {facility} with {things} {day} .",
    "{Nationality} and {nationality} envoys will meet in {town} before the {event} .",
    "{Office} {person} succeeded {Office} {person} after the {event} .",
    "{Country} ordered {things} for its army .",
    "The {facility} , built by the {organisation} , lies 40 km from {town} .",
    "{Nationals} make up most of the {group} .",
    "{Outlet} moved its office from {town} to {town} .",
)
"""Sentences that attribute nothing."""

_SLOT = re.compile(r"\{(\w+)\}")
_MARK = re.compile(r"\[?([SCT])(\d)\]?")
_ROLES = {"S": Role.SOURCE, "C": Role.CUE, "T": Role.CONTENT}


@dataclass
class _Rendered:
    """Words of a sentence being made, with the class of the name each belongs to."""

    forms: list[str] = field(default_factory=list)
    glued: set[int] = field(default_factory=set)
    """Words after which no white space stands: parts of one hyphenated word."""
    ends: list[int] = field(default_factory=list)
    """Where a sentence ends and another follows."""
    names: list[tuple[Span, str]] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    roles: dict[tuple[int, Role], list[Span]] = field(default_factory=dict)

    def add(self, phrase: str) -> None:
        for word in phrase.split():
            parts = re.findall(r"[^-]+|-", word)
            self.glued.update(range(len(self.forms), len(self.forms) + len(parts) - 1))
            self.forms += parts

    def mark(self, token: str) -> None:
        key = token.strip("[]")
        if token.startswith("["):
            self.opened[key] = len(self.forms)
            return
        start, end = self.opened.pop(key), len(self.forms)
        while start < end and self.forms[start] == ",":
            start += 1
        while start < end and self.forms[end - 1] == ",":
            end -= 1
        self.roles.setdefault((int(key[1]), _ROLES[key[0]]), []).append((start, end))

    def attributions(self) -> tuple[Attribution, ...]:
        numbers = sorted({number for number, _ in self.roles})
        return tuple(
            Attribution(*(tuple(self.roles.get((number, role), ())) for role in Role))
            for number in numbers
        )

    def tags(self, classes: Mapping[str, str | None]) -> tuple[str, ...]:
        row = ["O"] * len(self.forms)
        for (start, end), kind in self.names:
            wanted = classes[kind]
            for index in range(start, end):
                row[index] = f"I-{wanted}" if wanted else MASKED
            if wanted:
                row[start] = f"B-{wanted}"
        return tuple(row)


def _expand(rendered: _Rendered, token: str, rng: random.Random) -> None:
    """Put a word, a mark or what a slot stands for at the end."""
    slot = _SLOT.fullmatch(token)
    if _MARK.fullmatch(token):
        rendered.mark(token)
    elif token == "|":
        rendered.ends.append(len(rendered.forms))
    elif slot is None:
        if token in (",", ".") and rendered.forms[-1:] == [","]:
            rendered.forms.pop()
        rendered.add(token)
    else:
        start = len(rendered.forms)
        _fill(rendered, slot[1], rng)
        if slot[1][0].isupper() and slot[1] not in GRAMMAR:
            rendered.forms[start] = rendered.forms[start][0].upper() + rendered.forms[start][1:]


def _article(rendered: _Rendered, slot: str, name: str) -> None:
    """Say "the" before a name that takes it, once, and not before one that does not."""
    said = rendered.forms[-1:] in (["the"], ["The"])
    if name.startswith("the ") and not said:
        rendered.add("the")
    elif said and slot in WITH_ARTICLE and not name.startswith("the "):
        rendered.forms.pop()


def _fill(rendered: _Rendered, slot: str, rng: random.Random) -> None:
    known = slot if slot in GRAMMAR else slot.lower()
    if known in NAMES:
        _article(rendered, known, name := rng.choice(NAMES[known]))
        start = len(rendered.forms)
        rendered.add(name.removeprefix("the "))
        rendered.names.append(((start, len(rendered.forms)), CLASSES[known]))
        return
    for token in rng.choice(GRAMMAR[known]).split():
        _expand(rendered, token, rng)


def render(template: str, rng: random.Random, offset: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a template; ranges of attributions count from `offset` words before it."""
    made = _Rendered()
    for token in template.split():
        _expand(made, token, rng)
    forms = _capitalised(made.forms)
    spaces = [
        space and index not in made.glued for index, space in enumerate(plausible_spaces(forms))
    ]
    names = {"gum": made.tags(GUM_CLASSES), "watchdesk": made.tags(_OWN)}
    sentences, start = list[Sentence](), 0
    for end in (*made.ends, len(forms)):
        sentences.append(
            Sentence(
                forms=tuple(forms[start:end]),
                spaces=tuple(spaces[start:end]),
                breaks=(False,) * (end - start),
                names={guideline: tags[start:end] for guideline, tags in names.items()},
                attributions=tuple(
                    _moved(item, offset)
                    for item in made.attributions()
                    if start <= item.cue[0][0] < end
                ),
            )
        )
        start = end
    return tuple(sentences)


_OWN: Mapping[str, str | None] = {name: name for name in GUM_CLASSES}


def _capitalised(forms: list[str]) -> list[str]:
    """The words with the first one's first letter in upper case; marks before it do not count."""
    first = next(index for index, form in enumerate(forms) if form[0].isalnum())
    word = forms[first]
    return [*forms[:first], word[0].upper() + word[1:], *forms[first + 1 :]]


def _moved(item: Attribution, offset: int) -> Attribution:
    return Attribution(
        *(
            tuple((start + offset, end + offset) for start, end in spans)
            for spans in (item.source, item.cue, item.content)
        )
    )


def silver(seed: int, count: int) -> Iterator[DocumentExample]:
    """`count` documents of our own sentences, the same for the same seed; all are for training."""
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        sentences, offset = list[Sentence](), 0
        for index in range(rng.randint(2, 6)):
            template = rng.choice(QUIET if rng.random() < QUIET_SHARE else TELLING)
            made = render(template, rng, offset)
            if index == 0 or rng.random() < PARAGRAPH_SHARE:
                made = (replace(made[0], breaks=(True, *made[0].breaks[1:])), *made[1:])
            sentences += made
            offset += sum(map(len, made))
        name = f"silver-{seed}-{number:06}"
        yield DocumentExample(name, "silver", "train", LICENCE, "news", tuple(sentences))
