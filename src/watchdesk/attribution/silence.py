"""Those who would not say."""

from __future__ import annotations

from collections.abc import Callable

from watchdesk.attribution.cues import Cues
from watchdesk.attribution.found import Found
from watchdesk.attribution.left_open import (
    asked_of,
    can_tell,
    fronted,
    has_request,
    left_open,
    needs,
    no_subject,
    open_clause,
    tells_clause,
    to_question,
)
from watchdesk.attribution.lexicon import TIMELY
from watchdesk.attribution.silence_idioms import RULES as _IDIOMS
from watchdesk.attribution.silence_idioms import idiom
from watchdesk.attribution.silence_words import (
    ANSWERING,
    BETWEEN,
    FOR,
    HAVING,
    HELPING,
    NOT,
    OPEN,
    PHONE,
    PRESSED,
    REPLIES,
    REPLYING,
    REQUESTS,
    SAYING,
    STAYING,
    TELLING,
    WILLED,
    WITH_REQUEST,
    Silence,
)
from watchdesk.attribution.sources import Subject, phrase, subject_of, up_to_cue
from watchdesk.attribution.standing_words import group
from watchdesk.attribution.teller_words import is_role
from watchdesk.attribution.tree import Tree
from watchdesk.language.listed import Range
from watchdesk.records import Act, Verification


def silences(tree: Tree, cues: Cues) -> list[Found]:
    """ "declined to comment", "did not respond", "would not say whether", in the order of the text.

    The content is the clause with "whether", "when" or the like that was left open, if any.
    """
    made = []
    for word, lemma in enumerate(tree.lemmas):
        if (lemma not in _RULES and lemma not in _IDIOMS) or tree.paragraph[word] < 0:
            continue
        silence = _kept(tree, word)
        if silence is not None:
            one = _filled(tree, cues, silence)
            if one is not None:
                made.append(one)
    return made


def _kept(tree: Tree, word: int) -> Silence | None:
    """The silence built on a word, if any."""
    rule = _RULES.get(tree.lemmas[word])
    return (rule(tree, word) if rule is not None else None) or idiom(tree, word)


def _filled(tree: Tree, cues: Cues, silence: Silence) -> Found | None:
    cue = silence.cue
    telling = silence.told if silence.told >= 0 else silence.head
    source = None
    if silence.source >= 0:
        source = phrase(tree, silence.source)
        if tree.upos[source.start] == "ADP" and source.start < silence.source:
            source = Range(source.start + 1, source.end)
    elif silence.holder >= 0:
        subject = subject_of(tree, silence.holder) or _asked_one(tree, silence.holder)
        if subject is None or not can_tell(tree, subject.head, silence.holder):
            return None
        if _is_retold(tree, cues, silence.holder, subject.head):
            return None
        source = phrase(tree, subject.head)
        if source.end <= cue.start:
            source = up_to_cue(tree, source, cue)
        if source.meets(cue):
            return None
    return Found(
        kind="silence",
        head=silence.head,
        source=source,
        cue=cue,
        content=left_open(tree, telling, cue.end),
        act=Act.SILENCE,
        verification=_verification(tree, silence),
    )


def _asked_one(tree: Tree, holder: int) -> Subject | None:
    """Who was asked, between commas: "the port, asked whether it had paid, would not say"."""
    for kid in tree.kids_of(holder, "advcl"):
        if kid < holder and tree.lemmas[kid] in PRESSED:
            return subject_of(tree, kid)
    return None


def _verification(tree: Tree, silence: Silence) -> Verification:
    if _RULES.get(tree.lemmas[silence.head]) is _unclear:
        return Verification.UNVERIFIED
    return Verification.NO_COMMENT if silence.refused else Verification.UNMARKED


def is_silence(tree: Tree, word: int) -> bool:
    """Whether the predicate built on a word, or one it governs, keeps silent."""
    for at in (word, *tree.kids_of(word, "xcomp", "obj", "obl")[:4]):
        found = _kept(tree, at)
        if found is not None and found.refused:
            return True
    return False


