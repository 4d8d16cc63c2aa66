"""Words by which English calls untrue what somebody else told.

Written from the ways of the language: verbs of denying and what they take, verdicts ("baseless"),
nouns ("a denial came from"), answers of a word or two ("Nonsense"), and disclaiming a part in it.
"""

from __future__ import annotations

import re
from functools import cache

_CLAIMS = (
    "accusations? allegations? claims? charges? assertions? assumptions? suggestions? reports? "
    "reporting accounts? statements? stor(?:y|ies) versions? figures? numbers? counts? tall(?:y|"
    "ies) "
    "estimates? rumou?rs? speculation insinuations? notions? contentions? talk narratives? "
    "portrayals? characteri[sz]ations? descriptions? findings? conclusions? complaints? "
    "assessments?"
    "reading remarks? article coverage explanations? depictions? imputations?"
)
"""What can be denied, other than offers and requests."""
_VERDICTS = (
    "false untrue baseless groundless unfounded fabricated invented concocted made[- ]up "
    "fictitious"
    "fictional bogus fake incorrect inaccurate wrong mistaken absurd ridiculous ludicrous "
    "preposterous laughable nonsensical far-?fetched slanderous libell?ous defamatory mendacious "
    "spurious erroneous fanciful unsubstantiated trumped[- ]up cooked[- ]up untruthful"
)
_LIES = (
    "lies? fabrications? fictions? inventions? nonsense rubbish fantas(?:y|ies) hoax(?:es)? myths? "
    "slanders? smears? canards? disinformation misinformation propaganda rumou?rs? provocations? "
    "falsehoods? untruths? gossip hogwash baloney balderdash drivel claptrap tosh bunkum poppycock "
    "garbage hearsay figment calumn(?:y|ies) distortions?"
)
_LIES_OF_TWO = (
    r"fairy[\s-]+tales?|fake\s+news|tall\s+tales?|old\s+wives|(?:pack|tissue|web|"
    r"string)\s+of\s+lies|"
    r"figment\s+of|science\s+fiction"
)
_FIRM = (
    "den(?:y|ies|ied|ying) refut(?:es?|ed|ing) disput(?:es?|ed|ing) contradict(?:s|ed|ing)? "
    "rebut(?:s|ted|ting)? rubbish(?:es|ed|ing)? debunk(?:s|ed|ing)? repudiat(?:es?|ed|ing) "
    "contest(?:s|ed|ing)? quash(?:es|ed|ing)? scotch(?:es|ed|ing)? belie[sd]? disprov(?:es?|ed) "
    "gainsa(?:y|ys|id) disavow(?:s|ed|ing)?"
)
"""Verbs that take what is told."""
_SOFT = (
    "reject(?:s|ed|ing)? dismiss(?:es|ed|ing)? rebuff(?:s|ed|ing)? discount(?:s|ed|ing)? "
    "ridicul(?:es?|ed|ing) mock(?:s|ed|ing)? challeng(?:es?|ed|ing) derid(?:es?|ed|ing) "
    "scorn(?:s|ed|ing)? spurn(?:s|ed|ing)? pooh-pooh(?:s|ed|ing)?"
)
"""Verbs that take offers and requests as well."""
_OFF = (
    r"(?:sho(?:o)?ts?|shot|shooting|knock(?:s|ed|ing)?|slap(?:s|ped|ping)?|turn(?:s|ed|"
    r"ing)?)\s+down|"
    r"(?:laugh|wav|brush|shrug|bat|swat|swept|sweep|cast|fend|wip)(?:s|ed|es|ted|ing|ging|"
    r"ting)?\s+(?:away|off|aside)|"
    r"(?:pour|heap)(?:s|ed|ing)?\s+(?:\w+\s+)?(?:scorn|cold\s+water|ridicule|contempt|doubt)\s+on|"
    r"(?:tak(?:es?|ing)|took)\s+(?:\w+\s+)?(?:issue|exception)\s+(?:with|to)|"
    r"(?:hit|hits|hitting|push(?:es|ed|ing)?|fires?|fired|hits)\s+back\s+(?:at|against|on)|"
    r"scoff(?:s|ed|ing)?\s+at|(?:gives?|gave|giving)\s+the\s+lie\s+to|disagree(?:s|d|ing)?\s+with|"
    r"(?:gives?|gave)\s+short\s+shrift\s+to|(?:makes?|made|making)\s+light\s+of|bristl(?:es?|"
    r"ed)\s+at|"
    r"protest(?:s|ed|ing)?\s+against|object(?:s|ed|ing)?\s+to|(?:call(?:s|ed)|put)\s+paid\s+to|"
    r"sneer(?:s|ed)?\s+at"
)
_PRONOUN = (
    r"(?:it|this|that|them|these|those|both|everything|(?:all|any|most)\s+of\s+"
    r"(?:it|this|that|them)|him|her)"
)
_WHOSE = (
    r"(?:(?:an?|the|that|this|these|those|such|both|all|any|every|his|her|its|their|our|my|your|"
    r"whose|"
    r"[\w’'-]{1,30}?(?:['’]s|s['’]))\s+(?:of\s+)?){1,2}(?:(?!that\b|who\b|of\b)[\w-]{1,20}\s+){0,2}"
)
_STOPS = r"\s*(?:[.,;:—–“”’\"!?)]|$)"
_GOES_ON = (
    r"\s+(?:as|on|in|at|to|when|again|outright|later|and|but|by|after|before|with|through|from|"
    r"yesterday|today|late|earlier|saying|telling|adding|too|publicly|out\s+of|within|during|via|"
    r"with(?:in|out)|repeatedly|angrily|\w+ly|over|hours?|minutes?)\b"
)
_END = rf"(?={_STOPS}|{_GOES_ON})"
_VERY = (
    r"(?:(?:an?|the|all|just|only|simply|nothing\s+but|no\s+more\s+than|\w+ly|so\s+much|"
    r"pure|sheer|complete|total|outright|blatant|utter|plain|old|crude|bare-?faced|cheap|"
    r"mere|deliberate|another|yet|more|political|malicious|foreign|hostile|enemy|the\s+usual)[\s,]+){0,4}"
)
_IS = r"(?:is|was|are|were|has\s+been|have\s+been|had\s+been|being|['’]s|['’]re)"


