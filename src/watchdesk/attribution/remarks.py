"""Remarks on what others have told: that it is not verified, denied, disputed, confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from watchdesk.attribution.remark_words import (
    AT_HAND,
    BEING,
    CALLING,
    CHECKS,
    CLEAR,
    CONFIRMS,
    COURTS,
    DENIES,
    DISPUTES,
    FALSE,
    LACKING,
    NOT_SURE,
    OF_PRONOUNS,
    OFFERING,
    OTHER,
    PLAIN_FALSE,
    POINTING,
    TAKES_BACK,
    TRUE,
    UNCLEAR,
    UNPROVEN,
)
from watchdesk.attribution.spoken_of import (
    LONGEST,
    either_way,
    is_aside,
    is_done,
    is_event,
    is_known,
    is_told,
    is_underway,
    matter_of,
    names_claim,
    proven_of,
    shown,
    thing_of,
    topic_of,
    who_does,
)
from watchdesk.attribution.standing_words import (
    ANAPHORS,
    ASKING,
    CLAIMS,
    DEFINITE,
    EVIDENCE,
    GIVING,
    INVOLVEMENT,
    MODALS,
    group,
    negations,
)
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Verification


class Remark(NamedTuple):
    """One remark, before it is known on what."""

    word: int
    """The word it is built on."""
    verdict: Verification
    evidence: Range
    """The words that carry it."""
    thing: int = -1
    """The noun or pronoun that stands for what it speaks of; -1 when none does."""
    subject: int = -1
    """Whose remark it is; -1 for the article's own."""
    topic: int = -1
    """The clause that says what is not known or not confirmed; -1 for none."""
    own: bool = False
    """It says what a speaker failed to give, so it is about that speaker's statement."""
    here: bool = False
    """What it speaks of stands in no noun of telling: only what is told right before fits."""


def remarks(tree: Tree) -> Iterator[Remark]:
    """All remarks of the told parts, in the order of the text."""
    for word, lemma in enumerate(tree.lemmas):
        rule = _RULES.get(lemma)
        if rule is not None and tree.paragraph[word] >= 0:
            found = rule(tree, word)
            if found is not None:
                yield found


def _verified(tree: Tree, word: int) -> Remark | None:
    """ "could not be verified", "has yet to be confirmed", "was later confirmed by"."""
    if tree.upos[word] not in ("VERB", "ADJ", "AUX") or tree.rel(word) == "amod":
        return None
    if either_way(tree, word):
        return None
    run = group(tree, word)
    refusals = negations(tree, word, run)
    thing, topic = thing_of(tree, word), topic_of(tree, word)
    if thing < 0 and tree.low[word + 1 : word + 3] == ["as", "much"]:
        thing = word + 2
    told = thing >= 0 and is_told(tree, thing)
    if refusals and any(tree.low[k] in ("just", "only") for k in range(*run)):
        return None
    if refusals:
        here = thing >= 0 and not told and topic < 0
        if (here and not is_known(tree, thing)) or (thing < 0 and topic < 0):
            return None
        evidence = shown(tree, word, run, (*refusals, *((thing,) if thing >= 0 else ())))
        who = who_does(tree, word)
        return Remark(word, Verification.UNVERIFIED, evidence, thing, who, topic, here=here)
    if told and is_underway(tree, word):
        evidence = shown(tree, word, run, (thing,))
        return Remark(word, Verification.UNVERIFIED, evidence, thing, who_does(tree, word))
    if thing < 0 or tree.lemmas[word] not in CONFIRMS or not is_done(tree, word, run):
        return None
    if not told and not is_event(tree, thing):
        return None
    evidence = shown(tree, word, run, (thing,))
    return Remark(
        word, Verification.CONFIRMED, evidence, thing, who_does(tree, word), here=not told
    )


def _borne_out(tree: Tree, word: int) -> Remark | None:
    """ "his account was borne out by pictures"."""
    out = tree.kid(word, "compound:prt", "advmod")
    thing = thing_of(tree, word)
    if out is None or tree.low[out] != "out" or thing < 0 or not is_told(tree, thing):
        return None
    run = group(tree, word)
    if negations(tree, word, run) or not is_done(tree, word, run):
        return None
    evidence = shown(tree, word, run, (thing,))
    return Remark(word, Verification.CONFIRMED, evidence, thing, who_does(tree, word))


