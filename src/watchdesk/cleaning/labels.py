"""What a line is by its own words: website furniture, appeals, credits, bylines, datelines.

The patterns are ours, collected from how news sites word these things. They look at one line;
what its neighbours say about it is decided elsewhere.
"""

from __future__ import annotations

import re

from watchdesk.cleaning.dates import has_date
from watchdesk.cleaning.furniture import label_furniture
from watchdesk.cleaning.label import Label
from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.pictures import label_picture
from watchdesk.records import PartKind

__all__ = [
    "WORKED_ON",
    "Label",
    "bare_byline",
    "byline_names",
    "dateline_agency",
    "dateline_end",
    "is_byline",
    "is_dateline",
    "label_alone",
]
WORKED_ON = "says who else worked on the article"
"""Why a closing credit is one."""
_MAX_PATTERN = 200
_ENDING_WORDS = 3
_CLOSING_CREDIT = re.compile(
    r"[(\[]?(?:with (?:additional )?(?:assistance|reporting|contributions?|files|input|"
    r"agency inputs?)"
    r" (?:from|by)\b|(?:additional )?(?:reporting|writing|research|translation|translated|editing|"
    r"edited|compiled|produced)(?: and (?:writing|editing|reporting))? (?:by|from)\b|"
    r"— ?with .{0,30}"
    r"(?:reporting|agencies|files)).{0,250}",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r".{3,160}\b(?:contributed (?:reporting|to this (?:report|story|article|piece|dispatch))|"
    r"reported from|contributed from)\b.{0,120}",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"(?:the (?:writer|author)s? (?:is|are|was|has|teaches|heads)\b|(?:[A-Z][\w.'’-]{0,20},? ){2,5}"
    r"(?:is|was) (?:an?|the) (?:[\w-]{1,24},? ){0,6}(?:professor|fellow|columnist|correspondent|"
    r"reporter|editor|journalist|lecturer|contributor|staff writer|freelance|writer)\b).{0,800}",
)
_ORIGIN = re.compile(
    r"(?:this (?:article|story|piece|report|post|essay|op-ed|content) (?:was|is|has been|"
    r"originally|"
    r"first)\b.{0,20}(?:published|appeared|republished|produced|reprinted|translated|adapted|"
    r"updated|corrected)|(?:the )?views expressed|opinions expressed|editor.s note:).{0,300}",
    re.IGNORECASE,
)
_POST = re.compile(r"[—–-]{1,2} ?.{2,60}\(@\w{1,30}\).{0,60}")
_CONTACT = re.compile(
    r".{0,120}\b(?:can be (?:reached|contacted|followed) (?:at|on|by|via)|"
    r"(?:e-?mail|contact|follow) (?:him|her|them|me|the (?:author|writer|reporter)s?) "
    r"(?:at|on|via)|(?:e-?mail|contact): ?\S)"
    r".{0,160}|\S{1,40}@\S{2,40}\.\w{2,6}",
    re.IGNORECASE,
)
_BY = tuple("By by BY Writ writ Rep rep Sto sto Wor wor Tex tex From from".split())
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eported by|[Ss]tory by|[Ww]ords by|[Tt]ext by|[Ff]rom)[: ] ?"
    r"(?P<names>[^\W\d_][\w.'’-]{0,30}(?:[ ,&|·•/]{1,3}[\w.'’()@-]{1,30}){0,16})[ ,.|·•—–-]{0,4}"
)
_ROLE = re.compile(r"corr|repo|edit|colu|staf|cont|bure", re.IGNORECASE)
_ROLE_BYLINE = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20} ){1,3}?(?:[A-Z][\w.'’-]{1,25}),? ?(?:\||in [A-Z]|,|–|—|-)? ?.{0,40}"
    r"\b(?:correspondent|reporter|editor|columnist|staff writer|contributor|bureau chief)\b.{0,40}",
    re.IGNORECASE,
)
_SMALL = frozenset("by and with for of the in from at on to via staff writer".split())
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]{1,24}(?:[ /][A-Z.'’-]{2,24}){0,3})(?:, [A-Z][\w.]{1,20}){0,2}"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r"(?: ?\((?P<agency>[A-Z][\w .&'/-]{1,40})\))? ?(?:—|–|--|-|:)(?=\s|$)"
)
_CITY_AGENCY = re.compile(
    r"[A-Z][\w.'’-]{1,24}(?:[ ,/]{1,2}[A-Z][\w.'’-]{1,24}){0,3}(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|"
    r"\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)? ?\((?P<agency>[A-Z][\w .&'/-]{1,40})\) ?(?:—|–|"
    r"--|-)"
)


