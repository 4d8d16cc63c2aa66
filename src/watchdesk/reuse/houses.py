"""Which names are one house: outlets, agencies, their owners and the owners of those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from watchdesk.records import OriginKind, Source
from watchdesk.reuse.agencies import Agency, agency_of
from watchdesk.reuse.relate import name_key


class House(NamedTuple):
    """An outlet or agency with the one it belongs to in the end."""

    key: str
    """What two names of one house share."""
    name: str
    """As it is shown."""
    kind: OriginKind
    """Agency or outlet."""
    owners: tuple[str, ...] = ()
    """Its owner, the owner of that, and so on, as the watch's sources tell it."""

    @property
    def belongs(self) -> str:
        """``; Tide belongs to Coast Media``, or nothing."""
        if not self.owners:
            return ""
        return f"; {self.name} belongs to {', which belongs to '.join(self.owners)}"


def outlet_key(name: str) -> str:
    """The name of an outlet folded, without a leading article."""
    return (name_key(name) or name).removeprefix("the ")


@dataclass(frozen=True, eq=False)
class Houses:
    """The outlets a desk knows by all their names, and the agencies."""

    sources: tuple[Source, ...] = ()
    """The ``[[source]]`` tables of a watch."""
    _found: dict[str, House] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> dict[str, Source]:
        names = [(name, s) for s in self.sources for name in (s.outlet, *s.aliases, *s.domains)]
        return {outlet_key(name): source for name, source in names}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Folded names and aliases of the sources, to the name each is shown by."""
        names = [(name, s) for s in self.sources for name in (s.outlet, *s.aliases)]
        return {outlet_key(name): source.outlet for name, source in names}

    def source(self, name: str) -> Source | None:
        """The source that goes by this name, or ``None``."""
        return self._by_name.get(outlet_key(name))

    def is_outlet(self, name: str) -> bool:
        """Whether a name in a text can only be that of an agency or of a source."""
        return self.source(name) is not None or agency_of(name, tagged=False) is not None

    def of(self, name: str) -> House:
        """The house an outlet's or agency's name stands for. Owners that own each other in a
        circle are one house."""
        if name not in self._found:
            self._found[name] = self._house(name)
        return self._found[name]

    def _house(self, name: str) -> House:
        steps = list(self._steps(name))
        shown, wire = steps[0]
        keys = [outlet_key(step) for step, _ in steps]
        end = keys[-1]
        if keys.count(end) > 1:
            end = min(keys[keys.index(end) :])
            steps.pop()
        kind = OriginKind.AGENCY if wire and wire.is_agency else OriginKind.OUTLET
        return House(end, shown, kind, tuple(step for step, _ in steps[1:]))

    def _steps(self, name: str) -> Iterator[tuple[str, Agency | None]]:
        """The name as it is shown, its owner, and so on; the last again where they go round."""
        seen: set[str] = set()
        while True:
            wire = agency_of(name)
            source = self.source(name) or (self.source(wire.name) if wire else None)
            shown = source.outlet if source else wire.name if wire else name
            yield shown, wire
            owner = source.owner if source else None
            if not owner or outlet_key(shown) in seen or outlet_key(owner) == outlet_key(shown):
                return
            seen.add(outlet_key(shown))
            name = owner