def _looked_into(tree: Tree, word: int) -> Remark | None:
    """ "is looking into the reports", "are investigating the claim"."""
    if not is_underway(tree, word):
        return None
    things = [k for k in tree.kids_of(word, "obl", "obj") if names_claim(tree, k)]
    if not things:
        return None
    evidence = shown(tree, word, group(tree, word), (things[0],))
    return Remark(word, Verification.UNVERIFIED, evidence, things[0], who_does(tree, word))


def _denied(tree: Tree, word: int) -> Remark | None:
    """ "denied the claim", "which Averia disputes", "a charge it rejects"."""
    lemma = tree.lemmas[word]
    if tree.rel(word) == "amod" and tree.low[word] in NOT_SURE:
        return _unproven(tree, word)
    if tree.upos[word] != "VERB" or tree.rel(word) == "amod" or either_way(tree, word):
        return None
    run = group(tree, word)
    if negations(tree, word, run) or not is_done(tree, word, run):
        return None
    thing = thing_of(tree, word)
    if thing < 0 and lemma == "deny" and _does_so(tree, word):
        thing = word
    if thing < 0 or not (thing == word or _can_be_denied(tree, lemma, thing, word)):
        return None
    verdict = Verification.DISPUTED if lemma in DISPUTES else Verification.DENIED
    evidence = shown(tree, word, run, (thing,))
    own = lemma in TAKES_BACK
    return Remark(word, verdict, evidence, thing, who_does(tree, word), own=own)


def _can_be_denied(tree: Tree, lemma: str, thing: int, verb: int) -> bool:
    told = tree.lemmas[thing]
    if told in CLAIMS:
        court = {tree.lemmas[k] for k in tree.kids_of(verb, "nsubj")} & COURTS
        return not (told in ("charge", "account", "claim") and court)
    if lemma in ("contradict", "dispute") and tree.low[thing] in ("him", "her", "them"):
        return True
    if lemma == "deny" and told in INVOLVEMENT and tree.rels[thing] == "obj":
        return True
    return lemma in OF_PRONOUNS and tree.low[thing] in ANAPHORS


def _false(tree: Tree, word: int) -> Remark | None:
    """ "the report is false", "that is not true", "called the claims baseless"."""
    lemma = tree.lemmas[word]
    head = tree.heads[word]
    run = group(tree, word)
    refusals = negations(tree, word, run)
    if (lemma in TRUE) != bool(refusals) or tree.upos[word] not in ("ADJ", "NOUN", "VERB"):
        return None
    if tree.upos[word] == "VERB" and tree.low[word] == "lie":
        return None
    if "relcl" in tree.rels[word] or any(tree.low[k] in MODALS for k in range(*run)):
        return None
    topic = topic_of(tree, word)
    plainly = lemma in TRUE or lemma in PLAIN_FALSE
    if topic >= 0 and plainly and tree.kid(word, "expl") is not None:
        evidence = shown(tree, word, group(tree, word), tuple(refusals))
        return Remark(word, Verification.DENIED, evidence, topic=topic)
    subject = tree.kid(word, "nsubj")
    if subject is not None:
        plain = tree.low[subject] in POINTING and plainly
        if not (plain or names_claim(tree, subject)):
            return None
        evidence = shown(tree, word, group(tree, word), (subject, *refusals))
        return Remark(word, Verification.DENIED, evidence, subject)
    if head >= 0 and tree.rel(word) == "amod":
        head = tree.heads[head]
    if head < 0 or tree.lemmas[head] not in CALLING or lemma in TRUE:
        return None
    thing = tree.kid(head, "obj")
    thing = tree.kid(word, "obj") if thing is None else thing
    pointed = thing is not None and plainly and tree.low[thing] in POINTING
    if thing is None or not (pointed or names_claim(tree, thing)):
        return None
    evidence = shown(tree, head, group(tree, head), (thing, word))
    return Remark(word, Verification.DENIED, evidence, thing, who_does(tree, head))


