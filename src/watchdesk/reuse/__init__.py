"""The same words elsewhere: fingerprints, relations, families of copies, independent origins."""

from watchdesk.reuse.agencies import agency, agency_tag
from watchdesk.reuse.families import FamilyItem, families
from watchdesk.reuse.fingerprints import fingerprints, fingerprints_all, shingles
from watchdesk.reuse.index import Candidate, ReuseIndex
from watchdesk.reuse.origins import origins
from watchdesk.reuse.pages import PageRelation, relate_pages
from watchdesk.reuse.recurring import Standing, recurring, stories
from watchdesk.reuse.relate import ReuseText, relate, reuse_text
from watchdesk.reuse.tellers import Tellers, tellers
from watchdesk.reuse.words import Words, normalise, normalise_all

__all__ = [
    "Candidate",
    "FamilyItem",
    "PageRelation",
    "ReuseIndex",
    "ReuseText",
    "Standing",
    "Tellers",
    "Words",
    "agency",
    "agency_tag",
    "families",
    "fingerprints",
    "fingerprints_all",
    "normalise",
    "normalise_all",
    "origins",
    "recurring",
    "relate",
    "relate_pages",
    "reuse_text",
    "shingles",
    "stories",
    "tellers",
]
