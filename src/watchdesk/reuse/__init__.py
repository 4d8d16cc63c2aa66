"""The same words elsewhere: fingerprints, relations, families of copies, independent origins."""

from watchdesk.reuse.agencies import agency, agency_tag
from watchdesk.reuse.families import FamilyItem, families
from watchdesk.reuse.fingerprints import candidates, fingerprints, frequency_cap
from watchdesk.reuse.origins import Tellers, origins, tellers
from watchdesk.reuse.recurring import Standing, recurring, stories
from watchdesk.reuse.relate import ReuseText, relate, reuse_text
from watchdesk.reuse.words import Words, normalise

__all__ = [
    "FamilyItem",
    "ReuseText",
    "Standing",
    "Tellers",
    "Words",
    "agency",
    "agency_tag",
    "candidates",
    "families",
    "fingerprints",
    "frequency_cap",
    "normalise",
    "origins",
    "recurring",
    "relate",
    "reuse_text",
    "stories",
    "tellers",
]
