"""The forms other times take: counted from now or from another time, how long, how often."""

from __future__ import annotations

from watchdesk.grounding.time_pieces import (
    CLOCK,
    COUNT,
    COUNT_HEADS,
    DIGIT_MARK,
    FUZZ,
    FUZZ_HEADS,
    PARTS_OF_DAY,
    SEASON,
    UNITS,
    UNITS_SEEN,
    WEEKDAY,
    Form,
    S,
)
from watchdesk.grounding.time_read_lengths import (
    read_away,
    read_bare_units,
    read_clock,
    read_day_before,
    read_for_long,
    read_in_time,
    read_lasting,
    read_long_thing,
    read_quarter_century,
    read_shift,
    read_step,
    read_today,
    read_weekend,
    read_year_ago,
)
from watchdesk.grounding.time_read_sets import (
    read_adverb,
    read_each,
    read_rate,
    read_vague,
    read_weekdays,
)

_GOING_ON = (
    "war|conflict|invasion|siege|occupation|blockade|insurgency|rebellion|crackdown|standoff|"
    "fighting|assault|offensive|campaign|uprising|crisis|dispute|stalemate|embargo"
)
_ZONE = r"(?:GMT|UTC|CES?T|BST|E[SD]T|P[SD]T|C[SD]T|local time)"
_COUNTED = COUNT_HEADS | FUZZ_HEADS
_LATER = r"(?:ago|earlier|later|from now|hence|previously|afterwards?)"
_STEPS = (
    r"(?:this past|this coming|this|last|next|past|coming|the past|the coming|the current|current|"
    r"the previous|previous|the prior|prior|the preceding|preceding|the following|following"
    r"|that same|that|the same|same|the next|"
    r"over the|the)"
)
_MONTHS_NAMED = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)

SHIFT_FORMS = (
    Form(
        rf"\b(?:(?i:early|late|earlier|later){S})?"
        r"(?P<day>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|"
        r"tomorrow|last night|this morning|this afternoon|this evening|overnight))\b"
        rf"(?:{S}(?:at{S})?(?:{CLOCK}|(?i:{PARTS_OF_DAY})\b))?",
        read_today,
        frozenset(
            "today tonight yesterday tomorrow night morning afternoon evening overnight".split()
        ),
    ),
    Form(
        r"\b(?P<portion>(?i:earlier|later|early|late|mid|"
        rf"(?:the )?(?:end|beginning|start|middle) of)[- ](?:in )?)?"
        rf"(?P<step>(?i:{_STEPS})){S}(?P<fiscal>(?i:fiscal){S})?"
        r"(?P<unit>(?i:day|weekend|week|fortnight|month|quarter|year|decade|century))\b(?![-–]\w)",
        read_shift,
        UNITS_SEEN,
        frozenset(
            "earlier later early late mid the end beginning start middle this last next past "
            "coming current previous following that same over prior preceding".split()
        ),
    ),
    Form(
        rf"\b(?P<step>(?i:that same|that|the next|next|the following|the same|the previous)){S}"
        r"(?P<unit>(?i:morning|afternoon|evening|night))\b(?![-–]\w)",
        read_step,
        UNITS_SEEN,
    ),
    Form(
        r"(?<![\w-])(?:(?i:early|late) )?(?P<unit>(?i:weekend))(?![\w-]| of )",
        read_weekend,
        frozenset({"weekend"}),
    ),
    Form(
        rf"\b(?i:the)(?:{S}very)?{S}(?P<unit>day|night|morning|evening|week|month|year){S}"
        r"(?P<side>before|after|earlier|previous|prior)"
        r"(?=[,.;)]|$| (?:that|the|he|she|it|they|his|her|its|their|[A-Z]))",
        read_day_before,
        UNITS_SEEN,
    ),
    Form(
        r"\b(?P<unit>year|month|week)[- ](?P<side>ago|earlier)\b|\b(?P<end>year(?:[- ]?"
        r"|['’]s )end)\b",
        read_year_ago,
        UNITS_SEEN | {"yearend"},
    ),
    Form(
        rf"(?<![\w.,$€£-])(?P<fuzz>(?i:{FUZZ}))?(?:(?P<n>(?i:{COUNT}))[ -](?:more{S}|full{S})?)?"
        rf"(?P<unit>(?i:{UNITS}))(?P<half>{S}and{S}a{S}half)?{S}"
        rf"(?P<side>(?i:{_LATER}|"
        r"before(?=[,.;)]|$)|after(?=[,.;)]|$)|prior(?=[,.;)]|$)))\b",
        read_away,
        UNITS_SEEN,
        _COUNTED | UNITS_SEEN,
    ),
    Form(
        rf"\b(?:(?i:the|these|this|recent|his|her|its|their){S})?"
        rf"(?P<way>(?i:past|last|recent|next|coming|first|previous)){S}"
        rf"(?P<fuzz>(?i:{FUZZ}))?(?:(?P<n>(?i:{COUNT}))[ -](?:(?:consecutive|straight|trading"
        rf"|full) )?)?(?P<unit>(?i:minute|hour|day|week|"
        r"month|quarter|year|decade)s|centuries)\b(?!-)",
        read_lasting,
        UNITS_SEEN,
        frozenset("the these this recent his her its their past last next coming previous".split()),
    ),
)
"""In the order in which they count where two match the same words."""

