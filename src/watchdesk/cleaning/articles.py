"""From a capture to its articles: label every line, cut out other stories, read the head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.cleaning.appeals import appeal_score
from watchdesk.cleaning.cards import label_cards
from watchdesk.cleaning.dates import (
    find_published,
    find_story_published,
    is_age_line,
    is_date_line,
)
from watchdesk.cleaning.declared import label_declared
from watchdesk.cleaning.entries import label_entries
from watchdesk.cleaning.head import Labels, find_declared, find_title, label_head, label_story
from watchdesk.cleaning.labels import Label, dateline_end, is_byline, is_dateline, label_alone
from watchdesk.cleaning.lines import Line, read_lines
from watchdesk.cleaning.masthead import find_outlet, find_series, guess_language, read_authors
from watchdesk.cleaning.page import asks
from watchdesk.cleaning.pictures import shows
from watchdesk.cleaning.recurring import label_recurring
from watchdesk.cleaning.repeats import find_repeats
from watchdesk.cleaning.rest import label_rest
from watchdesk.cleaning.split import Layout, is_dirty, lay_out
from watchdesk.cleaning.story import Story
from watchdesk.records import (
    Article,
    Capture,
    Part,
    PartKind,
    Role,
    Span,
    content_id,
)

_APPEAL, _WEAK_APPEAL = 3, 2
_ONE_BY_ONE = frozenset(
    {PartKind.TITLE, PartKind.DECK, PartKind.BODY, PartKind.SUBHEADING, PartKind.DATELINE}
)
_APART = frozenset({PartKind.RELATED, PartKind.BYLINE, PartKind.SECTION, PartKind.CAPTION})


def articles(capture: Capture, *, recurring: frozenset[str] = frozenset()) -> tuple[Article, ...]:
    """The articles of a capture, the main one first, then teasers and other stories in text order.

    ``recurring`` are the keys (see ``line_keys``) of lines known to stand on several other pages of
    the same site; such a line is website furniture unless it is the headline of this page.

    The parts of the main article label every line that is not blank, never overlap, and carry a
    reason each; another story stands in it as one part, and again as an article of its own whose
    parts lie inside that part. A capture without words gives a main article without parts.
    """
    lines = read_lines(capture.text)
    labels = _alone(lines)
    declared = find_declared(lines, labels, capture.declared.title)
    label_declared(lines, labels, capture.declared, declared)
    label_recurring(lines, labels, recurring)
    _label_repeats(lines, labels)
    _label_captions(lines, labels)
    dirty = is_dirty(lines, labels)
    live = label_entries(lines, labels) if dirty else range(0)
    if dirty:
        label_cards(lines, labels)
    layout = lay_out(lines, labels, dirty, live)
    head = range(layout.first)
    stories = layout.stories
    inside = {i for story in stories for i in range(story.first, story.last + 1)}
    body = [i for i in range(layout.first, layout.last + 1) if i not in inside]
    above = _above(head, inside)
    title = declared
    if title is None:
        title = find_title(lines, labels, above, body, capture.declared.title)
    label_head(lines, labels, above, title, layout.dirty)
    label_rest(lines, labels, layout, inside)
    for story in stories:
        label_story(lines, labels, story.first, story.last)
    main = _main(capture, lines, labels, layout)
    return (main, *(_other(capture, lines, labels, story, main) for story in stories))


def _above(head: range, inside: set[int]) -> range:
    """The part of the head that is not inside another story: what follows the last of them."""
    start = max((i + 1 for i in head if i in inside), default=0)
    return range(start, head.stop)


def _alone(lines: Sequence[Line]) -> Labels:
    """What each line is by itself; the same words are judged once."""
    known: dict[str, Label | None] = {}
    labels: Labels = []
    for line in lines:
        if line.text not in known:
            known[line.text] = _judge(line)
        labels.append(known[line.text])
    for index, line in enumerate(lines):
        if labels[index] is None and line.shape.words >= 4:
            near = (labels[i] or _NONE for i in (index - 1, index + 1) if 0 <= i < len(lines))
            beside = any(label.kind is PartKind.PROMO or label.site for label in near)
            if beside and appeal_score(line.text) >= _WEAK_APPEAL:
                labels[index] = Label(PartKind.PROMO, "beside an appeal, and asks too", site=True)
    return labels


_NONE = Label(PartKind.OTHER, "")
_DIGIT = re.compile(r"\d")


def _judge(line: Line) -> Label | None:
    label = label_alone(line)
    if label is not None:
        return label
    shape = line.shape
    if shape.words >= 3 and appeal_score(line.text) >= _APPEAL:
        return Label(PartKind.PROMO, "asks something of the reader for the site", site=True)
    if shape.prose:
        return None
    if shape.words <= 16 and is_byline(line.text):
        return Label(PartKind.BYLINE, "names who wrote it")
    if shape.words <= 20 and _DIGIT.search(line.text) and is_date_line(line.text):
        return Label(PartKind.BYLINE, "says when it was published")
    if shape.words <= 10 and is_dateline(line.text):
        return Label(PartKind.DATELINE, "place and agency")
    if shape.words <= 9 and any(f" {sign} " in line.text for sign in "|›»>") and not shape.ends:
        return Label(PartKind.SECTION, "names of sections")
    return None


def _label_repeats(lines: Sequence[Line], labels: Labels) -> None:
    for index, (_, exact) in find_repeats(lines).items():
        line = lines[index]
        if labels[index] is None and line.shape.prose and not asks(line):
            reason = "an earlier line again" if exact else "an earlier line again, nearly"
            labels[index] = Label(PartKind.REPEAT, reason)
    echo = 0
    for index in range(1, len(lines)):
        echo = echo + 1 if lines[index].text == lines[index - 1].text else 0
        if echo >= 2 and labels[index] is None:
            labels[index] = Label(PartKind.REPEAT, "the same words over and over")


def _label_captions(lines: Sequence[Line], labels: Labels) -> None:
    """The words that stand tight above a picture credit, where they cannot be body."""
    spaced = any(line.gap for line in lines)
    prose = False
    for index, line in enumerate(lines):
        if labels[index] is not None or not line.shape.prose:
            continue
        below = (labels[index + 1] or _NONE) if index + 1 < len(lines) else _NONE
        credit = below.kind is PartKind.CREDIT and not below.closes
        tight = credit and line.shape.words <= 45 and not lines[index + 1].gap
        if tight and (spaced or shows(line.text) or (not prose and index > 0)):
            labels[index] = Label(PartKind.CAPTION, "stands tight above a picture credit")
        else:
            prose = True


def _is(label: Label | None, kind: PartKind) -> bool:
    return label is not None and label.kind is kind


def _parts(lines: Sequence[Line], labels: Labels, first: int, stop: int) -> list[Part]:
    """One part for each line; runs of website words and of repeats are one part."""
    out: list[Part] = []
    open_label: Label | None = None
    start = end = 0
    for index in range(first, stop):
        label, line = labels[index], lines[index]
        if label is None:
            raise AssertionError(f"line {index} has no label")
        joins = (
            open_label is not None
            and label.kind is open_label.kind
            and label.reason == open_label.reason
            and label.kind not in _ONE_BY_ONE
            and label.kind not in _APART
        )
        if joins:
            end = line.end
            continue
        if open_label is not None:
            out.append(_part(open_label.kind, open_label.reason, start, end))
        open_label, start, end = label, line.start, line.end
    if open_label is not None:
        out.append(_part(open_label.kind, open_label.reason, start, end))
    return out


def _part(kind: PartKind, reason: str, start: int, end: int) -> Part:
    return Part.model_construct(start=start, end=end, kind=kind, reason=reason)


def _main_parts(
    lines: Sequence[Line], labels: Labels, stories: Sequence[Story]
) -> tuple[Part, ...]:
    parts: list[Part] = []
    index = 0
    for story in stories:
        parts += _parts(lines, labels, index, story.first)
        kind = PartKind.TEASER if story.role is Role.TEASER else PartKind.OTHER
        parts.append(_part(kind, story.reason, lines[story.first].start, lines[story.last].end))
        index = story.last + 1
    return (*parts, *_parts(lines, labels, index, len(lines)))


def _first(parts: Sequence[Part], kind: PartKind, text: str) -> str | None:
    return next((text[p.start : p.end] for p in parts if p.kind is kind), None)


def _texts(parts: Sequence[Part], kinds: set[PartKind], text: str) -> list[str]:
    return [
        line
        for part in parts
        if part.kind in kinds
        for line in text[part.start : part.end].splitlines()
    ]


def _main(capture: Capture, lines: Sequence[Line], labels: Labels, layout: Layout) -> Article:
    text, said = capture.text, capture.declared
    parts = _main_parts(lines, labels, layout.stories)
    title = _first(parts, PartKind.TITLE, text) or said.title
    site = _texts(parts, {PartKind.PROMO, PartKind.NAVIGATION}, text)
    opening = _first(parts, PartKind.DATELINE, text) or _first(parts, PartKind.BODY, text) or ""
    bylines = _bylines(lines, labels, layout)
    named = [lines[i].text for i in range(layout.first) if not _is(labels[i], PartKind.TITLE)]
    around = _texts(parts, {PartKind.RELATED, PartKind.TEASER, PartKind.NAVIGATION}, text)
    return Article(
        id=_id(capture, Role.MAIN, Span(0, len(text))),
        role=Role.MAIN,
        title=title,
        deck=_first(parts, PartKind.DECK, text) or said.deck,
        outlet=find_outlet(said.outlet, named[:40], site, opening),
        series=find_series(title, around),
        authors=said.authors or read_authors(line.text for line in bylines),
        published=find_published(capture, _dated_lines(lines, labels, layout)),
        language=said.language or guess_language(_body_text(parts, text)),
        parts=parts,
    )


def _bylines(lines: Sequence[Line], labels: Labels, layout: Layout) -> list[Line]:
    """Byline lines of the head that are the article's own."""
    return [lines[i] for i in _own_head(labels, layout) if _is(labels[i], PartKind.BYLINE)]


