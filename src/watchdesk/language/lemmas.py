"""Dictionary forms of English words: irregular forms from tables, the others by their ending.

The tables hold facts of the language, written down for this module. What the ending leaves open
(``hoped`` from *hope*, ``helped`` from *help*) is settled by the spelling of the stem.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_VERBS = """
abide abode|arise arose arisen|awake awoke awoken
be am is are was were been being 'm 're 's m ai s|bear bore borne born|beat beaten|become became
befall befell befallen|begin began begun|bend bent|bet|bid|bind bound|bite bit bitten|bleed bled
blow blew blown|break broke broken|breed bred|bring brought|broadcast|build built|burn burnt|burst
buy bought|can ca|cast|catch caught|choose chose chosen|cling clung|come came|cost|creep crept|cut
deal dealt|die died dying|dig dug|do did done does|draw drew drawn|dream dreamt|drink drank drunk
drive drove driven|dwell dwelt|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought
find found|flee fled fleeing|fling flung|fly flew flown flies|forbid forbade forbidden|forecast
foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone
freeze froze frozen|get got gotten|give gave given|go went gone goes gon|grind ground
grow grew grown|hang hung|have has had having 've 'd ve of|hear heard|hide hid hidden|hit
hold held|hurt|keep kept|kneel knelt|know knew known|lay laid|lead led|leap leapt|learn learnt
leave left|lend lent|let|lie lain lied lying|light lit|lose lost|make made|mean meant|meet met
mislead misled|mistake mistook mistaken|misunderstand misunderstood|outdo outdid outdone
overcome overcame|overhear overheard|override overrode overridden|oversee oversaw overseen
overtake overtook overtaken|overthrow overthrew overthrown|pay paid|plead pled|prove proven|put
quit|read|rebuild rebuilt|redo redid redone|repay repaid|rerun reran|retell retold
rewrite rewrote rewritten|rid|ride rode ridden|ring rang rung|rise rose risen|run ran|say said
see saw seen|seek sought|sell sold|send sent|set|sew sewn|shake shook shaken|shed|shine shone
shoot shot|show shown|shrink shrank shrunk|shut|sing sang sung|sink sank sunk|sit sat|sleep slept
slide slid|sling slung|slit|smell smelt|sneak snuck|speak spoke spoken|speed sped|spend spent
spill spilt|spin spun|spit spat|split|spoil spoilt|spread|spring sprang sprung|stand stood
steal stole stolen|stick stuck|sting stung|stink stank stunk|strike struck stricken|string strung
strive strove striven|swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|thrust
tie tied tying|undergo underwent undergone|understand understood|undertake undertook undertaken
undo undid undone|uphold upheld|upset|vie vied vying|wake woke woken|wear wore worn
weave wove woven|weep wept|will wo 'll ll|win won|wind wound|withdraw withdrew withdrawn
withhold withheld|withstand withstood|wring wrung|write wrote written|want wan
add added adding adds|err erred erring|ebb ebbed|agree agreed agreeing|free freed freeing
see seeing|guarantee guaranteed guaranteeing|disagree disagreed disagreeing|decree decreed
dye dyed dyeing|eye eyed|age aged aging ageing|queue queued queueing|sue sued suing|use used using
panic panicked panicking|mimic mimicked mimicking|traffic trafficked trafficking|picnic picnicked
bus bused busing|focus focused focusing focussed|bias biased|canvas canvased|gas gassed
ski skied skiing|taxi taxied|singe singed|ache aches ached|paste pasted pasting
taste tasted tasting|waste wasted wasting|haste hasted|bathe bathed bathing
breathe breathed breathing|clothe clothed|loathe loathed|soothe soothed|cache cached|quiz quizzed
whiz whizzed|shoe shoed|toe toed|come coming|welcome welcomed welcoming|overcome overcoming
become becoming|handle handling
"""
_NOUNS = """
man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|louse lice|ox oxen
wife wives|life lives|knife knives|half halves|leaf leaves|shelf shelves|self selves|wolf wolves
thief thieves|calf calves|loaf loaves|elf elves|scarf scarves|hoof hooves|sheaf sheaves
crisis crises|analysis analyses|basis|thesis theses|hypothesis hypotheses|oasis oases
diagnosis diagnoses|parenthesis parentheses|emphasis emphases|synthesis syntheses|axis
criterion criteria|phenomenon phenomena|bacterium bacteria|curriculum curricula|stratum strata
index indices|appendix appendices|vertex vertices|matrix matrices|stimulus stimuli|fungus fungi
nucleus nuclei|alumnus alumni|cactus cacti|radius radii|formula formulae|alga algae|larva larvae
penny pence|die dice|quiz quizzes|bus buses|gas gases|lens lenses|iris irises|virus viruses
campus campuses|bonus bonuses|status statuses|census censuses|focus focuses|chorus choruses
genius geniuses|circus circuses|consensus consensuses|surplus surpluses|caucus caucuses
bias biases|atlas atlases|canvas canvases|alias aliases|christmas christmases|movie movies
tie ties|pie pies|lie lies|cookie cookies|calorie calories|zombie zombies|selfie selfies
rookie rookies|veggie veggies|hippie hippies|genie genies|prairie prairies|shoe shoes|toe toes
foe foes|canoe canoes|ache aches|headache headaches|cache caches|axe axes|niche niches
avalanche avalanches
"""
_SAME = frozenset(
    "geopolitics electronics dynamics analytics graphics genetics robotics optics aesthetics "
    "acoustics linguistics gymnastics aerobics mechanics semantics pediatrics italics basics "
    "news pm am media troops regards grounds contents series species means politics economics "
    "athletics mathematics physics ethics headquarters always less yes this its his thus us "
    "plus perhaps chaos cosmos pathos ethos tennis bus gas bias lens atlas canvas alias "
    "christmas texas kansas arkansas overseas besides afterwards towards diabetes rabies "
    "summons gallows innings crossroads logistics aids mars hamas thanks minus iris corps chess "
    "forceps pants scissors trousers clothes goods sms gps".split()
)
"""Nouns in s that are no plural, or have no other form."""
_DEGREES = """
good better best|bad worse worst|far farther farthest|old elder eldest
"""
_COMPARED = (
    "big bold brave brief bright broad calm cheap clean clear close cold cool dark deep dry "
    "early easy fair fast few fine firm fit flat fresh full grand great hard harsh healthy "
    "heavy high hot huge large late lazy light long loose loud low mild narrow near neat new "
    "nice old poor pretty quick quiet rare rich rough sad safe sharp short slim slow small "
    "smart smooth soft soon steep strict strong sweet tall thick thin tight tiny tough warm "
    "weak wealthy wet wide wild wise young busy happy likely lucky costly deadly friendly ugly "
    "dirty funny noisy tasty simple gentle able humble subtle cute dumb sick kind true pure "
    "sure strange close dense white black red green"
).split()
_PRONOUNS = {
    "me": "I",
    "him": "he",
    "them": "they",
    "us": "we",
    "'em": "they",
    "'s": "we",
    "an": "a",
    "n't": "not",
    "nt": "not",
    "these": "this",
    "those": "that",
    "i": "I",
    "na": "to",
    "ta": "to",
}
_AUXILIARIES = {"'d": "would", "could": "could", "would": "would", "na": "to"}
_KEEP_STEM = re.compile(
    r".*(?:[aeiou][aeiou][^aeiouvcszu]|[^aeiouy](?:er|on|en|or|el|et|op|ow)|[wxyhf]|[^aeiou][tdkpmn]"
    r"|ss|ll|ff|sh|ch|ck|mb|mp|zz|tz|[aeiou]ng|wl|rl|al|[dsmfr]it|ft|[lr][kpft])\Z"
)
"""Stems that took -ed or -ing without losing an e."""
_KEEP_ANYWAY = frozenset(
    "pilot ballot gossip worship visit limit edit audit credit profit benefit exhibit merit "
    "inherit deposit solicit elicit recruit wait await treat repeat cancel target market orbit "
    "vomit spirit murmur sulfur mentor equal total signal rival medal metal pedal program "
    "combat format envelop hand band bar rumour labour honour favour harbour colour occur chat "
    "swap reason".split()
)
_DOUBLED = tuple(
    "labell modell levell revell libell panell duell jewell towell expell repell excell rebell "
    "pedall metall medall totall rivall equall initiall triall diall spirall marshall pencill "
    "stencill bedevill imperill".split()
)
"""Stems in one l that is doubled, in British spelling or under stress, before -ed and -ing."""
_LOSES_E = frozenset(
    "chang arrang exchang rang challeng reveng aveng plung loung cring fring hing tong ting "
    "sponge adher interfer persever interven conven reconven complet delet compet obsolet ignor "
    "explor restor stor scor ador deplor bor tor snor postpon phon condon dron clon ston ton "
    "hon cop hop scop slop grop invit unit cit excit ignit recit expedit incit whit ceas leas "
    "releas increas decreas pleas teas eas caus paus choos loos nois rais prais apprais brows "
    "rous arous hous freez breez squeez sneez sooth teeth wreath leav heav weav believ achiev "
    "receiv deceiv perceiv reliev retriev griev conceiv seiz argu issu valu continu pursu rescu "
    "su cu ensu tissu queu scal whal inhal exhal impal stal pal bal rul schedul ridicul overrul "
    "regul fil compil smil pil exil profil recycl til wil til styl rol consol parol cajol pol "
    "writ rewrit wast tast past hast creat quot leagu plagu fatigu intrigu vogu catalogu "
    "dialogu".split()
)


@cache
def _table(lines: str) -> dict[str, str]:
    """Form to lemma."""
    found: dict[str, str] = {}
    for entry in lines.replace("\n", "|").split("|"):
        lemma, *forms = entry.split() or [""]
        for form in forms:
            found.setdefault(form, lemma)
    return found


@cache
def _degrees() -> dict[str, str]:
    found = _table(_DEGREES).copy()
    for word in _COMPARED:
        for ending in ("er", "est"):
            found.setdefault(_with_degree(word, ending), word)
    return found


def _with_degree(word: str, ending: str) -> str:
    if word.endswith("e"):
        return word + ending[1:]
    if word.endswith("y"):
        return word[:-1] + "i" + ending
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnt]", word):
        return word + word[-1] + ending
    return word + ending


@lru_cache(maxsize=1 << 16)
def lemma(form: str, upos: str, number: str | None = None) -> str:
    """The dictionary form of a word as written, by its universal part of speech.

    ``number`` is the feature Number where it is known: ``Sing`` leaves a noun as it is, and only
    ``Plur`` changes a proper noun. Names keep their capitals, all other lemmas are lower case.
    """
    if upos == "PROPN":
        return _singular(form, form.lower()) if number == "Plur" else form
    low = form.lower().replace("’", "'").replace("`", "'")
    if upos in ("VERB", "AUX"):
        if upos == "AUX" and low in _AUXILIARIES:
            return _AUXILIARIES[low]
        return verb(low)
    if upos == "NOUN":
        return low if number == "Sing" else _singular(low, low)
    if upos in ("ADJ", "ADV"):
        found = _degrees().get(low, low)
        return "well" if upos == "ADV" and found == "good" else found
    if upos in ("PRON", "DET", "PART"):
        return (
            _PRONOUNS.get(low, low) if upos != "PART" or low in ("n't", "nt", "na", "ta") else low
        )
    return low


def verb(low: str) -> str:
    """The infinitive of a verb form in lower case."""
    known = _table(_VERBS)
    if low in known:
        return known[low]
    for prefix in ("re", "un", "out", "over", "under", "mis", "fore"):
        rest = low.removeprefix(prefix)
        if rest != low and len(rest) > 3 and rest in known and not rest.endswith(("ed", "ing")):
            return prefix + known[rest]
    if low.endswith("ing") and len(low) > 4 and _vowel(low[:-3]):
        return _stem(low[:-3])
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("eed"):
        return low
    if low.endswith("ed") and len(low) > 3 and _vowel(low[:-2]):
        return _stem(low[:-2])
    return _without_s(low)


def _vowel(stem: str) -> bool:
    return any(letter in "aeiouy" for letter in stem)


def _stem(stem: str) -> str:
    """The infinitive from what stands before -ed or -ing."""
    if stem in _LOSES_E or re.search(r"(?:[iu]at|qu[aeiou][^aeiouy])\Z", stem):
        return stem + "e"
    if stem in _KEEP_ANYWAY or len(stem) < 3:
        return stem
    if stem[-1] == stem[-2] and stem[-1] in "bdgmnprt":
        return stem[:-1]
    if stem.endswith(_DOUBLED):
        return stem[:-1]
    if stem.endswith("ll") and re.fullmatch(
        r".*(?:[^aeiou]ell|roll|vell|cell|uell|nall|dall)", stem
    ):
        single = stem[:-1]
        return single if len(single) > 5 or single == "fuel" else stem
    if re.search(r"(?:[bcdfgkptz]l|[vcu]|[^s]s|[^tz]z|[rd]g|[aeiu][aeio]?g)\Z", stem):
        return stem + "e"
    return stem if _KEEP_STEM.fullmatch(stem) else _single_consonant(stem)


def _single_consonant(stem: str) -> str:
    """A stem in one consonant after one vowel lost its e: it would have doubled otherwise."""
    return stem + "e" if re.fullmatch(r".*[^aeiou]?[aeiouy][bcdgklmnprstvz]", stem) else stem


def _without_s(low: str) -> str:
    if not low.endswith("s") or len(low) < 4 or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y" if len(low) > 4 else low[:-1]
    if low.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return low[:-2]
    return low[:-1]


def _singular(form: str, low: str) -> str:
    """A noun as written without its plural; ``low`` is the same in lower case."""
    known = _table(_NOUNS)
    if low in known:
        return known[low] if form == low else form[:1] + known[low][1:]
    if low in _SAME or low[:1].isdigit() or low.endswith(("ss", "us", "is", "'s")):
        return form
    if low.endswith("men") and low[:-3] and low not in ("specimen", "regimen", "abdomen", "semen"):
        return form[:-2] + "an"
    for whole in ("children", "wives", "lives", "selves", "feet", "teeth", "shelves", "knives"):
        if low.endswith(whole):
            return form[: -len(whole)] + known[whole]
    return form[: len(_without_s(low))] if not low.endswith("ies") else _ies(form, low)


def _ies(form: str, low: str) -> str:
    return form[:-3] + "y" if len(low) > 4 else form[:-1]