LENGTH_FORMS = (
    Form(
        rf"(?<![\w-])(?P<core>(?:(?:the{S})?(?P<way>(?i:past|last|next|coming)){S})?"
        rf"(?P<fuzz>(?i:{FUZZ}))?(?:(?i:a|one){S})?(?P<n>(?i:(?:three{S})?quarters?(?:{S}of{S}a"
        rf"{S}|[- ])century)))(?![\w-])",
        read_quarter_century,
        frozenset({"century"}),
    ),
    Form(
        rf"(?<![\w-])(?i:in){S}(?P<core>(?P<fuzz>(?i:{FUZZ}))?(?P<n>(?i:{COUNT})){S}"
        rf"(?P<unit>(?i:{UNITS}))['’]?s?{S}time)\b(?!{S}of\b|-)",
        read_in_time,
        frozenset({"time"}),
        frozenset({"in"}),
    ),
    Form(
        rf"(?<![\w.,$€£-])(?:(?P<cue>(?i:for|in|within)){S})?(?P<core>(?P<fuzz>(?i:{FUZZ}))?(?P<n>"
        rf"(?i:{COUNT})){S}"
        r"(?:(?:full|more|whole|long|straight|consecutive|additional|single|entire|further"
        r"|extra|trading|"
        r"business|working|calendar|successive|short) )?(?P<unit>(?i:quarters(?! of\b)|second"
        r"|minute|"
        r"hour|day|night|week|weekend|month|year|decade)s?|(?i:century|centuries))"
        rf"(?P<half>{S}and{S}a{S}half)?)\b(?![-\w]| old\b| of age\b)",
        read_for_long,
        UNITS_SEEN,
        _COUNTED | {"for", "in", "within"},
    ),
    Form(
        rf"(?<![\w.,$€£-])(?P<core>(?P<n>(?i:{COUNT}))-(?P<unit>(?i:second|minute|hour|day"
        rf"|night|week|month|quarter|year|"
        r"decade|century)s?)(?P<old>[- ]old)?(?:-long)?)(?![-\w])"
        rf"(?:{S}(?:[a-zA-Z-]{{2,15}} ){{0,2}}?(?P<noun>{_GOING_ON})\b)?",
        read_long_thing,
        UNITS_SEEN,
        COUNT_HEADS,
    ),
    Form(
        r"(?<![\w-])(?P<unit>(?i:minute|hour|day|week|month|year|decade|centurie)s)"
        r"(?P<tail>-(?:long|old))?(?![-\w]| old\b| of age\b)"
        r"|(?<![\w-])(?P<one>(?i:day|week|month|year|decade|century))(?:-?long|(?<=century)-old)\b",
        read_bare_units,
        UNITS_SEEN | {"daylong", "weeklong", "monthlong", "yearlong", "decadelong"},
    ),
    Form(
        rf"(?<![\w:.$€£-])(?:{CLOCK}|(?:(?:[01]?\d|2[0-3]):|(?:[01]\d|2[0-3]))[0-5]\d{S}?{_ZONE}\b"
        rf"|\d{{1,2}}(?:{S}o['’]clock)?{S}in{S}the{S}(?:morning|afternoon|evening)\b"
        rf"|(?i:(?<=at )|(?<=by )|(?<=until )|(?<=before )|(?<=after )|(?<=around )|(?<=about ))"
        r"(?:\d{1,2}:[0-5]\d(?!\w)|\d{1,2} o['’]clock\b))"
        r"|(?<![\w-])(?i:noon|midday|midnight)(?![\w-])"
        r"|\b(?:(?i:in) the (?:early |late |mid-)?(?:morning|afternoon|evening)|"
        r"(?i:during) the night)\b",
        read_clock,
        DIGIT_MARK | frozenset("noon midday midnight morning afternoon evening night".split()),
    ),
)
"""How long, and at what hour."""

