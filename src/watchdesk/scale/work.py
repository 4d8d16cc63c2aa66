"""What is done elsewhere: a batch of captures goes in, what each of them gives comes out.

Both are JSON, a capture to an item, so that they can go through a pipe, in a column of Arrow or
into a file. Reading is a pure function of one capture, the day and the desk's own words and actors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from watchdesk import language, pipeline
from watchdesk.errors import ModelError
from watchdesk.records import ActorAlias, Capture, CueWord, Reading, Refusal, Watch

DIED = (
    "the process that read it died, twice (it may have run out of memory)",
    "Read it alone with `--executor process`; if that dies too, report it with the text",
)
"""Reason and cure where a capture kills whoever reads it."""
Result = tuple[Reading, ...] | Refusal
"""What one capture gives, or why it gives nothing."""


class Order(NamedTuple):
    """How captures are to be read; the same for all of an ingest."""

    today: date
    """The day of reading."""
    cues: tuple[CueWord, ...] = ()
    """The desk's own words that tell that something was said."""
    actors: tuple[ActorAlias, ...] = ()
    """The actors it knows."""

    @classmethod
    def of(cls, watch: Watch, today: date) -> Order:
        """What the settings of a desk ask for."""
        return cls(today, watch.cue, watch.actor)

    @property
    def software(self) -> str:
        """What reads so, for ledgers to keep."""
        return pipeline.software(self.cues, self.actors)

    def own(self) -> pipeline.Own:
        """The tables of these settings."""
        return pipeline.Own.of(Watch(cue=self.cues, actor=self.actors))


class Reader:
    """Reads batches; made once in each process, as opening the model takes a second."""

    def __init__(self, order: Order) -> None:
        """Open the model. Raises ``ModelError`` when it cannot be used, or when this is another
        version than the one that asks."""
        language.shipped_engine()
        self._own = order.own()
        self._today = order.today

    def read(self, batch: Sequence[bytes]) -> list[bytes]:
        """What each packed capture gives, packed."""
        return [self._one(Capture.model_validate_json(packed)) for packed in batch]

    def _one(self, capture: Capture) -> bytes:
        return pack_result(pipeline.read_or_refuse(capture, self._today, own=self._own))


def same_version(asked: str, here: str) -> None:
    """Raise ``ModelError`` W404 when a worker is not of the version that asks it."""
    if asked != here:
        raise ModelError(
            "W404",
            "a worker",
            f"runs another version of Watchdesk or its models ({here}, asked for {asked})",
            "Install the same version on every machine, and start the workers anew",
        )


def pack(capture: Capture) -> bytes:
    """A capture on its way."""
    return capture.model_dump_json().encode("utf-8", "surrogatepass")


def pack_result(result: Result) -> bytes:
    """What a capture gave, on its way back, without the text that is there already."""
    if isinstance(result, Refusal):
        return to_json({"refusal": result})
    return to_json({"readings": [one.without_text() for one in result]})


_READINGS = TypeAdapter(tuple[Reading, ...])


def unpack_result(packed: bytes, capture: Capture) -> Result:
    """What a capture gave, with its text again."""
    told = from_json(packed)
    if "refusal" in told:
        return Refusal.model_validate(told["refusal"])
    found = _READINGS.validate_json(to_json(told["readings"]))
    return tuple(one.model_copy(update={"capture": capture}) for one in found)


def batches(captures: Iterable[Capture], most: int, characters: int) -> Iterable[list[Capture]]:
    """Captures in batches of about the same work, in their order."""
    batch: list[Capture] = []
    size = 0
    for capture in captures:
        batch.append(capture)
        size += len(capture.text)
        if len(batch) >= most or size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
