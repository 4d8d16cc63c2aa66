"""Who wrote it, where it appeared, in which series and language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from watchdesk.cleaning.labels import bare_byline, byline_names, dateline_agency

_SPLIT_NAMES = re.compile(r",| and | & | with |\||·|•|/")
_NOT_NAMES = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|contributors?|bureau|"
    r"chief|"
    r"senior|special|agency|agencies|desk|team|in [A-Z]\w+|for [A-Z].*|news|newsroom|service)\b.*",
    re.IGNORECASE,
)
_PROPER = (
    r"(?P<name>(?:the )?[A-Z][\w.&'’-]{1,30}(?: (?:of the|of|for|and|&|[A-Z][\w.&'’-]{0,30})){0,5})"
)
_OUTLET = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:[Dd]onat(?:ion|e|ions)|[Cc]ontributions?|[Gg]ifts?|[Ss]ubscri(?:be|ption)|"
        r"[Ss]ubscribing|[Mm]embers?(?:hip)? (?:of|in)|[Ff]ollow|[Ss]upport(?:ing)?) (?:to |on )?"
        + _PROPER,
        r"\b[Yy]our favou?rite "
        + _PROPER
        + r" (?:contributors|writers|reporters|columnists|authors)",
        r"(?:©|\([Cc]\)|[Cc]opyright)(?: ?©)?,? ?(?:\d{4}(?: ?[–-] ?\d{2,4})?,? )?(?:[Bb]y )?"
        + _PROPER,
        r"\b" + _PROPER + r" (?:has had an?|has become an?|is an? (?:reader-|member-)?(?:supported|"
        r"funded|independent|non-?profit)|relies on|depends on|needs your|would not be)",
        r"\b(?:[Ss]ign up (?:for|to)|[Gg]et) (?:the )?"
        + _PROPER
        + r"(?:['’]s)? [\w -]{0,20}newsletter",
        r"\b[Ww]elcome to " + _PROPER,
    )
)
_NOBODY = re.compile(r"\b(?:newsroom|desk|bureau|staff|reporters?|correspondents?)$", re.IGNORECASE)
_PAPER = (
    r"(?:Times|Post|Courier|Ledger|Register|Dispatch|Herald|News|Journal|Review|Gazette|Tribune|"
    r"Chronicle|Observer|Guardian|Press|Telegraph|Standard|Mail|Globe|Sentinel|Monitor|Examiner|"
    r"Inquirer|Mirror|Echo|Bulletin|Record|Independent|Citizen|Argus|Daily|Weekly|Magazine)"
)
_MASTHEAD = re.compile(rf"(?:[A-Z][\w&'’-]{{0,20}} ){{1,4}}{_PAPER}")
_PAPER_NAMED = re.compile(rf"\b(?:[A-Z][\w&'’-]{{1,20}} ){{1,3}}{_PAPER}\b")
_NO_OUTLET = frozenset(
    "facebook twitter instagram youtube x google apple linkedin whatsapp telegram us our we this "
    "the "
    "getty reuters all sign subscribe newsletter thank thanks january february march april may "
    "june "
    "july august september october november december".split()
)
_TRAIL = re.compile(r"(?: (?:of the|of|for|and|&|All|LLC|Inc\.?|Ltd\.?))+$|[.,'’]+$|['’]s$")
_ENGLISH = frozenset(
    "the of and to a in that is for was on with as it by at from be are has".split()
)
_SPECIFIC = frozenset("the of and to".split())


def read_authors(bylines: Iterable[str]) -> tuple[str, ...]:
    """Names in byline lines, in order, without roles and places."""
    found: list[str] = []
    for line in bylines:
        names = byline_names(line) or (None if _NOBODY.search(line) else bare_byline(line))
        for raw in _SPLIT_NAMES.split(names) if names else ():
            name = _NOT_NAMES.sub("", raw).strip(" .,:()–—-")
            if name.isupper():
                name = name.title()
            parts = name.split()
            if 2 <= len(parts) <= 5 and parts[0][0].isupper() and name not in found:
                found.append(name)
    return tuple(found)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _outlets_in(text: str) -> list[str]:
    found = []
    for pattern in _OUTLET:
        for match in pattern.finditer(text[:4000]):
            name = match["name"]
            while (shorter := _TRAIL.sub("", name)) != name:
                name = shorter
            if len(name) > 1 and name.split()[0].casefold() not in _NO_OUTLET:
                found.append(name)
    found += [match.group(0) for match in _PAPER_NAMED.finditer(text[:4000])]
    return found


def _masthead(top: Sequence[str]) -> str | None:
    """A line of its own above the headline that is worded like the name of a newspaper."""
    for text in top:
        name = text.title() if text.isupper() and len(text) <= 80 else text
        if len(name) <= 80 and _MASTHEAD.fullmatch(name):
            return name
    return None


def find_outlet(
    declared: str | None, top: Sequence[str], site_lines: Sequence[str], first: str
) -> str | None:
    """The publication: declared, else as the page names itself, else the agency of a dateline.

    ``top`` are the lines of the head, ``site_lines`` appeals and website words, ``first`` the first
    line of the body. Of a full name and its initials the full name is given. Where two names are
    equally frequent and neither stands for the other, none is given.
    """
    known = declared or _masthead(top)
    if known:
        return known
    counts: Counter[str] = Counter()
    for text in site_lines[:200]:
        counts.update(_outlets_in(text))
    if not counts:
        return dateline_agency(first)
    for short in list(counts):
        full = [n for n in counts if n != short and _initials(n) == short and " " in n]
        if full:
            counts[full[0]] += counts.pop(short)
    ranked = counts.most_common(2)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]


def find_series(title: str | None, others: Iterable[str]) -> str | None:
    """``Name`` of a title ``Name: headline`` when another line of the page opens so too."""
    if not title or ":" not in title:
        return None
    name = title.split(":", 1)[0].strip()
    if not 1 <= len(name.split()) <= 6:
        return None
    lead = name.casefold() + ":"
    same = title.casefold().strip()
    for other in others:
        bare = other.casefold().strip()
        if bare.startswith(lead) and bare != same:
            return name
    return None


def guess_language(text: str) -> str:
    """``en`` when the share of English function words leaves no doubt, else ``und``."""
    words = text[:20_000].casefold().split()
    if len(words) < 12:
        return "und"
    common = sum(word in _ENGLISH for word in words)
    specific = sum(word in _SPECIFIC for word in words)
    clear = common / len(words) >= 0.18 and specific / len(words) >= 0.06
    return "en" if clear else "und"
