"""Events: who did what to whom, where the words say so plainly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchdesk.events.lexicon import Form, lexicon
from watchdesk.events.modality import is_historical, modality
from watchdesk.events.roles import Clause, acting
from watchdesk.events.sentence import Around, Surroundings
from watchdesk.events.triggers import Token, Trigger, tokens_of, triggers
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


def _roles(
    clause: Clause, trigger: Trigger, told: Modality
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of those who act and of those it is done to."""
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


def _event(
    tokens: Sequence[Token], clause: Clause, around: Surroundings, trigger: Trigger
) -> Event | None:
    span = trigger.span(tokens)
    attribution = around.attribution(span)
    told = modality(tokens, trigger, attribution is not None)
    if told is None:
        return None
    actors, recipients = _roles(clause, trigger, told)
    wanted = recipients if trigger.noun else actors or recipients
    if not wanted or (trigger.form is Form.THIRD and not actors):
        return None
    when = around.time(span)
    if told is Modality.ASSERTED and is_historical(when, around.article.published):
        told = Modality.HISTORICAL
    return Event(
        id=content_id("evt", around.article.id, span.start, span.end, trigger.rule.type),
        trigger=span,
        type=trigger.rule.type,
        mode=trigger.modes,
        actors=actors,
        recipients=recipients,
        place=around.place(span, trigger.rule.type, actors, recipients),
        time=when.span if when else None,
        modality=told,
        attribution=attribution,
    )


def _events_of(doc: Document, around: Around, sentence: Span) -> Iterator[Event]:
    mentions = around.mentions_in(sentence)
    if not mentions:
        return
    tokens = tokens_of(doc, sentence)
    found = list(triggers(tokens, lexicon()))
    if not found:
        return
    clause = Clause.of(tokens, mentions)
    view = around.of_sentence(sentence, mentions, tokens)
    for trigger in found:
        if not clause.names(trigger.at):
            event = _event(tokens, clause, view, trigger)
            if event is not None:
                yield event


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
    the same clause; types and modes are PLOVER's. The place is the nearest of the sentence that a
    word like "in" leads to, or who was struck; the time is the nearest of the sentence. What only
    a headline says is not an event.
    """
    around = Around(article, acting(mentions, places), places, times, attributions)
    told = [part.span for part in article.parts if part.kind.is_told]
    out: list[Event] = []
    for sentence in doc.sentences:
        if any(part.contains(sentence) for part in told):
            out.extend(_events_of(doc, around, sentence))
    return tuple(out)
