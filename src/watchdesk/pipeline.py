"""The order of the steps, nothing else. Reading one capture needs no other capture."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from watchdesk import __version__, attribution, cleaning, events, grounding, intake, language
from watchdesk.errors import InputRefused, ModelError
from watchdesk.language.models import shipped, version_of
from watchdesk.records import (
    ActorAlias,
    Article,
    Capture,
    CueWord,
    Fetch,
    Gap,
    Published,
    Reading,
    Refusal,
    Watch,
)

READING_VERSION = "8"
"""Raised when a step reads differently, so that ledgers know which captures to read again."""


def software(words: Sequence[CueWord] = (), actors: Sequence[ActorAlias] = ()) -> str:
    """What reads: the release, the rules' version and the model's, for ledgers to keep.

    With a desk's own cue words or actors, a digest of them as well: others read differently.
    """
    name = f"{__version__}/{READING_VERSION}/{version_of(shipped())}"
    if words:
        name += f"/cues-{attribution.digest(words)}"
    return f"{name}/actors-{grounding.digest(actors)}" if actors else name


class Own(NamedTuple):
    """What a desk adds to the tables that ship; nothing by default."""

    cues: attribution.Cues | None = None
    """The words that tell who said something, those that ship among them."""
    aliases: grounding.Aliases | None = None
    """The actors it knows."""

    @classmethod
    def of(cls, watch: Watch) -> Own:
        """The words and actors of a desk's settings."""
        return cls(
            attribution.cues_with(watch.cue) if watch.cue else None,
            grounding.Aliases(watch.actor) if watch.actor else None,
        )


SHIPPED = Own()
"""Only what ships."""


def read_article(
    capture: Capture,
    article: Article,
    today: date | None = None,
    *,
    own: Own = SHIPPED,
) -> Reading:
    """Take one article apart. Pure: the same arguments give the same reading.

    ``today`` is the day of reading. Nothing was published after it, which settles the year of a
    "Tuesday, August 6" when only one such year is past; it never is a bound by itself. ``own`` are
    a desk's own words and actors.
    """
    regions = [part.span for part in article.parts if part.kind.is_read]
    doc = language.parse(capture.text, regions)
    timexes = grounding.find_times(doc)
    published = _published(capture, article, doc, timexes, today)
    article = article.model_copy(update={"published": published})
    times = grounding.resolve_times(timexes, published.interval, doc)
    places = grounding.find_places(doc)
    quantities = grounding.find_quantities(doc, times)
    mentions = grounding.find_actors(doc, article.id, published.interval, own.aliases)
    dated = tuple(time for time in times if time.tells_when)
    attributions = attribution.attribute(doc, article, mentions, dated, own.cues)
    quantities = grounding.told_by(quantities, attributions)
    casualties = grounding.find_casualties(doc, quantities, article.id, attributions)
    unread = doc.syntax.unread
    found = events.find_events(doc, article, mentions, places, dated, attributions, casualties)
    stands = events.find_stands(doc, article, mentions, places, dated, attributions)
    return Reading(
        capture=capture,
        article=article,
        sentences=doc.sentences,
        mentions=mentions,
        times=times,
        places=places,
        quantities=quantities,
        casualties=casualties,
        attributions=attributions,
        events=found,
        stands=stands,
        gaps=tuple(Gap(start=u.span.start, end=u.span.end, reason=u.reason) for u in unread),
    )


def _published(
    capture: Capture,
    article: Article,
    doc: language.Document,
    timexes: tuple[grounding.Timex, ...],
    today: date | None,
) -> Published:
    taken = capture.captured_at.date() if capture.captured_at else None
    return grounding.infer_published(article, doc, timexes, captured=taken, today=today)


def read_capture(
    capture: Capture,
    today: date | None = None,
    *,
    recurring: frozenset[str] = frozenset(),
    own: Own = SHIPPED,
) -> Iterator[Reading]:
    """The articles of one capture, the main one first.

    ``recurring`` are the keys of lines that a ledger knows from other pages of the same site,
    ``own`` a desk's own words and actors.
    """
    for article in cleaning.articles(capture, recurring=recurring):
        yield read_article(capture, article, today, own=own)


def read_or_refuse(
    capture: Capture,
    today: date | None = None,
    *,
    recurring: frozenset[str] = frozenset(),
    own: Own = SHIPPED,
) -> tuple[Reading, ...] | Refusal:
    """The readings of one capture, or why it could not be taken apart.

    A text that trips a rule of ours must not stop the thousand behind it.
    """
    try:
        return tuple(read_capture(capture, today, recurring=recurring, own=own))
    except ModelError:
        raise  # no fault of the text: no other text could be read either
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Refusal(
            uri=capture.uri,
            code="W123",
            reason=f"the text could not be taken apart ({type(error).__name__} at {where})",
            cure="This is a fault of Watchdesk; please report it with the text",
        )


Reads = Callable[
    [Iterable[intake.Item]], Iterator[tuple[intake.Item, tuple[Reading, ...] | Refusal | None]]
]
"""Reads the captures among some items, somewhere: the items in their order, with what each gave."""


def here(
    items: Iterable[intake.Item],
) -> Iterator[tuple[intake.Item, tuple[Reading, ...] | Refusal | None]]:
    """Read in this process, as of today."""
    for item in items:
        yield item, read_or_refuse(item, date.today()) if isinstance(item, Capture) else None


def doubts(readings: Sequence[Reading]) -> Iterator[str]:
    """A line each to tell a user what of a capture is read on a guess, or not in full."""
    if not readings:
        return
    capture = readings[0].capture
    yield from intake.doubts(capture)
    gaps = sorted((gap for reading in readings for gap in reading.gaps), key=lambda gap: gap.start)
    if gaps:
        what = "1 stretch was" if len(gaps) == 1 else f"{len(gaps)} stretches were"
        first = gaps[0]
        yield (
            f"{capture.uri}: {what} not analysed as the rest, the first at characters "
            f"{first.start} to {first.end}: {first.reason}"
        )


def read(
    paths: Iterable[str | Path],
    refused: Callable[[Refusal], None] | None = None,
    *,
    context: intake.Context | None = None,
    looked: Callable[[Fetch], None] | None = None,
    reads: Reads = here,
) -> Iterator[Reading]:
    """Take files, or all readable files of folders, apart; one reading per article.

    What cannot be read is passed to ``refused`` and the others go on; without ``refused`` the
    first refusal raises ``InputRefused``. ``context`` sets limits, names of columns, and how
    addresses are fetched; ``looked`` is told how each feed and address is doing; ``reads`` is who
    reads. Raises ``ModelError`` when the model that ships cannot be used.
    """
    language.shipped_engine()  # nothing can be read without it: say so before looking anywhere
    for item, found in reads(intake.read(paths, context or intake.Context())):
        if isinstance(item, Fetch):
            if looked is not None:
                looked(item)
            continue
        taken = item if isinstance(item, Refusal) else found or ()
        if not isinstance(taken, Refusal):
            yield from taken
        elif refused is not None:
            refused(taken)
        else:
            raise InputRefused(taken.code, taken.uri, taken.reason, taken.cure)
