"""Tables for amounts: what loosens a number, vague numerals, currencies, words around them."""

from __future__ import annotations

import re
from typing import NamedTuple


class Vague(NamedTuple):
    """Least and most a vague numeral can mean; ``None`` is open."""

    low: float
    high: float | None


def either(*phrases: str) -> str:
    """An alternation of phrases, longest first; a space in them is any one space."""
    return "|".join(
        re.escape(p).replace(r"\ ", r"[ \u00a0]") for p in sorted(phrases, key=len, reverse=True)
    )


def _vague() -> dict[str, Vague]:
    out = {
        "dozens": Vague(24, 999), "scores": Vague(40, 999), "hundreds": Vague(200, 9_999),
        "thousands": Vague(2_000, None), "millions": Vague(2e6, None),
        "billions": Vague(2e9, None), "trillions": Vague(2e12, None), "a handful": Vague(2, 9),
        "a couple": Vague(2, 3), "a score": Vague(20, 20),
        "a pair": Vague(2, 2), "several": Vague(3, 9),
        "a few": Vague(2, 9),
        "several dozen": Vague(36, 119), "a few dozen": Vague(24, 99),
        "a couple of dozen": Vague(24, 36), "a couple dozen": Vague(24, 36),
        "dozens of thousands": Vague(24_000, 99_999), "tens": Vague(20, 99),
    }  # fmt: skip
    scales = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
    scales |= {"hundred thousand": 1e5, "hundred million": 1e8, "hundred billion": 1e11}
    for name, scale in scales.items():
        out[f"several {name}"] = Vague(3 * scale, 10 * scale - 1)
        out[f"a few {name}"] = Vague(2 * scale, 10 * scale - 1)
        out[f"a couple of {name}"] = out[f"a couple {name}"] = Vague(2 * scale, 4 * scale - 1)
        if " " not in name and name != "hundred":
            out[f"tens of {name}s"] = Vague(20 * scale, 100 * scale - 1)
            out[f"several tens of {name}s"] = Vague(30 * scale, 100 * scale - 1)
            out[f"hundreds of {name}s"] = Vague(200 * scale, 1000 * scale - 1)
            out[f"several hundreds of {name}s"] = Vague(300 * scale, 1000 * scale - 1)
    return out


VAGUE = _vague()
"""Our own reading, wide on purpose: "dozens" stops where a writer would have said "a thousand", and
"several thousand" where one would have said "ten thousand". Such bounds are marked approximate:
the words give no number, and neither bound is one that somebody told."""

