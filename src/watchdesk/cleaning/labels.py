"""What a line is by its own words: website furniture, appeals, credits, bylines, datelines.

The patterns are ours, collected from how news sites word these things. They look at one line;
what its neighbours say about it is decided elsewhere.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from watchdesk.cleaning.dates import has_date
from watchdesk.cleaning.lines import Line, ends_sentence
from watchdesk.records import PartKind


class Label(NamedTuple):
    """What a line is and why."""

    kind: PartKind
    """What it is."""
    reason: str
    """Why, in a few words."""
    site: bool = False
    """The line shows that website words are stuck to the text."""
    ends: bool = False
    """The teaser before it ends here."""
    closes: bool = False
    """The article before it ends here."""
    heads_list: bool = False
    """A list of other stories is to follow."""


_MAX_PATTERN = 200

_MORE = re.compile(
    r"(?:keep|continue) reading(?: ?show less)?.{0,40}|(?:read|see|show|view|learn) (?:more|less)"
    r"(?: ?[»›→>.…]{0,3})|read (?:the )?(?:full|whole|rest|entire)\b.{0,40}|full story|"
    r"more ?[»›→…]",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?:related|recommended|suggested|popular|trending|latest|recent|top|editor.?s.? picks?|"
    r"featured|similar|other|more)(?: (?:news|stories|articles|posts|topics|content|coverage|"
    r"reading|headlines|videos|links|now|for you|stor(?:y|ies) .{0,30}|reads|on|in|from)\b.{0,40})?"
    r"[:»›]?|(?:most|must) (?:read|popular|viewed|shared|recent|watched|commented)\b.{0,30}|"
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested).{0,40}|what to read next|read next|"
    r"(?:read|see) also:?|also (?:read|on|in) .{0,40}|around the web|from (?:the|our) "
    r"(?:web|partners|archives?)|up next|next up|don.t miss|in this (?:article|story|section):?|"
    r"promoted (?:stories|content)|paid (?:content|post)|sponsored (?:content|stories|links)|"
    r"stories from .{0,40}|leave a (?:reply|comment)|(?:join|view|show|hide)? ?(?:the |all )?"
    r"(?:conversation|comments?)(?: \(?\d{1,6}\)?)?|\d{1,6} comments?",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"follow (?:us|me|along)\b.{0,60}|(?:click|tap) (?:here|to)\b.{0,80}|"
    r"share(?: (?:this|on|via|with|article|story|full|options|link)\b.{0,50})?:?|"
    r"(?:copy|get|save|bookmark|gift|print|email|e-mail|send|download|report)(?: (?:the |this |a )?"
    r"(?:link|article|story|page|post|pdf|ad|error|to .{0,20}))?(?: copied.{0,10})?|"
    r"link copied.{0,20}|"
    r"sign[ -]?(?:in|up|out)(?: (?:now|here|today|with .{0,20}))?|log[ -]?(?:in|out)|my account|"
    r"(?:create|register)(?: (?:an|your|for))?(?: free)? account|register(?: now)?|"
    r"subscribe(?: (?:now|today|here|to .{0,60}))?|subscriptions?|newsletters?(?: sign.?up)?|"
    r"manage (?:cookies|preferences|subscription).{0,20}|(?:accept|reject)(?: all)?(?: cookies)?|"
    r"cookies?(?: (?:policy|settings|preferences|notice).{0,20})?|(?:privacy|cookie|ad) (?:policy|"
    r"notice|settings|choices|center|centre)|(?:your )?(?:us |california )?privacy (?:rights|"
    r"choices)|"
    r"terms(?: (?:of|and|&) (?:use|service|sale|conditions))?|do not sell.{0,50}|"
    r"accessibility.{0,20}|"
    r"advertis(?:e|ement|ing|ements)(?: with us|s)?(?: continues? .{0,30})?|(?:story|article|"
    r"content) "
    r"continues (?:below|after).{0,40}|sponsored(?: by .{0,40})?|ad feedback|ads? by .{0,30}|"
    r"skip (?:to|past|next|advert).{0,50}|(?:main )?menu|search(?: .{0,30})?|home(?:page)?|close|"
    r"open|"
    r"next(?: (?:article|story|post|up))?[»›→]?|previous(?: (?:article|story|post))?|"
    r"back to (?:top|home|.{1,20})|load(?:ing)?(?: more)?\.{0,3}|view (?:all|comments|gallery|more)"
    r".{0,30}|see all.{0,30}|show (?:all|caption|more|less|comments)|hide caption|toggle caption|"
    r"enlarge(?: this)? image.{0,20}|(?:play|watch|listen)(?: (?:now|live|video|audio|to (?:this )?"
    r"(?:article|story)|here))?:?|(?:play|pause|mute|unmute|fullscreen|autoplay)|"
    r"\d{1,3}[ -]?min(?:ute)?s?(?: (?:read|listen|watch|video)| reading time)|"
    r"(?:reading|read|listening) time:? .{0,20}|"
    r"facebook|twitter|x|whatsapp|linkedin|telegram|reddit|instagram|youtube|pinterest|tiktok|"
    r"threads|bluesky|mastodon|flipboard|email|e-mail|rss|messenger|line|weibo|wechat|pocket|"
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|in this)\b:?.{0,120}|"
    r"about(?: (?:us|the authors?))?|contact(?: us)?|careers|help|faqs?|site ?map|feedback|"
    r"corrections?|donate(?: (?:now|today|here))?|support (?:us|our work)|become a member.{0,20}|"
    r"join (?:us|now|today)|get (?:the|our) (?:app|newsletter)\b.{0,40}|download (?:the|"
    r"our) app.{0,20}|"
    r"(?:[\w-]{1,20} )?(?:\(cta\)|cta)(?: [\w-]{1,20})?|(?:post|tweet|pin|like|reply|repost|"
    r"comment|"
    r"views?|likes?|shares?)(?: \d.{0,6})?|\d[\d.,]{0,6}[km]? (?:shares|views|likes|comments)|"
    r"edit(?:ion)?s?"
    r"|photos?|videos?|images?|audio|podcasts?|(?:photo )?gallery|slideshow|graphics?|file photo"
    r"|republish(?: this article)?|reprints?(?: (?:&|and) permissions)?|live|breaking news|"
    r"switch (?:to|edition).{0,30}|make us .{0,30}preferred source.{0,20}|add .{1,30} on google",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:©|\(c\) |copyright\b).{0,180}|.{0,120}\ball rights reserved\b.{0,80}|"
    r".{0,80}may not be (?:published|reproduced|republished).{0,120}",
    re.IGNORECASE,
)
_INLINE_LINK = re.compile(
    r"(?i:read (?:more|also|next)|related|see (?:also|more)|also read|more on this|watch|listen|"
    r"in pictures|explainer|don.t miss|recommended|more) ?[:|»>] ?\S.{3,180}|"
    r"(?:READ|WATCH|SEE|ALSO READ|READ MORE|RELATED) .{5,150}",
)
_INLINE_WORD = re.compile(
    r"(?:read|see|also|related|watch|listen|more|don.t|recommended|in pictures|explainer)\b",
    re.IGNORECASE,
)
_AGENCIES = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo)?|Associated Press|AFP|EPA(?:-EFE)?|"
    r"Shutterstock|"
    r"iStock|Alamy|Flickr|Wikimedia(?: Commons)?|Unsplash|Anadolu(?: Agency)?|Sipa(?: USA)?|"
    r"Bloomberg|"
    r"Xinhua|TASS|Sputnik|NurPhoto|dpa|ANSA|PA(?: Wire| Media)?|Zuma(?: Press)?|UPI|Pool|Handout)"
)
_CREDIT = re.compile(
    r"(?:(?:top|lead|main|feature|featured|cover|header|file|stock) )?(?:photo|image|picture|pic|"
    r"illustration|graphic|photograph|video|map|chart|credit|photography)s?(?: (?:credit|source|"
    r"courtesy|copyright|caption|via|illustration))?s?(?: ?[:©|/] ?| (?:by|via|courtesy(?: of)?) )"
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
_PHOTO_NOTE = re.compile(
    r"(?:^|[.\s)])(?:photograph|photo|picture|image|illustration|composite|file photo)s?"
    r"(?: (?:credit|source|courtesy))?: ?[^:]{2,90}$",
    re.IGNORECASE,
)
_PICTURE_SIGNS = ("/", "|", "©", ":", "(", "[", "via ", "hoto", "redit ")
_AGENCY_BRACKET = re.compile(r"[(\[] ?" + _AGENCIES + r"(?: (?:photo|file|images?))? ?[)\]]\.?$")
_ONLY_AGENCY = re.compile(
    r"(?:[\w.'’-]{1,20} ){0,3}(?:/|via|for|\||-)? ?" + _AGENCIES + r"(?: (?:via|/|for) .{1,30})?"
)
_PHOTO_BRACKET = re.compile(
    r"\((?:[^()]{0,80}\b(?:photo|image|picture|illustration|courtesy|handout)\b[^()]{0,80}|"
    r"[^()/]{3,40}/[^()/]{2,40})\)\.?$",
    re.IGNORECASE,
)
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
    r"reporter|editor|journalist|lecturer|contributor|staff writer|freelance|writer)\b).{0,400}",
)
_ORIGIN = re.compile(
    r"(?:this (?:article|story|piece|report|post|essay|op-ed|content) (?:was|is|has been|"
    r"originally|"
    r"first)\b.{0,20}(?:published|appeared|republished|produced|reprinted|translated|adapted|"
    r"updated|corrected)|(?:the )?views expressed|opinions expressed|editor.s note:).{0,300}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eported by|[Ss]tory by|[Ww]ords by|[Tt]ext by|[Ff]rom)[: ] ?"
    r"(?P<names>[^\W\d_][\w.'’-]{0,30}(?:[ ,&|·•/]{1,3}[\w.'’()@-]{1,30}){0,16})[ ,.|·•—–-]{0,4}"
)
_BEFORE_DATE = re.compile(r"\||•|·| [-–—] |, (?=\w{3,9}\.? \d|\d)")
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
_END_MARK = re.compile(r"-+ ?30 ?-+|#{2,4}|(?:—|-|/)? ?ends? ?(?:—|-|/)?", re.IGNORECASE)
_ITEMS = re.compile(r" {2,}|\t+| ?[|•·/›»] ?")
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


def _menu(text: str) -> bool:
    """Three or more short items in one line, one of them website words."""
    items = [item for item in _ITEMS.split(text) if item]
    return (
        len(items) >= 3
        and all(len(item.split()) <= 3 for item in items)
        and any(_FURNITURE.fullmatch(item) for item in items)
    )


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
    if len(text) > _MAX_PATTERN:
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


def _photo(line: Line) -> Label | None:
    text, words = line.text, line.shape.words
    if len(text) > 700:
        return None
    if _CREDIT.fullmatch(text):
        if words <= 12:
            return Label(PartKind.CREDIT, "names who took a picture")
        return Label(PartKind.CAPTION, "opens like a picture credit")
    if words <= 8 and _ONLY_AGENCY.fullmatch(text):
        return Label(PartKind.CREDIT, "nothing but the name of a picture agency")
    if words <= 60 and " in " in text and _OF_A_PICTURE.match(text):
        return Label(PartKind.CAPTION, "says what a picture shows")
    tail = text[-140:]
    if not any(sign in tail for sign in _PICTURE_SIGNS):
        return None
    if _PHOTOGRAPHER.search(tail) or _PHOTO_NOTE.search(tail):
        return Label(PartKind.CAPTION, "ends with a picture credit")
    bracket = _AGENCY_BRACKET.search(tail) if words <= 45 else None
    if bracket and not ends_sentence(tail[: bracket.start()].rstrip()):
        return Label(PartKind.CAPTION, "ends with a picture agency in brackets")
    if words <= 60 and _PHOTO_BRACKET.search(tail):
        return Label(PartKind.CAPTION, "ends with a picture credit in brackets")
    return None


def _furniture(line: Line) -> Label | None:
    text = line.text
    if len(text) <= 8 and _END_MARK.fullmatch(text):
        return Label(PartKind.OTHER, "mark at the end of an article", closes=True)
    if line.shape.signs:
        return Label(PartKind.NAVIGATION, "only signs, no word", site=not line.shape.ends)
    if len(text) > _MAX_PATTERN:
        return None
    if _LEGAL.fullmatch(text):
        return Label(PartKind.NAVIGATION, "copyright line", site=True)
    if line.shape.words > 16:
        return None
    if _menu(text):
        return Label(PartKind.NAVIGATION, "menu in one line", site=True)
    if _MORE.fullmatch(text):
        return Label(PartKind.NAVIGATION, "link to the rest of a story", site=True, ends=True)
    if _FURNITURE.fullmatch(text.rstrip(" .!:»›→")):
        return Label(PartKind.NAVIGATION, "website words", site=True)
    if _LISTS.fullmatch(text.rstrip(" .!»›→")):
        return Label(PartKind.NAVIGATION, "heading of a list of links", site=True, heads_list=True)
    if _INLINE_WORD.match(text) and _INLINE_LINK.fullmatch(text):
        return Label(PartKind.RELATED, "link to another story", site=True)
    return None


def _endings(line: Line) -> Label | None:
    text = line.text
    if len(text) > 500:
        return None
    if _CLOSING_CREDIT.fullmatch(text):
        return Label(PartKind.CREDIT, "says who else worked on the article", closes=True)
    if line.shape.words <= 40 and _CONTRIBUTED.fullmatch(text):
        return Label(PartKind.CREDIT, "says who else worked on the article", closes=True)
    if line.shape.words <= 70 and _BIO.fullmatch(text):
        return Label(PartKind.CREDIT, "says who the author is", closes=True)
    if _ORIGIN.fullmatch(text):
        return Label(PartKind.CREDIT, "note about the article itself", closes=True)
    return None


def is_dateline(text: str) -> bool:
    """Whether a line is nothing but a place with a day or an agency."""
    if len(text) > 80:
        return False
    return dateline_end(text) == len(text) or _PLACE_DAY.fullmatch(text) is not None


def label_alone(line: Line) -> Label | None:
    """What a line is by its own words alone; ``None`` when they do not tell."""
    return _furniture(line) or _photo(line) or _endings(line)


def is_byline(text: str) -> bool:
    """Whether a line near the head names the author."""
    if byline_names(text) is not None:
        return True
    return len(text) <= 120 and _ROLE_BYLINE.fullmatch(text) is not None
