"""How a comparison puts order, edits and what they touched into words, in every form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from watchdesk.brief.wording import escape_unsafe_json, published
from watchdesk.records import Basis, RelationKind, Speech, Verification
from watchdesk.records.edit import (
    Aspect,
    Comparison,
    Declaration,
    Edit,
    EditKind,
    EditOrder,
    HeadEdit,
    HeadPart,
    Notice,
    Side,
    Touch,
    TouchHow,
    TouchKind,
)

_HEAD = {
    HeadPart.TITLE: "headline",
    HeadPart.DECK: "standfirst",
    HeadPart.PUBLISHED: "publication date",
}
_WORKED_OUT = frozenset({Basis.INFERRED, Basis.UNKNOWN})
_LOOSE = frozenset({"content", "quotation"})
_ASPECTS = {
    "content": "what is said was changed",
    "quotation": "the quotation was altered",
    "bound": "bound",
    "counted": "what is counted",
}
_PLAIN = {
    Speech.DIRECT.value: "quoted",
    Speech.MIXED.value: "quoted in part",
    Speech.INDIRECT.value: "not quoted",
    Verification.NO_COMMENT.value: "no comment",
}
_ORDER = {
    EditOrder.CAPTURED: "The older one stands first, by when they were captured.",
    EditOrder.PUBLISHED: "The older one stands first, by when they were published.",
    EditOrder.UNKNOWN: "Which is older is not known: they stand as they were given.",
}
_RELATION = {
    RelationKind.SAME_PAGE: "One page, captured twice",
    RelationKind.UPDATED: "One story, updated",
    RelationKind.SYNDICATED: "One story, printed twice",
    RelationKind.CONTAINED: "One stands inside the other, or is the other cut short",
    RelationKind.SHARES_PASSAGES: "Different stories",
    RelationKind.SAME_TEMPLATE: "Different stories in one form",
}


def as_json(record: Comparison) -> str:
    """The record; ends with a line break."""
    return escape_unsafe_json(record.model_dump_json(indent=2)) + "\n"


def many(number: int, one: str, more: str | None = None) -> str:
    """``1 line``, ``3 lines``."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def names(record: Comparison) -> tuple[str, str]:
    """What the two sides are called."""
    known = record.order is not EditOrder.UNKNOWN
    return ("older", "newer") if known else ("first", "second")


def order(record: Comparison) -> str:
    """Why the one stands first."""
    return _ORDER[record.order]


def relation(record: Comparison) -> str:
    """What the two are to each other, and how many words they share."""
    what = _RELATION[record.relation] if record.relation else None
    if not record.one_story:
        found = many(len(record.passages), "passage")
        if not record.passages:
            return "Different stories: they share nothing worth telling."
        if record.around:
            return (
                "Different stories on pages of one template: nothing of the articles themselves is "
                f"shared, but {found} around them."
            )
        return f"{what or 'Different stories'}, with {found} in common. Not compared line by line."
    if record.one_capture:
        return "One capture, compared with itself."
    low, high = names(record)
    if record.relation is RelationKind.SAME_TEMPLATE:
        what = "One text with numbers or names exchanged, an edit or another filling of a form"
    if what is None:
        what = "Two texts with little in common" if record.share_b < 0.5 else "One story"
    return (
        f"{what}: {record.share_a:.0%} of the {low} body’s words stand in the {high} one, "
        f"{record.share_b:.0%} of the {high}’s in the {low}."
    )


def declared(record: Comparison) -> str | None:
    """Whether the edit is declared; nothing where nothing was changed."""
    if not record.one_story:
        return None
    where = "either page" if record.order is EditOrder.UNKNOWN else "the newer page"
    return {
        Declaration.DECLARED: "Declared edit: the page carries a note that the other does not.",
        Declaration.UNCLEAR: "Not clear whether the edit is declared: see the lines found.",
        Declaration.SILENT: f"Silent edit: no correction or editor’s note was found on {where}.",
        Declaration.APART: "An article of its own, not an edit of the other’s page.",
        Declaration.UNCHANGED: None,
    }[record.declared]


def doubts(record: Comparison) -> Iterator[str]:
    """What keeps an editor from taking a difference for an edit."""
    for name, side in zip(names(record), (record.a, record.b), strict=True):
        if side.partial:
            yield (
                f"The {name} capture is not the whole article ({side.partial}): what is missing "
                "there need not have been taken out."
            )
        if not side.words:
            yield f"No body was found in the {name} capture."
    if record.relation is RelationKind.CONTAINED:
        yield "One text is the other cut short: what is missing at its end need not be an edit."
    if record.too_long:
        yield (
            "The texts are too long to be compared word by word: what lies between their equal "
            "beginnings and ends is told as one change."
        )


def side(value: Side) -> str:
    """Headline, outlet and date of a side."""
    title = f"“{value.title}”" if value.title else "no headline"
    return f"{title}, {value.outlet or 'outlet not named'}, {published(value.published)}"


def captured(value: Side) -> str:
    """When a side was captured."""
    when = value.captured_at
    return f"captured {when:%Y-%m-%d %H:%M %Z}".strip() if when else "captured at an unknown time"


