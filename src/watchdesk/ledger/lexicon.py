"""Small word lists by which statements are compared, as folded hashes."""

from __future__ import annotations

from functools import cache

from watchdesk.reuse.words import word_hash

FIRST_PERSON = "i we me my our mine ours myself ourselves im were weve ive"
"""Without "us", which cannot be told from the abbreviation of a country once folded."""
PRONOUNS = "he she it they him her them his hers its their theirs this these those that"
SOMEBODY = "he she it they his her its their"
"""Pronouns of somebody told of before; where words begin with one, mostly of who says them."""
NEGATIONS = (
    "no not never none neither nor without cannot cant wont dont doesnt didnt isnt arent wasnt "
    "werent hasnt havent hadnt wouldnt couldnt shouldnt deny denies denied refuse refuses refused "
    "fail fails failed unlikely hardly"
)
HEDGES = "may might could can would will shall should must if unless"
DEGREES = (
    "least most more less fewer over under above below up down rise rises rose rising fall falls "
    "fell falling increase increased decrease decreased gain gained lose lost win won before after"
)
_GRAMMAR = (
    "is are was were be been being am has have had do does did out off into onto about against "
    "than too very us say says said saying told tell tells according reported report reports "
    "people person week month year day days weeks months years today yesterday tomorrow new last "
    "next ago around nearly almost near along across within through throughout toward towards "
    "inside outside behind beyond beside amid despite per via upon among like same own so far "
    "well back away close including total number figure estimate estimated"
)
_ROLES = (
    "minister ministers president premier prime chancellor secretary general chief deputy vice "
    "foreign defence defense finance interior agriculture trade state senator governor mayor king "
    "queen prince princess ambassador envoy spokesman spokeswoman spokesperson chairman director "
    "head leader commander colonel captain admiral mr mrs ms dr sir lord lady"
)
_DATES = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sept sep oct "
    "nov dec"
)
_STARTERS = (
    "the a an in on at by of to for from with as and but or nor so yet after before since while "
    "when where if although though because under over among between during earlier later however "
    "meanwhile still also there here what who how why all some many most both each several other "
    "another such more less no not only even just now then according asked"
)
"""Words that begin sentences in capitals and name nobody."""
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred hundreds thousand thousands million millions billion billions dozen dozens "
    "half third quarter first second fourth fifth"
)
PERFORMS = (
    "order command instruct ban forbid allow permit pledge promise vow swear commit offer "
    "propose suggest demand urge request ask appeal call invite threaten warn accuse blame "
    "condemn criticise criticize praise welcome support back oppose reject refuse approve "
    "endorse agree decline apologise apologize thank congratulate impose uphold rule "
    "recognise recognize want hope wish intend plan decide vote choose"
)
"""Verbs with which saying it is the deed itself."""
NO_NAMES = f"{FIRST_PERSON} {PRONOUNS} {NUMBERS} {_STARTERS}"


@cache
def hashes_of(words: str) -> frozenset[int]:
    """The folded hashes of words parted by blanks."""
    return frozenset(word_hash(word) for word in words.split())


def date_words() -> frozenset[int]:
    """Folded names of days and months, which are capitalised but name nobody."""
    return hashes_of(_DATES)


def role_words() -> frozenset[int]:
    """Folded words of offices and titles, which many names share."""
    return hashes_of(_ROLES)


def negations() -> frozenset[int]:
    """Folded words that turn a statement round."""
    return hashes_of(NEGATIONS)


def plain_words() -> frozenset[int]:
    """Folded words of grammar and counting, and of telling, which two statements about different
    things share."""
    return hashes_of(
        f"{_GRAMMAR} {FIRST_PERSON} {PRONOUNS} {HEDGES} {DEGREES} {NUMBERS} {_STARTERS}"
    )
