"""How HTML pages are made from templates, one way for all of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from watchdesk.brief.wording import safe

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(package: str) -> Environment:
    """Templates of the folder ``templates`` of a package; what they print is escaped.

    Characters that steer a terminal or turn the direction of text are made visible in every value.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 — HTML only

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: safe(value) if type(value) is str else value,
    )
