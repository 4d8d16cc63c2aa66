"""What the words of an article stand for: names, days, areas, amounts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from watchdesk.records.interval import Interval
from watchdesk.records.span import Frozen, Span, Spanned


class MentionKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    FACILITY = "facility"
    GROUP = "group"
    WEAPON = "weapon"
    DOCUMENT = "document"
    EVENT = "event"
    OTHER = "other"


class EntityBasis(StrEnum):
    """What tells who or what an entity is."""

    TEXT = "text"
    """The article's own words: a full name, a title, a description."""
    TABLE = "table"
    """A table that ships: states, bodies, outlets, heads of state and government."""
    ALIAS = "alias"
    """An ``[[actor]]`` table of the desk, which wins over all others."""
    INFERRED = "inferred"
    """Words around the name: a seat of government that acts, a nationality and a noun."""


class Entity(Frozen):
    """Who or what a mention is taken to be."""

    id: str
    """Stable slug, e.g. ``person:matthew-miller`` or ``country:UA``."""
    name: str
    """Fullest form in the article, or the canonical name of a known entity."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the state it belongs to, where known."""
    role: str | None = None
    """Office or description as the text gives it, e.g. ``State Department spokesman``."""
    basis: EntityBasis = EntityBasis.TEXT
    """What tells who or what it is."""
    part_of: str | None = None
    """Entity id of the state or body it belongs to, e.g. ``country:US``, ``org:nato``."""
    office: str | None = None
    """Office by the dated table of heads of state and government, on the day the article was
    published; null where the table holds none for that day or the day is not known."""
    since: date | None = None
    """First day the table shows ``office`` held; the person may have taken it before."""
    until: date | None = None
    """Last day it does, which may be the last day the table knows."""


class Mention(Spanned):
    """A name or description in the text."""

    id: str
    """``men-`` and a hash of article and place."""
    kind: MentionKind
    """What it names."""
    entity: Entity | None = None
    """Who or what it is taken to be; null when that is not known."""
    doubt: str | None = None
    """Why it is not known, in words; null where ``entity`` is given."""


class Grain(StrEnum):
    """The unit a time expression is told in."""

    MOMENT = "moment"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"
    """A stretch between two points, or a bound on one side."""


class Anchor(StrEnum):
    """What a time expression is counted from."""

    PUBLISHED = "published"
    TEXT = "text"
    ABSOLUTE = "absolute"


class TimeKind(StrEnum):
    """What a time expression tells."""

    DATE = "date"
    """When: a day or anything longer."""
    CLOCK = "clock"
    """When, to a part of the day or finer."""
    DURATION = "duration"
    """How long; it has bounds only where the words tie it to a day."""
    REPEATED = "repeated"
    """How often."""


class Modifier(StrEnum):
    """What the words around a time do to it, as in TIMEX3."""

    START = "start"
    MID = "mid"
    END = "end"
    APPROX = "approx"
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"
    EQUAL_OR_LESS = "equal_or_less"
    EQUAL_OR_MORE = "equal_or_more"


class Time(Spanned, Interval):
    """A time expression, as an interval of days."""

    grain: Grain
    """Unit it is told in."""
    anchor: Anchor
    """The publication date, an earlier time in the text, or none."""
    assumed: bool
    """True when the text alone does not settle it (e.g. which year's May)."""
    kind: TimeKind = TimeKind.DATE
    """Whether it tells when, how long or how often."""
    value: str | None = None
    """The same as a TIMEX3 (ISO 8601) value: ``2024-W32``, ``2024-08-06TMO``, ``P2Y6M``,
    ``XXXX-WXX-1``, ``PAST_REF``; of a stretch both ends, with a slash. The words of a bound
    (``since``) are left aside: it is the value of the rest. Null when it cannot be told."""
    modifier: Modifier | None = None
    """What the words do to ``value``."""
    quantity: str | None = None
    """For ``repeated``: how many times, or ``EVERY``."""
    freq: str | None = None
    """For ``repeated``: how many times in each ``value``, e.g. ``2X``."""
    doubt: str | None = None
    """Why it stays unknown, in words; null when it does not."""

    @property
    def tells_when(self) -> bool:
        """Whether it names days, known or not: false for "for two years", "daily", "now"."""
        if not self.is_unknown:
            return True
        dated = self.kind in (TimeKind.DATE, TimeKind.CLOCK)
        return dated and not (self.value or "").endswith("_REF")