def edit(value: Edit) -> str:
    """What became of some sentences."""
    before, after = value.sentences
    if value.note:
        return f"a note {value.kind.value}"
    if value.kind is EditKind.RELABELLED:
        kind = value.read_as.value if value.read_as else "other"
        return (
            f"no edit: {many(max(before, after), 'sentence')} on both pages, read as {kind} "
            f"on the {'second' if before else 'first'}"
        )
    if value.kind is EditKind.MOVED:
        words = "moved" + (", and reworded" if value.changes else "")
        return f"{many(after, 'sentence')} {words}"
    if value.kind in (EditKind.ADDED, EditKind.REMOVED):
        return f"{many(max(before, after), 'sentence')} {value.kind.value}"
    count = many(before, "sentence")
    other = f" by {after}" if before != after else ""
    if value.kind is EditKind.REPLACED:
        return f"{count} replaced{other}"
    return f"{count} reworded" + (f" into {after}" if before != after else "")


def head_name(value: HeadEdit) -> str:
    """What a part of the head is called."""
    return _HEAD.get(value.part, value.part.value)


def notice(value: Notice, record: Comparison) -> str:
    """Where a note stands."""
    low, high = names(record)
    if value.a is not None and value.b is not None:
        return "on both pages"
    return f"on the {high} page only" if value.b is not None else f"on the {low} page only"


def where(value: Touch) -> str:
    """In which edit, or in which part of the head, it stands."""
    if value.head is not None:
        return "headline" if value.head is HeadPart.TITLE else "standfirst"
    return (
        f"edit {value.edit + 1}"
        if value.edit is not None
        else "the words are the same, read otherwise"
    )


def touch(value: Touch) -> str:
    """What was touched, without its kind."""
    if value.what is TouchKind.ATTRIBUTION:
        return f"“{_short(value.new or value.old or '')}”"
    if value.how is TouchHow.CHANGED:
        what = f" ({value.counted})" if value.counted else ""
        return f"“{value.old}” → “{value.new}”{what}"
    return f"“{value.old or value.new}”"


def _short(words: str) -> str:
    return words if len(words) <= 130 else words[:130].rpartition(" ")[0] + " …"


def aspects(value: Touch) -> list[str]:
    """In which respects it changed."""
    plain = [item for item in value.aspects if item.of not in ("words", "name", "value")]
    return [_aspect(item) for item in plain]


def _aspect(item: Aspect) -> str:
    if item.of in _LOOSE:
        return _ASPECTS[item.of]
    if item.of == "spelling":
        return "spelled otherwise"
    old, new = (_PLAIN.get(value, value) for value in (item.old, item.new))
    return f"{_ASPECTS.get(item.of, item.of)}: {old} → {new}"


def touched(record: Comparison) -> list[str]:
    """How many of what was touched in which way: ``2 numbers changed, 1 added``."""
    counts = Counter((item.what, item.how) for item in record.touched)
    return [
        _counted(what.value, {how.value: counts[what, how] for how in TouchHow})
        for what in TouchKind
        if any(counts[what, how] for how in TouchHow)
    ]


def sentences(record: Comparison) -> str:
    """How many sentences were edited in which way."""
    counts: Counter[EditKind] = Counter()
    for item in record.edits:
        counts[item.kind] += 0 if item.note else max(item.sentences)
    del counts[EditKind.RELABELLED]
    return _counted("sentence", {kind.value: counts[kind] for kind in EditKind})


def _counted(what: str, ways: Mapping[str, int]) -> str:
    """The first number with its noun, the others without."""
    told = [(number, way) for way, number in ways.items() if number]
    return ", ".join(
        f"{many(number, what)} {way}" if place == 0 else f"{number:,} {way}"
        for place, (number, way) in enumerate(told)
    )


def around(record: Comparison) -> str | None:
    """How many lines around the article differ."""
    added = sum(len(item.added) for item in record.furniture)
    removed = sum(len(item.removed) for item in record.furniture)
    if not added and not removed:
        return None
    return f"{many(added, 'line')} added and {removed:,} removed"


def _is_edit(item: HeadEdit, record: Comparison) -> bool:
    """Whether someone changed it: a date that was worked out may change by itself."""
    stated = all(p.basis not in _WORKED_OUT for p in (record.a.published, record.b.published))
    return not item.setting and (item.part is not HeadPart.PUBLISHED or stated)


def head_words(item: HeadEdit, record: Comparison) -> tuple[str | None, str | None]:
    """Both sides of a part of the head; dates in words, with what they rest on."""
    if item.part is HeadPart.PUBLISHED:
        return published(record.a.published), published(record.b.published)
    return item.old, item.new


def summary(record: Comparison) -> str:
    """What differs, in one line."""
    if not record.one_story:
        return relation(record)
    heads = [f"{head_name(item)} changed" for item in record.head if _is_edit(item, record)]
    notes = [edit(item) for item in record.edits if item.note]
    parts = [", ".join(heads), *touched(record), sentences(record), ", ".join(notes)]
    told = "; ".join(part for part in parts if part)
    if told:
        return told
    if record.setting:
        return f"the same words; {many(len(record.setting), 'sentence')} set otherwise"
    return "the bodies are word for word the same"
