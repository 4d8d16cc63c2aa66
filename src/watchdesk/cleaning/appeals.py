"""Appeals to the reader: gifts, subscriptions, newsletters, consent to cookies."""

from __future__ import annotations

import re

_ADDRESS = frozenset("you your you’ll you'll we we’re we're our us my readers supporters".split())
_QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
_SELF = re.compile(
    r"\bour (?:[\w-]{1,20} ){0,2}(?:readers?|supporters|donors|members|newsletters?|"
    r"journalis[mt]s?|"
    r"reporting|coverage|work|stor(?:y|ies)|website|site|app|podcast|reach|mission|newsroom|"
    r"content|"
    r"round-?up|inbox|community|team|subscribers|privacy|terms|partners|e-?mails?|channel|page)\b|"
    r"\b(?:you|your|all of us)\b|\bwe (?:use|hope you|need|rely|depend|plan|are able|publish|"
    r"offer|believe|"
    r"ask|"
    r"can.t|cannot|send)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:donat(?:e|ion|ions|ing)|subscri(?:be|ber|bers|ption|ptions)|newsletters?|"
    r"sign(?:ing)? up|"
    r"tax-(?:exempt|deductible)|end-of-(?:the-)?year giving|become (?:a|our) (?:member|supporter|"
    r"patron|subscriber)|(?:generous|your|reader) (?:contributions?|support|gifts?)|support (?:us|"
    r"our)|"
    r"click here|free trial|paywall|cookies|privacy policy|terms of (?:use|service)|unsubscribe|"
    r"inbox|follow us|join us|download (?:our|the) app|push notifications?|ad[- ]?blocker|"
    r"page views|thank(?:s| you) to our (?:readers|supporters|donors)|readers and supporters|"
    r"website overhaul|preferred source|log in|create an account|membership|patreon|chip in|"
    r"our (?:free|daily|weekly|monthly) [\w-]{2,20}|weekly (?:round-?up|digest|e-?mail)|"
    r"independent (?:journalism|reporting|analysis)|reader-(?:supported|funded)|crowdfund(?:ing|"
    r"ed)?|"
    r"never miss|happy holidays|don.t miss (?:a|out)|want more|email address|recaptcha|"
    r"delivered (?:straight|"
    r"directly|"
    r"daily|weekly|to your)|favou?rite [\w ]{1,30}contributors)\b",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"(?:subscribe|sign up|donate|support|become a|click|follow us|join|get (?:our|the|your)|"
    r"download|enter your|register|by (?:clicking|signing|subscribing|continuing|entering|"
    r"submitting)|"
    r"we use cookies|this site (?:uses|is protected)|thanks? (?:to our|for (?:reading|subscribing|"
    r"signing))|thank you|dear reader|please (?:enter|consider|support|donate|enable|"
    r"sign)|you (?:can|have|"
    r"must|are now)|your (?:email|support|gift|donation|subscription)|already a|not a subscriber|"
    r"want more|love our|like what you)\b",
    re.IGNORECASE,
)


_ORDER = re.compile(
    r"(?:^|[.!?:►»•▶] ?)(?:subscribe\b|sign up\b|join (?:today|now|us)\b|donate\b|"
    r"become a (?:member|subscriber|supporter|patron)\b|"
    r"start (?:a|your) (?:free|trial|subscription)|to continue reading\b|continue reading with\b|"
    r"support (?:us|our|local|the [\w ]{1,20}fund|"
    r"independent)\b|enjoying this\b|have a (?:news )?tip\b|got a (?:news )?tip\b|send (?:us|"
    r"your)\b|"
    r"you have \d{1,2} free\b|give (?:today|now)\b|try [\w ]{2,20} for\b|dear readers?\b|"
    r"[\w ]{0,20}\boffer:|this (?:article|story) is for\b|get [\w’' ]{2,40} in your\b)",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:subscribers?|members?|readers?|journalism|free trial|free articles?|newsletter|"
    r"morning letter|e-?mail|inbox|gifts?|weeks? of|price of|[$€£]\d+(?:\.\d\d)? a|a (?:week|"
    r"month)|"
    r"reporters|city desk|our desk|newsroom|letter|without interruptions?|today)\b",
    re.IGNORECASE,
)
_ORDER_WORDS = frozenset(
    "subscribe sign join donate become start continue support enjoying tip tip? send give try dear "
    "offer: subscribers. get free".split()
)


def _offer_score(text: str) -> int:
    """Points for telling the reader to do something, together with what is offered for it."""
    if not _ORDER.search(text):
        return 0
    offers = min(len({match.group(0).casefold() for match in _OFFER.finditer(text)}), 2)
    return offers + (2 if offers and len(text) <= 160 else 1)


def appeal_score(text: str) -> int:
    """How strongly a line asks something of the reader on behalf of the site, from 0.

    Words inside quotation marks do not count, so a source who speaks of gifts does not. 3 and more
    is an appeal wherever it stands; 2 is one beside another or outside the article.
    """
    if len(text) > 4000:
        return 0
    words = text.casefold().split()
    spoken_to = not _ADDRESS.isdisjoint(words) or _OPENERS.match(text) is not None
    if not spoken_to and _ORDER_WORDS.isdisjoint(words):
        return 0
    bare = _QUOTED.sub(" ", text)
    offered = _offer_score(bare)
    if not spoken_to:
        return offered
    asked = {match.group(0).casefold() for match in _STRONG.finditer(bare)}
    own = {match.group(0).casefold() for match in _SELF.finditer(bare)}
    opens = _OPENERS.match(bare) is not None
    if not asked or not (own or opens):
        return offered
    score = min(len(asked), 3) + min(len(own), 2) - 1 + (1 if opens else 0)
    return max(score, offered)


_BOASTS = re.compile(
    r"\b(?:newsletters?|premium content|exclusive (?:interviews?|content|access|stories)|free of "
    r"charge|your (?:account|inbox|e-?mail)|delivered (?:to|straight|daily|weekly)|flagship|"
    r"(?:top|key|big|best|biggest) (?:news |new )?stories|must-reads?|journalism|"
    r"subscribers?|brings? you|sent to you|podcasts?|unlimited access|free trial|sign(?:ing)? up|"
    r"our (?:app|archive|reporters|writers|critics|columnists|editors))\b",
    re.IGNORECASE,
)


def boasts(text: str) -> bool:
    """Whether a line speaks of what a site offers: weak evidence, for lines that stand apart."""
    return len(text) <= 600 and text[0] not in '“"' and _BOASTS.search(text) is not None


_WE = re.compile(
    r"\b(?:we|we.re|we.ve|our|us|this (?:magazine|paper|site|newsroom))\b", re.IGNORECASE
)
_YOU = re.compile(
    r"\b(?:you|your|readers?|gifts?|donat\w{1,5}|members?|support\w{0,4}|contributions?|"
    r"independen\w{2})\b",
    re.IGNORECASE,
)


def addresses(text: str) -> bool:
    """Whether a line, quotations aside, speaks of the site as "we" and to the reader as "you"."""
    bare = _QUOTED.sub(" ", text[:1500])
    return _WE.search(bare) is not None and _YOU.search(bare) is not None