def _is_retold(tree: Tree, cues: Cues, holder: int, subject: int) -> bool:
    """Whether somebody tells it of themselves ("he said he would not comment")."""
    if tree.upos[subject] != "PRON" or tree.rel(holder) != "ccomp":
        return False
    head = tree.heads[holder]
    return head >= 0 and cues.get("verb", tree.lemmas[head]) is not None


def _refusing(tree: Tree, word: int) -> Silence | None:
    """ "declined to comment", "refused to say", "failed to respond", "declined comment"."""
    if tree.upos[word] not in ("VERB", "AUX") or _negates(tree, word):
        return None
    cue = group(tree, word)
    noun = tree.kid(word, "obj")
    if noun is not None and tree.lemmas[noun] == "comment" and word < noun:
        return Silence(noun, Range(cue.start, noun + 1), word, True)
    for kid in tree.kids_of(word, "xcomp", "ccomp", "advcl"):
        wanted = REPLYING if tree.lemmas[word] == "fail" else TELLING
        drawn = tree.lemmas[kid] == "draw" and _is_passive(tree, kid)
        told = tree.lemmas[kid] in wanted and not _is_passive(tree, kid)
        if kid < word or not (told or drawn):
            continue
        if tree.lemmas[kid] in ANSWERING and not to_question(tree, kid):
            return None
        if not needs(tree, kid):
            return None
        if all(tree.upos[k] in BETWEEN for k in range(word + 1, kid)):
            end = _either_end(tree, kid)
            return Silence(kid, Range(cue.start, end), word, True)
        return Silence(word, cue, word, True, told=kid)
    return None


def _silent(tree: Tree, word: int) -> Silence | None:
    """ "did not comment", "would not say whether", "has not responded to a request"."""
    if tree.upos[word] != "VERB" or _is_passive(tree, word):
        return None
    cue = group(tree, word)
    low = {tree.low[k] for k in range(cue.start, word)}
    waits = "yet" in low and "to" in low
    nobody = tree.lemmas[word] in REPLYING | WITH_REQUEST and no_subject(tree, word)
    if not nobody and not ((waits or low & NOT) and low & HELPING):
        return None
    if "to" in low and not waits:
        return None
    lemma = tree.lemmas[word]
    if "only" in low or tells_clause(tree, word) or not needs(tree, word):
        return None
    if lemma in ANSWERING and not to_question(tree, word):
        return None
    if lemma in WITH_REQUEST and not has_request(tree, word, "obj"):
        return None
    if lemma in HAVING and not any(tree.lemmas[k] in REPLIES for k in tree.kids_of(word, "obj")):
        return None
    refused = bool(low & WILLED) or lemma in REPLYING | WITH_REQUEST | HAVING
    asked = lemma == "say" and open_clause(tree, word) is not None
    if low & {"can", "ca", "could"} and not asked and lemma in SAYING | ANSWERING:
        return None
    if lemma in SAYING and not low & WILLED and tree.kid(word, "obj") is not None:
        return None  # "did not explain the rules" withholds nothing that was asked for
    return Silence(word, cue, word, refused or asked)


def _confirms(tree: Tree, word: int) -> Silence | None:
    """ "would not confirm the deaths", "neither confirmed nor denied"."""
    cue = group(tree, word)
    low = {tree.low[k] for k in range(cue.start, word)}
    end = _either_end(tree, word)
    if _is_passive(tree, word):
        return None
    settles = end > word + 1 and bool(low & NOT or "neither" in low)
    if not settles and not (low & NOT and low & WILLED and not tells_clause(tree, word)):
        return None
    return Silence(word, Range(cue.start, end), word, True)