def _any(words: str) -> str:
    return "|".join(words.split())


@cache
def _verdict() -> str:
    """A verdict, as part of an expression."""
    return (
        rf"{_VERY}(?:(?:{_any(_VERDICTS.replace('[- ]', '[-_]').replace('_', chr(92) + 's'))})\b"
        rf"|(?:{_LIES_OF_TWO})\b|(?:{_any(_LIES)})\b"
        r"|without\s+(?:any\s+|all\s+)?(?:foundation|basis|substance|merit)"
        r"|(?:devoid|empty|free)\s+of\s+(?:all\s+|any\s+)?(?:truth|fact|substance)"
        r"|(?:wide\s+of|off)\s+the\s+mark|not\s+(?:true|so|the\s+case|correct|accurate|right|"
        r"what\s+happened|how\s+it\s+(?:was|happened))\b|out\s+of\s+thin\s+air"
        r"|at\s+odds\s+with\s+(?:the\s+)?(?:facts|truth|reality))"
    )


@cache
def pointing() -> re.Pattern[str]:
    """Somebody calls untrue what was told before: "rubbished the report", "called it a lie"."""
    claims = rf"{_WHOSE}(?:{_any(_CLAIMS)})"
    bare = (
        "(?:accusations|allegations|claims|charges|suggestions|reports|rumou?rs|speculation|"
        "assertions)"
    )
    called = (
        r"(?:call(?:s|ed|ing)?|label(?:s|led|ling|ed|ing)?|brand(?:s|ed|ing)?|describ(?:es?|ed|"
        r"ing)|"
        r"denounc(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|decri(?:es|ed)|derid(?:es?|ed|ing)|"
        r"slam(?:s|med)?|"
        r"blast(?:s|ed)?|reject(?:s|ed|ing)?|condemn(?:s|ed|ing)?|term(?:s|ed)?|characteri[sz]ed)"
    )
    return re.compile(
        rf"\b(?:(?:{_any(_FIRM)})\s+{_PRONOUN}{_END}"
        rf"|(?:{_any(_FIRM)}|{_any(_SOFT)}|{_OFF})\s+(?:{claims}|{bare}){_END}"
        rf"|{called}\s+(?:{_PRONOUN}|{claims}|(?:the|this|that|these|"
        rf"those)\s+\w+)\s+(?:\w+\s+)?(?:(?:as|to\s+be)\s+)?"
        rf"{_verdict()}"
        rf"|(?:{claims}|{bare}|it|this|that|which)\s+(?:was|were|is|are|has\s+been|"
        rf"have\s+been)\s+(?:\w+ly\s+)?"
        r"(?:denied|rejected|dismissed|refuted|disputed|rubbished|contested|contradicted|"
        r"rebutted)\b"
        r"(?!\s+(?:access|entry|bail|a\s+visa|permission|the\s+right))"
        rf"|(?:{_any(_SOFT)}|(?:laugh|wav|brush|shrug|bat|swat)(?:s|ed|es|ing|"
        rf"ted)?)\s+{_PRONOUN}(?:\s+(?:off|away|aside))?{_END}"
        rf"|(?:speaks?|spoke|spoken|talk(?:s|"
        rf"ed)?)\s+(?:only\s+)?of\s+{_VERY}(?:\w+,?\s+){{0,2}}(?:{_any(_LIES)}|{_LIES_OF_TWO})\b"
        rf"|den(?:y|ies|ied|ying)\s+(?:having\s+(?:had\s+)?)?(?:any|all)\s+(?:such\s+\w+|part|"
        rf"role|hand|"
        r"involvement|responsibility|knowledge|connection|links?|wrongdoing|guilt|charges)\b)",
        re.IGNORECASE,
    )


