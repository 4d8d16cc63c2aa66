"""Answers of tools as a short text, for assistants that are shown nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from watchdesk.answers.about_desk import About
from watchdesk.answers.assisting import AroundWords, FoundSentence
from watchdesk.answers.digest import (
    Answer,
    ChangeDigest,
    ClaimDigest,
    ClaimEvidence,
    ContradictionDigest,
    PositionDigest,
    Quoted,
)
from watchdesk.answers.digest_brief import BriefDigest, Point
from watchdesk.answers.digest_days import EntryDigest, TimelineDigest

MOST = 6_000
"""Bytes of a text."""


def text_of(answer: BaseModel) -> str:
    """An answer in lines; what does not fit is left to the structured answer, and said so."""
    lines: list[str] = []
    size = 0
    every = list(_lines(answer))
    for number, line in enumerate(every):
        size += len(line.encode()) + 1
        if size > MOST:
            lines.append(f"… {len(every) - number} more lines in the structured answer.")
            break
        lines.append(line)
    return "\n".join(lines)


def _lines(answer: BaseModel) -> Iterator[str]:
    match answer:
        case Answer():
            yield answer.note
            if answer.near:
                yield "Near: " + ", ".join(f"{one.name} ({one.entity})" for one in answer.near)
            for item in answer.items:
                yield from _item(item)
        case ClaimEvidence():
            yield from _claim(answer)
        case BriefDigest():
            yield f"{answer.period}: {answer.articles} articles. {answer.note}"
            for section in answer.sections:
                yield f"## {section.title}{f' ({section.note})' if section.note else ''}"
                yield from (_point(point) for point in section.points)
        case TimelineDigest():
            yield f"{answer.period}: {answer.note}"
            for day in answer.days:
                yield f"## {day.day} ({len(day.entries)} of {day.total})"
                yield from (_entry(one) for one in day.entries)
            if answer.unsure:
                yield "## Day not certain"
                yield from (f"{_entry(one)} ({one.said})" for one in answer.unsure)
        case AroundWords():
            yield f"{answer.id} ({answer.kind})"
            if answer.words:
                yield f"{answer.before}[{_quote(answer.words)}]{answer.after}"
        case About():
            articles = answer.counts.get("article", 0)
            yield f"{answer.name}: {articles} articles, newest {answer.newest}"
            yield "Issues: " + ("; ".join(answer.issues) or "none are named in watch.toml")


def _item(item: BaseModel) -> Iterator[str]:
    match item:
        case FoundSentence():
            who = f" {', '.join(item.speakers)}:" if item.speakers else ""
            yield f"-{who} {_quote(item.words)}"
        case ClaimDigest():
            yield f"- {_digest(item)}"
        case ContradictionDigest():
            yield f"- {item.id} ({item.kind}): {item.why}"
            for side in item.sides:
                who, on = side.by or "not named", side.on or "day not known"
                yield f"  {who} ({on}): {_quote(side.words)}"
        case PositionDigest():
            held = f"since {item.since}" + (f" until {item.until}" if item.until else "")
            yield f"- {item.id} {item.name} on {item.issue}: {item.stance} {held}"
            if item.words:
                yield f"  {_quote(item.words)}"
        case ChangeDigest():
            moved = " → ".join(filter(None, (item.before, item.after)))
            about = " · ".join(filter(None, (item.who, moved, item.about)))
            yield f"- {item.on} {item.kind} {item.record}: {about}"
            yield from (f"  {_quote(one)}" for one in item.words)


def _claim(answer: ClaimEvidence) -> Iterator[str]:
    yield _digest(answer.claim)
    yield f"Tellings ({len(answer.tellings)} of {answer.tellings_total}):"
    for telling in answer.tellings:
        chain = " › ".join(telling.told_by) or "the article itself"
        yield f"- {chain} [{telling.verification.value}]: {_quote(telling.words)}"
    roots = ", ".join(f"{one.name or 'not named'} ({one.kind})" for one in answer.origins)
    yield f"Origins: {roots or 'none known'}"
    for step in answer.steps:
        yield f"- {step.on} {step.kind}: {step.standing.value} {step.address}"
    for one in answer.contradictions:
        yield from _item(one)
    yield answer.note


def _digest(one: ClaimDigest) -> str:
    chain = " › ".join(one.told_by) or "the article itself"
    return (
        f"{one.id} [{one.standing.value}; {one.origins} origins, {one.articles} articles; "
        f"credibility {one.credibility}] {chain}: {_quote(one.gist)}"
    )


def _point(point: Point) -> str:
    marks = " ".join(point.addresses)
    return f"- {point.text} [{point.verification.value}] {marks}"


def _entry(one: EntryDigest) -> str:
    moved = " → ".join(filter(None, (one.before, one.after)))
    told = " · ".join(filter(None, (one.who, moved, one.about)))
    return f"- {one.kind} {one.record} {told}: {_quote(one.words) if one.words else ''}"


def _quote(words: Quoted) -> str:
    outlet = words.outlet or "outlet not named"
    return f"“{words.quote}” ({outlet}, {words.published}; {words.address})"