def _unproven(tree: Tree, word: int) -> Remark | None:
    """ "the claim remains unverified", "…, an unverified claim"."""
    head = tree.heads[word]
    if tree.rel(word) == "amod":
        if head < 0 or tree.lemmas[head] not in CLAIMS:
            return None
        if not (is_aside(tree, head) or tree.rel(head) == "obl"):
            return None
        open_ = tree.low[word] in ("disputed", "contested")
        verdict = Verification.DISPUTED if open_ else Verification.UNVERIFIED
        return Remark(word, verdict, Range(word, head + 1), head)
    holder = head if tree.rel(word) == "xcomp" and head >= 0 else word
    subjects = [*tree.kids_of(word, "nsubj"), *tree.kids_of(holder, "nsubj")]
    if not subjects or not is_told(tree, subjects[0]):
        return None
    subject = subjects[0]
    evidence = shown(tree, word, group(tree, word), (holder, subject))
    return Remark(word, Verification.UNVERIFIED, evidence, subject)


def _no_evidence(tree: Tree, word: int) -> Remark | None:
    """ "gave no evidence", "without offering proof", "there was no independent confirmation"."""
    verb, relation = tree.heads[word], tree.rels[word]
    if verb >= 0 and relation == "conj":
        relation, verb = tree.rels[verb], tree.heads[verb]
    lacking = [k for k in tree.kids_of(word, "det", "amod", "case") if tree.low[k] in LACKING]
    if verb < 0:
        return _bare_lack(tree, word, lacking)
    run = group(tree, verb)
    if tree.lemmas[verb] in GIVING and relation in ("obj", "nsubj:pass"):
        without = [k for k in tree.kids_of(verb, "mark", "case") if tree.low[k] == "without"]
        refusals = [*lacking, *without, *negations(tree, verb, run)]
        if not refusals:
            return None
        evidence = shown(tree, verb, run, (word, *refusals))
        return Remark(verb, Verification.UNVERIFIED, evidence, -1, who_does(tree, verb), own=True)
    if tree.lemmas[verb] in AT_HAND and relation == "nsubj" and negations(tree, verb, run):
        evidence = shown(tree, verb, run, (word,))
        return Remark(word, Verification.UNVERIFIED, evidence)
    if not lacking:
        return None
    if any(tree.low[k] == "with" for k in tree.kids_of(word, "case")):
        return Remark(word, Verification.UNVERIFIED, Range(lacking[0] - 1, word + 1), own=True)
    topic = proven_of(tree, word)
    if tree.low[lacking[0]] == "without":
        return Remark(word, Verification.UNVERIFIED, Range(lacking[0], word + 1), own=True)
    if tree.lemmas[verb] in BEING or tree.rels[word] in ("nsubj", "nsubj:pass", "root"):
        about = matter_of(tree, word)
        start = min(lacking[0], verb if tree.lemmas[verb] in BEING else word)
        evidence = Range(start, max(word, verb if tree.lemmas[verb] in BEING else 0) + 1)
        return Remark(word, Verification.UNVERIFIED, evidence, about, -1, topic)
    return None


def _bare_lack(tree: Tree, word: int, lacking: list[int]) -> Remark | None:
    if not lacking or tree.low[lacking[0]] == "without":
        return None
    topic, about = proven_of(tree, word), matter_of(tree, word)
    evidence = Range(min(lacking), word + 1)
    return Remark(word, Verification.UNVERIFIED, evidence, about, -1, topic)


def _unclear(tree: Tree, word: int) -> Remark | None:
    """ "it was not clear whether"; the clause says of what."""
    run = group(tree, word)
    refusals = negations(tree, word, run)
    if (tree.lemmas[word] in CLEAR) != bool(refusals) or tree.low[word] in ("know", "knows"):
        return None
    on = (word, tree.heads[word]) if tree.rel(word) == "xcomp" else (word,)
    asked = [k for w in on for k in tree.kids_of(w, "csubj", "ccomp", "advcl") if _asks(tree, k)]
    if not asked:
        return None
    marks = [k for k in tree.kids_of(asked[0], "mark") if tree.low[k] in ASKING]
    evidence = Range(min(word, run.start), max(marks[0], word) + 1)
    if evidence.end - evidence.start > LONGEST:
        evidence = Range(word, word + 1)
    return Remark(word, Verification.UNVERIFIED, evidence, -1, -1, asked[0])


