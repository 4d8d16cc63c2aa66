"""What the finders hand on: an attribution in words, before chains, times and ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from watchdesk.attribution.cues import Cue
from watchdesk.language.listed import Range
from watchdesk.records import Act, Verification


@dataclass(slots=True, eq=False)
class Found:
    """One attribution as the words give it. All ranges count words of the article's syntax."""

    kind: str
    """What found it: verb, quotation, accord, noun, adjective, adverb, passive, silence, label,
    tags, or bare for a quotation nobody is named for."""
    head: int
    """The word the cue is built on; -1 for a bare quotation."""
    source: Range | None
    cue: Range | None
    content: list[Range]
    """In order; may be empty for a silence."""
    act: Act
    entry: Cue | None = None
    """The entry of the cue table it was found by."""
    verification: Verification = Verification.UNMARKED
    adjuncts: list[Range] = field(default_factory=list)
    """Stretches beside the cue that tell when, where and to whom."""
    shares: Found | None = None
    """The attribution whose source this one takes over ("…, adding that")."""
    parent: Found | None = None
    """The attribution in whose content this one is told."""

    @property
    def start(self) -> int:
        """First word of source, cue and content."""
        return min(r.start for r in (self.source, self.cue, *self.content) if r)

    @property
    def end(self) -> int:
        """After the last word of source, cue and content."""
        return max(r.end for r in (self.source, self.cue, *self.content) if r)