def _unclear(tree: Tree, word: int) -> Silence | None:
    """ "it was not clear whether": nobody says so, and nobody knows."""
    run = group(tree, word)
    low = {tree.low[k] for k in range(run.start, word)}
    if tree.low[word] in ("knows", "knew"):
        return _nobody_knows(tree, word)
    if tree.low[word].startswith("un") == bool(low & NOT) or tree.low[word] == "know":
        return None
    subject = tree.kid(word, "nsubj")
    if subject is not None and tree.low[subject] != "it":
        return None
    if tree.upos[word] == "VERB" and not _is_passive(tree, word):
        return None
    if open_clause(tree, word) is None and fronted(tree, word) is None:
        return None
    return Silence(word, Range(run.start, word + 1), -1, False)


def _nobody_knows(tree: Tree, word: int) -> Silence | None:
    """ "nobody knows whether"."""
    subject = tree.kid(word, "nsubj")
    if subject is None or tree.low[subject] not in ("nobody", "none", "one"):
        return None
    if tree.low[subject] == "one" and not any(tree.low[k] == "no" for k in tree.kids[subject]):
        return None
    if open_clause(tree, word) is None:
        return None
    return Silence(word, Range(subject, word + 1), -1, False)


def _returned(tree: Tree, word: int) -> Silence | None:
    """ "messages left with the firm were not returned"; else "did not return calls"."""
    if not _is_passive(tree, word):
        return _silent(tree, word)
    subject, cue = tree.kid(word, "nsubj:pass"), group(tree, word)
    if subject is None or tree.lemmas[subject] not in REQUESTS:
        return None
    if not any(tree.low[k] in NOT for k in range(cue.start, word)):
        return None
    asked = asked_of(tree, subject)
    return Silence(word, cue, -1, True, source=asked) if asked >= 0 else None


def _either_end(tree: Tree, word: int) -> int:
    """After "deny" in "confirm or deny"; else after the word."""
    low = tree.low[word + 1 : word + 3]
    either = tree.lemmas[word] == "confirm" and low[:1] in (["or"], ["nor"])
    return word + 3 if either and tree.lemmas[word + 2 : word + 3] == ["deny"] else word + 1


def _no_comment(tree: Tree, word: int) -> Silence | None:
    """ "had no comment", "there was no immediate response from the ministry"."""
    verb = tree.heads[word]
    no = [k for k in tree.kids_of(word, "det") if tree.low[k] == "no"]
    if not no or verb < 0:
        return None
    if tree.lemmas[verb] in HAVING and tree.rel(word) == "obj" and verb < no[0]:
        if tree.lemmas[word] == "comment" or tree.lemmas[verb] in ("offer", "give", "provide"):
            return Silence(word, Range(group(tree, verb).start, word + 1), verb, True)
        return None
    giver = [
        k
        for holder in (word, verb)
        for k in tree.kids_of(holder, "nmod", "obl")
        if any(tree.low[c] == "from" for c in tree.kids_of(k, "case"))
    ]
    if not giver or (tree.lemmas[verb] != "be" and tree.rel(word) not in ("root", "nsubj")):
        return None
    return Silence(word, Range(no[0], word + 1), -1, True, source=giver[0])


def _reached(tree: Tree, word: int) -> Silence | None:
    """ "could not immediately be reached for comment"."""
    cue = group(tree, word)
    low = {tree.low[k] for k in range(cue.start, word)}
    if not low & (NOT | {"unable"}) or not _is_passive(tree, word):
        return None
    asked = [k for k in tree.kids_of(word, "obl", "advcl") if tree.lemmas[k] in FOR | PHONE]
    subject = tree.kid(word, "nsubj:pass")
    named = subject is not None and tree.upos[subject] == "PROPN"
    person = subject is not None and is_role(tree.lemmas[subject])
    if not asked and not named and not person:
        return None
    end = asked[0] + 1 if asked and asked[0] - word <= 2 else word + 1
    return Silence(word, Range(cue.start, end), word, True)