class Feature(StrEnum):
    """What kind of thing on the map a place is."""

    COUNTRY = "country"
    """A state or a territory with a code of its own."""
    REGION = "region"
    """A first-level division: state, oblast, province."""
    DISTRICT = "district"
    """A second-level division: county, raion, department."""
    CITY = "city"
    """A populated place of any size."""
    AREA = "area"
    """A stretch of land with no office that rules it as such: Sahel, Donbas, Kashmir, Alps."""
    WATER = "water"
    """A sea, strait, lake, river or canal."""
    FACILITY = "facility"
    """Something built: plant, base, crossing, bridge."""
    CONTINENT = "continent"
    OTHER = "other"


class RelativeKind(StrEnum):
    """How a place is given from another one."""

    DISTANCE = "distance"
    """ "40 miles northeast of X", "30 km from X": the bearing is null where none is told."""
    DIRECTION = "direction"
    """ "north of X", with no distance."""
    NEAR = "near"
    """ "near X", "on the outskirts of X"."""
    BETWEEN = "between"
    """ "between X and Y"; ``of`` names both."""
    BORDER = "border"
    """ "on the border of X and Y", "6 miles from the border with X"."""
    INSIDE = "inside"
    """ "deep inside X", "in the north of X"."""
    FACILITY = "facility"
    """ "the power station at X": something built, told by the place it stands in or near."""


class Relative(Frozen):
    """A place given from another place."""

    kind: RelativeKind | None = None
    """How; null only in readings made before kinds were told apart."""

    distance_km: float | None
    """Distance; null when only a direction or "near" is given."""
    bearing_deg: float | None
    """Degrees clockwise from north; null when no direction is given."""
    of: str
    """Name of the place it is counted from."""


class Place(Spanned):
    """A place, as an area: a centre and a radius."""

    name: str
    """Canonical name, or the words themselves for relative places."""
    lat: float | None
    """WGS 84 latitude, degrees; null when the place was not resolved."""
    lon: float | None
    """WGS 84 longitude, degrees."""
    radius_km: float | None
    """Radius of the area meant."""
    geonames_id: int | None = None
    """GeoNames id."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    feature: Feature | None = None
    """What kind of thing it is; null when that is not known."""
    relative: Relative | None = None
    """Set for "40 miles northeast of X"."""
    doubt: str | None = None
    """Why it was not resolved, in words; null for a place with coordinates."""


class QuantityKind(StrEnum):
    """What sort of amount it is."""

    COUNT = "count"
    """Of persons or things."""
    MEASURE = "measure"
    """In a unit of length, area, mass, volume, speed, power or time."""
    MONEY = "money"
    SHARE = "share"
    """Part of a whole, or a change, in per cent."""
    ORDINAL = "ordinal"
    """A place in a row (``the 14th package``): no amount."""
    AGE = "age"
    """Of a person or thing, in years unless ``unit`` tells another."""


class Quantity(Spanned):
    """An amount with its bounds. "At least 1,000" is low 1000, high null."""

    low: float | None
    """Lower bound in ``unit``; null when there is none."""
    high: float | None
    """Upper bound; null when there is none."""
    unit: str | None = None
    """Unit or ISO 4217 currency; null for counts."""
    counted: str | None = None
    """What is counted, e.g. ``Ukrainian troops``."""
    approximate: bool = False
    """True for "about", "nearly", "dozens"."""
    flags: tuple[str, ...] = ()
    """Doubts, e.g. ``implausible_unit``."""
    kind: QuantityKind = QuantityKind.COUNT
    """What sort of amount it is."""
    approximator: str | None = None
    """The words that loosen or bound it, e.g. ``at least``, as written."""
    attribution: str | None = None
    """Id of the innermost attribution it is told inside of: who counts. Null where the article
    itself tells it."""


class Toll(Frozen):
    """How many people one fate befell."""

    span: Span
    """Where the number stands."""
    low: float | None
    """Lower bound; null when there is none."""
    high: float | None
    """Upper bound; null when there is none."""
    approximate: bool = False
    """True for "about", "nearly", "dozens"."""
    counted: str | None = None
    """Who, e.g. ``Ukrainian troops``; null when the words tell no more than the fate."""


class Casualties(Spanned):
    """What befell people in one telling: from the first of its numbers to the last."""

    id: str
    """``cas-`` and a hash of article and place."""
    killed: Toll | None = None
    """Dead."""
    wounded: Toll | None = None
    """Hurt."""
    missing: Toll | None = None
    """Not found."""
    captured: Toll | None = None
    """Taken prisoner, detained or kidnapped."""
    displaced: Toll | None = None
    """Driven from home, or evacuated."""
    attribution: str | None = None
    """Id of the innermost attribution it is told inside of."""
