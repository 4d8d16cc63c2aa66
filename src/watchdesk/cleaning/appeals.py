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
    r"\b(?:you|your)\b|\bwe (?:use|hope you|need|rely|depend|plan|are able|publish|offer|believe|"
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
    r"never miss|don.t miss (?:a|out)|want more|email address|recaptcha|delivered (?:straight|"
    r"directly|"
    r"daily|weekly|to your)|favou?rite [\w ]{1,30}contributors)\b",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"(?:subscribe|sign up|donate|support|become a|click|follow us|join|get (?:our|the|your)|"
    r"download|enter your|register|by (?:clicking|signing|subscribing|continuing|entering|"
    r"submitting)|"
    r"we use cookies|this site (?:uses|is protected)|thanks? (?:to our|for (?:reading|subscribing|"
    r"signing))|thank you for|please (?:enter|consider|support|donate|enable|sign)|you (?:can|have|"
    r"must|are now)|your (?:email|support|gift|donation|subscription)|already a|not a subscriber|"
    r"want more|love our|like what you)\b",
    re.IGNORECASE,
)


def appeal_score(text: str) -> int:
    """How strongly a line asks something of the reader on behalf of the site, from 0.

    Words inside quotation marks do not count, so a source who speaks of gifts does not. 3 and more
    is an appeal wherever it stands; 2 is one beside another or outside the article.
    """
    if len(text) > 4000:
        return 0
    lower = text.casefold()
    if _ADDRESS.isdisjoint(lower.split()) and not _OPENERS.match(text):
        return 0
    bare = _QUOTED.sub(" ", text)
    asked = {match.group(0).casefold() for match in _STRONG.finditer(bare)}
    own = {match.group(0).casefold() for match in _SELF.finditer(bare)}
    opens = _OPENERS.match(bare) is not None
    if not asked or not (own or opens):
        return 0
    return min(len(asked), 3) + min(len(own), 2) - 1 + (1 if opens else 0)
