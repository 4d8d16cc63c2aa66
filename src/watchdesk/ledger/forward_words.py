"""The words by which something is said to be coming, and what each needs around it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from watchdesk.ledger.deeds import EVENT_NOUNS


class Kind(Enum):
    """What a cue needs around it to announce anything."""

    PLAIN = "plain"
    """Nothing more."""
    PAST = "past"
    """A time after publication, or the past of reported speech: "was expected to"."""
    SHIFTED = "shifted"
    """Reported speech in the past: "said it would"."""
    TIMED = "timed"
    """A time to come somewhere in its clause: "has promised a decision by May"."""
    AHEAD = "ahead"
    """A time in its clause that surely lies after publication: "was to have come in May"."""
    NAMED = "named"
    """A time after publication and perhaps a place right behind it: "the summit in Tarn in May"."""
    DATED = "dated"
    """A time right behind it: "is expected on Friday"."""


class Tone(Enum):
    """How a cue says that something is coming."""

    WILL = "will"
    """It will be done."""
    PLAN = "plan"
    """It is meant to be done."""
    FIXED = "fixed"
    """It stands in somebody's calendar."""
    SET = "set"
    """It is made ready; with a day it stands in the calendar."""
    EXPECTED = "expected"
    """Nobody says by whom it is expected."""
    FORECAST = "forecast"
    """Somebody takes it to be coming."""
    PROMISE = "promise"
    THREAT = "threat"


class Head(NamedTuple):
    """A way of saying it."""

    pattern: str
    """A bounded regular expression."""
    weight: int
    """How surely it announces by itself."""
    tone: Tone
    kind: Kind = Kind.PLAIN


