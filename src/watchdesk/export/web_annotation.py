"""W3C Web Annotation (JSON-LD): what was read, pinned to the exact words of captures.

A target's source is the captured text, for which its offsets hold, and not the page on the web,
which may have changed since; the page is the target's scope. ``start`` and ``end`` count code
points of the captured text from 0, ``end`` being one past the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from watchdesk import __version__
from watchdesk.answers.cited import around
from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.linking import (
    NAMED,
    Node,
    Texts,
    days_asked,
    document,
    pieces,
    present,
    spoken,
    told_by,
    urn,
    urn_of_teller,
    web_address,
    written,
)
from watchdesk.records import (
    Address,
    Attribution,
    Claim,
    Link,
    LinkKind,
    Position,
    Reading,
    Speech,
)
from watchdesk.store import Head, View

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AGENTS = {
    LinkKind.PERSON: "Person",
    LinkKind.ORGANISATION: "Organization",
    LinkKind.OUTLET: "Organization",
}


def _document(given: Given) -> Iterator[str]:
    """An AnnotationCollection with one page, piece by piece; its total stands behind the page."""
    period, mark = days_asked(given), given.view.mark()
    head = {
        "@context": CONTEXT,
        "id": urn("annotations", mark, period),
        "type": "AnnotationCollection",
        "label": "Words of a watch desk",
    }
    page = {"id": urn("annotations", mark, period, 1), "type": "AnnotationPage"}
    first = {**page, "partOf": head["id"], "startIndex": 0}
    counted = _Counted(each(given))
    yield f'{written(head)[:-1]},"first":'
    yield from document(first, "items", counted, "}")
    last = {"total": counted.count, "last": page["id"]}
    yield f",{written(last)[1:]}\n"


class _Counted:
    def __init__(self, items: Iterable[Node]) -> None:
        self.items = items
        self.count = 0

    def __iter__(self) -> Iterator[Node]:
        for item in self.items:
            self.count += 1
            yield item


def each(given: Given) -> Iterator[Node]:
    """Attributions article by article, then claims, then positions."""
    view, period, everything = given.view, days_asked(given), given.asked.everything
    pinned = _Pinned(view)
    for reading in view.readings(period):
        for one in reading.attributions:
            if one.content or one.cue:
                yield _of_attribution(pinned, reading, one)
    for claim in view.each(Claim, period, everything=everything):
        yield _of_claim(pinned, claim)
    for position in view.each(Position, period, everything=everything):
        if position.evidence:
            yield _of_position(pinned, position)


class _Pinned:
    """Targets at addresses."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.texts = Texts(view)

    def heads(self, addresses: Iterable[Address]) -> dict[str, Head]:
        return self.view.heads(dict.fromkeys(at.article for at in addresses))

    def targets(self, addresses: Iterable[Address]) -> Node | list[Node]:
        every = list(dict.fromkeys(addresses))
        heads = self.heads(every)
        made = [self._target(at, heads.get(at.article)) for at in every]
        return made[0] if len(made) == 1 else made

    def _target(self, at: Address, head: Head | None) -> Node:
        before, quote, after = around(self.texts.of(at.capture), at.span)
        language = head.language if head and head.language != "und" else None
        page = web_address(head.known.url, head.uri) if head else None
        selectors: list[Node] = [
            {"type": "TextPositionSelector", "start": at.span.start, "end": at.span.end},
            {
                "type": "TextQuoteSelector",
                "exact": quote,
                **present(prefix=_tail(before), suffix=_head(after)),
            },
        ]
        return {
            "type": "SpecificResource",
            "source": {
                "id": urn(at.capture),
                "type": "Text",
                "format": "text/plain",
                **present(language=language),
                "dcterms:identifier": at.capture,
            },
            **present(scope=page),
            "selector": selectors,
        }


def _tail(before: str) -> str:
    """What stands right before, without the mark of what was cut off."""
    return before.removeprefix("… ")


def _head(after: str) -> str:
    return after.removesuffix(" …")


def _annotation(name: str, motivation: str, bodies: list[Node], targets: Node | list[Node]) -> Node:
    return {
        "id": urn("annotation", name),
        "type": "Annotation",
        "motivation": motivation,
        "generator": {
            "id": urn("software", "watchdesk", __version__),
            "type": "Software",
            "name": f"Watchdesk {__version__}",
        },
        "dcterms:identifier": name,
        "body": bodies,
        "target": targets,
    }


def _tag(value: str) -> Node:
    return {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"}


def _note(value: str) -> Node:
    return {"type": "TextualBody", "purpose": "describing", "value": value, "format": "text/plain"}


def _agent(link: Link, article: str) -> Node:
    """Who is meant, to be linked to; a group or somebody unnamed stays words."""
    return {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": {
            "id": urn_of_teller(link, article),
            "type": _AGENTS[link.kind],
            "name": link.entity.name if link.entity else link.name,
            **present(dcterms__identifier=link.entity.id if link.entity else None),
        },
    }


def _of_attribution(pinned: _Pinned, reading: Reading, one: Attribution) -> Node:
    spans = one.content or ((one.cue,) if one.cue else ())
    speaker = spoken(one)
    bodies = [_note(f"Told by {told_by(one.chain)}")] if one.chain else []
    if speaker is not None and speaker.kind in NAMED:
        bodies.append(_agent(speaker, reading.article.id))
    bodies += [_tag(f"act:{one.act}"), _tag(f"speech:{one.speech}")]
    bodies.append(_tag(f"verification:{one.verification}"))
    at = [
        Address(capture=reading.capture.id, article=reading.article.id, span=span) for span in spans
    ]
    motivation = "highlighting" if one.speech is Speech.DIRECT else "describing"
    return _annotation(one.id, motivation, bodies, pinned.targets(at))


