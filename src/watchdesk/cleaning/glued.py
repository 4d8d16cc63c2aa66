"""Whole or cut-off stories glued to the end of an article without anything between."""

from __future__ import annotations

from watchdesk.cleaning.labels import Label, dateline_end
from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.page import Page, headline_above
from watchdesk.cleaning.story import Story
from watchdesk.records import PartKind, Role

_GLUE_WORDS = 40
"""A line without a sentence end is a story cut off only from this length on."""
_CLOSINGS = 8
"""So many closing credits of a capture are looked at."""
_HEADS = 500
"""So many heads of other stories are looked at."""
_OPEN = Label(PartKind.OTHER, "")


def find_glued(page: Page, body: list[int], taken: set[int]) -> list[Story]:
    """Whole or cut-off stories stuck to the end of the article without anything between."""
    if len(body) < 4:
        return []
    found = _after_close(page, body) or _cut_run(page, body)
    if found is not None:
        start, reason = found
        rest = [i for i in body if i >= start]
        return _free(_separate(page, rest, reason), taken)
    heads = _second_heads(page, body)
    if not heads:
        return []
    ends = [*heads[1:], body[-1] + 1]
    reason = "a headline and byline of its own behind the article"
    whole = [Story(top, end - 1, Role.OTHER, reason) for top, end in zip(heads, ends, strict=True)]
    return _free(whole, taken)


def _is_cut(line: Line) -> bool:
    """A long line that stops in the middle of a sentence."""
    shape = line.shape
    return shape.words >= _GLUE_WORDS and not shape.ends and not shape.colon


def _free(stories: list[Story], taken: set[int]) -> list[Story]:
    """Those that do not run into stories found before."""
    return [s for s in stories if taken.isdisjoint(range(s.first, s.last + 1))]


def _after_close(page: Page, body: list[int]) -> tuple[int, str] | None:
    """Prose behind a line that ends an article, when it tells of other things."""
    closing = [i for i in range(body[2], body[-1]) if (page.labels[i] or _OPEN).closes]
    for index in closing[:_CLOSINGS]:
        before = [i for i in body if i < index]
        after = [i for i in body if i > index]
        cut = sum(1 for i in after if _is_cut(page.lines[i]))
        held = page.cohesion(after, before)
        if (2 * cut >= len(after) and held < 0.6) or (
            held < 0.2 and page.words(after) >= 60 and len(before) >= 3
        ):
            return after[0], "stands behind the end of the article"
    return None


def _cut_run(page: Page, body: list[int]) -> tuple[int, str] | None:
    """Two or more last lines that are each cut off and share few names with the text before."""
    top = len(body)
    while top > 0 and _is_cut(page.lines[body[top - 1]]):
        top -= 1
    run, before = body[top:], body[:top]
    if len(run) < 2 or len(before) < 2:
        return None
    if page.cohesion(run, before) >= 0.4:
        return None
    return run[0], "one of several cut-off paragraphs about other things"


def _separate(page: Page, rest: list[int], reason: str) -> list[Story]:
    """One story for each stretch that ends in a cut-off line."""
    stories: list[Story] = []
    first = rest[0]
    for position, index in enumerate(rest):
        if _is_cut(page.lines[index]) or position == len(rest) - 1:
            stories.append(Story(first, index, Role.OTHER, reason))
            if position + 1 < len(rest):
                first = rest[position + 1]
    return stories


def _second_heads(page: Page, body: list[int]) -> list[int]:
    """Lines inside the body where another story starts with headline and byline or dateline."""
    tops: list[int] = []
    looked = 0
    opens_dated = dateline_end(page.lines[body[0]].text) is not None
    for position in range(3, len(body)):
        index = body[position]
        top = headline_above(page.lines, page.labels, index, body[position - 1])
        signed = top is not None and any(
            page.kind(i) is PartKind.BYLINE for i in range(top + 1, index)
        )
        dated = dateline_end(page.lines[index].text) is not None
        if not (signed or (dated and opens_dated)):
            continue
        looked += 1
        if looked > _HEADS:
            break
        before = body[max(0, position - 40) : position]
        if page.cohesion(body[position : position + 8], before) < (0.25 if signed else 0.15):
            tops.append(index if top is None else top)
    return tops