@cache
def dismissing() -> re.Pattern[str]:
    """Somebody rejects what others tell, and says what: "rejects that …", "dismissed reports of …",
    "rejected as invented the claim that …"."""
    verbs = rf"(?:{_any(_FIRM)}|{_any(_SOFT)}|{_OFF})"
    return re.compile(
        rf"\b(?:(?:{_any(_FIRM)}|reject(?:s|ed|ing)?)\s+(?:\w+ly\s+)?that(?=\s+(?:the|a|an|any|"
        rf"its|his|her|their|it|he|"
        rf"she|they|there|no|some|\w+s|[A-Z]\w+)\b)|{verbs}\s+(?:as\s+(?:[\w-]+,?\s+){{1,4}})?"
        rf"(?:{_WHOSE})?(?:[\w’'-]+\s+){{0,2}}(?:{_any(_CLAIMS)})\s+(?:that|of)\b)",
        re.IGNORECASE,
    )


@cache
def verdict_on_it() -> re.Pattern[str]:
    """A statement that only says that what was told before is not so."""
    claims = rf"{_WHOSE}(?:{_any(_CLAIMS)})"
    it = (
        rf"(?:it|this|that|they|these|those|{claims}|(?:all|most|much)\s+of\s+(?:it|this|that)|"
        r"(?:what|everything|all)\s+(?:(?!is\b|was\b)[\w’'-]+\s+){0,5}(?:said|says|claims|"
        r"claimed|wrote|writes|alleges))"
    )
    return re.compile(
        r"[\W_]*(?:that\s+)?(?:"
        rf"{it}\s+{_IS}\s*(?:\w+ly\s+)?{_verdict()}(?!\s+(?:to|that|if|when|about)\b)"
        rf"|{it}\s+(?:did\s+not|didn['’]t|never|does\s+not|do\s+not|had\s+not|has\s+not)\s+"
        r"(?:happen(?:ed)?|occur(?:red)?|take\s+place|took\s+place|correspond|reflect|"
        r"exist(?:ed)?|match|tally)\b"
        rf"|{it}\s+(?:has|had|have|bears?|bore)\s+(?:no|nothing)\s+(?:basis|foundation|relation|"
        rf"truth|substance|"
        r"resemblance|in\s+common|to\s+do\s+with\s+(?:reality|the\s+truth|the\s+facts))"
        r"|there\s+(?:is|was|['’]s)\s+(?:no|not\s+a\s+(?:word|shred|grain|scrap|jot|"
        r"particle)\s+of|little|not\s+any|"
        r"absolutely\s+no)\s+truth\b"
        r"|there\s+(?:is|was|were|are|had\s+been|has\s+been|have\s+been)\s+(?:no\s+such\s+\w+|"
        r"nothing\s+of\s+the\s+"
        r"(?:kind|sort)|nothing\s+true|none\b)"
        r"|nothing\s+(?:could|can)\s+be\s+(?:further|farther|more)\s+(?:from|removed)"
        r"|(?:(?:it|this|that)\s+(?:is|was)\s+)?nothing\s+(?:of\s+the\s+(?:kind|sort)|"
        r"like\s+that)\b"
        r"|no\s+such\s+(?:[\w-]+\s+){1,2}?(?:is|was|are|were|has|have|had|exist|took|takes|ever|"
        r"ha[sd]|happened|came|could)"
        r"|(?:none|not\s+a\s+(?:word|bit))\s+of\s+(?:it|this|that|which)\s+(?:is|was|happened|"
        r"had|has)\b"
        r"|(?:(?:it|this|that)\s+(?:is|was)\s+)?(?:(?:quite|exactly|precisely|just|"
        r"rather)\s+)?(?:the\s+)?"
        r"(?:opposite|reverse|contrary|other\s+way\s+(?:round|around|about))\b"
        r"|on\s+the\s+contrary\b)",
        re.IGNORECASE,
    )


