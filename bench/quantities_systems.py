"""What reads amounts out of a text: the product, and two libraries as they come."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import helpers_grounding as cases
from watchdesk.records import Span

System = Callable[[str], list[cases.Read]]
_MONEY = {
    "dollar": "USD",
    "united states dollar": "USD",
    "us dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "yen": "JPY",
    "japanese yen": "JPY",
    "hryvnia": "UAH",
    "ukrainian hryvnia": "UAH",
    "indian rupee": "INR",
    "egyptian pound": "EGP",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
}
_SHARES = frozenset({"percentage", "percent", "%"})
_PLAIN = frozenset({"dimensionless", ""})
_SPELLED = {
    "meter": "m",
    "meter ** 2": "m²",
    "meter ** 3": "m³",
    "kilogram": "kg",
    "meter / second": "m/s",
    "meter ** 3 / second": "m³/s",
    "kilogram * meter ** 2 / second ** 3": "W",
}
_NAMED = {"barrel": "oil_barrel", "volume unit": "oil_barrel"}
"""What a unit of a peer is to pint: in the news a barrel holds oil."""
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "decade", "century"})


def ours(text: str) -> list[cases.Read]:
    """The product, from the text alone."""
    return cases.as_read(cases.read_text(text).quantities)


def quantulum() -> System:
    """quantulum3 without its classifier, its units brought to those of the cases.

    It tells a range as value and uncertainty: its bounds. Lengths of time are left out.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that its classifier's dependencies are missing
        parser = import_module("quantulum3.parser")

    def read(text: str) -> list[cases.Read]:
        found = []
        for one in parser.parse(text):
            about = one.uncertainty or 0.0
            start, end = max(one.span[0], 0), one.span[1]
            if one.unit.name not in _TIMES and start < end:
                low, high = one.value - about, one.value + about
                found.append(_in_ours(Span(start, end), low, high, one.unit.name))
        return found

    return read


def recognizers() -> System:
    """The number-with-unit models of recognizers-text, then percentages, ordinals and numbers.

    What lies in an amount with a unit is not told again; lengths of time are left out.
    """
    plain = import_module("recognizers_number")
    units = import_module("recognizers_number_with_unit")

    models = (
        units.recognize_currency,
        units.recognize_age,
        units.recognize_dimension,
        plain.recognize_percentage,
        plain.recognize_ordinal,
        plain.recognize_number,
    )

    def read(text: str) -> list[cases.Read]:
        found: list[cases.Read] = []
        for model in models:
            for one in model(text, "en-us"):
                span = Span(one.start, one.end + 1)
                free = all(span.end <= f.span.start or f.span.end <= span.start for f in found)
                if free:
                    found.extend(_resolved(span, one.resolution))
        return sorted(found, key=lambda f: f.span.start)

    return read


def _resolved(span: Span, resolution: dict[str, Any]) -> Iterator[cases.Read]:
    written = str(resolution.get("value"))
    unit = resolution.get("isoCurrency") or str(resolution.get("unit", ""))
    try:
        value = float(written.rstrip("%"))
    except ValueError:
        return
    yield _in_ours(span, value, value, "%" if written.endswith("%") else unit)


def _in_ours(span: Span, low: float, high: float, unit: str) -> cases.Read:
    name = unit.lower()
    if name in _PLAIN:
        return cases.Read(span, low, high, None, None)
    told = "%" if name in _SHARES else "year" if name == "year" else _MONEY.get(name)
    if told is None and len(unit) == 3 and unit.isupper():
        told = unit
    scale = 1.0
    if told is None:
        scale, told = _si(name)
    return cases.Read(span, low * scale, high * scale, told, None)


def _si(name: str) -> tuple[float, str]:
    """How many SI units a unit is, and which; its own name where pint does not know it."""
    import pint

    try:
        one = pint.application_registry(_NAMED.get(name, name)).to_base_units()
    except (pint.errors.PintError, AttributeError, TypeError, ValueError):
        return 1.0, name
    return float(one.magnitude), _SPELLED.get(str(one.units), str(one.units))
