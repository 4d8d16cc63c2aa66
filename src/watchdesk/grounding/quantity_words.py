"""Tables for amounts: what loosens a number, vague numerals, currencies, units."""

from __future__ import annotations

from typing import NamedTuple


class Vague(NamedTuple):
    """Least and most a vague numeral can mean; ``None`` is open."""

    low: float
    high: float | None


VAGUE = {
    "hundreds of thousands": Vague(200_000, 999_999),
    "tens of thousands": Vague(20_000, 99_999),
    "tens of millions": Vague(2e7, 1e8),
    "hundreds of millions": Vague(2e8, 1e9),
    "thousands": Vague(2_000, None),
    "hundreds": Vague(200, 9_999),
    "dozens": Vague(24, 999),
    "scores": Vague(40, 999),
    "millions": Vague(2e6, None),
    "billions": Vague(2e9, None),
    "several dozen": Vague(36, 119),
    "several hundred": Vague(300, 999),
    "several thousand": Vague(3_000, 9_999),
    "several million": Vague(3e6, 9.99e6),
    "several billion": Vague(3e9, 9.99e9),
    "a few dozen": Vague(24, 99),
    "a few hundred": Vague(200, 999),
    "a few thousand": Vague(2_000, 9_999),
    "a handful": Vague(2, 9),
    "a couple": Vague(2, 3),
    "several": Vague(3, 9),
    "a few": Vague(2, 9),
}
"""Our own reading, wide on purpose: "dozens" stops where a writer would have said "a thousand", and
"several thousand" where one would have said "ten thousand". Such bounds are marked approximate:
the words give no number, and neither bound is one that somebody told."""

LOW = (
    "at least", "more than", "over", "well over", "no fewer than", "no less than", "not less than",
    "upwards of", "in excess of", "exceeding", "a minimum of", "north of", "above", "well above",
)  # fmt: skip
HIGH = (
    "up to", "as many as", "as much as", "no more than", "not more than", "at most", "fewer than",
    "less than", "under", "below", "a maximum of", "as few as", "at the most",
)  # fmt: skip
ABOUT = (
    "about", "around", "roughly", "some", "almost", "nearly", "approximately", "an estimated",
    "estimated", "close to", "just over", "just under", "virtually", "circa", "more or less",
)  # fmt: skip

SYMBOLS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP",
    "₴": "UAH", "₽": "RUB", "₹": "INR", "₪": "ILS", "₺": "TRY", "₩": "KRW", "₦": "NGN",
}  # fmt: skip
"""ISO 4217. A bare dollar sign is read as the United States dollar; "¥" is two currencies and
stays unread."""

CURRENCIES = {
    "u.s. dollars": "USD", "us dollars": "USD", "american dollars": "USD", "dollars": "USD",
    "dollar": "USD", "usd": "USD", "australian dollars": "AUD", "canadian dollars": "CAD",
    "euros": "EUR", "euro": "EUR", "eur": "EUR", "pounds sterling": "GBP",
    "british pounds": "GBP", "gbp": "GBP", "hryvnias": "UAH", "hryvnia": "UAH", "hryvnya": "UAH",
    "rubles": "RUB", "ruble": "RUB", "roubles": "RUB", "rouble": "RUB", "yuan": "CNY",
    "renminbi": "CNY", "yen": "JPY", "swiss francs": "CHF", "zlotys": "PLN", "zloty": "PLN",
    "shekels": "ILS", "turkish lira": "TRY", "turkish liras": "TRY", "indian rupees": "INR",
    "pakistani rupees": "PKR", "rand": "ZAR", "naira": "NGN", "tenge": "KZT", "forint": "HUF",
    "forints": "HUF", "south korean won": "KRW", "iranian rials": "IRR", "saudi riyals": "SAR",
    "dirhams": "AED", "cfa francs": "XOF", "swedish kronor": "SEK", "norwegian kroner": "NOK",
    "danish kroner": "DKK", "mexican pesos": "MXN", "argentine pesos": "ARS",
    "dlrs": "USD", "dlr": "USD", "stg": "GBP", "kronor": "SEK", "swedish krona": "SEK",
    "deutsche marks": "DEM", "dm": "DEM", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR",
    "vietnamese dong": "VND", "cedis": "GHS", "ethiopian birr": "ETB", "birr": "ETB",
    "bangladeshi taka": "BDT", "taka": "BDT", "reais": "BRL", "lari": "GEL",
    "armenian drams": "AMD", "leva": "BGN", "bulgarian lev": "BGN", "kyat": "MMK", "kyats": "MMK",
    "tugriks": "MNT", "kunas": "HRK", "drachmas": "GRD", "pesetas": "ESP", "guilders": "NLG",
    "bolivars": "VES",
    "egyptian pounds": "EGP", "afghanis": "AFN", "kwanzas": "AOA", "quetzales": "GTQ",
}  # fmt: skip
"""ISO 4217. Names shared by several currencies ("rupees", "pesos") need a nation beside them."""


class Measure(NamedTuple):
    """A unit as pint names it, and the one its amounts are given in."""

    pint: str
    base: str


def _measures(base: str, names: dict[str, str]) -> dict[str, Measure]:
    return {word: Measure(unit, base) for unit, all_ in names.items() for word in all_.split("|")}


