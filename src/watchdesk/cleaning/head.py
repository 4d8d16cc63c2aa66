"""The head of a story: title, standfirst, section line, caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.cleaning.evidence import stems
from watchdesk.cleaning.labels import Label, bare_byline
from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.page import asks, headline_above, is_text
from watchdesk.cleaning.recurring import recurs
from watchdesk.records import PartKind

_BODY_LINES = 6
_HEAD_LINES = 600
_TITLE_WORDS = 24
_SIGNED, _SIGNED_LINES = 1.5, 9
_KICKER_WORDS = 3
_SUFFIX = re.compile(r" [|–—-] [^|–—]{2,40}$")
Labels = list[Label | None]


def _same(line: Line, declared: str | None) -> bool:
    if not declared:
        return False
    wanted = " ".join(declared.casefold().split())
    short = _SUFFIX.sub("", wanted)
    return line.key in {wanted, short} or (line.shape.words >= 4 and wanted.startswith(line.key))


def find_declared(lines: Sequence[Line], labels: Labels, declared: str | None) -> int | None:
    """Label the declared headline where it stands among the first lines, and say where."""
    for index, line in enumerate(lines[:_HEAD_LINES] if declared else ()):
        if labels[index] is None and _same(line, declared):
            labels[index] = Label(PartKind.TITLE, "the declared headline")
            return index
    return None


def _score(line: Line, body: set[str], again: bool, place: float) -> float:
    """How well a line does as headline: words shared with the body, length, place.

    Two words are added to the count of those to be found, so that a short line that happens to
    name the topic does not beat a headline.
    """
    mine = stems(line.text)
    common = len(mine & body) / (len(mine) + 2)
    words = line.shape.words
    length = 0.5 if words >= 5 else -0.3 * (words < 4)
    ended = line.shape.ends and not asks(line)
    length -= 0.6 * (line.text.isupper() and words <= 4)
    return 2 * common + length + 0.4 * again + 0.8 * place - 0.6 * ended


def find_title(
    lines: Sequence[Line], labels: Labels, head: range, body: Sequence[int], declared: str | None
) -> int | None:
    """The headline among the last lines of a head; none when it contradicts the declared one."""
    head = head[-_HEAD_LINES:]
    told: set[str] = set()
    for index in body[:_BODY_LINES]:
        told |= stems(lines[index].text)
    options = [
        i
        for i in head
        if (labels[i] is None or (recurs(labels[i]) and _tells(lines[i], told)))
        and lines[i].shape.headline
        and not lines[i].shape.colon
        and lines[i].shape.words <= _TITLE_WORDS
        and not _names_author(lines, labels, i)
    ]
    if not options:
        return None
    seen: dict[str, int] = {}
    for index in head:
        seen[lines[index].key] = seen.get(lines[index].key, 0) + 1
    span = max(1, len(head))
    best = max(
        options,
        key=lambda i: (
            _score(lines[i], told, seen[lines[i].key] > 1, (i - head.start) / span)
            + _SIGNED * _is_signed(lines, labels, i, head.stop),
            -i,
        ),
    )
    if best > head.start and _reads_as_deck(lines, labels, best, told, head.stop):
        best -= 1
    return best if _agrees(lines[best].text, declared) else None


def _names_author(lines: Sequence[Line], labels: Labels, index: int) -> bool:
    """Nothing but names, with the day or another byline in the next line."""
    below = labels[index + 1] if index + 1 < len(lines) else None
    signed = below is not None and below.kind is PartKind.BYLINE
    return signed and bare_byline(lines[index].text) is not None


def _is_signed(lines: Sequence[Line], labels: Labels, index: int, stop: int) -> bool:
    """A byline or a day stands under a line, at most a standfirst and a picture between."""
    between = 0
    for after in range(index + 1, min(index + _SIGNED_LINES, stop)):
        label = labels[after]
        if label is not None and label.kind is PartKind.BYLINE:
            return True
        between += label is None and lines[after].key != lines[index].key
        if between > 2 or (label is not None and (label.heads_list or label.ends)):
            return False
    return False


def _tells(line: Line, body: set[str]) -> bool:
    """A line that other pages link to under these words, and that names what the body tells."""
    mine = stems(line.text)
    common = len(mine & body)
    return line.shape.words >= 4 and common >= 2 and 3 * common >= len(mine)


def _agrees(found: str, declared: str | None) -> bool:
    """Whether a line can be a version of the declared headline, if one is declared."""
    wanted = stems(declared or "")
    mine = stems(found)
    return not wanted or len(wanted & mine) * 3 >= min(len(wanted), len(mine))


def _reads_as_deck(
    lines: Sequence[Line], labels: Labels, index: int, body: set[str], stop: int
) -> bool:
    """The line above is a headline of the same story, so this one is its standfirst."""
    above = lines[index - 1]
    if labels[index - 1] is not None or not above.shape.headline or above.shape.words < 4:
        return False
    if above.key == lines[index].key:
        return False
    mine = stems(above.text)
    listed = index > 1 and labels[index - 2] is None and lines[index - 2].shape.headline
    kicker = not listed or lines[index - 2].shape.words <= _KICKER_WORDS
    told = len(mine & body) > 0 or len(stems(lines[index].text) & body) < 2
    if kicker and told and _is_signed(lines, labels, index, min(stop, index + 3)):
        return True
    return len(mine & body) >= (max(1, 0.3 * len(mine)) if listed else 1)


def label_head(
    lines: Sequence[Line], labels: Labels, head: range, title: int | None, dirty: bool
) -> None:
    """Label all lines above the main body, given which of them is the headline."""
    if title is not None and (labels[title] is None or recurs(labels[title])):
        labels[title] = Label(PartKind.TITLE, "headline above the text")
    deck_open = True
    for index in head:
        if labels[index] is not None:
            continue
        line = lines[index]
        if title is not None and index > title and _signs(lines, labels, index):
            labels[index] = Label(PartKind.BYLINE, "names who wrote it")
        elif title is not None and index != title and line.key == lines[title].key:
            labels[index] = Label(PartKind.REPEAT, "the headline again")
        elif _is_deck(line, index, title, dirty) and deck_open:
            labels[index] = Label(PartKind.DECK, "standfirst between headline and text")
            deck_open = False
        else:
            labels[index] = _leftover(line, dirty, before=title is None or index < title)


def _signs(lines: Sequence[Line], labels: Labels, index: int) -> bool:
    """A byline without "By", under the headline."""
    near = [labels[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    dated = any(label is not None and label.kind is PartKind.BYLINE for label in near)
    return lines[index].shape.words <= 12 and bare_byline(lines[index].text, dated) is not None


def _is_deck(line: Line, index: int, title: int | None, dirty: bool) -> bool:
    """A line between headline and text; in a clean text also one with no headline above it."""
    if title is None:
        return not dirty and line.shape.words >= 6 and not line.shape.prose
    return index > title and line.shape.words >= 4


def _leftover(line: Line, dirty: bool, *, before: bool) -> Label:
    if dirty:
        if line.shape.prose:
            return Label(PartKind.OTHER, "stands before the article")
        return Label(PartKind.NAVIGATION, "fragment before the article")
    if line.shape.words <= 4 and not line.shape.ends:
        return Label(PartKind.SECTION, "short line above the text")
    if before and not line.shape.prose:
        return Label(PartKind.OTHER, "fragment above the headline")
    return Label(PartKind.BODY, "running text")


def label_story(lines: Sequence[Line], labels: Labels, first: int, last: int) -> None:
    """Label all lines of a teaser or of another story."""
    inside = range(first, last + 1)
    prose = [i for i in inside if is_text(lines, labels, i)]
    title: int | None = None
    if prose:
        title = headline_above(lines, labels, prose[0], first - 1)
        if title is None and len(prose) > 1:
            title = headline_above(lines, labels, prose[1], prose[0] - 1)
    for index in inside:
        if labels[index] is None:
            labels[index] = _story_line(lines, index, title, prose)


def _story_line(lines: Sequence[Line], index: int, title: int | None, prose: list[int]) -> Label:
    shape = lines[index].shape
    if index == title:
        return Label(PartKind.TITLE, "headline of the other story")
    if title is not None and lines[index].key == lines[title].key:
        return Label(PartKind.REPEAT, "the headline again")
    if title is not None and index < title:
        return Label(PartKind.CAPTION, "words beside the picture of the other story")
    if shape.prose:
        cut = ", cut off in mid-sentence" if shape.is_cut else ""
        return Label(PartKind.BODY, "text of the other story" + cut)
    if not prose or index < prose[0] or (title is not None and index == title + 1):
        return Label(PartKind.SECTION, "section of the other story")
    return Label(PartKind.BODY, "line inside the other story")
