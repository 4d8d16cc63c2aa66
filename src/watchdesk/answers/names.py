"""What those are called who are known by an entity id."""

from __future__ import annotations

from collections.abc import Iterable

from watchdesk.language.lexicon import country_names
from watchdesk.store import View


def names(view: View, entities: Iterable[str]) -> dict[str, str]:
    """What some are called, by their entity ids: a country by its usual name, others as the
    articles name them most often, whoever an analyst renamed by that name."""
    wanted = list(dict.fromkeys(entities))
    told, ruled = view.names_of(wanted), view.renamed()
    return {one: ruled.get(one) or _name(one, told.get(one, ())) for one in wanted}


def _name(entity: str, told: tuple[str, ...]) -> str:
    kind, _, rest = entity.partition(":")
    if kind == "country" and rest in country_names():
        return country_names()[rest]
    if told:
        return told[0]
    return rest.replace("-", " ").title() or entity
