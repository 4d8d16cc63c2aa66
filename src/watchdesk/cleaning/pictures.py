"""Captions and picture credits, by their own words."""

from __future__ import annotations

import re

from watchdesk.cleaning.label import Label
from watchdesk.cleaning.lines import Line, ends_sentence
from watchdesk.records import PartKind

_AGENCIES = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo)?|Associated Press|AFP|EPA(?:-EFE)?|"
    r"Shutterstock|"
    r"iStock|Alamy|Flickr|Wikimedia(?: Commons)?|Unsplash|Anadolu(?: Agency)?|Sipa(?: USA)?|"
    r"Bloomberg|"
    r"Xinhua|TASS|Sputnik|NurPhoto|dpa|ANSA|PA(?: Wire| Media)?|Zuma(?: Press)?|UPI|Pool|Handout)"
)
_CREDIT = re.compile(
    r"(?:(?:top|lead|main|feature|featured|cover|header|file|stock) )?(?:photo|image|picture|pic|"
    r"illustration|cartoon|graphic|photograph|video|map|chart|credit|photography)s?"
    r"(?: (?:credit|source|courtesy|copyright|caption|via|illustration))?s?"
    r"(?: ?[:©|/] ?| (?:by|via|courtesy(?: of)?) )"
    r".{1,600}|(?:photo|image|picture|file) (?:source|credit|caption|copyright|photo)s?,? .{1,600}",
    re.IGNORECASE,
)
_OF_A_PICTURE = re.compile(
    r"[^.!?]{10,300}(?:, | (?:is|are) (?:seen|shown|pictured),? )in (?:an?|this|one of the) "
    r"(?:(?:undated|file|satellite|still|video|handout|combination) ){0,2}(?:frame|photo|"
    r"photograph|picture|image|still|screenshot|screengrab|grab|handout)s?\b(?! of\b)[^.!?]{0,40}"
    r"\b(?:from|released|taken|provided|obtained|published|made|posted|shared|by)\b",
    re.IGNORECASE,
)
_PHOTOGRAPHER = re.compile(
    r"(?:(?:[\w.'’-]{1,20} ){0,3}[\w.'’-]{1,20} ?[/|] ?|\bvia |\bphotos?(?: by|:) ?|© ?|"
    r"\bcredit:? )"
    + _AGENCIES
    + r"(?:[/ ](?:Pool|Handout|File|AP|AFP|Getty Images|Flickr|via [\w .]{2,20})){0,2}[)\].]{0,2}$",
    re.IGNORECASE,
)
_AGENCY_FIRST = re.compile(
    r"\b(?:REUTERS|AFP|EPA|TASS|AP|ANSA|dpa) ?/ ?[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,3}"
    r"(?:/? ?[Ff]ile [Pp]hoto)?[)\].]{0,2}$"
)
_PHOTO_NOTE = re.compile(
    r"(?:^|[.\s)])(?:photograph|photo|picture|image|illustration|composite|file photo|credit)s?"
    r"(?: (?:credit|source|courtesy))?: ?[^:]{2,90}$",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b(?:(?:is|are) (?:seen|shown|pictured|photographed)|(?:seen|pictured) here|speaks?|arrives?|"
    r"walks?|poses?|looks? (?:on|at)|holds|attends?|gestures?|stands?|sits?|waves|reacts?|"
    r"listens?|addresses|delivers?|shakes? hands|greets?|leaves|gathers?|watch|watches|"
    r"hugs|embraces?|smiles?|inspects?|testif(?:y|ies)|comforts?|mourns?|prays?|takes? part|"
    r"carr(?:y|ies)|rides|participates?|appears?)\b"
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_TAKEN = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:, \d{{4}})?|\d{{1,2}} {_MONTH} \d{{4}}|"
    rf"(?:in|from|during) (?:{_MONTH} )?(?:19|20)\d\d\b)"
)
_TAKEN_IN_FULL = re.compile(
    rf"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, {_MONTH} \d{{1,2}}, (?:19|20)\d\d\b"
)
_TOLD = re.compile(
    r"[“”\"]|\b(?:said|says|told|will|would|could|had|did|was|were|who|according|announced|added|"
    r"including|because|but|however)\b"
)
_PLACED = re.compile(
    r"\b(?:clockwise,? from|clockwise:|from (?:left|right)[,:]|(?:from|,|:) left to right\b|"
    r"(?:second|third|fourth) from "
    r"(?:the )?(?:left|right)\b|(?:top|bottom) (?:left|right)\b)|, (?:far )?(?:left|right),"
)
_WHO_IS_SHOWN = re.compile(
    r"(?:[A-Z][\w.'’-]{0,20} ){1,3}[A-Z][\w.'’-]{1,20}, (?:[a-z][\w'’-]{1,20},? ){1,7}"
    r"(?:of|at|for|with) (?:the )?[A-Z][^,]{1,60}\."
)
_CAPTION_WORDS = 60
_NEW_TAB = re.compile(r",? opens new tab$")
_PICTURE_SIGNS = ("/", "|", "©", ":", "(", "[", "via ", "hoto", "redit ")
_AGENCY_BRACKET = re.compile(r"[(\[] ?" + _AGENCIES + r"(?: (?:photo|file|images?))? ?[)\]]\.?$")
_ONLY_AGENCY = re.compile(
    r"(?:[\w.'’-]{1,20} ){0,3}(?:/|via|for|\||-)? ?" + _AGENCIES + r"(?: (?:via|/|for) .{1,30})?"
)
_IN_BRACKETS = re.compile(
    r"[(\[](?:"
    + _AGENCIES
    + r"|supplied|handout|screengrab|screenshot|pool|file)\b[^()]{0,60}[)\]]",
    re.IGNORECASE,
)
_PHOTO_BRACKET = re.compile(
    r"\((?:[^()]{0,80}\b(?:photo|image|picture|illustration|courtesy|handout)\b[^()]{0,80}|"
    r"[^()/]{3,40}/[^()/]{2,40})\)\.?$",
    re.IGNORECASE,
)


