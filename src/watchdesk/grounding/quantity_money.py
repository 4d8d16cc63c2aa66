"""Currencies whose name several states share: "rupees", "kroner", "pesos"."""

from __future__ import annotations

import re
from functools import cache

from watchdesk.grounding.quantity_words import CURRENCIES
from watchdesk.language.lexicon import adjectives, capitals, country_rows

_SHARED = {
    "kroner": "DK:DKK NO:NOK", "krone": "DK:DKK NO:NOK", "krona": "SE:SEK IS:ISK",
    "kronur": "IS:ISK",
    "crowns": "CZ:CZK SE:SEK NO:NOK DK:DKK", "koruna": "CZ:CZK SK:SKK", "korunas": "CZ:CZK",
    "rupees": "IN:INR PK:PKR LK:LKR NP:NPR MU:MUR", "rupee": "IN:INR PK:PKR LK:LKR NP:NPR",
    "pesos": "MX:MXN AR:ARS CO:COP CL:CLP PH:PHP UY:UYU CU:CUP DO:DOP",
    "dollars": "AU:AUD CA:CAD NZ:NZD SG:SGD HK:HKD TW:TWD JM:JMD FJ:FJD NA:NAD LR:LRD",
    "pounds": "EG:EGP LB:LBP SY:SYP SD:SDG SS:SSP",
    "dinars": "IQ:IQD JO:JOD KW:KWD DZ:DZD TN:TND LY:LYD BH:BHD RS:RSD",
    "rials": "IR:IRR OM:OMR YE:YER", "riyals": "SA:SAR QA:QAR", "dirhams": "AE:AED MA:MAD",
    "francs": "CH:CHF FR:FRF BE:BEF RW:RWF BI:BIF CD:CDF", "lira": "TR:TRY IT:ITL",
    "liras": "TR:TRY", "lire": "IT:ITL", "shillings": "KE:KES TZ:TZS UG:UGX SO:SOS",
    "lei": "RO:RON MD:MDL", "leu": "RO:RON MD:MDL", "manat": "AZ:AZN TM:TMT",
    "manats": "AZ:AZN TM:TMT", "kwacha": "ZM:ZMW MW:MWK", "won": "KR:KRW KP:KPW",
    "marks": "DE:DEM BA:BAM", "rubles": "BY:BYN", "roubles": "BY:BYN",
}  # fmt: skip
"""Name to ISO 3166 country and ISO 4217 code; codes no longer in use where news still tells them.
Names that have a reading of their own ("dollars", "pounds", "rubles") are listed for the nation
beside them only."""
_OWN = frozenset({"dollars", "pounds", "rubles", "roubles", "dirhams"})
_ALSO_WORDS = {"won": 1e4, "marks": 1e4, "crowns": 1e3, "pounds": 1.0}
"""Names that are other words too, and the amount from which they are money."""
_DEFAULT = {"krona": "SEK", "koruna": "CZK", "korunas": "CZK", "kronur": "ISK", "liras": "TRY"}
"""What a name means where no nation is told."""
NAMES = {*_SHARED, *(name for name in CURRENCIES if name.isalpha())}
"""Names of currencies in one word."""
_NEXT = re.compile(
    rf"[ -](?:(?P<nation>[A-Z][a-z]{{2,15}}(?: [A-Z][a-z]{{2,15}})?)[ -])?"
    rf"(?P<name>(?i:{'|'.join(sorted(NAMES, key=len, reverse=True))}))\b"
)


def shared_currency(sentence: str, end: int, value: float) -> tuple[str | None, int] | None:
    """Code and end of a currency name after an amount; the code is null when nobody says whose.

    The nation stands before the name ("Pakistani rupees", "Japanese yen") or is the only one in
    the sentence, or the only capital, of those that use the name.
    """
    match = _NEXT.match(sentence, end)
    if match is None:
        return None
    name = match["name"].lower()
    if value < _ALSO_WORDS.get(name, 0.0):
        return None
    if name not in _SHARED:
        own = match["nation"] in adjectives()
        return (CURRENCIES[name], match.end()) if own else None
    codes = dict(pair.split(":") for pair in _SHARED[name].split())
    if match["nation"]:
        told = [code for iso, code in codes.items() if match["nation"] in _words(iso)]
    elif name in _OWN:
        return None
    else:
        told = [code for iso, code in codes.items() if _is_told(iso, sentence)]
    if not told and not match["nation"] and name in _DEFAULT:
        told = [_DEFAULT[name]]
    if len(told) == 1:
        return told[0], match.end()
    return None if name in _OWN else (None, match.end())


@cache
def _nations() -> dict[str, tuple[str, ...]]:
    return {iso: (*names, *adjectives) for iso, names, adjectives, _ in country_rows()}


def _words(iso: str) -> tuple[str, ...]:
    return _nations().get(iso, ())


@cache
def _capitals(iso: str) -> tuple[str, ...]:
    return tuple(name for name, country in capitals().items() if country == iso)


def _is_told(iso: str, sentence: str) -> bool:
    return any(
        word in sentence and re.search(rf"\b{re.escape(word)}\b", sentence)
        for word in (*_words(iso), *_capitals(iso))
    )
