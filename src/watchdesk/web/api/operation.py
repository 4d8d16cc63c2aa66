"""An operation of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pydantic import BaseModel
from starlette.responses import Response


class Operation(NamedTuple):
    """What is done at a path."""

    path: str
    """Below ``/api/v1``."""
    run: Callable[..., Response]
    """Does it; its name is the operation's id, its docstring the description."""
    gives: type[BaseModel]
    """What it answers with."""
    tag: str
    """Under which heading it is listed."""
