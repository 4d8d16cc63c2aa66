"""Text to words as the English treebanks of Universal Dependencies cut them, as offset arrays.

The conventions are those of EWT and GUM (Silveira et al. 2014; Zeldes 2017): ``n't`` and ``'s``
apart, *cannot* two words, hyphens apart except after a prefix (``non-profit``), abbreviations with
their stop, addresses and dates whole, signs of currency and per cent apart. One regular expression
reads from left to right; each branch is bounded or never backs up, so the time is linear in the
text. No branch looks across a line break: a line gives the same words wherever it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

ABBREVIATIONS = (
    "Adm|Ala|Amb|Apr|Ariz|Assn|Atty|Aug|Ave|Blvd|Brig|Bros|Calif|Capt|Cir|Cmdr|Co|Col|Colo|Conn|"
    "Corp|Cpl|Ct|Dec|Del|Dept|Det|Dist|Dr|Drs|Ed|Eds|Esq|Feb|Fig|Figs|Fla|Fri|Ft|Ga|Gen|Gov|Hon|"
    "Hwy|Ill|Inc|Ind|Jan|Jr|Jul|Jun|Kan|Ky|La|Lt|Ltd|Maj|Mass|Md|Messrs|Mich|Minn|Mlle|Mme|Mo|Mon|"
    "Mr|Mrs|Ms|Msgr|Mt|Mts|Neb|Nev|Nov|Oct|Okla|Ont|Ore|Pa|Penn|Pres|Prof|Pt|Pvt|Rd|Rep|Reps|"
    "Rev|Sat|Sen|Sens|Sep|Sept|Sgt|Spc|Sr|St|Ste|Supt|Tenn|Tex|Thu|Thur|Thurs|Tue|Tues|Univ|Va|"
    "Vol|Vt|Wash|Wed|Wis|Wyo|approx|ca|cf|dept|div|eds?|est|ext|hrs?|misc|pp|viz|vols?|vs"
)
"""Written with a stop that belongs to them, unless the line ends there."""

PREFIXES = (
    "anti|arch|bi|co|counter|cross|de|e|ex|extra|hyper|infra|inter|intra|macro|mega|micro|mid|mini|"
    "multi|non|over|poly|post|pre|pro|proto|pseudo|psycho|re|semi|socio|sub|super|"
    "tele|tri|ultra|un"
)
"""A hyphen after one of these does not part the word."""

_DOMAINS = (
    "com|org|net|gov|edu|mil|info|biz|int|eu|uk|fr|de|ru|ua|cn|jp|kr|il|ir|tr|pl|ch|ca|au|nz|br|za|"
    "tv|io|html?|php|asp|pdf|docx?|xlsx?|ppt|txt|jpe?g|png|gif|zip|exe|csv|mp[34]"
)
_JOINERS = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e4e"
)
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_HIDDEN = "\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_PICTURE = "\u2600-\u27bf\U0001f000-\U0001faff"
_TONE = "[\ufe0f\U0001f3fb-\U0001f3ff]*+"
_SIGNS = rf"(?:[^\W{_HAN}]++|[{_MARKS}]++|[{_JOINERS}](?=\w))*+"
_LETTER = rf"(?:[^\W\d_{_HAN}]|[{_MARKS}])"
_END = rf"(?![\w{_MARKS}])"
_APOSTROPHE = "['’`´]"
_CLITIC = "(?:s|S|ll|LL|re|RE|ve|VE|d|D|m|M)"
_ADDRESS = r"""(?:[.,;:!?)\]}'’*]{0,9}[^\s<>"“”.,;:!?)\]}'’*])"""
_NOT = (
    "is|are|was|were|do|does|did|has|have|had|could|would|should|must|might|need|dare|ought|ca|wo"
)

_WORD = re.compile(
    rf"""
    [\s{_HIDDEN}]*+(
    # most words: plain letters, then a blank; what may be a contraction goes the long way
    [A-Za-z][a-z]{{0,30}}+(?=[ ,\n])
      (?<!nt)(?<!not)(?<!nna)(?<!tta)(?<!ats)(?<!hes)(?<!eres)(?<![Ii]m)(?<![Ii]ve)
    # addresses
  | (?i:https?://|ftp://|www\d?\.){_ADDRESS}{{1,2000}}+/?
  | (?i:(?:[a-z0-9][a-z0-9-]{{0,60}}\.){{1,6}}(?:{_DOMAINS})){_END}(?:/{_ADDRESS}{{0,2000}}+)?
  | [a-z]{{2,20}}(?:\.[a-z]{{2,20}}){{2,6}}+{_END}
  | [\w+][\w.+-]{{0,64}}+@\w[\w.-]{{0,100}}(?<=\w)
  | [#@][^\W\d]\w{{0,200}}+
    # numbers, dates, telephone numbers
  | ^\d{{1,2}}\.(?=[ ])
  | (?:\d{{3}}-)?\d{{3,5}}-\d{{4}}(?![\w-])(?<!\b\d{{4}}-\d{{4}})
  | \d{{1,4}}(?P<sign>[/-])\d{{1,2}}(?P=sign)\d{{1,4}}(?![\w/-])
  | \d{{1,2}}/\d{{1,2}}(?![\w/])
  | \d{{1,2}}(?::\d\d)?(?=[aApP]\.?[mM]{_END})
  | \d++(?:[.,:]\d++)*+{_SIGNS}
  | (?<!\w)\.\d++
  | (?<![\w.])\.(?:{_DOMAINS}){_END}
    # contractions
  | (?i:can(?=not{_END})|gon(?=na{_END})|wan(?=na{_END})|got(?=ta{_END}))
  | (?<=[gG]on)na{_END} | (?<=[wW]an)na{_END} | (?<=[gG]ot)ta{_END}
  | (?i:(?:{_NOT}|ai|sha)(?=n{_APOSTROPHE}t{_END}) | (?:{_NOT})(?=nt{_END}))
  | [Ii](?=(?:m|ve){_END}) | (?i:that|what|there|he)(?=s{_END})
  | (?i:n{_APOSTROPHE}t){_END} | (?<=[A-Za-z])(?i:nt){_END}
  | (?<=\w){_APOSTROPHE}{_CLITIC}{_END}
  | ['’](?:em|til|tis|twas|cause|\d0s|\d\d){_END}
    # abbreviations
  | (?:[^\W\d_]\.){{2,12}}(?!\w) | (?:[A-Z]\.){{1,12}}[A-Z]{_END} | (?i:e\.g|i\.e|[ap]\.m){_END}
  | (?i:ph\.d|m\.sc|b\.sc){_END}\.?
  | (?:{ABBREVIATIONS})\.(?=[ \t,;:)'’-])
  | (?:[Nn]os?|[Aa]rt|[Ss]ec|pp?)\.(?=[ ]?\d)
  | (?:etc|al|jr|sr)\.(?=[,;:)]|[ ][a-z(]) | (?!I)[A-Z]\.(?=[ ][A-Z])
  | (?:US|AU?|CA?|HK|NZ|NT|R|S|Z)\$
  | [A-Z]{{1,4}}&[A-Z]{{1,4}}{_END} | [a-z]/[a-z]{_END} | [A-Z]/[A-Z]{_END}
  | w/out{_END} | s/he{_END}
    # words
  | (?i:{PREFIXES})-(?!the{_END})(?=[^\W_]){_SIGNS}
  | [{_HAN}][{_MARKS}]*+
  | {_LETTER}{_SIGNS}(?:['’](?!{_CLITIC}{_END})(?=[^\W\d_]){_SIGNS})*+
  | (?=\w){_SIGNS}
    # signs; a mark typed ten times or more is one
  | (?P<mark>[^\w\s{_HIDDEN}])(?P=mark){{9,}}+
  | (?<![^\s.!?)])(?:[:;=]-?[)(DP]|\(:)(?!\S) | \^_+\^
  | \.?[!?][.!?]++ | \.[!?] | \.{{2,}}+ | …+\.?
  | [-–—]{{2,}}+ | \*{{2,}}+ | ={{2,}}+ | ~{{2,}}+ | \#{{2,}}+ | <{{2,}}+ | >{{2,}}+ | \+{{2,}}+
  | ''|``|’’|‘‘|‘’
  | [\U0001f1e6-\U0001f1ff]{{2}} | [{_PICTURE}]{_TONE}(?:\u200d[{_PICTURE}]{_TONE})*+
  | [^\s{_HIDDEN}] | \Z)
    """,
    re.VERBOSE | re.MULTILINE,
)
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True)
class UdWords:
    """Words of a text: ``starts`` and ``ends`` int32 offsets, increasing; ``breaks`` bool.

    ``breaks`` says where a line break, or the start of the region, comes before the word.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    breaks: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.starts)

    def forms(self, text: str) -> list[str]:
        """The words as written."""
        bounds = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [text[start:end] for start, end in bounds]


def ud_words(text: str, start: int = 0, end: int | None = None) -> UdWords:
    """The words of ``text[start:end]``; offsets count code points of the whole ``text``.

    Nothing outside the region is looked at. White space, control characters and marks that only
    steer the direction of writing belong to no word.
    """
    region = text[start:end]
    # no list of pairs: a page of single marks would make it a hundred times as large as the page
    found = chain.from_iterable(match.span(1) for match in _WORD.finditer(region))
    spans = np.fromiter(found, dtype=np.int32).reshape(-1, 2)
    spans = spans[spans[:, 0] < spans[:, 1]]
    lines = np.fromiter((match.start() for match in _BREAK.finditer(region)), dtype=np.int32)
    seen = np.searchsorted(lines, spans[:, 0])
    breaks = np.diff(seen, prepend=-1) > 0
    return UdWords(spans[:, 0] + np.int32(start), spans[:, 1] + np.int32(start), breaks)
