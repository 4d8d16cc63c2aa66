"""Spans to times, places, quantities and actors."""

from watchdesk.grounding.actor import best_mention, find_actors
from watchdesk.grounding.actor_aliases import Aliases, complaints, digest
from watchdesk.grounding.actor_outlets import is_outlet
from watchdesk.grounding.casualties import find_casualties
from watchdesk.grounding.gazetteer import lookup, notable
from watchdesk.grounding.place import find_places
from watchdesk.grounding.published import infer_published
from watchdesk.grounding.quantity import find_quantities
from watchdesk.grounding.quantity_told import told_by
from watchdesk.grounding.time_find import find_times
from watchdesk.grounding.time_model import Timex
from watchdesk.grounding.time_resolve import resolve_times

__all__ = [
    "Aliases",
    "Timex",
    "best_mention",
    "complaints",
    "digest",
    "find_actors",
    "find_casualties",
    "find_places",
    "find_quantities",
    "find_times",
    "infer_published",
    "is_outlet",
    "lookup",
    "notable",
    "resolve_times",
    "told_by",
]