_PLACE_DAY = re.compile(
    r"[A-Z][A-Z.'’-]{1,24}(?:[ /][A-Z.'’-]{2,24}){0,3}(?:, [A-Z][\w.]{1,20}){0,2}, "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
)
_DESK = re.compile(
    r"(?:[A-Z][\w.’'-]{1,20} ){1,4}(?:[Nn]ewsroom|(?:[\w]{1,12} )?[Dd]esk|[Bb]ureau|[Ss]taff|"
    r"[Ww]ire|"
    r"[Aa]gency|[Aa]gencies|[Cc]orrespondents?|[Rr]eporters?)"
)
_PERSON = re.compile(
    r"(?P<names>(?:[A-Z][\w.’'-]{0,20} ){1,3}[A-Z][\w’'-]{1,25}(?:(?:, |"
    r" and )(?:[A-Z][\w.’'-]{0,20} )"
    r"{1,3}[A-Z][\w’'-]{1,25}){0,3})(?P<place> in [A-Z][\w’' -]{2,40})?"
)


def bare_byline(text: str, dated: bool = True) -> str | None:
    """Names in a byline that does without "By"; ``None`` when the line is no such byline.

    A newsroom or desk, or a name with "in" and a place, is one anywhere under a headline; a mere
    name only beside a date line (``dated``).
    """
    if len(text) > _MAX_PATTERN:
        return None
    if _DESK.fullmatch(text):
        return text
    match = _PERSON.fullmatch(text)
    if match is None or not (dated or match["place"]):
        return None
    return match["names"]


def dateline_end(text: str) -> int | None:
    """Length of a dateline such as ``CITY, Aug 8 (Agency) —`` at the start, if there is one."""
    match = _DATELINE.match(text[:160]) or _CITY_AGENCY.match(text[:160])
    return match.end() if match else None


def dateline_agency(text: str) -> str | None:
    """The agency named in brackets in a dateline at the start of a line."""
    head = text[:160]
    match = _CITY_AGENCY.match(head) or _DATELINE.match(head)
    return match["agency"] if match else None


def byline_names(text: str) -> str | None:
    """What stands behind "By" when a line is a byline; ``None`` when it is not one."""
    if len(text) > _MAX_PATTERN or not text.startswith(_BY):
        return None
    head = (
        text.split("|", maxsplit=1)[0].split(" - ", maxsplit=1)[0].strip()
        if has_date(text)
        else text
    )
    match = _BYLINE.fullmatch(head)
    if match is None:
        return None
    words = [word.strip("(),.&|@·•/") for word in match["names"].split()]
    named = [word for word in words if word]
    capital = [word for word in named if word[0].isupper()]
    others = [w for w in named if not w[0].isupper() and w.lower() not in _SMALL]
    return match["names"] if capital and len(others) * 4 <= len(named) else None


def _endings(line: Line) -> Label | None:
    text = line.text
    if len(text) > 900 or (line.shape.words < _ENDING_WORDS and "@" not in text):
        return None
    if _CLOSING_CREDIT.fullmatch(text):
        return Label(PartKind.CREDIT, WORKED_ON, closes=True)
    if line.shape.words <= 40 and _CONTRIBUTED.fullmatch(text):
        return Label(PartKind.CREDIT, WORKED_ON, closes=True)
    if line.shape.words <= 120 and _BIO.fullmatch(text):
        return Label(PartKind.CREDIT, "says who the author is", closes=True)
    if line.shape.words <= 20 and text[0] in "—–-" and _POST.fullmatch(text):
        return Label(PartKind.CREDIT, "signs a quoted post")
    if "pic.twitter.com/" in text and line.shape.words <= 12:
        return Label(PartKind.RELATED, "post with a picture")
    if line.shape.words <= 30 and _CONTACT.fullmatch(text):
        return Label(PartKind.CREDIT, "says how to reach the author", closes=True)
    if _ORIGIN.fullmatch(text):
        return Label(PartKind.CREDIT, "note about the article itself", closes=True)
    return None


def is_dateline(text: str) -> bool:
    """Whether a line is nothing but a place with a day or an agency."""
    if len(text) > 80 or not text[0].isupper():
        return False
    return dateline_end(text) == len(text) or _PLACE_DAY.fullmatch(text) is not None


def label_alone(line: Line) -> Label | None:
    """What a line is by its own words alone; ``None`` when they do not tell."""
    return label_furniture(line) or label_picture(line) or _endings(line)


def is_byline(text: str) -> bool:
    """Whether a line near the head names the author."""
    if byline_names(text) is not None:
        return True
    # Most lines of a menu are short and hold no such word; looking for it first is much cheaper.
    if len(text) > 120 or _ROLE.search(text) is None:
        return False
    return _ROLE_BYLINE.fullmatch(text) is not None
