"""Words, numbers and marks of a text, as offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.records import Span

STOPPED = (
    "Adm|Amb|Apr|Art|Aug|Brig|Bros|Calif|Capt|Cmdr|Co|Col|Colo|Conn|Corp|Cpl|Dec|Del|Dem|Dr|Feb|"
    "Fig|Fla|Fr|Fri|Ft|Ga|Gen|Gov|Hon|Ill|Inc|Ind|Insp|Jan|Jr|Jul|Jun|Ky|La|Lt|Ltd|Maj|Mar|Mass|"
    "Md|Messrs|Mich|Minn|Miss|Mo|Mon|Mr|Mrs|Ms|Msgr|Mt|Neb|Nev|No|Nos|Nov|Oct|Okla|Ont|Ore|Pa|"
    "Pres|Prof|Pvt|Rep|Reps|Rev|Sat|Sec|Sen|Sens|Sep|Sept|Sgt|Spc|Sr|St|Ste|Sun|Supt|Tenn|Tex|"
    "Thu|Thurs|Tue|Tues|Va|Vol|Vt|Wash|Wed|Wis|approx|c|ca|cf|dept|est|et al|etc|ft|pp|v|viz|vs"
)
"""Abbreviations that are written with a stop; read as one token when a stop follows."""

_WORD = r"[\w\u0300-\u036f\u00ad]"
_CLITIC = r"(?:s|S|ll|re|ve|d|m)"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]{{1,2000}}(?<![.,;:!?)\]’'])   # an address is one token
  | (?:[^\W\d_]\.){{2,12}}(?:-{_WORD}+)*+                       # U.S., a.m., U.S.-supplied
  | \b(?:{STOPPED})\.(?!\.)                                     # Gen., Aug.
  | \b[A-Z]\.(?=\s[A-Z])                                        # an initial
  | \d++(?:[.,:]\d++)*+(?:{_WORD}++)?(?:-{_WORD}++)*+           # 1,000  2.5  80th  10-year
  | (?i:\b(?:is|are|was|were|do|does|did|has|have|had|wo|would|ca|could|should|must|might|need)
      (?=n['’]t\b))
  | (?i:n['’]t\b)
  | [A-Z]{{1,5}}&[A-Z]{{1,5}}\b                                 # AT&T
  | {_WORD}++(?:(?:-|['’](?!{_CLITIC}\b)){_WORD}++)*+           # two-and-a-half, O'Brien
  | ['’]{_CLITIC}\b
  | \.{{2,}} | …+ | [-–—]{{2,}} | '' | ``
  | \S
    """,
    re.VERBOSE,
)


def tokens(text: str, region: Span) -> Iterator[Span]:
    """Tokens of a region in the order of the text.

    ``n't`` and ``'s`` stand apart from their word, as in the treebanks of English; hyphenated
    words and abbreviations with stops are one token.
    """
    for match in _TOKEN.finditer(text, region.start, region.end):
        yield Span(match.start(), match.end())