def _doubted(tree: Tree, word: int) -> Remark | None:
    """ "cast doubt on the figures", "raised questions about the account"."""
    verb = tree.heads[word]
    if verb < 0 or tree.rels[word] != "obj" or tree.lemmas[verb] not in ("cast", "raise", "throw"):
        return None
    for holder in (word, verb):
        for thing in tree.kids_of(holder, "nmod", "obl"):
            if thing > word and names_claim(tree, thing):
                evidence = shown(tree, verb, group(tree, verb), (word, thing))
                return Remark(verb, Verification.DISPUTED, evidence, thing, who_does(tree, verb))
    return None


def _conflicting(tree: Tree, word: int) -> Remark | None:
    """ "gave a conflicting account", "told a different story"."""
    noun = tree.heads[word]
    if noun < 0 or tree.rel(word) != "amod" or not names_claim(tree, noun):
        return None
    if tree.low[word] not in OTHER:
        return None
    verb = tree.heads[noun]
    if tree.rels[noun] != "obj" or tree.lemmas[verb] not in OFFERING or _definite(tree, noun):
        return None
    run = group(tree, verb)
    if negations(tree, verb, run) or not is_done(tree, verb, run):
        return None
    evidence = shown(tree, verb, run, (noun,))
    return Remark(verb, Verification.DISPUTED, evidence, noun, who_does(tree, verb))


def _differs(tree: Tree, word: int) -> Remark | None:
    """ "his version differs from theirs"."""
    subject = tree.kid(word, "nsubj")
    if subject is None or not names_claim(tree, subject):
        return None
    evidence = shown(tree, word, group(tree, word), (subject,))
    return Remark(word, Verification.DISPUTED, evidence, subject)


def _no_truth(tree: Tree, word: int) -> Remark | None:
    """ "there is no truth in the report"."""
    lacking = [k for k in tree.kids_of(word, "det") if tree.low[k] == "no"]
    things = [k for k in tree.kids_of(word, "nmod", "obl") if is_told(tree, k)]
    if not lacking or not things:
        return None
    evidence = Range(lacking[0], things[0] + 1)
    return Remark(word, Verification.DENIED, evidence, things[0])


def _definite(tree: Tree, noun: int) -> bool:
    return any(tree.low[k] in DEFINITE for k in tree.kids_of(noun, "det", "nmod:poss"))


def _denial(tree: Tree, word: int) -> Remark | None:
    """ "issued a denial"."""
    verb = tree.heads[word]
    case = [k for k in tree.kids_of(word, "case") if tree.low[k] == "despite"]
    if verb >= 0 and case:
        return Remark(word, Verification.DENIED, Range(case[0], word + 1), word)
    if verb < 0 or tree.rels[word] != "obj" or tree.lemmas[verb] not in ("issue", "publish"):
        return None
    if topic_of(tree, word) >= 0:
        return None
    evidence = shown(tree, verb, group(tree, verb), (word,))
    return Remark(verb, Verification.DENIED, evidence, word, who_does(tree, verb))


def _asks(tree: Tree, verb: int) -> bool:
    return any(tree.low[k] in ASKING for k in tree.kids_of(verb, "mark"))


def _does_so(tree: Tree, verb: int) -> bool:
    at = verb + 1
    return tree.low[at : at + 2] == ["doing", "so"]


_Rule = Callable[[Tree, int], "Remark | None"]
_RULES: dict[str, _Rule] = {
    **dict.fromkeys(CHECKS, _verified),
    **dict.fromkeys(DENIES, _denied),
    **dict.fromkeys(FALSE | TRUE, _false),
    **dict.fromkeys(UNPROVEN, _unproven),
    **dict.fromkeys(EVIDENCE, _no_evidence),
    **dict.fromkeys(CLEAR | UNCLEAR, _unclear),
    **dict.fromkeys(("doubt", "question marks"), _doubted),
    **dict.fromkeys(("denial", "denials"), _denial),
    "differ": _differs,
    "bear": _borne_out,
    "truth": _no_truth,
    **dict.fromkeys((*OTHER, "conflict", "compete"), _conflicting),
    **dict.fromkeys(("look", "investigate", "examine", "probe", "study", "review"), _looked_into),
}
