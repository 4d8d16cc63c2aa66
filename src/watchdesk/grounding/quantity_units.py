"""Units of measure: the words for them, what they are worth, and amounts no unit can mean."""

from __future__ import annotations

import re
from typing import NamedTuple


class Measure(NamedTuple):
    """A unit by the name that pint has for it, and the one its amounts are given in."""

    pint: str
    base: str


def _measures(base: str, names: dict[str, str]) -> dict[str, Measure]:
    return {word: Measure(unit, base) for unit, all_ in names.items() for word in all_.split("|")}


UNITS: dict[str, Measure] = {
    **_measures(
        "meter",
        {
            "mile": "miles|mile|mi",
            "nautical_mile": "nautical miles|nautical mile|nm",
            "kilometer": "kilometers|kilometer|kilometres|kilometre|km|kms|klicks",
            "meter": "meters|meter|metres|metre|m",
            "foot": "feet|foot|ft",
            "yard": "yards|yard",
            "inch": "inches|inch",
            "centimeter": "centimeters|centimetres|centimeter|centimetre|cm",
            "millimeter": "millimeters|millimetres|millimeter|millimetre|mm",
        },
    ),
    **_measures(
        "meter ** 2",
        {
            "mile ** 2": "square miles|square mile|sq miles|sq. miles|sq mi|mi²|mi2",
            "kilometer ** 2": "square kilometers|square kilometer|square kilometres|"
            "square kilometre|square km|sq km|sq. km|sq kms|km²|km2",
            "meter ** 2": "square meters|square metres|square meter|square metre|sq m|m²|m2",
            "foot ** 2": "square feet|square foot|sq ft|ft²|ft2",
            "hectare": "hectares|hectare|ha",
            "acre": "acres|acre",
        },
    ),
    **_measures(
        "kilogram",
        {
            "tonne": "tonnes|tonne|metric tons|metric ton|metric tonnes",
            "ton": "tons|ton|short tons",
            "megatonne": "megatonnes|megatonne|Mt",
            "kilogram": "kilograms|kilogram|kilogrammes|kilos|kilo|kg|kgs",
            "gram": "grams|gram|grammes|g",
            "pound": "lbs|lb|pounds|pound",
            "ounce": "ounces|ounce",
        },
    ),
    **_measures(
        "meter ** 3",
        {
            "oil_bbl": "barrels|barrel|bbl",
            "liter": "liters|liter|litres|litre",
            "gallon": "gallons|gallon",
            "meter ** 3": "cubic meters|cubic metres|cubic meter|cubic metre|m³|m3|cu m",
            "gigameter3": "bcm",
            "foot ** 3": "cubic feet|cubic foot",
            "kilometer ** 3": "cubic kilometers|cubic kilometres|km³",
        },
    ),
    **_measures(
        "meter ** 3 / second",
        {
            "oil_bbl / day": "barrels a day|barrels per day|barrels daily|bpd|b/d",
            "meter ** 3 / day": "cubic meters a day|cubic metres a day|cubic meters per day|"
            "cubic metres per day",
            "liter / day": "liters a day|litres a day|liters per day|litres per day",
            "meter ** 3 / second": "cubic meters per second|cubic metres per second|"
            "cubic metres a second|cubic meters a second",
        },
    ),
    **_measures(
        "meter / second",
        {
            "mile / hour": "miles per hour|miles an hour|mph",
            "kilometer / hour": "kilometers per hour|kilometres per hour|km/h|kph|kmh|"
            "kilometers an hour|kilometres an hour|km per hour|km an hour",
            "knot": "knots|knot",
            "meter / second": "meters per second|metres per second|m/s",
        },
    ),
    **_measures(
        "watt",
        {
            "terawatt": "terawatts|terawatt",
            "gigawatt": "gigawatts|gigawatt|GW",
            "megawatt": "megawatts|megawatt|MW",
            "kilowatt": "kilowatts|kilowatt|kW",
        },
    ),
    **_measures(
        "joule",
        {
            "terawatt_hour": "terawatt hours|terawatt-hours|TWh",
            "gigawatt_hour": "gigawatt hours|gigawatt-hours|GWh",
            "megawatt_hour": "megawatt hours|megawatt-hours|MWh",
            "kilowatt_hour": "kilowatt hours|kilowatt-hours|kWh",
        },
    ),
}
"""Words for units, with the unit amounts are given in: metres, square metres, kilograms, cubic
metres and those a second, metres per second, watts, joules. A bare "ton" is the short ton of
2,000 lb."""

