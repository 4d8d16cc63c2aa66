"""Signs by which a denial is told from what only looks like one."""

from __future__ import annotations

import re

UNMOVED = re.compile(
    r"(?:neither|nor|not|never|n['’]t|(?:declin|refus)\w+\s+to|(?:stop|f[ae]ll)\w*\s+short\s+of|"
    r"without|"
    r"instead\s+of|rather\s+than|no\s+one|nobody|few|could|would|hard\s+to|may|"
    r"might)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Words before "deny that" by which nobody denies anything."""
EARLIER = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?)\s+(?:earlier|before|ago|previously)|last\s+(?:week|"
    r"month|year))\b",
    re.IGNORECASE,
)
"""Who rejected something then does not answer what is told now."""
ACCUSES = re.compile(
    r"\b(?:accus|alleg|blam|claim|charg|assert|said|say|told|suggest|report|wrote|writ|insist|"
    r"accord)",
    re.IGNORECASE,
)
CHARGES = re.compile(
    r"\b(?:blam(?:es?|ed)|accus(?:es?|ed)|suspect(?:s|ed)|fault(?:s|ed)|point(?:s|ed)\s+(?:the|"
    r"a)\s+finger|"
    r"allegedly|reportedly|rumou?rs?|reports\s+(?:that|of|spread|emerged)|(?:is|are|was|"
    r"were)\s+(?:said|alleged|"
    r"reported|believed|rumou?red|accused)|claims?\s+(?:that|spread|emerged)|"
    r"allegations?\s+(?:that|of)|word\s+spread)\b",
    re.IGNORECASE,
)
"""An article in its own voice passes on what others charge."""
OFFERED = re.compile(
    r"\b(?:offer|propos|demand|request|appeal|urg|invit|ask|call(?:ed|s)?\s+(?:for|on)|plan|bid|"
    r"should|ought)\w{0,4}\b",
    re.IGNORECASE,
)
"""What can be rejected without being called untrue."""
FLATLY = re.compile(
    r"\A[\W_]*(?:no|not\s+(?:an?|one|any|a\s+single)|at\s+no\s+(?:point|time|stage)|not\s+once)\b"
    r"|\b(?:no\s+one|nobody|nothing|none|neither|never|at\s+no\s+(?:point|time|stage))\b"
    r"|\b(?:not\s+(?:one|a\s+single|a|any))\s+\w+"
    r"|\bno\s+(?:[\w-]+\s+){1,6}(?:had|has|have|was|were|is|are|exists?|ever|\w+ed)\b"
    r"|\b(?:held|had|has|have|found|saw|sent|made|took|gave|broke|met|paid|sold|bought|"
    r"\w+ed)\s+(?:no\s+|none\b|nobody\b|nothing\b)"
    r"|\bthere\s+(?:is|was|are|were|had\s+been|has\s+been|have\s+been)\s+(?:no|never|nothing)\b"
    r"|\b(?:untrue|false|baseless|groundless|unfounded|fabricat\w*|nonsense|a\s+lie|lies)\b",
    re.IGNORECASE,
)
"""Says of a whole matter that it is not so."""
NOT = re.compile(
    r"\b(?:had|has|have|was|were|did|does|do|is|are)(?:\s+not|n[’']t)\b(?!\s+(?:comment|want|"
    r"expect|plan|know|think|believe|yet|say|intend|need|rule|like|care|understand|only|just|clear|"
    r"going|able|ready|enough|sure|mean|been\s+(?:told|informed|asked|consulted)))"
    r"|\b(?:hadn|hasn|haven|wasn|weren|didn|isn|aren)['’]t\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(r"\b(?:another|others?|again|else|further|more)\b", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:will|shall|would|could|should|must|may|might|can|cannot|want|expect|plan|intend|hope|"
    r"known?|knew|think|thought|believe|need|ready|yet|enough|in\s+time|until|fully|only)\b",
    re.IGNORECASE,
)
"""Negated, these deny nothing that was told as done."""
UNREAL = re.compile(
    r"\b(?:if|unless|would\s+have|could\s+have|(?:was|were)\s+to\s+have)\b", re.IGNORECASE
)
TO_COME = re.compile(r"(?:\b(?:will|shall|going\s+to)|['’]ll)\b", re.IGNORECASE)
SUBORDINATE = re.compile(r"\b(?:which|who|whom|that|where|under|because|unless|although|though)\b")
SILENT = re.compile(
    r"[\W_]*(?:nothing|little|no\s+more)\s+(?:more\s+)?(?:about|on|of|to)\b", re.IGNORECASE
)
"""Said, this denies nothing: somebody was silent."""
NOT_BUT = re.compile(r"\bnot\s[^.;]{1,80}\bbut\b", re.IGNORECASE)
OWN = re.compile(r"(?:that\s+)?(?:it|its|they|their|he|his|she|her|we|our)\b", re.IGNORECASE)
"""What a denial about who denies begins with."""
NAMED = re.compile(
    r"[\W_]*(?!(?:The|An?|This|These|That|It|They|He|She|We|Its|Their|His|Her)\b)[A-Z]\w+"
)
"""A claim that begins with a name."""
CLAUSES = re.compile(r"[;:—–]|,(?!\d)|\b(?:but|while|because)\b")
REFUSED = re.compile(
    r"(?:an?|the|any|all|his|her|its|their)?\s*(?:[\w-]+\s+){0,2}(?:attempts?|offers?|bids?|plans?|"
    r"proposals?|calls?|requests?|appeals?|demands?|petitions?|motions?|deals?)\b"
    r"|(?:an?|the|any|all|his|her|its|their)?\s*(?:access|entry|bail|permission|visas?|passage)\b",
    re.IGNORECASE,
)
"""What is rejected without being called untrue."""
