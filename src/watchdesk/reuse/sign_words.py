"""How agencies sign their texts and how outlets credit them, as patterns of one short line."""

from __future__ import annotations

import re

UNNAMED = re.compile(
    r"(?:the )?(?:(?:news|wire|foreign|international|other) )?(?:agenc(?:y|ies)|"
    r"wire services?|wires|wire reports?|wire dispatches|newswires?|news services|agency reports?)",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s{0,3}(?:[,;/|·•&]|\band\b|\s[-–—]\s|\bwith\b)\s{0,3}")
BY_SEPARATOR = re.compile(
    r"\s{0,3}(?:[,;/|·•&()]|\b(?:and|with|in|for|of|from|via|at|[Bb]y|BY)\b|\s[-–—]\s)\s{0,3}"
)
JOINED = re.compile(
    r"(?P<name>[^\W\d_][\w.’'-]{1,30} [^\W\d_][\w.’'-]{1,30})\s(?:and|&)\s{1,3}(?:the )?$", re.I
)
"""A name of two words or more that "and" joins to what follows: "Jane Doe and AFP"."""
ROLE = re.compile(
    r"(?:staff|writers?|correspondents?|reporters?|journalists?|editors?|bureau|desk|newsroom|"
    r"wire|services?|photographers?|analysts?|columnists?)",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"(?P<place>[^()\[\]]{0,90}?(?:\[[^()\[\]]{2,20}\][^()\[\]]{0,30})?)"
    r"(?:[(\[](?P<names>[^()\[\]]{2,40})[)\]]|/(?P<slashed>[^()\[\]/\s]{2,20})/)\s{0,3}"
    r"(?P<dash>[-–—:.]?(?=\s{0,3}(?P<opens>[A-Z“\"])?))"
)
PLAIN_TAG = re.compile(r"(?P<place>[A-Z][\w .'’-]{1,30}),? (?P<names>[\w-]{2,20}) ?(?:[–—]|--| - )")
SMALL = frozenset("of de la le el al du del and the am near on aboard board".split())
NO_PLACE = frozenset("the a an in by photo from file this that his her our image picture".split())
CLOSING = re.compile(
    r"(?P<edited>[a-z]{2,4}(?:[/,] ?[a-z]{2,4}){0,3} ?(?=\())?"
    r"[\s(\[/*—–-]{0,6}(?P<names>[^()\[\]*—–\n]{2,60}?(?:\s[-–—]\s[^()\[\]*—–\n]{2,30}){0,3})"
    r"[\s)\]/.*]{0,4}"
)
ENDING = re.compile(
    r"[.!?…\"”’'][)\]]?\s{0,3}(?:[(\[](?P<a>[^()\[\]]{2,40})[)\]]|[—–-]{1,2}\s?(?P<b>[^—–().]{2,40})|"
    r"/\s?(?P<c>[A-Z][\w-]{1,20})|(?P<d>[A-Z]{3,6})(?=(?: [A-Z]{2,5}){1,6}$)(?: [A-Z]{2,5}){1,6})"
    r"\.?\s{0,3}$"
)
REUTERS = re.compile(
    r"\(?(?:(?:additional |further )?(?:reporting|writing|compiled)"
    r"(?: and (?:writing|editing))? by [^;()]{3,250};[^()]{0,250}\bediting by [^()]{2,120}\)?|"
    r"\((?:additional )?reporting by [^;()]{3,250}\. ?editing by [^()]{2,120}\)?|"
    r"\([^()]{0,120}please credit the thomson reuters foundation[^()]{0,300}\)?)",
    re.IGNORECASE,
)
TRUST = re.compile(
    r"our standards: (?:the )?thomson reuters trust principles\W{0,20}", re.IGNORECASE
)
CONTRIBUTION = re.compile(
    r"[\s(\[*—–-]{0,6}(?:(?:this|the) (?:article|story|report|piece|dispatch) "
    r"(?:also )?(?:includes|contains|uses|draws on|"
    r"was (?:written|compiled|produced) (?:with|from)) )?"
    r"(?:based on |compiled (?:from|with) |with )?(?:additional |further )?"
    r"(?:reporting|reports?|assistance|contributions?|files|inputs?|agency inputs?|material|"
    r"information|help|content|copy)"
    r" (?:by|from|of)\s{1,3}(?P<names>.{2,200})",
    re.IGNORECASE,
)
WITH = re.compile(
    r"[\s(\[*—–-]{0,6}(?:with|based on|from) (?P<names>.{2,80}?)"
    r"(?: (?:inputs?|files|reports?|reporting|dispatches|contributions?))?[\s)\].*]{0,4}",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"[\s(\[*—–-]{0,6}(?P<names>.{2,250}?)\s{1,3}(?:also )?contributed "
    r"(?:reporting|to (?:this|the) (?:report|story|article|piece|dispatch)).{0,80}",
    re.IGNORECASE,
)
FEED = re.compile(
    r".{0,200}\b(?:auto-?generated|published|generated|taken) (?:directly )?from an? (?:\w+ )?"
    r"(?:syndicated|agency|news agency|wire)(?: \w+)? feed\b.{0,200}|"
    r"(?:from|compiled from|combined) (?:our )?(?:staff and )?(?:wire|news|agency) "
    r"(?:reports?|services?|dispatches)[.\s]{0,3}",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"[\s(\[]{0,3}(?P<lead>sources?\s?[:–—-]|via|courtesy of)\s{1,3}"
    r"(?P<names>.{2,80}?)[\s)\].|]{0,4}",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"[\s{0,3}]{0,3}(?:\((?!c\)))?(?:(?P<word>copyright)\s{0,3})?(?:©|\([cC]\))?\s{0,3}(?:copyright\s{0,3})?[,:]?\s{0,3}"
    r"[(]?(?P<year>(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?[)]?[,:]?\s{0,3}(?:by )?"
    r"(?P<names>[^\n.|(©]{2,60}?)(?P<last>,?\s{0,3}(?:19|20)\d\d)?"
    r"(?P<rest>\s{0,3}[.|(].{0,400}|\s{0,3},?\s{0,3}all rights reserved.{0,300})?",
    re.IGNORECASE,
)
MARKS = ("©", "opyright", "OPYRIGHT", "(c)", "(C)")
X = (
    r"(?P<name>(?:[Tt]he )?[A-Z][\w&’'.-]{0,30}"
    r"(?: (?:(?:of|and|the|de|la|&|for) )?[A-Z0-9][\w&’'.-]{0,30}){0,6})"
)
REPUBLISHED = re.compile(
    r"(?:^|(?<=[.(*—–\s]))(?i:(?P<which>this|the) (?:article|story|piece|report|post|essay|"
    r"analysis|commentary|interview|op-ed|column|content|text)\s"
    r"(?:was |is |has been |had been )?|(?<!\w))"
    r"(?:(?i:originally|first)\s(?i:published|appeared|posted|ran|aired)"
    r"\s(?i:by|on|in|at)\s|(?i:(?:was )?(?:republished|reprinted|reproduced|syndicated|reposted)\s"
    r"(?:here\s)?(?:with (?:the )?(?:kind )?permission\s)?(?:from|of|by)\s))" + X
)
NO_OUTLET = re.compile(
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b|(?:jan|feb|march|mar|apr|may|june?|july?|"
    r"aug|sept?|oct|nov|dec)[a-z]{0,6}\b|english|french|german|spanish|russian|arabic|chinese|"
    r"facebook|twitter|linkedin|instagram|youtube|telegram|volume|issue|vol\b|no\b|\d",
    re.IGNORECASE,
)
EDITION = re.compile(r"\b(?:edition|issue|print|newsletter|magazine dated)\b", re.IGNORECASE)
AFTER_THE = (["Hague"], ["HAGUE"], ["Gambia"], ["Valley"])
"""What makes a place of a leading "The"."""