def _own_head(labels: Labels, layout: Layout) -> range:
    """The lines from the headline on, or from the top where no website menu stands there.

    Under a menu, a date above the headline is the day the page was shown.
    """
    head = range(layout.first)
    title = next((i for i in head if _is(labels[i], PartKind.TITLE)), -1)
    menus = any(
        (labels[i] or _NONE).site and _is(labels[i], PartKind.NAVIGATION) for i in head if i < title
    )
    return range((title if menus else -1) + 1, layout.first)


def _dated_lines(lines: Sequence[Line], labels: Labels, layout: Layout) -> list[Line]:
    """Byline lines, lines that say how long ago, and a dateline that opens the text."""
    found = _bylines(lines, labels, layout)
    found += [lines[i] for i in _own_head(labels, layout) if is_age_line(lines[i].text)]
    for index in range(layout.first, min(layout.last, layout.first + 1) + 1):
        end = dateline_end(lines[index].text)
        if end is not None:
            cut = lines[index]
            found.append(cut._replace(text=cut.text[:end], end=cut.start + end))
    return found


def _body_text(parts: Sequence[Part], text: str) -> str:
    pieces: list[str] = []
    size = 0
    for part in parts:
        if part.kind is PartKind.BODY:
            pieces.append(text[part.start : part.end])
            size += part.end - part.start
            if size > 20_000:
                break
    return " ".join(pieces)


def _other(
    capture: Capture, lines: Sequence[Line], labels: Labels, story: Story, main: Article
) -> Article:
    text = capture.text
    parts = _parts(lines, labels, story.first, story.last + 1)
    own = range(story.first, story.last + 1)
    bylines = [lines[i] for i in own if _is(labels[i], PartKind.BYLINE)]
    guess = guess_language(_body_text(parts, text))
    return Article(
        id=_id(capture, story.role, Span(lines[story.first].start, lines[story.last].end)),
        role=story.role,
        title=_first(parts, PartKind.TITLE, text),
        authors=read_authors(line.text for line in bylines),
        published=find_story_published(capture, bylines),
        language=guess if guess != "und" else main.language,
        parts=tuple(parts),
    )


def _id(capture: Capture, role: Role, span: Span) -> str:
    return content_id("art", capture.id, role.value, span.start, span.end)
