"""What is said to be coming: what is due on which day, on what words, and what has passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from watchdesk.brief.bullets import Desk, Draft, quoted, sentence_at
from watchdesk.brief.material import Material
from watchdesk.brief.select import content_words
from watchdesk.brief.speakers import named_elsewhere, one_line, speaker, tellers, with_referents
from watchdesk.brief.wording import day, days
from watchdesk.records import Address, Expectation, ExpectationKind, ExpectationStatus, Interval

_LONG_TIME = 10
"""Words of a time expression that are printed in full."""
_NO_DAY = 400
"""Days; a span as wide as that tells no day by which something is due."""
_SOON = timedelta(days=3)
"""Days after it was told within which a span is said by its end."""
_KIND = {
    ExpectationKind.PROMISED: "Promised",
    ExpectationKind.THREATENED: "Threatened",
    ExpectationKind.FORECAST: "Forecast",
}


def coming(material: Material) -> list[Expectation]:
    """What is open after the period, each announcement once: first what has passed unreported,
    then by the day it is due, last what has no day."""
    found = [one for one in material.expectations if _is_due(material, one)]
    found.sort(key=_order)
    return list(_distinct(found))


def expectation_address(material: Material, expectation: Expectation) -> Address:
    """The sentence an expectation stands in."""
    return sentence_at(material, expectation.at, expectation.sentence)


def drafts(desk: Desk, found: Sequence[Expectation]) -> Iterator[Draft]:
    """A bullet for each: the sentence, or its telling words where the brief has it already; none
    where these are the whole of it."""
    for expectation in found:
        if not desk.has_told(expectation_address(desk.material, expectation)) or _is_shorter(
            desk.material, expectation
        ):
            yield _draft(desk, expectation)


def told_elsewhere(desk: Desk, found: Sequence[Expectation]) -> dict[Address, str]:
    """When those are due whose whole words the brief has already, by the sentence."""
    places = ((expectation_address(desk.material, one), one) for one in found)
    return {
        at: _note(desk.material, one)
        for at, one in places
        if has_day(one.due) and desk.has_told(at) and not _is_shorter(desk.material, one)
    }


def _is_shorter(material: Material, expectation: Expectation) -> bool:
    """Whether its telling words are less than the sentence."""
    sentence = material.words(expectation_address(material, expectation))
    return len(one_line(material.words(expectation.at)).rstrip(".")) < len(
        one_line(sentence).rstrip(".")
    )


def _draft(desk: Desk, expectation: Expectation) -> Draft:
    material = desk.material
    at = expectation_address(material, expectation)
    name, role = speaker(material, at.article, expectation.by)
    short = one_line(material.words(expectation.at))
    text = quoted(short) if desk.has_told(at) else with_referents(material, at, expectation.by)
    return Draft(
        text=text,
        cited=(at, *named_elsewhere(material, at, expectation.by)),
        told_by=tellers(material, at.article, expectation.by),
        note=_note(material, expectation),
        record=expectation.id,
        speaker=name,
        role=role,
    )


def _note(material: Material, expectation: Expectation) -> str:
    kind = _KIND.get(expectation.kind)
    told = f"{kind}. " if kind else ""
    if not has_day(expectation.due):
        return f"{told}No date is given, or none that can be worked out."
    due = _due(expectation)
    if expectation.due_at is not None:
        text = material.text(expectation.at.article)
        words = _shortened(one_line(expectation.due_at.text_of(text)))
        due += f", worked out from “{words}”"
    passed = " The day has passed; no report of it was found."
    return f"{told}{due}.{passed if _passed(material, expectation) else ''}"


def _passed(material: Material, expectation: Expectation) -> bool:
    last, end = expectation.due.latest, material.period.latest
    return last is not None and end is not None and last <= end


def has_day(due: Interval) -> bool:
    """Whether there is a day by which it is due."""
    low, high = due.earliest, due.latest
    return high is not None and (low is None or (high - low).days < _NO_DAY)


def _due(expectation: Expectation) -> str:
    """``Due 28 August 2024``, or ``Due by 31 December 2024`` for a span that began when told."""
    due, told = expectation.due, expectation.published
    starts_now = (
        due.earliest is not None
        and due.latest is not None
        and told.earliest is not None
        and due.earliest <= told.earliest + _SOON < due.latest
    )
    return f"Due by {day(due.latest)}" if starts_now and due.latest else f"Due {days(due)}"


def _shortened(words: str) -> str:
    """Its first and last words, when the time is told in two places of a long sentence."""
    parts = words.split()
    return words if len(parts) <= _LONG_TIME else f"{' '.join(parts[:3])} … {' '.join(parts[-5:])}"


def _distinct(found: Sequence[Expectation]) -> Iterator[Expectation]:
    """One of those that announce the same thing for the same day in other words."""
    shown: list[tuple[str, set[str]]] = []
    for expectation in found:
        due, words = str(expectation.due.latest), content_words(expectation.what)
        alike = (
            due == other and len(words & told) * 2 >= min(len(words), len(told))
            for other, told in shown
        )
        if not words or not any(alike):
            shown.append((due, words))
            yield expectation


def _is_due(material: Material, expectation: Expectation) -> bool:
    """Open, told by the end of the period, and not due before it began.

    When no day by which it is due is known, it is only shown if it was certainly told in the
    period: it would otherwise stand in every later brief.
    """
    if expectation.status is not ExpectationStatus.OPEN:
        return False
    if not material.is_usable(expectation.at.article):
        return False
    if not has_day(expectation.due):
        return any(material.is_dated(article) for article in expectation.articles)
    told = any(material.may_belong(article) for article in expectation.articles)
    earlier = expectation.published.precedes(material.period)
    return (told or earlier) and not expectation.due.precedes(material.period)


def _order(expectation: Expectation) -> tuple[bool, str, str]:
    due = expectation.due
    return not has_day(due), str(due.latest or due.earliest or "9999"), expectation.id
