"""Events and mentions in the columns of GDELT 2.0."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import TemporaryFile

from watchdesk.export.cameo import code_of, intensity_of, whole
from watchdesk.export.events import Told, folded, is_denied
from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.happenings import Happening, Numbers
from watchdesk.export.linking import page_of
from watchdesk.records import Feature, Interval, Party

_CHUNK = 1 << 16
_QUADS = {1: "03 04 05", 2: "06 07 08", 3: "10 11 12 13", 4: "15 16 17 18 19"}
_QUAD = {root: str(quad) for quad, roots in _QUADS.items() for root in roots.split()}
_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
).split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
_CODING = (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions "
    "NumSources NumArticles AvgTone"
).split()
EVENTS = (
    *"GLOBALEVENTID Day MonthYear Year FractionDate".split(),
    *(f"Actor{n}{one}" for n in (1, 2) for one in _ACTOR),
    *_CODING,
    *(f"{who}Geo_{one}" for who in ("Actor1", "Actor2", "Action") for one in _GEO),
    "DATEADDED",
    "SOURCEURL",
)
"""The 61 columns of an event."""
MENTIONS = tuple(
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier "
    "SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence "
    "MentionDocLen MentionDocTone MentionDocTranslationInfo Extras".split()
)
"""The 16 columns of a mention."""
OURS = (*"GLOBALEVENTID event modality attribution denied article family capture".split(),)
"""The columns of the table beside them that holds our ids."""


def event_row(told: Told, event: str) -> dict[str, str]:
    """The cells of an event with its number; what is not in it is empty."""
    one = told.first
    code = code_of(one.event.type, one.event.mode, one.event.context)
    root = code[:2]
    return {
        "GLOBALEVENTID": event,
        **_day(one.day),
        **_actor(one, "Actor1", one.event.who),
        **_actor(one, "Actor2", one.event.whom),
        "EventCode": whole(code),
        "EventBaseCode": whole(code)[:3],
        "EventRootCode": root,
        "QuadClass": _QUAD.get(root, ""),
        "GoldsteinScale": intensity_of(code),
        "NumMentions": str(len(told.every)),
        "NumSources": str(len(told.outlets) or ""),
        "NumArticles": str(told.articles),
        **_where(one),
        "DATEADDED": _moment(one),
        "SOURCEURL": page_of(one.reading) or "",
    }


def mention_row(one: Happening, event: str) -> dict[str, str]:
    """The cells of an article's telling of an event."""
    day, sentence = _whole_day(one.day), one.sentence
    page = page_of(one.reading)
    return {
        "GLOBALEVENTID": event,
        "EventTimeDate": f"{day}000000" if day else "",
        "MentionTimeDate": _moment(one),
        "MentionType": "1" if page else "",
        "MentionSourceName": one.reading.article.outlet or "",
        "MentionIdentifier": page or one.reading.article.id,
        "SentenceID": str(sentence[0]) if sentence else "",
        "Actor1CharOffset": str(one.event.who[0].start) if one.event.who else "",
        "Actor2CharOffset": str(one.event.whom[0].start) if one.event.whom else "",
        "ActionCharOffset": str(one.event.trigger.start),
        "InRawText": "1",
        "MentionDocLen": str(len(one.text)),
    }


def _own_row(one: Happening, event: str) -> dict[str, str]:
    return {
        "GLOBALEVENTID": event,
        "event": one.event.id,
        "modality": one.event.modality,
        "attribution": one.event.attribution or "",
        "denied": "1" if is_denied(one) else "",
        "article": one.reading.article.id,
        "family": one.family or "",
        "capture": one.reading.capture.id,
    }


def _whole_day(when: Interval | None) -> str:
    single = when is not None and when.days == 1 and when.earliest is not None
    return when.earliest.strftime("%Y%m%d") if single and when and when.earliest else ""


def _day(when: Interval | None) -> dict[str, str]:
    if when is None or when.earliest is None or when.latest is None:
        return {}
    first, last = when.earliest, when.latest
    month = (first.year, first.month) == (last.year, last.month)
    return {
        "Day": _whole_day(when),
        "MonthYear": first.strftime("%Y%m") if month else "",
        "Year": str(first.year) if first.year == last.year else "",
    }


def _moment(one: Happening) -> str:
    taken = one.reading.capture.captured_at
    return taken.strftime("%Y%m%d%H%M%S") if taken else ""


def _actor(one: Happening, name: str, parties: tuple[Party, ...]) -> dict[str, str]:
    if not parties:
        return {}
    return {
        f"{name}Name": one.name_of(parties[0]).upper(),
        f"{name}Type1Code": parties[0].sector or "",
    }


def _where(one: Happening) -> dict[str, str]:
    place = one.place
    if place is None:
        return {}
    country = {Feature.COUNTRY: "1", Feature.REGION: "5", Feature.CITY: "4"}
    american = {Feature.COUNTRY: "1", Feature.REGION: "2", Feature.CITY: "3"}
    kinds = american if place.country == "US" else country
    return {
        "ActionGeo_Type": kinds.get(place.feature, "") if place.feature else "",
        "ActionGeo_FullName": place.name,
        "ActionGeo_Lat": "" if place.lat is None else str(place.lat),
        "ActionGeo_Long": "" if place.lon is None else str(place.lon),
    }