_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10}  # fmt: skip
_TIMES = {"two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}


def _fractions() -> dict[str, float]:
    out = {"half": 50.0, "a half": 50.0, "one half": 50.0, "one-half": 50.0}
    for part, under in _PARTS.items():
        for one in ("a ", "one ", "one-"):
            out[f"{one}{part}"] = 100 / under
        for over, times in _TIMES.items():
            if times < under:
                out[f"{over}-{part}s"] = out[f"{over} {part}s"] = 100 * times / under
    return out


FRACTIONS = _fractions()
"""Parts of a whole in words, in per cent."""

LOW = (
    "at least", "more than", "over", "well over", "no fewer than", "not fewer than",
    "no less than", "not less than", "upwards of", "upward of", "in excess of", "exceeding",
    "a minimum of", "north of", "above", "well above", "greater than", "as few as", "far more than",
    "at a minimum", "at the very least", "much more than", "as little as",
)  # fmt: skip
HIGH = (
    "up to", "as many as", "as much as", "no more than", "not more than", "at most", "fewer than",
    "less than", "under", "below", "a maximum of", "at the most", "well under", "well below",
    "far fewer than", "at a maximum", "not exceeding", "no fewer or more than",
)  # fmt: skip
JUST_OVER = ("just over", "slightly more than", "a little over", "just above", "a little more than",
             "little more than", "slightly over")  # fmt: skip
JUST_UNDER = ("nearly", "almost", "just under", "not quite", "just below", "slightly less than",
              "slightly fewer than", "a little under", "slightly under", "close on")  # fmt: skip
ABOUT = (
    "about", "around", "roughly", "some", "approximately", "approx.", "approx", "an estimated",
    "estimated", "close to", "virtually", "circa", "more or less", "in the region of",
    "in the order of", "on the order of", "somewhere around", "perhaps", "maybe", "possibly",
    "probably", "something like",
)  # fmt: skip
"""What stands before a number: bounds, bounds that are nearly met, and neither."""

SYMBOLS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP",
    "¥": "", "Rs. ": "INR", "Rs ": "INR", "Rs.": "INR", "RMB": "CNY", "CHF": "CHF", "USD": "USD",
    "EUR": "EUR", "GBP": "GBP", "UAH": "UAH", "RUB": "RUB", "CNY": "CNY", "JPY": "JPY",
    "INR": "INR", "PLN": "PLN", "TRY": "TRY", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK",
    "CAD": "CAD", "AUD": "AUD", "ILS": "ILS", "KRW": "KRW", "ZAR": "ZAR", "NGN": "NGN",
    "KZT": "KZT", "HUF": "HUF", "CZK": "CZK", "RON": "RON",
    "₴": "UAH", "₽": "RUB", "₹": "INR", "₪": "ILS", "₺": "TRY", "₩": "KRW", "₦": "NGN",
}  # fmt: skip
"""ISO 4217. A bare dollar sign is read as the United States dollar; "¥" is that of two, and read by
the nation in the sentence."""

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
    "dlrs": "USD", "dlr": "USD", "u.s. dlrs": "USD", "us dlrs": "USD",
    "u.s. dlr": "USD", "stg": "GBP", "kronor": "SEK", "swedish krona": "SEK",
    "deutsche marks": "DEM", "dm": "DEM", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR",
    "vietnamese dong": "VND", "cedis": "GHS", "ethiopian birr": "ETB", "birr": "ETB",
    "bangladeshi taka": "BDT", "taka": "BDT", "reais": "BRL", "lari": "GEL",
    "armenian drams": "AMD", "leva": "BGN", "bulgarian lev": "BGN", "kyat": "MMK", "kyats": "MMK",
    "tugriks": "MNT", "kunas": "HRK", "drachmas": "GRD", "pesetas": "ESP", "guilders": "NLG",
    "bolivars": "VES",
    "egyptian pounds": "EGP", "afghanis": "AFN", "kwanzas": "AOA", "quetzales": "GTQ",
}  # fmt: skip
"""ISO 4217. Names shared by several currencies ("rupees", "pesos") need a nation beside them."""


TIME_UNITS = frozenset("second minute hour day night week month year decade".split())

FATES = frozenset(
    "killed killing kills kill dead died dies die dying wounded wounding wounds injured injuring "
    "injures injure missing captured capturing captures capture detained detaining detains "
    "arrested arresting arrests arrest hurt hurting displaced displacing displaces hospitalized "
    "hospitalised evacuated evacuating executed executing kidnapped kidnapping abducted abducting "
    "sentenced imprisoned jailed maimed slain drowned perished trapped rescued freed released "
    "homeless stranded infected".split()
)
"""What befalls people: counted where no noun stands beside the number."""
MANY = frozenset(
    "people troops men women children personnel police staff crew aircraft spacecraft watercraft "
    "hovercraft cattle sheep fish deer head data media militia infantry cavalry artillery military "
    "livestock offspring dead wounded injured folk youth elite clergy poor homeless percent "
    "equipment ammunition poultry square prey swine bison moose salmon shrimp craft".split()
)
"""Nouns that stand without an ending for many."""
IDLE = frozenset("others other more".split())
"""Words that stand for a noun told before."""
MILLIONS_OF = frozenset(
    "people residents inhabitants citizens refugees children women men users voters workers jobs "
    "barrels tonnes tons doses homes households viewers views litres liters shares acres hectares "
    "euros dollars pounds rubles roubles hryvnias passengers migrants civilians Ukrainians "
    "b/d bpd Russians Americans Europeans Palestinians Syrians Afghans shells rounds".split()
)
"""What is told in millions: "5m people" are not five metres."""
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
    "proposition bill item schedule top day week magnitude box bus seat lot bay pier berth "
    "terminal reactor camp area route track studio".split()
)
"""Words whose number is a name: Article 5, Resolution 1701, Boeing 737."""