_SYMBOLS = {
    "meter": "m", "meter ** 2": "m²", "kilogram": "kg", "meter ** 3": "m³",
    "meter ** 3 / second": "m³/s", "meter / second": "m/s", "watt": "W", "joule": "J",
}  # fmt: skip
_ACRE, _BARREL, _DAY, _WATT_HOUR = 4046.872609874252, 0.158987294928, 86_400, 3600.0
FACTORS = {
    "mile": 1609.344, "nautical_mile": 1852.0, "kilometer": 1e3, "meter": 1.0, "foot": 0.3048,
    "yard": 0.9144, "inch": 0.0254, "centimeter": 1e-2, "millimeter": 1e-3,
    "mile ** 2": 1609.344**2, "kilometer ** 2": 1e6, "meter ** 2": 1.0, "foot ** 2": 0.3048**2,
    "hectare": 1e4, "acre": _ACRE,
    "tonne": 1e3, "ton": 907.18474, "megatonne": 1e9, "kilogram": 1.0, "gram": 1e-3,
    "pound": 0.45359237, "ounce": 0.45359237 / 16,
    "oil_bbl": _BARREL, "liter": 1e-3, "gallon": _BARREL / 42, "meter ** 3": 1.0,
    "gigameter3": 1e9, "foot ** 3": 0.3048**3, "kilometer ** 3": 1e9,
    "oil_bbl / day": _BARREL / _DAY, "meter ** 3 / day": 1 / _DAY, "liter / day": 1e-3 / _DAY,
    "meter ** 3 / second": 1.0,
    "mile / hour": 0.44704, "kilometer / hour": 1 / 3.6, "knot": 1852 / 3600,
    "meter / second": 1.0,
    "terawatt": 1e12, "gigawatt": 1e9, "megawatt": 1e6, "kilowatt": 1e3,
    "terawatt_hour": 1e12 * _WATT_HOUR, "gigawatt_hour": 1e9 * _WATT_HOUR,
    "megawatt_hour": 1e6 * _WATT_HOUR, "kilowatt_hour": 1e3 * _WATT_HOUR,
}  # fmt: skip
"""What each unit is worth in its base unit, by definition: the yard and pound of 1959, the barrel
of 42 US gallons, the acre of the US survey, as pint has them. Pint itself would take a third of a
second each time the program is begun; a test compares all of these with it."""
_TELL_TALE = frozenset({"mi", "nm", "m", "ft", "g", "ha", "knot", "Mt"})
"""Short forms that are also other words: units only where they touch the number."""
SPACED = tuple(word for word in UNITS if word not in _TELL_TALE or word == "knot")
TIGHT = tuple(word for word in UNITS if (len(word) <= 4 and not word.isalpha()) or word in {
    "km", "kg", "cm", "mm", "ft", "mph", "kph", "lbs", "lb", "mi", "ha", "m", "g", "GW", "MW",
    "kW", "bcm", "bpd", "kms", "Mt", "TWh", "GWh", "MWh", "kWh", "kmh", "nm",
})  # fmt: skip

_FLOWS = {"oil_bbl": "barrels a day", "liter": "liters a day", "meter ** 3": "cubic meters a day"}
_LAND = frozenset(
    "territory land region regions area seized captured occupied border front ground controls "
    "control country province oblast soil villages village advanced".split()
)
"""Words near an area that say it is land a state or army holds."""
_SMALLEST_LAND = 1e6
"""Square metres (one square kilometre): a smaller area told in square metres or feet is no news
of territory but most likely a unit mangled in conversion."""
_MANGLED = {"meter ** 2", "foot ** 2"}
_LARGEST = {
    "m": 1e11, "m²": 5.101e14, "kg": 1e15, "m³": 1.4e18, "m³/s": 1.3e6, "m/s": 3e8, "W": 1e14,
    "J": 1e22,
}  # fmt: skip
"""Largest amounts taken as meant: two thirds of the way to the sun, the surface of the Earth, a
hundred times the world's yearly coal, the oceans, all rivers together, light, ten times the power
mankind uses, ten times the energy of a year."""
_NEAR = 100


def converted(value: float, word: str) -> float:
    """An amount in the unit its kind is given in, to ten digits."""
    return float(f"{value * FACTORS[UNITS[word].pint]:.10g}")


def flow_of(word: str) -> str | None:
    """The unit of so much of a volume a day, for volumes that are told that way."""
    return _FLOWS.get(UNITS[word].pint) if word in UNITS else None


def symbol(word: str) -> str:
    """The unit that amounts told in this one are given in, e.g. ``m²``."""
    return _SYMBOLS[UNITS[word].base]


def is_absurd(text: str, start: int, end: int, word: str, value: float) -> bool:
    """Whether an amount, converted, cannot be meant in its unit at this place of a text."""
    if value > _LARGEST[symbol(word)]:
        return True
    if UNITS[word].pint not in _MANGLED or value >= _SMALLEST_LAND:
        return False
    near = text[max(0, start - _NEAR) : end + 60].lower()
    return not _LAND.isdisjoint(re.findall(r"[a-z]+", near))
