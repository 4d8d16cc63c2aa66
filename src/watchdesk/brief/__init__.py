"""Select, compose, gate, render."""

from watchdesk.brief.compose import Lengths, compose
from watchdesk.brief.gate import check, check_name
from watchdesk.brief.gate_words import Finding
from watchdesk.brief.material import Material
from watchdesk.brief.render import Format, days, published, render, safe

__all__ = [
    "Finding",
    "Format",
    "Lengths",
    "Material",
    "check",
    "check_name",
    "compose",
    "days",
    "published",
    "render",
    "safe",
]