def _available(tree: Tree, word: int) -> Silence | None:
    """ "was not available for comment", "were unavailable to comment"."""
    run = group(tree, word)
    low = {tree.low[k] for k in range(run.start, word)}
    if (tree.low[word] == "unavailable") == bool(low & NOT):
        return None
    asked = [k for k in tree.kids[word] if k > word and tree.lemmas[k] in FOR]
    if not asked:
        return None
    return Silence(word, Range(run.start, asked[0] + 1), word, True)


def _drawn(tree: Tree, word: int) -> Silence | None:
    """ "would not be drawn on the matter"."""
    cue = group(tree, word)
    low = {tree.low[k] for k in range(cue.start, word)}
    if not low & NOT or not low & WILLED or not _is_passive(tree, word):
        return None
    return Silence(word, cue, word, True)


def _mute(tree: Tree, word: int) -> Silence | None:
    """ "remained silent on the matter", "has kept quiet about"."""
    verb = tree.heads[word]
    if verb < 0 or tree.rel(word) != "xcomp" or tree.lemmas[verb] not in STAYING:
        return None
    pressed = any(tree.lemmas[k] in PRESSED for k in tree.kids_of(verb, "advcl"))
    if _negates(tree, verb) or not (pressed or _is_on_matter(tree, word, verb)):
        return None
    return Silence(word, Range(group(tree, verb).start, word + 1), verb, True)


def _is_on_matter(tree: Tree, word: int, verb: int) -> bool:
    return any(
        tree.low[c] in ("on", "about", "over", "regarding")
        for holder in (word, verb)
        for k in tree.kids_of(holder, "obl", "advcl")
        if tree.low[k] not in TIMELY
        for c in tree.kids_of(k, "case", "mark")
    )


def _left_without(tree: Tree, word: int) -> Silence | None:
    """ "left without taking questions"."""
    without = [k for k in tree.kids_of(word, "mark", "case") if tree.low[k] == "without"]
    if not without or not has_request(tree, word, "obj"):
        return None
    return Silence(word, Range(without[0], word + 1), word, True)


def _unanswered(tree: Tree, word: int) -> Silence | None:
    """ "a call to the ministry went unanswered"."""
    verb = tree.heads[word]
    if verb < 0 or tree.lemmas[verb] not in ("go", "be", "remain"):
        return None
    subject = tree.kid(verb, "nsubj")
    if subject is None or tree.lemmas[subject] not in REQUESTS:
        return None
    asked = asked_of(tree, subject)
    cue = Range(group(tree, verb).start, word + 1)
    return Silence(word, cue, -1, True, source=asked) if asked >= 0 else None


def _negates(tree: Tree, verb: int) -> bool:
    return any(tree.low[k] in NOT for k in tree.kids_of(verb, "advmod"))


def _is_passive(tree: Tree, verb: int) -> bool:
    return tree.kid(verb, "aux:pass") is not None or any(
        tree.low[k] in ("be", "been") for k in tree.kids_of(verb, "aux")
    )


_RULES: dict[str, Callable[[Tree, int], Silence | None]] = {
    **dict.fromkeys(("decline", "refuse", "fail"), _refusing),
    **dict.fromkeys(REPLYING | SAYING | WITH_REQUEST, _silent),
    **dict.fromkeys(("return", "answer"), _returned),
    "response": _no_comment,
    **dict.fromkeys(OPEN, _unclear),
    "confirm": _confirms,
    "draw": _drawn,
    "take": _left_without,
    **dict.fromkeys(("offer", "give", "provide", "issue"), _silent),
    "reach": _reached,
    **dict.fromkeys(("available", "unavailable"), _available),
    **dict.fromkeys(("silent", "quiet", "mum", "tight-lipped"), _mute),
    **dict.fromkeys(("unanswered", "unanswer"), _unanswered),
}


def _comment(tree: Tree, word: int) -> Silence | None:
    """The verb "comment" or the noun."""
    return _silent(tree, word) if tree.upos[word] == "VERB" else _no_comment(tree, word)


_RULES["comment"] = _comment
