"""What is left: lines inside the body, before it and behind it."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk.cleaning.boxes import label_between, stands_alone
from watchdesk.cleaning.dates import has_date
from watchdesk.cleaning.label import Label
from watchdesk.cleaning.lines import Line
from watchdesk.cleaning.page import Page, asks
from watchdesk.cleaning.split import Layout
from watchdesk.records import PartKind

Labels = list[Label | None]


def label_rest(lines: Sequence[Line], labels: Labels, layout: Layout, inside: set[int]) -> None:
    """Label every line that has no label yet, outside the other stories."""
    sections = {lines[i].key for i in range(layout.first) if _is(labels[i], PartKind.SECTION)}
    page = Page(lines, labels)
    for index in range(len(lines)):
        known = labels[index]
        if index in inside:
            continue
        if layout.first <= index <= layout.last:
            labels[index] = _in_body(page, labels, index, layout)
        elif known is None:
            labels[index] = _behind(lines[index], layout, before=index < layout.first)
        elif known.kind is PartKind.SECTION and index > layout.last and not known.quiet:
            again = lines[index].key in sections
            reason = "the section line of the article again" if again else known.reason
            labels[index] = Label(PartKind.SECTION, reason)


def _is(label: Label | None, kind: PartKind) -> bool:
    return label is not None and label.kind is kind


def _in_body(page: Page, labels: Labels, index: int, layout: Layout) -> Label:
    lines, known = page.lines, labels[index]
    shape = lines[index].shape
    if known is not None:
        plain_date = known.kind is PartKind.BYLINE and has_date(lines[index].text)
        if plain_date and not layout.dirty:
            return Label(PartKind.SUBHEADING, "date between paragraphs")
        return known
    asking = asks(lines[index])
    told = shape.prose or shape.bullet or (shape.ends and (layout.regular or not asking))
    weak = layout.dirty and not layout.regular and (asking or not shape.prose)
    if told and weak and stands_alone(page, labels, index):
        return Label(PartKind.OTHER, "short line with no text beside it")
    if told:
        cut = shape.is_cut and not shape.bullet
        reason = "running text, cut off in mid-sentence" if cut else "running text"
        return Label(PartKind.BODY, reason)
    tag = layout.dirty and page.is_fragment(index)
    if shape.colon and shape.words <= 16 and not tag:
        return Label(PartKind.SUBHEADING, "leads in what follows")
    if layout.dirty:
        return label_between(page, labels, index, layout.regular)
    before = index > 0 and _open_fragment(lines, labels, index - 1)
    after = index + 1 < len(lines) and _open_fragment(lines, labels, index + 1)
    if shape.words <= 14 and not before and not after and index < layout.last:
        return Label(PartKind.SUBHEADING, "short line between paragraphs")
    return Label(PartKind.BODY, "line inside the text")


def _open_fragment(lines: Sequence[Line], labels: Labels, index: int) -> bool:
    label, shape = labels[index], lines[index].shape
    return label is None and not (shape.prose or shape.bullet or shape.ends or shape.colon)


def _behind(line: Line, layout: Layout, *, before: bool) -> Label:
    shape = line.shape
    if before:
        return Label(PartKind.OTHER, "stands before the article")
    if not layout.dirty:
        if shape.prose or shape.bullet or shape.words > 4 or layout.last < layout.first:
            return Label(PartKind.BODY, "line after the last paragraph")
        return Label(PartKind.OTHER, "fragment after the last paragraph")
    if (shape.prose or shape.ends) and not asks(line):
        return Label(PartKind.OTHER, "stands behind the article")
    if shape.words >= 4:
        return Label(PartKind.RELATED, "headline behind the article")
    return Label(PartKind.NAVIGATION, "fragment behind the article")
