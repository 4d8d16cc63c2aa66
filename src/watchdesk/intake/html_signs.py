"""What the names of elements say of the text in them: furniture, head, picture, body.

The words are ours, from how news sites name the parts of their pages. A name alone decides
nothing: ``html_article`` weighs it against how much of the page's running text stands there.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_NAME_LIMIT = 300
_SPLIT = re.compile(r"[-_]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CAMEL_FROM = 8
# Shorter names in mixed case are mostly hashes of a style sheet, whose pieces mean nothing.


class Role(StrEnum):
    """What an element holds, by its name."""

    UNKNOWN = ""
    BODY = "body"
    """The article's text."""
    HEAD = "head"
    """Byline, date."""
    DECK = "deck"
    """Standfirst."""
    PICTURE = "picture"
    """Captions and credits."""
    FURNITURE = "furniture"
    """Website words: menus, appeals, links to other stories, comments."""


class Sign(NamedTuple):
    """A role and the word that gave it."""

    role: Role
    word: str = ""


NO_SIGN = Sign(Role.UNKNOWN)

_TAGS = {
    "aside": Role.FURNITURE,
    "form": Role.FURNITURE,
    "figure": Role.PICTURE,
    "address": Role.HEAD,
}

_FURNITURE = frozenset(
    "related recommended recommendation recommendations recommend recirc recirculation newsletter "
    "newsletters promo promos promoted promotion promotions sponsor sponsored sponsors advert "
    "adverts advertisement advertisements advertising adslot adunit ad ads share shares sharing "
    "sharebar social comment comments commenting disqus respond footer sidebar nav navbar "
    "navigation menu breadcrumb breadcrumbs cookie cookies consent gdpr paywall regwall gate gated "
    "gating subscribe subscription signup outbrain taboola zergnet trending popular tags keywords "
    "toolbar modal popup banner widget teaser teasers donate donation donations follow bio "
    "copyright disclaimer error errors pullquote pullquotes skip upsell login search rail ticker "
    "masthead livefyre viafoura".split()
)
_FURNITURE_PAIRS = frozenset(
    "most-read most-viewed most-popular more-stories more-news more-from more-on more-coverage "
    "more-articles more-like read-more read-next read-also also-read also-on also-in up-next "
    "see-also screen-reader sr-only visually-hidden print-only sign-up log-in author-bio "
    "author-box author-info author-card about-author you-may editors-picks pull-quote pull-left "
    "pull-right right-column left-column".split()
)
_HEAD = frozenset("byline bylines author authors timestamp pubdate".split())
_DECK = frozenset(
    "deck dek standfirst subtitle subheadline subhead strapline vorspann chapo entradilla bajada "
    "sommario".split()
)
_PICTURE = frozenset(
    "caption captions figcaption credit credits gallery slideshow carousel lightbox video "
    "player".split()
)
_BODY_FIRST = frozenset("body article story post entry content news page main text".split())
_BODY_LAST = frozenset("body content text copy".split())
_BODY_WHOLE = frozenset("articlebody storybody postbody articletext storytext".split())
_ABOUT_OTHERS = frozenset("no has have with without is not show hide enable disable js".split())
# ``has-sidebar`` speaks of another element than the one that bears it.
_BUILDERS = frozenset({"elementor", "et", "fl", "vc", "wpb"})
# Page builders, to which any piece of a page is a widget.


def sign_of_tag(tag: str) -> Sign:
    """What the element's own name says."""
    role = _TAGS.get(tag)
    return Sign(role, tag) if role else NO_SIGN


def sign_of_names(names: str) -> Sign:
    """What its classes and id say, in the order body, furniture, picture, deck, head."""
    found = NO_SIGN
    for name in names[:_NAME_LIMIT].split():
        sign = _of_name(name)
        if sign.role is Role.BODY:
            return sign
        if _RANK[sign.role] > _RANK[found.role]:
            found = sign
    return found


_RANK = {
    role: rank
    for rank, role in enumerate(
        (Role.UNKNOWN, Role.HEAD, Role.DECK, Role.PICTURE, Role.FURNITURE, Role.BODY)
    )
}


@lru_cache(maxsize=4096)
def _of_name(name: str) -> Sign:
    if ":" in name or "[" in name:
        return NO_SIGN
    camel = len(name) >= _CAMEL_FROM
    words = [word.lower() for word in (_SPLIT.split(name) if camel else re.split(r"[-_]+", name))]
    if len(words) > 1 and words[0] in _ABOUT_OTHERS:
        return NO_SIGN
    if words[0] in _BUILDERS:
        words = [word for word in words if word != "widget"]
    for kinds, role in ((_FURNITURE, Role.FURNITURE), (_PICTURE, Role.PICTURE)):
        for word in words:
            if word in kinds:
                return Sign(role, word)
    pairs = [f"{a}-{b}" for a, b in pairwise(words)]
    for pair in pairs:
        if pair in _FURNITURE_PAIRS:
            return Sign(Role.FURNITURE, pair)
    for kinds, role in ((_DECK, Role.DECK), (_HEAD, Role.HEAD)):
        for word in words:
            if word in kinds:
                return Sign(role, word)
    whole = "".join(words)
    if whole in _BODY_WHOLE or any(
        first in _BODY_FIRST and last in _BODY_LAST for first, last in pairwise(words)
    ):
        return Sign(Role.BODY, name)
    return NO_SIGN
