"""Website words: menus, buttons, lists of links, notices.

The patterns are ours, collected from how news sites word these things. They look at one line.
"""

from __future__ import annotations

import re

from watchdesk.cleaning.label import Label
from watchdesk.cleaning.lines import Line
from watchdesk.records import PartKind

_MAX_PATTERN = 200
_MAX_WORDS = 16
_MORE = re.compile(
    r"(?:keep|continue) reading(?: ?show less)?.{0,40}|(?:read|see|show|view|learn) (?:more|less)"
    r"(?: ?[»›→>.…]{0,3})|read (?:the )?(?:full|whole|rest|entire)\b.{0,40}|full story|"
    r"more ?[»›→…]",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?:related|recommended|suggested|popular|trending|latest|recent|top|editor.?s.? picks?|"
    r"featured|similar|other|more)(?: (?:news|stories|articles|posts|topics|content|coverage|"
    r"reading|headlines|videos|links|now|for you|stor(?:y|ies) .{0,30}|reads|on|in|from|about)"
    r"\b.{0,40})?"
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
_ADS = re.compile(
    r"(?:an? )?ad(?:vert(?:s|isement|ising|isements)?)?(?: (?:feedback|\d{1,2}))?|"
    r"advertisement (?:continues?|[-–—]) .{0,40}|"
    r"(?:story|article|content) continues (?:below|after).{0,40}|"
    r"(?:article |story )?continues? (?:below|after) .{0,30}|scroll (?:down )?to continue.{0,40}|"
    r"skip advert(?:isement)?|ads? by .{0,30}|sponsored(?: by .{0,40})?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:at )?(?:[01]?\d|2[0-3])[:.h][0-5]\d ?(?:[ap]\.?m\.?)?(?: \(?[A-Z]{2,4}\)?)?|"
    r"(?:[1-9]|1[0-2]) ?[ap]\.?m\.?(?: [A-Z]{2,4})?|"
    r"(?:\d{1,2}|an?) ?(?:m|h|mins?|minutes?|hrs?|hours?|days?) ago",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[#(]?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?[.):]?")
_CONTROLS = re.compile(
    r"(?:open|close|show|hide|toggle|expand|collapse|submit|skip)(?: (?:to|the|this|more|all|extra|"
    r"main|full|site|mobile)){0,2} (?:menu|navigation|nav|search|alert|sharing options|sections?|"
    r"banner|dialog|modal|window|panel|sidebar|content|image|caption|player|transcript)|"
    r"view (?:image|photo|picture|gallery)s?(?: in)? (?:full ?screen|gallery|larger)|back|"
    r"(?:copy|get) (?:the )?(?:link|url).{0,20}|(?:your |enter your )?e-?mail address.{0,10}|"
    r"(?:please )?enter (?:your|a valid) e-?mail.{0,30}|having trouble\? .{0,30}|"
    r"(?:please )?(?:read|see|review) our (?:comment\w*|community|posting) "
    r"(?:policy|guidelines|rules).{0,40}|re-?use this content|explore more (?:on|in|about) .{0,40}|"
    r"(?:for|only for) (?:our )?(?:subscribers|members)(?: only)?|"
    r"(?:after|before|skip|past)? ?(?:the )?newsletter promotion|"
    r"you.(?:ve|re) (?:successfully |now )?(?:subscribed|signed up)\b.{0,40}|subscribed|signed up|"
    r"thank(?:s| you) for (?:signing up|subscribing|registering).{0,60}|i.m in|count me in|"
    r"(?:arrives|delivered|sent) (?:daily|weekly|monthly|every [\w ]{3,30})|"
    r"(?:free |our |the )?(?:daily|weekly|morning|evening|e-?mail) (?:newsletter|briefing|e-?mail|"
    r"alerts?)|join (?:our|the) (?:free )?(?:newsletter|mailing list|community)|"
    r"contact the authors?:?|"
    r"(?:purchase|buy) (?:licen[sc]ing rights|reprints).{0,20}|our standards: .{0,60}|"
    r"(?:customer|reader) (?:care|service|support)|(?:user|subscriber) agreement|media kit|"
    r"report (?:a|an) (?:typo|error|correction|problem)|site index|quick links|"
    r"find anything you save.{0,50}|read our complete coverage.{0,60}|(?:see|view) (?:our )?full "
    r"coverage.{0,40}",
    re.IGNORECASE,
)
_NEW_TAB = re.compile(
    r"[,.]? ?[(\[]?opens? (?:in )?(?:a )?new (?:tab|window)[)\]]?\.?$", re.IGNORECASE
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
_INVITES = re.compile(
    r"(?:watch|listen to|see|view|read|hear|explore|browse) (?:the|our|more|this|a|all|his|her|"
    r"their) [^.?!“”\"]{0,60}\b(?:video|trailer|podcast|episode|gallery|photos|clip|full interview|"
    r"reviews?|coverage|slideshow|documentary|archive)\b[^?!“”\"]{0,90}",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"-+ ?30 ?-+|#{2,4}|(?:—|-|/)? ?ends? ?(?:—|-|/)?", re.IGNORECASE)
_ITEMS = re.compile(r" {2,}|\t+| ?[|•·/›»] ?")


def _menu(text: str) -> bool:
    """Three or more short items in one line, one of them website words, or four far apart."""
    items = [item for item in _ITEMS.split(text) if item]
    if len(items) >= 4 and "  " in text and all(len(item.split()) <= 2 for item in items):
        return True
    return (
        len(items) >= 3
        and all(len(item.split()) <= 3 for item in items)
        and any(_FURNITURE.fullmatch(item) for item in items)
    )


def _count_or_clock(text: str) -> Label | None:
    if _CLOCK.fullmatch(text):
        return Label(PartKind.SECTION, "time of day of an entry", quiet=True)
    if _NUMBER.fullmatch(text):
        return Label(PartKind.NAVIGATION, "only a number", quiet=True)
    return None


def label_furniture(line: Line) -> Label | None:
    """What a line is when its words are those of a website; ``None`` when they are not."""
    text = line.text
    if len(text) <= 8 and _END_MARK.fullmatch(text):
        return Label(PartKind.OTHER, "mark at the end of an article", closes=True)
    if line.shape.signs:
        site = not line.shape.ends
        return Label(PartKind.NAVIGATION, "only signs, no word", site=site, quiet=True)
    if (line.shape.words <= 4 and text[:1].isdigit()) or text[:1] in "#(":
        label = _count_or_clock(text)
        if label is not None:
            return label
    if len(text) > _MAX_PATTERN:
        return None
    if _LEGAL.fullmatch(text):
        return Label(PartKind.NAVIGATION, "copyright line", site=True)
    return _short_furniture(text, line.shape.words) if line.shape.words <= _MAX_WORDS else None


def _short_furniture(text: str, words: int) -> Label | None:
    if _menu(text):
        return Label(PartKind.NAVIGATION, "menu in one line", site=True)
    if _MORE.fullmatch(text):
        return Label(PartKind.NAVIGATION, "link to the rest of a story", site=True, ends=True)
    bare = text.rstrip(" .!:»›→")
    if _ADS.fullmatch(bare):
        return Label(PartKind.NAVIGATION, "place of an advertisement", site=True, quiet=True)
    if _FURNITURE.fullmatch(bare) or _CONTROLS.fullmatch(bare):
        return Label(PartKind.NAVIGATION, "website words", site=True)
    if _LISTS.fullmatch(text.rstrip(" .!»›→")):
        return Label(PartKind.NAVIGATION, "heading of a list of links", site=True, heads_list=True)
    if words <= 12 and _NEW_TAB.search(text):
        return Label(PartKind.NAVIGATION, "link that opens another page", site=True)
    if _INVITES.fullmatch(text):
        return Label(PartKind.RELATED, "invites to watch, hear or read something else")
    if _INLINE_WORD.match(text) and _INLINE_LINK.fullmatch(text):
        return Label(PartKind.RELATED, "link to another story", site=True)
    return None
