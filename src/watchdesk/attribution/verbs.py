"""Verbs that tell: their source, their words and what follows from the frame they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from watchdesk.attribution.contents import (
    WEEKDAYS,
    complete,
    cut_short,
    from_cue,
    joined,
    less,
    whole,
    without_that,
)
from watchdesk.attribution.cue_words import cue_range, negated
from watchdesk.attribution.cues import Cue, Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.sources import (
    Subject,
    agent_of,
    can_hold,
    is_expletive,
    nearest,
    phrase,
    subject_of,
    up_to_cue,
)
from watchdesk.attribution.speech import spoken
from watchdesk.attribution.teller_words import DOCUMENTS
from watchdesk.attribution.tree import Range, Tree
from watchdesk.records import Act

_TELLING = frozenset({Act.SPEECH, Act.WRITING})
_LOOSE = frozenset({"object", "preposition", "infinitive"})
_ANYBODY = frozenset("anyone anybody everyone everybody nobody one who you".split())
_HELD = frozenset({Act.STANCE, Act.BELIEF})
_FIGHTING = frozenset(
    "troop soldier fighter militant rebel force unit battalion brigade army navy guard tank plane "
    "jet drone gunman militia insurgent squad".split()
)
_FORWARDING = frozenset({"continue", "begin", "start"})
_SAID = frozenset({"said", "says", "say", "saying"})
_PASSIVE_TO = frozenset(
    "expect believe think say report know rumor rumour suppose consider allege deem predict project "
    "claim understand estimate anticipate".split()
)
_WITH_OBJECT = frozenset(
    "call describe portray characterize characterise label dub brand depict paint "
    "denounce deride cite see view regard consider deem cast accuse charge blame criticize criticise "
    "praise attack credit slam blast condemn thank congratulate mock warn remind inform notify".split()
)
_OF_OBJECT = frozenset("of as for against over".split())
_OPENING = frozenset("that whether if when how why what who where".split())
_INTRODUCING = frozenset({",", ":", "—", "–", "-", "--"})
_LATE = 12
"""Words between a cue and the "that" of its clause."""
_CONNECTING = frozenset({"but", "and", "yet", "still", "so"})


@dataclass(slots=True)
class Verb:
    """A cue verb with what stands around it."""

    tree: Tree
    cues: Cues
    at: int
    entry: Cue
    cue: Range
    subject: Subject | None
    source: Range | None
    passive: bool
    bare: bool
    """A past participle after its noun: "words spoken by …"."""

    @property
    def outside(self) -> bool:
        """Whether it stands outside quotations."""
        return self.tree.quote[self.at] < 0

    def has(self, frame: str) -> bool:
        """Whether the table gives it a frame."""
        return frame in self.entry.frames

    @property
    def sentence(self) -> Range:
        """The sentence it stands in."""
        return self.tree.sentence_of(self.at)


def attribution_of(tree: Tree, cues: Cues, at: int) -> Found | None:
    """The attribution a verb carries, or ``None``."""
    entry = cues.get("verb", tree.lemmas[at])
    if entry is None or not _tells_here(tree, at):
        return None
    verb = _seen(tree, cues, at, entry)
    if verb is None:
        return None
    if verb.passive or verb.bare:
        return _passive(verb)
    return _active(verb)


def _tells_here(tree: Tree, at: int) -> bool:
    if tree.upos[at] == "VERB":
        return True
    loose = tree.upos[at] in ("NOUN", "PROPN") and tree.rel(at) in ("root", "parataxis")
    return loose and tree.lemmas[at] in ("say", "tell", "claim", "report")


def _seen(tree: Tree, cues: Cues, at: int, entry: Cue) -> Verb | None:
    """A verb with its subject; ``None`` where a governing verb speaks for it."""
    head = tree.heads[at]
    if tree.rel(at) == "xcomp" and head >= 0 and tree.lemmas[head] in ("seem", "appear"):
        return None
    passive = tree.kid(at, "aux:pass") is not None and tree.low[at] not in ("say", "says")
    bare = (
        tree.rels[at] in ("acl", "amod", "advcl")
        and (tree.rels[at] != "advcl" or _is_participle(tree, at))
        and not tree.low[at].endswith("ing")
        and not any(tree.low[k] == "to" for k in tree.kids[at])
    )
    subject = subject_of(tree, at)
    outside = tree.quote[at] < 0
    if outside and subject and not passive and _in_long_quotation(tree, subject.head):
        subject = None
    if subject is None and not passive and not bare and tree.rel(at) in ("parataxis", "conj"):
        subject = subject_of(tree, tree.heads[at])
    shared = tree.rel(at) == "xcomp" or tree.low[at].endswith("ing")
    telling = entry.act in _TELLING and "clause" in entry.frames
    if subject is None and outside and telling and not passive and not bare and not shared:
        head_beside = nearest(tree, at)
        subject = None if head_beside is None else Subject(head_beside, False)
    cue = cue_range(tree, at)
    source = None
    if subject is not None and not passive and not subject.passive:
        source = phrase(tree, subject.head)
        if source.end <= cue.start:
            source = up_to_cue(tree, source, cue)
        elif source.start < cue.start:
            source = tree.trim(Range(source.start, cue.start))
    return Verb(tree, cues, at, entry, cue, subject, source, passive, bare)


def _is_participle(tree: Tree, at: int) -> bool:
    """Whether an adverbial clause is a past participle: "Asked about it, …"."""
    own = tree.kid(at, "nsubj", "aux", "nsubj:pass")
    return own is None and tree.syntax.feature(at, "VerbForm") == "Part" and tree.low[at] == "asked"


def _in_long_quotation(tree: Tree, word: int) -> bool:
    number = tree.quote[word]
    return number >= 0 and tree.quotes[number].end - tree.quotes[number].start > 4


# ------------------------------------------------------------------ passive


def _passive(verb: Verb) -> Found | None:
    tree, at = verb.tree, verb.at
    agent = agent_of(tree, at)
    source = phrase(tree, agent) if agent is not None else None
    if source is not None and tree.low[source.start] == "by":
        source = Range(source.start + 1, source.end)
    if verb.entry.lemma == "quote":
        return _quoted_as(verb)
    if verb.entry.lemma == "ask" and agent is None:
        return _asked(verb)
    content = _passive_content(verb, source)
    if not content:
        return None
    content = complete(tree, less(less(content, source), verb.cue))
    content = [without_that(tree, r) for r in content]
    return _made(verb, "passive", source, content)


def _asked(verb: Verb) -> Found | None:
    """ "asked whether …", "was asked about …": a question nobody is named for."""
    tree, at = verb.tree, verb.at
    for kid in tree.kids_of(at, "ccomp", "advcl", "obl", "xcomp"):
        under = tree.under(kid)
        if kid < at or under[0] - verb.cue.end > 4:
            continue
        if tree.rel(kid) in ("ccomp", "xcomp") or tree.low[under[0]] in ("if", "whether", "about", "what"):
            content = complete(tree, tree.runs(under))
            return _made(verb, "asked", None, content)
    return None


def _passive_content(verb: Verb, agent: Range | None) -> list[Range]:
    tree, at = verb.tree, verb.at
    clause, infinitive = tree.kid(at, "ccomp", "csubj:pass", "csubj"), tree.kid(at, "xcomp")
    if clause is not None and clause < at:
        clause = None
    subject = verb.subject
    patient = [] if subject is None or is_expletive(tree, subject.head) else [subject.head]
    if verb.bare:
        if agent is not None and (verb.has("object") or verb.has("called")):
            return tree.runs(tree.under(tree.heads[at], [at]))
        return []
    if clause is not None:
        return tree.runs(tree.under(clause))
    if infinitive is not None:
        if verb.has("listener"):
            return tree.runs(tree.under(infinitive))
        if verb.entry.lemma in _PASSIVE_TO:
            words = [*_words(patient and phrase(tree, patient[0])), *tree.under(infinitive)]
            return tree.runs(words)
    if agent is not None and patient and (verb.has("object") or verb.has("called")):
        return [phrase(tree, patient[0])]
    return []


def _words(words: Range | list[int] | None) -> list[int]:
    return list(range(*words)) if isinstance(words, Range) else []


def _quoted_as(verb: Verb) -> Found | None:
    """ "was quoted as saying that …": the subject is the source."""
    tree, at = verb.tree, verb.at
    for kid in tree.kids[at]:
        if tree.low[kid] in ("saying", "telling"):
            inner = [k for k in tree.kids_of(kid, "ccomp", "obj", "parataxis", "xcomp")]
            words = [w for k in inner for w in tree.under(k)]
            content = spoken(tree, at, None) or spoken(tree, kid, None)
            content = content or complete(tree, tree.runs(w for w in words if w > kid))
            if not content or verb.subject is None:
                return None
            verb.cue = Range(verb.cue.start, kid + 1)
            source = phrase(tree, verb.subject.head)
            content = [without_that(tree, r) for r in less(content, source)]
            return _made(verb, "quoted", source, content)
    return None


# ------------------------------------------------------------------ active


def _active(verb: Verb) -> Found | None:
    content, kind = _by_quotation(verb)
    if not content:
        content, kind = _by_frame(verb)
        content, kind = _around(verb, content, kind)
    if not content:
        content, kind = _by_preposition(verb)
    if not content or _is_unowned(verb, kind) or _is_idle(verb, kind):
        return None
    if kind == "clause" and _is_ing(verb.tree, verb.at):
        content = [r for r in content if r.start >= verb.cue.end] or content
    if kind in ("clause", "apart", "vouched"):
        content = complete(verb.tree, content)
    content = less(less(content, verb.source), verb.cue)
    if kind in ("clause", "infinitive", "object", "preposition", "following"):
        content = joined(verb.tree, content, verb.source, verb.cue)
    if kind in ("clause", "infinitive"):
        bare = kind == "clause" and not verb.has("listener")
        content = from_cue(verb.tree, content, verb.cue, verb.source, bare)
        content = [cut_short(verb.tree, r, _told_on(verb, r)) for r in content]
    content = [r for piece in content for r in _tidy(verb, piece, kind)]
    return _made(verb, kind, verb.source, content) if content else None


def _tidy(verb: Verb, piece: Range, kind: str) -> list[Range]:
    tree = verb.tree
    if kind == "quotation":
        return [piece]
    trimmed = tree.trim(piece)
    if trimmed is None or (trimmed.end - trimmed.start == 1 and tree.low[trimmed.start] == "that"):
        return []
    return [without_that(tree, trimmed)]


def _by_quotation(verb: Verb) -> tuple[list[Range], str]:
    if not (verb.outside and verb.has("quote")):
        return [], ""
    quotes = [q for q in spoken(verb.tree, verb.at, verb.source) if not _is_another_s(verb, q)]
    if not quotes or _is_partial(verb, quotes):
        return [], ""
    return _with_lead(verb, quotes), "quotation"


def _is_partial(verb: Verb, quotes: list[Range]) -> bool:
    """Whether the first quotation goes on with a clause: "said that the plan “was dead”"."""
    tree, first = verb.tree, quotes[0]
    if first.start <= verb.cue.end:
        return False
    between = range(verb.cue.end, first.start)
    if tree.forms[first.start - 1] in _INTRODUCING or not any(tree.is_word(k) for k in between):
        return False
    beside = verb.source is not None and verb.source.start >= verb.cue.end
    return not beside and (not tree.forms[first.start + 1][:1].isupper() or tree.low[verb.cue.end] == "that")


def _is_another_s(verb: Verb, quote: Range) -> bool:
    """Whether a quotation before an "…, adding" is what an earlier verb says."""
    tree, at = verb.tree, verb.at
    if quote.end > at or not tree.low[at].endswith("ing"):
        return False
    for k in range(quote.end, at):
        entry = verb.cues.get("verb", tree.lemmas[k]) if tree.upos[k] == "VERB" else None
        if entry is not None and "quote" in entry.frames:
            return True
    return False


def _with_lead(verb: Verb, quotes: list[Range]) -> list[Range]:
    """With the clause a quotation after the cue goes on from: "If it fails, he said, “we …”"."""
    tree, source = verb.tree, verb.source
    first = verb.sentence.start
    if source is None or not first + 1 < source.start < quotes[0].start:
        return quotes
    comma = source.start - 1
    goes_on = tree.forms[quotes[0].start + 1][:1].islower()
    if not goes_on or tree.forms[comma] != "," or tree.quote[comma] >= 0:
        return quotes
    lead = whole(tree.runs(range(first, comma)))
    return lead + quotes


def _by_frame(verb: Verb) -> tuple[list[Range], str]:
    tree, at = verb.tree, verb.at
    clauses = tree.kids_of(at, "ccomp")
    infinitives = tree.kids_of(at, "xcomp")
    objects = tree.kids_of(at, "obj")
    telling = verb.has("clause")
    if telling and _is_as_clause(tree, at) and not clauses:
        return _vouched(tree, at), "vouched"
    if clauses and (telling or (verb.has("object") and not verb.has("to"))):
        words = [w for c in clauses for w in tree.under(c)]
        words += [w for x in infinitives if x > at and verb.has("to") for w in tree.under(x)]
        return tree.runs(words), "clause"
    if telling and tree.rel(at) == "parataxis" and tree.heads[at] >= 0 and not _is_ing(tree, at):
        head = tree.heads[at]
        apart = [k for k in tree.kids[head] if tree.rel(k) == "parataxis"]
        return tree.runs(tree.under(head, apart)), "apart"
    if telling and not objects and not infinitives:
        following = tree.kids_of(at, "parataxis")
        if following:
            return tree.runs(tree.under(following[0])), "following"
    if verb.has("accused"):
        return _charge(verb)
    if infinitives:
        return _infinitive(verb, infinitives[0], objects)
    if objects:
        return _object(verb, objects[0])
    return [], ""


def _is_ing(tree: Tree, at: int) -> bool:
    return tree.low[at].endswith("ing")


def _is_as_clause(tree: Tree, at: int) -> bool:
    """Whether a verb stands in "as X reported", which vouches for the clause it hangs on."""
    return tree.rel(at) == "advcl" and any(tree.low[k] == "as" for k in tree.kids_of(at, "mark", "advmod"))


def _vouched(tree: Tree, at: int) -> list[Range]:
    host = tree.heads[at]
    if host < 0:
        return []
    words = set(tree.under(host)) - set(tree.under(at))
    return tree.runs(words)


def _infinitive(verb: Verb, inner: int, objects: list[int]) -> tuple[list[Range], str]:
    tree = verb.tree
    if verb.has("called"):
        words = tree.under(inner) + [w for o in objects if o > verb.at for w in tree.under(o)]
        return tree.runs(words), "object"
    if not verb.has("to") or verb.entry.lemma in _FORWARDING:
        return [], ""
    entry = verb.cues.get("verb", tree.lemmas[inner])
    if entry is not None and entry.act in _TELLING and tree.kid(inner, "ccomp") is not None:
        own = verb.entry
        if own.lemma not in ("refuse", "decline", "want", "promise", "vow", "urge", "ask"):
            return [], ""  # the inner verb speaks
    words = tree.under(inner)
    for obj in objects:
        under = tree.under(obj)
        if under[0] > verb.at:
            words += under
    return tree.runs(words), "infinitive"


def _charge(verb: Verb) -> tuple[list[Range], str]:
    """ "accused them of breaking the truce": whom, and of what."""
    tree, at = verb.tree, verb.at
    for kid in tree.kids_of(at, "obl", "advcl", "nmod"):
        under = tree.under(kid)
        if kid > at and tree.low[under[0]] in ("of", "with") and under[0] >= verb.cue.end:
            return [Range(verb.cue.end, under[-1] + 1)], "object"
    return [], ""


def _object(verb: Verb, obj: int) -> tuple[list[Range], str]:
    tree, at = verb.tree, verb.at
    words = tree.under(obj)
    quoted = [w for w in words if tree.quote[w] >= 0]
    whom = [
        k
        for k in tree.kids_of(at, "obl", "advcl")
        if k > at and any(tree.low[c] in _OF_OBJECT for c in tree.kids_of(k, "case", "mark"))
    ]
    if verb.has("listener"):
        if whom and "of" in verb.entry.prepositions:
            return tree.runs(words + tree.under(whom[0])), "object"
        return [], ""
    wanted = (
        verb.has("object") or verb.has("called") or verb.has("called_as")
    )
    if verb.has("object_if_quoted") and quoted:
        wanted = True
    if verb.has("called_as") and not whom:
        return [], ""
    if verb.has("called"):
        words = [w for k in tree.kids_of(at, "obj", "xcomp") if k > at for w in tree.under(k)] or words
    if not wanted or is_expletive(tree, obj) or words[-1] < at:
        if verb.has("clause") and len(quoted) * 2 >= len(words) and quoted:
            return tree.runs(words), "quotation"
        return [], ""
    if whom and verb.entry.lemma in _WITH_OBJECT:
        words = words + tree.under(whom[0])
    return tree.runs(_with_adjuncts(verb, obj, words)), "object"


def _with_adjuncts(verb: Verb, obj: int, words: list[int]) -> list[int]:
    """An object with what follows it at once and belongs to it: "the plan as a step back"."""
    tree = verb.tree
    end = max(words)
    for kid in tree.kids[verb.at]:
        if kid <= obj or tree.rel(kid) not in ("obl", "xcomp", "advcl"):
            continue
        if tree.rels[kid] == "obl:agent" or tree.low[kid] in WEEKDAYS:
            continue
        under = tree.under(kid)
        near = under[0] == end + 1
        if near and (
            tree.rel(kid) != "advcl" or tree.low[under[0]] in ("for", "as", "to", "of", "by")
        ):
            words, end = words + under, max(under)
    if end + 1 < len(tree) and verb.outside:
        number = tree.quote[end + 1]
        if number >= 0 and tree.quotes[number].start == end + 1:
            if tree.sentence[end + 1] == tree.sentence[verb.at]:
                words = words + list(range(*tree.quotes[number].words))
    return words


def _around(verb: Verb, content: list[Range], kind: str) -> tuple[list[Range], str]:
    """What stands before "…, X said" and goes on after it, read off the commas."""
    tree, source, cue = verb.tree, verb.source, verb.cue
    if not (source and verb.has("quote")) or kind not in ("", "clause", "apart"):
        return content, kind
    if tree.low[verb.at].endswith("ing"):
        return content, kind
    first, last = verb.sentence
    if source.end <= cue.start and cue.start - source.end <= 6:
        comma = source.start - 1
        if (
            comma > first
            and tree.forms[comma] == ","
            and tree.quote[comma] < 0
            and cue.end < last
        ):
            told = _before(verb, comma)
            if told is not None:
                return told
    if source.start == cue.end and verb.at > first + 3 and tree.forms[verb.at - 1] == ",":
        if tree.quote[verb.at - 1] < 0 and not tree.lines[verb.at]:
            return whole(tree.runs(range(first, verb.at - 1))), "around"
    if not content and kind == "" and _clause_follows(verb, last):
        return _to_the_end(verb, cue.end), "clause"
    if not content and kind == "" and verb.has("clause"):
        that = _late_that(verb)
        if that is not None:
            return _to_the_end(verb, that), "clause"
    return content, kind


def _to_the_end(verb: Verb, start: int) -> list[Range]:
    """A clause from a word to where its sentence, or what this verb tells, ends."""
    end = _told_on(verb, Range(start, verb.sentence.end)) or verb.sentence.end
    end = _added(verb, Range(start, end)) or end
    return whole(verb.tree.runs(range(start, end)))


def _late_that(verb: Verb) -> int | None:
    """The "that" after a listener or a place: "assured her in a call that …"."""
    tree = verb.tree
    end = min(verb.sentence.end, verb.cue.end + _LATE)
    for k in range(verb.cue.end, end):
        if tree.upos[k] in ("VERB", "AUX"):
            return None
        if tree.low[k] == "that" and tree.upos[k] == "SCONJ":
            return k
    return None


def _before(verb: Verb, comma: int) -> tuple[list[Range], str] | None:
    tree, cue = verb.tree, verb.cue
    first, last = verb.sentence
    before = tree.runs(range(first, comma))
    if before and tree.low[before[0].start] in _CONNECTING:
        before[0] = Range(before[0].start + 1, before[0].end)
        before = [r for r in before if r.start < r.end]
    if tree.forms[cue.end] == "," and cue.end + 3 < last and tree.quote[cue.end + 1] < 0:
        aside = {
            w
            for k in tree.kids_of(verb.at, "advcl", "conj", "obl", "parataxis")
            if k > verb.at
            for w in tree.under(k)
        }
        after = tree.runs(w for w in range(cue.end + 1, last) if w not in aside)
        return before + after, "around"
    if comma <= first + 2:
        return None
    ends = tree.forms[cue.end] in (".", ";") or cue.end + 1 >= last
    timed = tree.low[cue.end] in WEEKDAYS and cue.end + 1 < last and tree.forms[cue.end + 1] == "."
    return (before, "around") if ends or timed else None


def _clause_follows(verb: Verb, last: int) -> bool:
    tree, cue = verb.tree, verb.cue
    if verb.passive or cue.end >= last:
        return False
    plain = tree.low[verb.at] in _SAID and tree.upos[cue.end] in (
        "PRON",
        "PROPN",
        "DET",
        "NOUN",
        "ADJ",
        "SCONJ",
        "VERB",
    )
    if not (plain or tree.low[cue.end] in _OPENING):
        return False
    return any(tree.upos[k] in ("VERB", "AUX") for k in range(cue.end, last))


def _told_on(verb: Verb, content: Range) -> int | None:
    """Where "… and added that …" begins inside a content."""
    tree = verb.tree
    for k in range(content.start + 2, content.end - 2):
        if tree.low[k] not in ("and", "but") or tree.quote[k] >= 0:
            continue
        entry = verb.cues.get("verb", tree.lemmas[k + 1]) if tree.upos[k + 1] == "VERB" else None
        if entry is None or entry.act not in _TELLING or "quote" not in entry.frames:
            continue
        head = tree.heads[k + 1]
        if head == verb.at or head < content.start or tree.low[k + 1] == tree.low[verb.at]:
            return k
    return None


def _added(verb: Verb, content: Range) -> int | None:
    """Where "…, adding that …" begins."""
    tree = verb.tree
    for k in range(content.start + 3, content.end - 1):
        if tree.quote[k] >= 0 or tree.upos[k] != "VERB" or not tree.low[k].endswith("ing"):
            continue
        entry = verb.cues.get("verb", tree.lemmas[k])
        set_off = tree.forms[k - 1] == "," or tree.quote[k - 1] >= 0
        if set_off and entry is not None and entry.act in _TELLING and "quote" in entry.frames:
            return k
    return None


def _by_preposition(verb: Verb) -> tuple[list[Range], str]:
    tree, at = verb.tree, verb.at
    for kid in tree.kids_of(at, "obl", "advcl", "xcomp", "ccomp"):
        if kid < at:
            continue
        under = tree.under(kid)
        if tree.low[under[0]] not in verb.entry.prepositions:
            continue
        if not 0 <= under[0] - verb.cue.end <= 2:
            continue
        words = under[1:]
        if not words:
            continue
        end = max(words)
        for more in tree.kids_of(at, "xcomp", "advcl"):
            beyond = tree.under(more)
            if more > kid and beyond[0] == end + 1 and tree.low[beyond[0]] == "to":
                words, end = words + beyond, max(beyond)
        verb.cue = Range(verb.cue.start, under[0] + 1)
        return tree.runs(words), "preposition"
    return [], ""


def _is_unowned(verb: Verb, kind: str) -> bool:
    """Whether reported speech has no source in a clause that must have one."""
    if verb.source is not None or kind in ("quotation", "apart", "around", "following", "vouched"):
        return False
    if verb.tree.low[verb.at].endswith("ing") or not verb.outside:
        return False
    return verb.subject is None and verb.tree.rel(verb.at) in ("root", "parataxis", "conj", "advcl")


def _is_idle(verb: Verb, kind: str) -> bool:
    """Whether a thing is the subject of a wish or judgement: "tanks backed the troops"."""
    if verb.subject is None or not (verb.entry.act in _HELD or kind in _LOOSE):
        return False
    tree, head = verb.tree, verb.subject.head
    document = verb.entry.act not in _HELD and tree.lemmas[head] in DOCUMENTS
    if not document and not can_hold(tree, head):
        return True
    if verb.entry.act is Act.BELIEF and tree.low[head] in _ANYBODY:
        return True
    fighting = tree.lemmas[head] in _FIGHTING and kind == "object"
    return fighting and verb.entry.act is Act.STANCE


def _made(verb: Verb, kind: str, source: Range | None, content: list[Range]) -> Found | None:
    content = [r for r in content if r.start < r.end]
    if not content:
        return None
    entry = verb.entry
    return Found(
        kind=kind,
        head=verb.at,
        source=source,
        cue=verb.cue,
        content=sorted(content),
        act=entry.act,
        entry=entry,
        verification=entry.verification,
    )


def is_untold(verb: Verb) -> bool:
    """Whether a negation says that nothing was said ("did not announce that …")."""
    return negated(verb.tree, verb.at) and verb.entry.act in _TELLING
