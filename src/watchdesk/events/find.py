"""Events: who did what to whom, where the words say so plainly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from watchdesk.events.lexicon import Form, lexicon
from watchdesk.events.modality import is_historical, modality
from watchdesk.events.roles import Clause, Named, acting
from watchdesk.events.triggers import Token, Trigger, triggers
from watchdesk.language.document import Document
from watchdesk.records import (
    Article,
    Attribution,
    Event,
    Mention,
    Modality,
    Place,
    Span,
    Time,
    content_id,
)

_NEAR = 8


@dataclass(frozen=True)
class _Around:
    """What is known of the article, for the sentences to look up."""

    article: Article
    mentions: Sequence[Mention]
    places: Sequence[Place]
    times: Sequence[Time]
    attributions: Sequence[Attribution]


def _tokens(doc: Document, sentence: Span) -> list[Token]:
    out = []
    for span in doc.tokens_in(sentence):
        text = doc.text[span.start : span.end]
        out.append(Token(span.start, span.end, text, text.lower().replace("’", "'")))
    return out


def _named(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Named]:
    """Mentions with the tokens they cover, in order; the longer of two that overlap."""
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    out: list[Named] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        at = bisect_left(starts, mention.start)
        stop = bisect_left(ends, mention.end) + 1
        if at < min(stop, len(tokens)) and not (out and out[-1].stop > at):
            out.append(Named(mention, at, min(stop, len(tokens))))
    return out


def _attribution(contents: Sequence[tuple[Span, str]], trigger: Span) -> str | None:
    """The innermost attribution whose content holds the trigger."""
    holding = [(span.length, name) for span, name in contents if span.contains(trigger)]
    return min(holding)[1] if holding else None


def _distance(span: Span, trigger: Span) -> int:
    if span.overlaps(trigger):
        return 0
    return span.start - trigger.end if span.start >= trigger.end else trigger.start - span.end


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Sorted, without those that lie inside another."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not (out and out[-1].contains(span)):
            out.append(span)
    return out


def _nearest(spans: Sequence[Span], trigger: Span, taken: Container[Span] = ()) -> Span | None:
    """The nearest of sorted spans, of those within a few of the trigger on either side."""
    middle = bisect_left(spans, trigger)
    near = spans[max(0, middle - _NEAR) : middle + _NEAR]
    free = (span for span in near if span not in taken)
    return min(free, key=lambda s: (_distance(s, trigger), s), default=None)


def _roles(
    clause: Clause, trigger: Trigger, told: Modality
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if trigger.noun:
        actors, recipients = clause.doer_of_noun(trigger), clause.after(trigger)
        if trigger.rule.type == "CONSULT" and len(recipients) > 1:
            return (), recipients
    elif trigger.passive:
        actors, recipients = clause.agent(trigger), clause.before(trigger)
    else:
        subject = clause.infinitive_subject(trigger) if told is not Modality.ASSERTED else ()
        actors, recipients = subject or clause.before(trigger), clause.after(trigger)
    return actors, tuple(r for r in recipients if r not in actors)


def _events_of(doc: Document, around: _Around, sentence: Span) -> Iterator[Event]:
    tokens = _tokens(doc, sentence)
    inside = [m for m in around.mentions if sentence.contains(m.span)]
    found = list(triggers(tokens, lexicon())) if inside else []
    if not found:
        return
    by_id = {mention.id: mention.span for mention in inside}
    places = _outermost(p.span for p in around.places if sentence.contains(p.span))
    times = {time.span: time for time in around.times if sentence.contains(time.span)}
    sorted_times = sorted(times)
    contents = [
        (span, each.id)
        for each in around.attributions
        for span in each.content
        if span.overlaps(sentence)
    ]
    clause = Clause(tokens, _named(tokens, inside))
    named = {at for each in clause.named for at in range(each.at, each.stop)}
    for trigger in found:
        span = trigger.span(tokens)
        if trigger.at in named:
            continue
        attribution = _attribution(contents, span)
        told = modality(tokens, trigger, attribution is not None)
        if told is None:
            continue
        actors, recipients = _roles(clause, trigger, told)
        wanted = recipients if trigger.noun else actors or recipients
        if not wanted or (trigger.form is Form.THIRD and not actors):
            continue
        when = _nearest(sorted_times, span)
        if told is Modality.ASSERTED and is_historical(
            times.get(when) if when else None, around.article.published
        ):
            told = Modality.HISTORICAL
        taken = {by_id[actor] for actor in actors}
        yield Event(
            id=content_id("evt", around.article.id, span.start, span.end, trigger.rule.type),
            trigger=span,
            type=trigger.rule.type,
            mode=trigger.modes,
            actors=actors,
            recipients=recipients,
            place=_nearest(places, span, taken),
            time=when,
            modality=told,
            attribution=attribution,
        )


def find_events(  # noqa: PLR0913, PLR0917 — the six things a reading has given so far
    doc: Document,
    article: Article,
    mentions: Sequence[Mention],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
) -> tuple[Event, ...]:
    """Events told in the body of an article, in the order of the text.

    A trigger of the lexicon counts where a name that can act stands as its doer or receiver in
    the same clause; types and modes are PLOVER's. Place and time are the nearest of the same
    sentence. What only a headline says is not an event.
    """
    around = _Around(article, acting(mentions, places), places, times, attributions)
    told = [part.span for part in article.parts if part.kind.is_told]
    out: list[Event] = []
    for sentence in doc.sentences:
        if any(part.contains(sentence) for part in told):
            out.extend(_events_of(doc, around, sentence))
    return tuple(out)