ADVERB = (
    r"(?:(?:also|then|now|soon|both|all|still|currently|widely|reportedly|first|again|jointly|"
    r"formally|officially|originally|instead|later|together|personally|therefore|tentatively|otherwise|"
    r"probably|likely|almost\s+certainly)\s+){0,2}"
)
_BE = rf"(?:is|are|[’']s|[’']re|has\s+been|have\s+been|looks?|appears?|seems?)\s+{ADVERB}"
_WAS = rf"(?:was|were)\s+{ADVERB}"
_CALENDAR = r"(?:scheduled|due|slated|booked|timetabled)"
_READYING = (
    r"(?:set|planned|planning|preparing|poised|about|on\s+track|on\s+course|in\s+line|gearing\s+up|"
    r"getting\s+ready)"
)
_DAY = (
    r"(?:scheduled|due|planned|slated|set|fixed|timed|foreseen|arranged|billed|tabled|timetabled|"
    r"pencill?ed\s+in|called\s+for)"
)
_EVENT = rf"(?:{'|'.join(EVENT_NOUNS.split())})"
_WHEN = (
    r"(?:\s+(?:(?:on|last|this|late|early)\s+(?:late\s+|early\s+)?\w{3,12}|again|yesterday|today|publicly|"
    r"in\s+(?:principle|public|writing|return|turn|advance)))?"
)
"""Words between telling and what is told: "threatened on Thursday to"."""
_OBJECT = r"(?:(?!to\b)[\w’'-]{1,30}\s+){1,8}to(?=\s)"
HEADS = {
    "calendar": Head(rf"(?:{_BE}|(?<=,\s)){_CALENDAR}\s+to(?=\s)", 3, Tone.FIXED),
    "was_calendar": Head(rf"{_WAS}{_CALENDAR}\s+to(?=\s)", 3, Tone.FIXED, Kind.PAST),
    "set": Head(rf"{_BE}{_READYING}\s+to(?=\s)", 3, Tone.SET),
    "was_set": Head(rf"{_WAS}{_READYING}\s+to(?=\s)", 3, Tone.SET, Kind.PAST),
    "expected": Head(rf"(?:{_BE}|(?<=,\s))expected\s+to(?=\s)", 3, Tone.EXPECTED),
    "was_expected": Head(rf"{_WAS}expected\s+to(?=\s)", 3, Tone.EXPECTED, Kind.PAST),
    "supposed": Head(rf"{_BE}supposed\s+to(?=\s)", 3, Tone.FIXED, Kind.TIMED),
    "was_to": Head(
        r"(?:was|were)\s+(?:supposed\s+|meant\s+)?to(?:\s+have)?(?=\s)", 2, Tone.FIXED, Kind.AHEAD
    ),
    "going": Head(r"(?:is|are|[’']s|[’']re)\s+going\s+to(?=\s)", 2, Tone.WILL),
    "was_going": Head(r"(?:was|were)\s+going\s+to(?=\s)", 1, Tone.WILL, Kind.SHIFTED),
    "to": Head(r"(?:is|are|[’']s|[’']re)\s+to(?=\s)", 2, Tone.WILL),
    "plan": Head(r"(?:plans?|intends?|means?)\s+to(?=\s)", 3, Tone.PLAN),
    "planned": Head(rf"(?:planned|intended|meant){_WHEN}\s+to(?=\s)", 2, Tone.PLAN, Kind.PAST),
    "wish": Head(r"(?:wants?|hopes?|aims?)\s+to(?=\s)", 1, Tone.PLAN),
    "wished": Head(r"(?:wanted|hoped|aimed)\s+to(?=\s)", 1, Tone.PLAN, Kind.PAST),
    "promise": Head(
        r"(?:(?:promis|pledg|vow)(?:e[sd]?|s|ed|ing)?|undert(?:ook|akes?)|guarantee[sd]|sw[eo]re?s?"
        r"|(?:gave|gives|given)\s+(?:its|his|her|their)\s+word)"
        rf"{_WHEN}\s+to(?=\s)",
        3,
        Tone.PROMISE,
    ),
    "commit": Head(
        r"committed\s+(?:(?:it|him|her|them)sel(?:f|ves)\s+)?to(?=\s+[a-z]{2,15}ing\b)",
        3,
        Tone.PROMISE,
    ),
    "agree": Head(rf"(?:agree[sd]?|consent(?:s|ed)){_WHEN}\s+to(?=\s)", 2, Tone.PROMISE),
    "threat": Head(rf"threat(?:en(?:s|ed|ing)?|s)?{_WHEN}\s+to(?=\s)", 4, Tone.THREAT),
    "reprisal": Head(
        r"(?:vow|promis|threaten|pledg|swear|swore)(?:e[sd]?|s|ed|ing)?\s+(?:[\w’'-]{1,20}\s+){0,3}?"
        r"(?:retaliation|revenge|reprisals?|vengeance|countermeasures|"
        r"(?:harsh|tough|strong|firm|decisive|crushing|painful|swift|severe)\s+response)\b",
        4,
        Tone.THREAT,
    ),
    "expects": Head(r"expects?\s+to(?=\s)", 2, Tone.PLAN),
    "appoint": Head(
        rf"(?:set|called|fixed|scheduled|convened|arranged|agreed(?:\s+on)?)\s+(?:an?|the|its|his|her|their|another)\s+"
        rf"(?:[\w-]{{1,20}}\s+){{0,3}}?{_EVENT}\b",
        1,
        Tone.FIXED,
        Kind.TIMED,
    ),
    "invite": Head(
        rf"invited\s+(?:[\w’'-]{{1,20}}\s+){{1,9}}?to\s+(?:an?|the)\s+(?:[\w-]{{1,20}}\s+){{0,2}}?{_EVENT}\b",
        1,
        Tone.PLAN,
        Kind.TIMED,
    ),
    "invites": Head(
        r"(?:invit(?:ed|es)\s+(?:[\w’'-]{1,20}\s+){1,9}?|invitations?\s+)to(?=\s+(?-i:[A-Z]))",
        2,
        Tone.FIXED,
        Kind.AHEAD,
    ),
    "told": Head(
        r"(?:ordered|told|gave\s+orders\s+to)\s+(?:(?!to\b)[\w’'-]{1,20}\s+){1,6}?to\s+"
        r"(?:leave|withdraw|vacate|evacuate|return|close|hand\s+over|surrender)"
        r"(?=[^.;]{0,60}\s(?:by|before|within|until|no\s+later)\s)",
        2,
        Tone.FIXED,
        Kind.AHEAD,
    ),
    "ultimatum": Head(
        r"(?:(?:has|have|had)|(?:gave|gives|given)\s+(?:[\w’'-]{1,20}\s+){1,12}?)\s*until(?=\s)",
        2,
        Tone.FIXED,
        Kind.TIMED,
    ),
    "order": Head(
        r"ordered\s+(?:an?|the|its|his|her|their)\s+(?:[\w-]{1,20}\s+){0,2}?"
        r"(?:evacuation|withdrawal|closure|deployment|release|expulsion|return|removal)\b",
        2,
        Tone.PLAN,
        Kind.TIMED,
    ),
    "plans": Head(
        r"(?:plans|proposes|is\s+planning|plans\s+for)\s+(?:an?|the|another)\s+(?:[\w-]{1,20}\s+){0,3}?[a-z]{4,20}",
        2,
        Tone.PLAN,
        Kind.TIMED,
    ),
    "progress": Head(
        r"(?:is|are|[’']s|[’']re)\s+(?:flying|travell?ing|meeting|visiting|heading|leaving|"
        r"sending|hosting|returning|arriving|holding|opening|deploying|joining|withdrawing)(?=\s)",
        2,
        Tone.PLAN,
        Kind.TIMED,
    ),
    "progressed": Head(
        r"(?:was|were)\s+(?:flying|travell?ing|meeting|visiting|heading|leaving|"
        r"sending|hosting|returning|holding|opening|deploying|withdrawing)(?=\s)",
        2,
        Tone.PLAN,
        Kind.SHIFTED,
    ),
    "reserve": Head(r"reserv(?:es|ed|ing)\s+the\s+right\s+to(?=\s)", 3, Tone.THREAT),
    "met_with": Head(
        r"(?:will|would)\s+(?:be\s+met\s+with|face|suffer|draw|provoke|trigger|bring)\s+"
        r"(?:an?\s+|the\s+)?(?:\w+\s+){0,3}?(?:response|retaliation|consequences|reprisals?|"
        r"countermeasures)\b",
        4,
        Tone.THREAT,
    ),
    "target": Head(
        r"(?:will|would)\s+be\s+(?:treated|considered|regarded|seen)\s+as\s+(?:an?\s+)?(?:\w+\s+)?"
        r"targets?\b",
        4,
        Tone.THREAT,
    ),
    "warn": Head(
        r"warn(?:s|ed|ing)?\s+(?:(?!that\b)[\w’'-]{1,20}\s+){0,6}?of\s+(?:\w+\s+){0,2}?"
        r"(?:consequences|retaliation|reprisals?|response|countermeasures)\b",
        4,
        Tone.THREAT,
    ),
    "menace": Head(
        r"threaten(?:s|ed|ing)?\s+(?:(?!to\b)[\w’',-]{1,20}\s+){1,9}?with\s+(?:\w+\s+){0,2}?"
        r"(?:consequences|retaliation|reprisals?|sanctions|war|strikes?|attacks?|tariffs)\b",
        4,
        Tone.THREAT,
    ),
    "goods": Head(
        r"(?:promised|pledged|promises|pledges)\s+(?:(?:an?\s+)?(?:further|another|additional|extra|"
        r"up\s+to|about|around|some|at\s+least|more\s+than|nearly)\s+){0,2}(?:[$€£]?\d[\d.,]{0,12}"
        r"|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens|hundreds|thousands"
        r"|an?\s+(?:[\w-]{3,15}\s+)?(?:battalion|brigade|squadron|frigate|warship|batter(?:y|ies)|"
        r"contingent|shipment|loan|grant|aid\s+package|package|consignment|convoy))(?![\w’'-])(?!\s+(?:things|times|years|days|points|ways)\b)",
        4,
        Tone.PROMISE,
    ),
    "pronoun": Head(
        r"(?:promis|pledg)(?:es|ed)\s+(?:it|them|this|that|one|these|those)"
        r"(?=\s+(?:by|for|before|within|in|on|no\s+later)\b)",
        2,
        Tone.PROMISE,
        Kind.TIMED,
    ),
    "word": Head(
        r"(?:promised|pledged)\s+(?:an?|the|another|more|new)\s+"
        r"(?:(?!to\b)[\w’'-]{1,20}\s+){0,3}?[a-z]{4,20}(?=[\s.,])",
        2,
        Tone.PROMISE,
        Kind.TIMED,
    ),
    "announce": Head(
        rf"(?:announc|declar)(?:ed|es)\s+(?:an?|another)\s+(?:[\w-]{{1,20}}\s+){{0,3}}?{_EVENT}\b",
        1,
        Tone.PLAN,
        Kind.TIMED,
    ),
    "expect": Head(rf"expects?\s+{_OBJECT}", 2, Tone.FORECAST),
    "foresaw": Head(rf"expected\s+{_OBJECT}", 2, Tone.FORECAST, Kind.PAST),
    "foresee": Head(
        r"(?:forecasts?|predict(?:s|ed)?|anticipates?|expects?|foresees?)\s+"
        r"(?:an?|the|another)\s+(?:[\w-]{1,20}\s+){0,3}?"
        rf"(?:{_EVENT}|offensive|attack|strike|default|coup|invasion|cut|rise)\b",
        2,
        Tone.FORECAST,
    ),
    "likely": Head(
        r"(?:is|are|looks?|seems?|appears?|was|were)\s+(?:very\s+|most\s+|highly\s+|all\s+but\s+)?"
        r"(?:likely|certain|bound)\s+to(?=\s)",
        2,
        Tone.FORECAST,
    ),
    "likely_day": Head(
        rf"{_BE}(?:very\s+|most\s+)?(?:likely|possible|probable|foreseeable|within\s+reach)"
        r"(?=\s+(?:by|before|within|in|on|next|this|later|early|late|tomorrow)\b)",
        2,
        Tone.FORECAST,
        Kind.DATED,
    ),
    "infinitive": Head(r"to(?=\s)", 2, Tone.WILL),
    "not_before": Head(
        r"(?:is|are|was|were)\s+not\s+(?:expected|due|scheduled|planned|foreseen)\s+"
        r"(?:to\s+(?:[\w’'-]{1,20}\s+){1,6}?)?(?:before|until)(?=\s)",
        4,
        Tone.FORECAST,
        Kind.TIMED,
    ),
    "will": Head(r"(?:\bwill|\bshall|(?<=\w)[’']ll)(?=\s)", 2, Tone.WILL),
    "would": Head(r"would(?=\s)", 1, Tone.WILL, Kind.SHIFTED),
    "should": Head(r"should(?=\s)", 1, Tone.FORECAST, Kind.SHIFTED),
    "could": Head(r"could(?=\s)", 0, Tone.FORECAST, Kind.SHIFTED),
    "falls": Head(
        rf"{_EVENT}\s+(?:(?:in|of|at|between|with)\s+(?:[\w’'-]{{1,20}}\s+){{1,4}}?)?"
        r"(?:is|are|falls?)(?=\s+(?:on|next|tomorrow)\b)",
        2,
        Tone.FIXED,
        Kind.DATED,
    ),
    "day": Head(rf"{_BE}{_DAY}(?=\s)", 2, Tone.FIXED, Kind.DATED),
    "was_day": Head(rf"{_WAS}{_DAY}(?=\s)", 2, Tone.FIXED, Kind.DATED),
    "expected_day": Head(rf"{_BE}expected(?=\s)", 2, Tone.EXPECTED, Kind.DATED),
    "was_expected_day": Head(rf"{_WAS}expected(?=\s)", 2, Tone.EXPECTED, Kind.DATED),
    "prepare": Head(
        r"(?:is|are|[’']re|[’']s)\s+(?:preparing|planning|arranging|organi[sz]ing|gearing\s+up)\s+(?:for\s+)?"
        r"(?:an?|the|his|her|its|their|another)\s+(?:[\w-]{1,20}\s+){0,3}?"
        rf"(?:{_EVENT}|offensive|invasion|counter-?offensive)\b",
        4,
        Tone.PLAN,
    ),
    "reduced": Head(
        rf"{_EVENT}\s+(?:due|scheduled|planned|set|slated|expected)(?=\s+(?:in|for|on|to|by|next|later)\b)",
        2,
        Tone.FIXED,
        Kind.DATED,
    ),
    "present": Head(
        r"(?:meets?|opens|ends|closes|concludes|lapses|falls\s+due|appl(?:ies|y)|sits|begins|starts|convenes?|gathers?|resumes|expires|travels|arrives|leaves|"
        r"departs|heads|flies|returns|votes|go(?:es)?\s+to\s+the\s+polls|(?:takes?|comes?\s+into|enters?\s+into)\s+"
        r"(?:effect|force)|takes?\s+(?:office|over)|gets?\s+under\s+way|kicks?\s+off|runs\s+out)(?=\s)",
        2,
        Tone.FIXED,
        Kind.DATED,
    ),
    "event": Head(
        r"(?:summits?|conferences?|elections?|referendum|forum|congress|inauguration|hearings?|"
        r"meetings?|talks|votes?|negotiations|trial|session)(?=[”\"’]?\s)",
        2,
        Tone.FIXED,
        Kind.NAMED,
    ),
}