SET_FORMS = (
    Form(
        rf"\b(?P<how>(?i:every|each))(?:{S}(?P<n>(?i:other|single|two|three|four|five|six|ten|few|"
        rf"\d{{1,3}})))?{S}(?P<what>(?i:{UNITS}|mornings?|afternoons?|evenings?|{SEASON})"
        rf"|{WEEKDAY}s?|"
        rf"{_MONTHS_NAMED})(?P<part>{S}(?i:{PARTS_OF_DAY}))?\b(?!-)",
        read_each,
        frozenset({"every", "each"}),
    ),
    Form(
        rf"\b(?P<freq>(?i:once|twice|(?:two|three|four|five|six|several|many"
        rf"|\d{{1,3}}){S}times)){S}"
        r"(?P<per>(?i:an?|per|each|every)) (?P<unit>(?i:minute|hour|day|night|week|month|quarter|"
        r"year|decade|century))\b",
        read_rate,
        UNITS_SEEN,
    ),
    Form(
        r"\b(?P<per>(?i:per)) (?P<unit>(?i:day|week|month|quarter|year|hour|decade))\b",
        read_rate,
        UNITS_SEEN,
    ),
    Form(
        r"(?<![\w-])(?P<word>(?i:hourly|daily|nightly|weekly|biweekly|fortnightly|monthly"
        r"|quarterly|"
        r"yearly|annually|annual))(?![-\w])",
        read_adverb,
        frozenset(
            "hourly daily nightly weekly biweekly fortnightly monthly quarterly yearly annually "
            "annual".split()
        ),
    ),
    Form(
        rf"\b(?:on )?(?P<core>(?P<wd>{WEEKDAY})(?:s|(?= (?:morning|afternoon|evening|night)s))"
        rf"(?: (?P<part>(?:morning|afternoon|evening|night)s))?|(?P<end>weekends))\b(?![’'\w-])",
        read_weekdays,
        frozenset(
            "mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends mornings "
            "afternoons evenings nights".split()
        ),
    ),
    Form(
        r"(?<![\w-])(?:(?P<now>(?i:now|currently|presently|nowadays|at present|these days|at the "
        r"moment|for the time being|at this point))|(?P<past>(?i:recently|lately|of late|in the "
        r"(?:recent |distant )?past(?! (?:[\w-]+ ){0,2}(?:minute|hour|day|week|month|year"
        r"|decade|season)s?\b)|"
        r"long ago)\b)|(?P<future>(?i:(?:the (?:near |foreseeable |distant |not-too-distant )?"
        r"|near )?future)))(?![-\w]|s\b)",
        read_vague,
        frozenset(
            "now currently presently nowadays present these moment being point recently lately "
            "late past ago future".split()
        ),
    ),
)
"""How often, and what names no days."""
