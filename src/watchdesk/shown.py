"""Records as plain text, for ``watchdesk show`` and ``watchdesk search``."""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk import shown_ledger, shown_reuse
from watchdesk.brief import days, safe
from watchdesk.lookup import Shown
from watchdesk.records import (
    Address,
    Attribution,
    Capture,
    Event,
    Family,
    Mention,
    Origin,
    Reading,
    Span,
)
from watchdesk.shown_lines import article_line, chain_line, safe_lines
from watchdesk.store import Hit

_CONTEXT = 200
_OPEN, _CLOSE = "⟦", "⟧"
"""Put around the words asked for."""


def hit(found: Hit) -> str:
    """A search result in three lines: words, where they are from, address."""
    title = f"“{found.title}”" if found.title else "no headline"
    return "\n".join(
        (
            safe(" ".join(found.words.split())),
            f"  {safe(found.outlet or 'outlet not named')}, {safe(title)}, {days(found.published)}",
            f"  {found.at.fragment}",
        )
    )


def text_of(shown: Shown) -> str:
    """What an id leads to, as lines of text; records without a form of their own as JSON."""
    texts = {
        reading.capture.id: reading.capture.text
        for reading in shown.readings
        if isinstance(reading.capture, Capture)
    }
    record = shown.record
    if isinstance(record, Capture):
        return _capture(record, shown.span, shown.readings)
    if isinstance(record, (Family, Origin)) and shown.material is not None:
        ledger = shown_reuse.Ledger(shown.material, shown.relations)
        if isinstance(record, Family):
            return "\n".join(shown_reuse.family_lines(record, ledger))
        return "\n".join(shown_reuse.origin_lines(record, ledger))
    lines = shown_ledger.lines_of(record, shown_ledger.Cited.of(shown.readings))
    if lines is not None:
        return "\n".join(lines)
    if isinstance(record, Attribution):
        return "\n".join(_attribution(record, next(iter(texts.values()))))
    if isinstance(record, Reading):
        return "\n".join(_article(record))
    if isinstance(record, Mention):
        return "\n".join(_mention(record, shown.readings[0]))
    if isinstance(record, Event):
        return "\n".join(_event(record, shown.readings[0]))
    return record.model_dump_json(indent=2)


def _capture(capture: Capture, span: Span | None, readings: tuple[Reading, ...]) -> str:
    head = [
        f"{capture.id}  {capture.media_type}, {capture.encoding}",
        f"  from {safe(capture.uri)}",
        f"  captured {capture.captured_at or 'at an unknown time'}",
        *(f"  holds {line}" for reading in readings for line in (article_line(reading),)),
        "",
    ]
    if span is None:
        return "\n".join([*head, safe_lines(capture.text)])
    return "\n".join([*head, in_context(capture.text, span)])


def in_context(text: str, span: Span) -> str:
    """The words at a span between brackets, with what stands around them."""
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    return safe_lines(f"{before}{_OPEN}{span.text_of(text)}{_CLOSE}{after}")


def _article(reading: Reading) -> Iterator[str]:
    yield article_line(reading)
    yield f"  in {reading.capture.id} from {safe(reading.capture.uri)}"
    if not isinstance(reading.capture, Capture):
        return
    text = reading.capture.text
    yield ""
    for part in reading.article.parts:
        yield f"{part.kind.value:>10}  {safe_lines(part.span.text_of(text))}"
        yield f"{'':>10}  ({part.reason})"
    yield ""
    for item in reading.attributions:
        yield from _attribution(item, text)


def _attribution(item: Attribution, text: str) -> Iterator[str]:
    yield f"{item.id}  {chain_line(item.chain)}"
    yield f"  {item.speech.value} {item.act.value}, {item.verification.value}"
    for label, span in (("source", item.source), ("cue", item.cue)):
        if span is not None:
            yield f"  {label}: {safe(' '.join(span.text_of(text).split()))}"
    for span in item.content:
        yield f"  content: {safe(' '.join(span.text_of(text).split()))}"


def _mention(item: Mention, reading: Reading) -> Iterator[str]:
    entity = item.entity
    if entity is None:
        yield f"{item.id}  {item.kind.value}: not known who or what"
    else:
        beside = ", ".join(filter(None, (entity.role, entity.country)))
        yield f"{item.id}  {item.kind.value}: {safe(entity.name)}"
        yield f"  {entity.id}{safe(f', {beside}' if beside else '')}"
    yield f"  {article_line(reading)}"
    yield f"  {_around(reading, item.span)}"


def _event(item: Event, reading: Reading) -> Iterator[str]:
    mode = f" ({', '.join(item.mode)})" if item.mode else ""
    yield f"{item.id}  {item.type}{mode}, {item.modality.value}"
    by_id = {mention.id: mention for mention in reading.mentions}
    for label, ids in (("by", item.actors), ("to", item.recipients)):
        for mention in (by_id[one] for one in ids if one in by_id):
            name = mention.entity.name if mention.entity else mention.kind.value
            yield f"  {label} {safe(name)} ({mention.id})"
    if item.attribution:
        yield f"  told in {item.attribution}"
    yield f"  {article_line(reading)}"
    yield f"  {_around(reading, item.trigger)}"


def _around(reading: Reading, span: Span) -> str:
    """The sentence a span stands in, with the span between brackets, and its address."""
    if not isinstance(reading.capture, Capture):
        return ""
    text = reading.capture.text
    whole = next((s for s in reading.sentences if s.contains(span)), span)
    words = f"{text[whole.start : span.start]}{_OPEN}{span.text_of(text)}{_CLOSE}"
    at = Address(capture=reading.capture.id, article=reading.article.id, span=span)
    return f"{safe(' '.join((words + text[span.end : whole.end]).split()))} {at.fragment}"