UNITS: dict[str, Measure] = {
    **_measures(
        "meter",
        {
            "mile": "miles|mile|mi",
            "nautical_mile": "nautical miles|nautical mile",
            "kilometer": "kilometers|kilometer|kilometres|kilometre|km|kms",
            "meter": "meters|meter|metres|metre|m",
            "foot": "feet|foot|ft",
            "yard": "yards|yard",
            "inch": "inches|inch",
            "centimeter": "centimeters|centimetres|cm",
            "millimeter": "millimeters|millimetres|millimeter|millimetre|mm",
        },
    ),
    **_measures(
        "meter ** 2",
        {
            "mile ** 2": "square miles|square mile|sq miles|sq. miles|sq mi|mi²|mi2",
            "kilometer ** 2": "square kilometers|square kilometer|square kilometres|"
            "square kilometre|sq km|sq. km|sq kms|km²|km2",
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
            "kilogram": "kilograms|kilogram|kilogrammes|kilos|kilo|kg|kgs",
            "gram": "grams|gram|g",
            "pound": "lbs|lb|pounds",
            "ounce": "ounces|ounce",
        },
    ),
    **_measures(
        "meter ** 3",
        {
            "oil_bbl": "barrels|barrel|bbl",
            "liter": "liters|liter|litres|litre",
            "gallon": "gallons|gallon",
            "meter ** 3": "cubic meters|cubic metres|cubic meter|cubic metre|m³|m3",
            "foot ** 3": "cubic feet",
        },
    ),
    **_measures(
        "meter / second",
        {
            "mile / hour": "miles per hour|miles an hour|mph",
            "kilometer / hour": "kilometers per hour|kilometres per hour|km/h|kph|"
            "kilometers an hour|kilometres an hour",
            "knot": "knots",
        },
    ),
    **_measures(
        "watt",
        {
            "gigawatt": "gigawatts|gigawatt|GW",
            "megawatt": "megawatts|megawatt|MW",
            "kilowatt": "kilowatts|kilowatt|kW",
        },
    ),
}
"""Words for units, with the unit amounts are given in: metres, square metres, kilograms, cubic
metres, metres per second, watts. A bare "ton" is the short ton of 2,000 lb, and approximate."""

TIME_UNITS = frozenset("second minute hour day night week month year decade".split())

LAND = frozenset(
    "territory land region regions area seized captured occupied border front ground controls "
    "control country province oblast soil villages village advanced".split()
)
"""Words near an area that say it is land a state or army holds."""

SMALLEST_LAND = 1e6
"""Square metres (one square kilometre): a smaller area told in square metres or feet is no news
of territory but most likely a unit mangled in conversion."""
LARGEST = {"m": 1e11, "m²": 5.101e14, "kg": 1e15, "m³": 1.4e18, "m/s": 3e8, "W": 1e14}
"""Largest amounts taken as meant: two thirds of the way to the sun, the surface of the Earth, a
hundred times the world's yearly coal, the oceans, light, ten times the power mankind uses."""

CASUALTY = frozenset(
    "killed dead wounded injured missing captured detained arrested hurt displaced died "
    "hospitalized hospitalised evacuated executed kidnapped abducted sentenced".split()
)
PEOPLE = frozenset(
    "person soldier civilian child woman man boy girl officer policeman journalist fighter "
    "worker teenager passenger pilot protester demonstrator crew".split()
)
PLURALS = frozenset(
    "people troops men women children personnel police civilians forces staff crew aircraft "
    "cattle teeth feet media data militia infantry".split()
)
STOPS = frozenset(
    "of in on at to from by with for and or but than that which who whom whose as if when while "
    "where because after before since until during over under into out near across against "
    "between among about the a an this these those his her its their our my your it he she they "
    "leave flee die "
    "we you i is are was were be been being am has have had do does did will would can could may "
    "might must shall should not no nor so yet also then there here more less most per each "
    "every all both up down off only just still said says told reported died remain remained "
    "went came took left fled back again ago later earlier apart away so-called via amid inside "
    "outside within without along around behind beyond through throughout toward towards upon "
    "including such like unlike despite plus minus versus vs".split()
)
FALSE_PLURALS = frozenset(
    "is was has does this as us its his yes plus across less various previous religious "
    "serious dangerous famous numerous armored perhaps always towards besides overseas".split()
)
"""Words that end like plurals and are none."""
SCALE_WORDS = frozenset(
    "mln bln trln mn bn trn tn million billion trillion thousand hundred dozen lakh crore dlrs dlr "
    "stg cts pct cent cents pence centavos kopecks mths mth yrs yr hrs".split()
)
"""Scales, and the short forms of newswires for money and shares: never what is counted."""
NUMBERED = frozenset(
    "article articles chapter section sections paragraph clause protocol resolution directive "
    "regulation amendment title rule annex act no no. nos number order page pages channel route "
    "highway room flight unit phase stage level category type class mark version model boeing "
    "airbus tupolev antonov step brigade battalion regiment division squadron figure table group "
    "covid agenda vision code grade tier line gate platform building block sector apollo soyuz "
    "proposition bill item schedule top".split()
)
"""Words whose number is a name: Article 5, Resolution 1701, Boeing 737."""