def _of_claim(pinned: _Pinned, claim: Claim) -> Node:
    gist: Node = {
        "id": urn(claim.id),
        "type": "TextualBody",
        "purpose": "identifying",
        "value": claim.gist,
        "format": "text/plain",
    }
    tags = [
        _tag(f"standing:{claim.standing}"),
        _tag(f"verification:{claim.status}"),
        _tag(f'admiralty-scale:information-credibility="{claim.credibility}"'),
        _note(
            f"Told in {claim.articles} articles, {claim.families} after copies are folded; "
            f"{claim.origin_count} independent origins"
        ),
    ]
    return _annotation(
        claim.id, "linking", [gist, *tags], pinned.targets(one.at for one in claim.members)
    )


def _of_position(pinned: _Pinned, one: Position) -> Node:
    since = "" if one.since.is_unknown else f", since {one.since.edtf}"
    until = f", until {one.until.edtf}" if one.until and not one.until.is_unknown else ""
    bodies = [
        _note(f"{one.name}: {one.stance} ({one.issue}){since}{until}"),
        _tag(f"stance:{one.stance}"),
        _tag(f"issue:{one.issue}"),
        _tag(f"actor:{one.actor}"),
    ]
    targets = pinned.targets(found.at for found in one.evidence)
    return _annotation(one.id, "classifying", bodies, targets)


def _write(given: Given) -> Pieces:
    return pieces("annotations.jsonld", _document(given))


_TARGET = (
    Column(
        "target.source.id",
        "text",
        "A urn:uuid: for the captured text, for which the offsets hold.",
        "Address.capture",
    ),
    Column("target.source.dcterms:identifier", "text", "Capture id.", "Address.capture"),
    Column(
        "target.source.language",
        "text",
        "BCP 47 tag; absent when it could not be told.",
        "Article.language",
    ),
    Column("target.scope", "text", "Address of the page on the web, where known.", "Known.url"),
    Column(
        "target.selector[].start",
        "integer",
        "TextPositionSelector: code points of the captured text before the words.",
        "Address.span",
    ),
    Column(
        "target.selector[].end",
        "integer",
        "Code points before the end of the words.",
        "Address.span",
    ),
    Column(
        "target.selector[].exact", "text", "TextQuoteSelector: the words, verbatim.", "Capture.text"
    ),
    Column(
        "target.selector[].prefix",
        "text",
        "What stands right before, in their paragraph.",
        "Capture.text",
    ),
    Column("target.selector[].suffix", "text", "What stands right behind.", "Capture.text"),
)
_HEAD = (
    Column("id", "text", "A urn:uuid: that stays with the record.", ""),
    Column(
        "dcterms:identifier", "text", "Id of the record.", "Attribution.id, Claim.id, Position.id"
    ),
    Column(
        "motivation",
        "text",
        "highlighting for a direct quotation, describing for another "
        "attribution, linking for a claim, classifying for a position.",
        "Attribution.speech",
    ),
    Column("generator", "object", "This software and its version.", ""),
)
_TABLES = (
    Table(
        "Annotation of an attribution",
        "Who said some words, through whom.",
        (
            *_HEAD,
            Column(
                "body[purpose=describing].value",
                "text",
                "The speaker and who relayed it.",
                "Attribution.chain",
            ),
            Column(
                "body[purpose=identifying].source",
                "object",
                "The speaker, when named.",
                "Attribution.chain",
            ),
            Column(
                "body[purpose=tagging].value",
                "text",
                "act:, speech: and verification: with their value.",
                "Attribution.act, Attribution.speech, Attribution.verification",
            ),
            *_TARGET,
        ),
    ),
    Table(
        "Annotation of a claim",
        "The tellings of a claim, a target each; copies among them.",
        (
            *_HEAD,
            Column(
                "body[purpose=identifying].value",
                "text",
                "The clearest telling's words.",
                "Claim.gist",
            ),
            Column(
                "body[purpose=tagging].value",
                "text",
                "standing:, verification: and the Admiralty code of credibility.",
                "Claim.standing, Claim.status, Claim.credibility",
            ),
            Column(
                "body[purpose=describing].value",
                "text",
                "Articles, families and origins.",
                "Claim.articles, Claim.families, Claim.origins",
            ),
            *_TARGET,
        ),
    ),
    Table(
        "Annotation of a position",
        "The words a position is read from.",
        (
            *_HEAD,
            Column(
                "body[purpose=describing].value",
                "text",
                "Actor, stance, issue, since and until.",
                "Position.stance",
            ),
            Column(
                "body[purpose=tagging].value",
                "text",
                "stance:, issue: and actor: with their value.",
                "Position.stance, Position.issue, Position.actor",
            ),
            *_TARGET,
        ),
    ),
)

FORMAT = Format(
    name="web-annotation",
    title="Web Annotation",
    standard="W3C Web Annotation Data Model (2017), JSON-LD",
    media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    ending=".jsonld",
    holds="Attributions, claims and positions, each pinned to its exact words. Offsets count "
    "Unicode code points of the captured text, as the W3C counts characters, and not UTF-16 units.",
    tables=_TABLES,
    write=_write,
    options=("everything",),
)
