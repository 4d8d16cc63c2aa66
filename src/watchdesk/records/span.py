"""Where words stand: half-open ranges of Unicode code points in a captured text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import core_schema


class _Pair(NamedTuple):
    start: int
    end: int


class Span(_Pair):
    """A half-open range ``[start, end)`` of code points; serialised as ``[start, end]``.

    Raises ``ValueError`` when ``start`` is negative or ``end`` lies before ``start``.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:
        """Check the bounds, then make the pair."""
        if start < 0 or end < start:
            raise ValueError(f"not a span: [{start}, {end}]")
        return super().__new__(cls, start, end)

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def contains(self, other: Span | int) -> bool:
        """Whether a span lies wholly inside, or the code point at an offset is covered."""
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return max(self.start, other.start) < min(self.end, other.end)

    def shift(self, by: int) -> Span:
        """The same length, moved by a number of code points."""
        return Span(self.start + by, self.end + by)

    def hull(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def text_of(self, text: str) -> str:
        """The words themselves. Raises ``ValueError`` when the text ends before the span does."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}] runs past the text ({len(text)})")
        return text[self.start : self.end]

    def trim(self, text: str) -> Span:
        """Without the white space at both ends; empty at the start when nothing is left."""
        words = self.text_of(text)
        left = len(words) - len(words.lstrip())
        return Span(self.start + left, max(self.start + left, self.start + len(words.rstrip())))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validate from a pair of integers, serialise as a list of two."""
        pair = core_schema.tuple_schema(
            [core_schema.int_schema(ge=0), core_schema.int_schema(ge=0)]
        )
        return core_schema.no_info_after_validator_function(
            lambda value: cls(*value),
            pair,
            serialization=core_schema.plain_serializer_function_ser_schema(
                list,
                return_schema=core_schema.list_schema(
                    core_schema.int_schema(ge=0), min_length=2, max_length=2
                ),
            ),
        )


class Frozen(BaseModel):
    """Base of all records: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Spanned(Frozen):
    """A record that stands at one place in the captured text."""

    start: int
    """First code point, counted from 0 in ``capture.text``."""
    end: int
    """One past the last code point."""

    @model_validator(mode="after")
    def _ordered(self) -> Spanned:
        Span(self.start, self.end)
        return self

    @property
    def span(self) -> Span:
        """The two offsets as one value."""
        return Span(self.start, self.end)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, with overlapping and touching spans made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = out[-1].hull(span)
        else:
            out.append(span)
    return tuple(out)