def _line(names: tuple[str, ...], row: dict[str, str]) -> bytes:
    cells = (" ".join(row.get(name, "").split()).replace("\0", "") for name in names)
    return ("\t".join(cells) + "\n").encode("utf-8", "replace")


_FILES = (("export.tsv", EVENTS), ("mentions.tsv", MENTIONS), ("ours.tsv", OURS))


def _write(given: Given) -> Pieces:
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile()) for _ in _FILES]
        numbers = Numbers()
        for told in folded(given):
            event = str(numbers.of(told.first.event.id))
            files[0].write(_line(EVENTS, event_row(told, event)))
            for each in told.every:
                files[1].write(_line(MENTIONS, mention_row(each, event)))
                files[2].write(_line(OURS, _own_row(each, event)))
            further = sum(
                max(0, len(one) - 1) for one in (told.first.event.who, told.first.event.whom)
            )
            if further:
                given.left["further actors and recipients: GDELT has one of each"] += further
        for file, (name, _) in zip(files, _FILES, strict=True):
            file.seek(0)
            yield name, b""
            while piece := file.read(_CHUNK):
                yield name, piece


_TOLD = {
    "GLOBALEVENTID": "63 bits of the SHA-256 of our event id as its first article tells it; "
    "ours.tsv holds the ids of all that tell it.",
    "Day": "YYYYMMDD; empty unless the words tell one day.",
    "MonthYear": "YYYYMM; empty unless it lies in one month.",
    "Year": "Empty unless it lies in one year.",
    "Actor1Name": "First of those who act, in capitals.",
    "Actor2Name": "First of those it is done to, in capitals.",
    "Actor1Type1Code": "PLOVER sector.",
    "Actor2Type1Code": "PLOVER sector.",
    "EventCode": "CAMEO code by the mapping of PLOVER's authors read backwards, from type, mode "
    "and context; empty for an assault whose means are not told, which CAMEO divides.",
    "EventBaseCode": "First three digits of EventCode.",
    "EventRootCode": "First two digits of EventCode.",
    "QuadClass": "1 to 4 by root code; empty for roots 09 and 14.",
    "GoldsteinScale": "That of the root code; empty with EventCode.",
    "NumMentions": "How often copies of one story tell it in the same sentence.",
    "NumSources": "Outlets among them; empty when none is known.",
    "NumArticles": "Articles among them.",
    "ActionGeo_Type": "1 country, 2 US state, 3 US city, 4 city elsewhere, 5 region elsewhere; "
    "empty for other things on the map.",
    "ActionGeo_FullName": "Name of the place.",
    "ActionGeo_Lat": "Degrees, WGS 84.",
    "ActionGeo_Long": "Degrees, WGS 84.",
    "DATEADDED": "YYYYMMDDHHMMSS when the page was captured; empty when not known.",
    "SOURCEURL": "Address of the page; empty when not known.",
    "EventTimeDate": "Its day at midnight; empty unless one day is told.",
    "MentionTimeDate": "When the page was captured; empty when not known.",
    "MentionType": "1 (web) with an address, else empty.",
    "MentionSourceName": "Outlet.",
    "MentionIdentifier": "Address of the page, else our article id.",
    "SentenceID": "Number of the sentence from 1.",
    "Actor1CharOffset": "Code points of the captured text before it.",
    "Actor2CharOffset": "Code points of the captured text before it.",
    "ActionCharOffset": "Code points of the captured text before the trigger.",
    "InRawText": "1.",
    "MentionDocLen": "Code points of the captured text.",
    "event": "Event id.",
    "modality": "How it is told.",
    "attribution": "Attribution id.",
    "denied": "1 where the words that carry it deny it, or are denied; only if everything is asked "
    "for.",
    "article": "Article id.",
    "family": "Family id; copies share it.",
    "capture": "Capture id.",
}


def _columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(name, "text", _TOLD.get(name, "Always empty.")) for name in names)


FORMAT = Format(
    name="gdelt",
    title="GDELT events and mentions",
    standard="Column lists of the GDELT 2.0 event database: 61 and 16 columns, tab separated, "
    "without heads",
    media_type="text/tab-separated-values",
    ending=".gdelt.zip",
    holds="Events coded by CAMEO through the mapping of PLOVER's authors, read backwards. Copies "
    "of one story that tell an event in the same sentence are one event with a mention each; other "
    "stories are not merged. Tone, confidence, ethnic and religious codes, CAMEO country "
    "codes and FIPS codes are not known here and stay empty. Only events told as having happened, "
    "unless everything is asked for.",
    tables=tuple(
        Table(name, "A row an event, or a telling of it.", _columns(names))
        for name, names in _FILES
    ),
    write=_write,
    is_many=True,
    options=("everything",),
)