@cache
def retort() -> re.Pattern[str]:
    """A statement of a word or two that says no."""
    return re.compile(
        rf"[\W_]*(?:(?:well|oh|but|look|sorry)[,\s]+)?(?:(?:that['’]s|"
        rf"it['’]s)\s+)?(?:{_verdict()}|no|nope|never|"
        r"(?:absolutely|certainly|definitely|of\s+course|categorically)\s+not|not\s+(?:true|so|"
        r"at\s+all|a\s+chance)|"
        r"far\s+from\s+it|nothing\s+of\s+the\s+(?:kind|sort)|wrong|untrue)\s*(?:[.!,;:—–”’\"]|$)",
        re.IGNORECASE,
    )


@cache
def nominal() -> re.Pattern[str]:
    """A denial told as a noun: "a denial came from", "drew a flat denial"; not "denial of bail"."""
    no_bail = (
        rf"(?!\s+of\s+(?!(?:the\s+|any\s+|all\s+)?(?:{_any(_CLAIMS)}|wrongdoing|involvement|"
        r"responsibility|that)\b))"
    )
    return re.compile(
        r"\b(?:(?:issu|releas|publish|circulat|post)(?:es?|ed|ing)|puts?\s+out|gave|gives|"
        r"offer(?:s|ed)|repeat(?:s|ed)|"
        r"sen[dt]s?|made|draws?|drew|drawn|prompt(?:s|ed)|brought|earn(?:s|ed)|met\s+with|"
        r"triggered|elicited|"
        r"provoked|was\s+followed\s+by|were\s+met\s+by|in)\s+(?:an?\s+|the\s+|its\s+|his\s+|"
        r"her\s+|their\s+|only\s+)?(?:[\w-]+,?\s+){0,3}"
        rf"denials?\b{no_bail}(?!\s+for)|(?:['’]s|s['’]|its|his|her|their|an?|the|swift|"
        rf"flat)\s+(?:[\w-]+,?\s+){{0,2}}denials?\s+"
        r"(?:was|were|is|came|comes|followed|arrived|from|by|has|had|read|ran|reads)\b|"
        r"nothing\s+but\s+denials?\b"
        r"|(?:answer|reply|response|reaction)\s+(?:\w+\s+){0,6}?(?:was|is|"
        r"came\s+back)\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}[“‘\"']?(?:no|denial)\b",
        re.IGNORECASE,
    )


@cache
def disclaims() -> re.Pattern[str]:
    """Somebody says that they had no part in it."""
    return re.compile(
        r"\b(?:nothing\s+to\s+do\s+with|(?:no|never\s+had\s+any)\s+(?:part|role|hand|involvement|"
        r"responsibility|"
        r"knowledge|connection|links?|dealings?|contact|blame|say|control|idea)\b(?=\s*(?:in|"
        r"with|of|for|to|over|[.,;”])|\s*$)|not\s+(?:been\s+)?"
        r"(?:involved|responsible|to\s+blame|behind|guilty|at\s+fault|(?:its|his|her|their|our|"
        r"my)\s+(?:doing|fault))|"
        r"(?:is|was|are|were|am)\s+innocent|(?:its|his|her|their|our|my)\s+innocence|(?:did|done|"
        r"do)\s+nothing\s+(?:wrong|illegal|improper|of\s+the\s+(?:kind|sort))|"
        r"no\s+wrongdoing|wasn['’]t\s+(?:me|us|them)|(?:was|were|is|are)\s+not\s+(?:ours|theirs|"
        r"his|hers|mine)\b|"
        r"(?:knew|knows?)\s+nothing\s+(?:of|about))",
        re.IGNORECASE,
    )


@cache
def vague() -> frozenset[str]:
    """Words of denials that tell nothing of what is denied."""
    return frozenset(
        "any whether only just anything nothing nobody anyone anybody anywhere nowhere "
        "something someone somebody ever "
        "such either whatsoever whatever kind sort thing single part role hand one once own "
        "at all place take happen exist simply entirely completely accusation allegation claim "
        "report statement story version account call denial deny denied dismiss reject insist "
        "false untrue baseless lie fabrication nonsense cent penny moment minute".split()
    )
