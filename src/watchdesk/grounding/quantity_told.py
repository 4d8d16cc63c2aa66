"""Who counts: the attribution an amount is told inside of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from watchdesk.records import Attribution, Quantity, Span


def told_by(
    quantities: Sequence[Quantity], attributions: Sequence[Attribution]
) -> tuple[Quantity, ...]:
    """The amounts with the innermost attribution each is told inside of."""
    inner = Tellers(attributions)
    return tuple(
        one.model_copy(update={"attribution": teller}) if (teller := inner.at(one.span)) else one
        for one in quantities
    )


class Tellers:
    """Who tells a place of the text, from the contents of attributions."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        pairs = [(span, a.id) for a in attributions for span in a.content]
        self._contents = sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end, pair[1]))
        self._starts = [span.start for span, _ in self._contents]
        self._reach: list[int] = []
        for span, _ in self._contents:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def at(self, span: Span) -> str | None:
        """Id of the attribution with the shortest content around a span."""
        found: tuple[int, str] | None = None
        for index in range(bisect_right(self._starts, span.start) - 1, -1, -1):
            if self._reach[index] < span.end:
                break
            content, teller = self._contents[index]
            if content.contains(span) and (found is None or content.length < found[0]):
                found = content.length, teller
        return found[1] if found else None