def tells_what_is_shown(text: str) -> bool:
    """Whether a line tells in the present tense what somebody does on a day that it names.

    So captions are worded ("… speaks to reporters in Lisk, Feb. 2, 2024"), and news is not.
    """
    words = text.count(" ")
    if words >= 2 * _CAPTION_WORDS:
        return False
    opening = text[:200]
    shows = _SHOWS.search(opening)
    if shows is None:
        return words < _CAPTION_WORDS and _PLACED.search(text) is not None and "“" not in text
    if _TAKEN_IN_FULL.search(text[:300]):
        return _TOLD.search(opening[: shows.start()]) is None
    if words >= _CAPTION_WORDS:
        return False
    if _PLACED.search(text):
        return "“" not in text
    return _TAKEN.search(text) is not None and _TOLD.search(text) is None


def shows(text: str) -> bool:
    """Whether a line tells in the present tense what somebody does, and nothing said or past."""
    return len(text) <= 400 and bool(_SHOWS.search(text[:120])) and not _TOLD.search(text)


def label_picture(line: Line) -> Label | None:
    """What a line is when it is worded like a caption or a picture credit."""
    text, words = line.text, line.shape.words
    if len(text) > 1000:
        return None
    if text.endswith("opens new tab"):
        text = _NEW_TAB.sub("", text)
    if _CREDIT.fullmatch(text):
        if words <= 12:
            return Label(PartKind.CREDIT, "names who took a picture")
        return Label(PartKind.CAPTION, "opens like a picture credit")
    if words <= 8 and text[-1] not in ".!?" and _ONLY_AGENCY.fullmatch(text):
        return Label(PartKind.CREDIT, "nothing but the name of a picture agency")
    if words <= 60 and " in " in text and _OF_A_PICTURE.match(text):
        return Label(PartKind.CAPTION, "says what a picture shows")
    if words <= 20 and _WHO_IS_SHOWN.fullmatch(text) and not _TOLD.search(text):
        return Label(PartKind.CAPTION, "says who is shown")
    if words >= 6 and tells_what_is_shown(text):
        return Label(PartKind.CAPTION, "tells what a picture shows, with its day")
    return _by_tail(text, words)


def _by_tail(text: str, words: int) -> Label | None:
    """What a line is when it ends like a caption."""
    tail = text[-140:]
    if not any(sign in tail for sign in _PICTURE_SIGNS):
        return None
    bracketed = words <= 12 and text[0] in "(["
    if bracketed and (_PHOTO_BRACKET.fullmatch(text) or _IN_BRACKETS.fullmatch(text)):
        return Label(PartKind.CREDIT, "picture credit in brackets")
    if any(sign.search(tail) for sign in (_PHOTOGRAPHER, _AGENCY_FIRST, _PHOTO_NOTE)):
        return Label(PartKind.CAPTION, "ends with a picture credit")
    bracket = _AGENCY_BRACKET.search(tail) if words <= 45 else None
    if bracket and not ends_sentence(tail[: bracket.start()].rstrip()):
        return Label(PartKind.CAPTION, "ends with a picture agency in brackets")
    if words <= 60 and _PHOTO_BRACKET.search(tail):
        return Label(PartKind.CAPTION, "ends with a picture credit in brackets")
    return None
