"""STIX 2.1: articles as reports, claims as notes, with the Admiralty tags that MISP uses.

Only what is true is mapped: an article whose day of publication is not one certain day is a
grouping, for a report must say when it was published; words that nobody named says are attributed
to nobody; events have no place in STIX and are left out. What STIX has no property for stands in
one extension, with an extension definition of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID, uuid5

from watchdesk import __version__
from watchdesk.export.format import Format, Given, Pieces
from watchdesk.export.geojson import basis_of, precision_of
from watchdesk.export.linking import (
    NAMED,
    OURS,
    Node,
    Texts,
    day_of,
    days_asked,
    document,
    moment,
    page_of,
    pieces,
    present,
    urn_of_teller,
)
from watchdesk.export.stix_fields import TABLES
from watchdesk.records import (
    Claim,
    Contradiction,
    Interval,
    Link,
    LinkKind,
    Place,
    Position,
    Reading,
    StepKind,
)

_SCO = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The name space of STIX 2.1, 2.9, for observables."""
FIXED = "2026-01-01T00:00:00.000Z"
"""When identities, places and the extension count as made: of them the ledger knows no moment, and
the same ledger gives the same bytes."""
_SCHEMA = "https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html"
_CLASSES = {LinkKind.PERSON: "individual"}
_TLP = {
    "white": "613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "green": "34098fce-860f-48ae-8e50-ebd3cc5e41da",
    "amber": "f88d31f6-486f-44da-b317-01333bde0b82",
    "red": "5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
}
"""The markings that STIX 2.1, 7.2.1.4, defines; the ids are the standard's."""
_OPINIONS = {StepKind.DENIED: "disagree", StepKind.CONFIRMED: "agree"}


def sdo(kind: str, *parts: object) -> str:
    """The id of an object of ours: the same for the same record on any machine."""
    return f"{kind}--{uuid5(OURS, json.dumps([kind, *(str(part) for part in parts)]))}"


def sco(kind: str, **contributing: object) -> str:
    """The id of an observable, by the rule of STIX 2.1, 2.9 (canonical JSON, RFC 8785)."""
    told = json.dumps(contributing, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{kind}--{uuid5(_SCO, told)}"


_DESK = sdo("identity", "watchdesk")
EXTENSION = sdo("extension-definition", "watchdesk", 1)


def _made(kind: str, name: str, at: str, until: str | None = None) -> Node:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": name,
        "created_by_ref": _DESK,
        "created": at,
        "modified": until or at,
    }


def _extended(**values: object) -> Node:
    told = {"extension_type": "property-extension", **present(**values)}
    return {"extensions": {EXTENSION: told}}


class _Once:
    """Objects that others refer to, each given once: ids alone are held."""

    def __init__(self) -> None:
        self._given: set[UUID] = set()

    def new(self, node: Node) -> Iterator[Node]:
        key = UUID(node["id"].rpartition("--")[2])
        if key not in self._given:
            self._given.add(key)
            yield node


def objects(given: Given) -> Iterator[Node]:
    """The desk, then articles in the order of their ids, claims, contradictions, positions."""
    once, texts = _Once(), Texts(given.view)
    ratings = {source.outlet: source.reliability for source in given.watch.source}
    yield from _preamble(given)
    for reading in given.view.readings(days_asked(given)):
        yield from _article(given, once, reading, ratings)
    everything, period = given.asked.everything, given.asked.period
    for claim in given.view.each(Claim, period, everything=everything):
        yield from _claim(given, once, texts, claim)
    for one in given.view.each(Contradiction, period, everything=everything):
        yield from _contradiction(given, once, one)
    for position in given.view.each(Position, period, everything=everything):
        yield from _position(given, once, texts, position)


def _preamble(given: Given) -> Iterator[Node]:
    desk = _made("identity", _DESK, FIXED)
    del desk["created_by_ref"]
    yield {**desk, "name": f"{given.watch.name} (Watchdesk)", "identity_class": "system"}
    yield {
        **_made("extension-definition", EXTENSION, FIXED),
        "name": "Watchdesk: words and their addresses",
        "description": "Where words stand in captured texts, in code points, and what the ledger "
        f"knows of them; the data dictionary of Watchdesk {__version__} tells of each property.",
        "schema": _SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _identity(name: str, identity: str, is_class: str) -> Node:
    return {**_made("identity", identity, FIXED), "name": name, "identity_class": is_class}


def _outlet(name: str) -> Node:
    return _teller(Link(name=name, kind=LinkKind.OUTLET), "")


def _teller(link: Link, article: str) -> Node:
    """Somebody named, as an identity."""
    entity = link.entity
    identity = sdo("identity", entity.id if entity else urn_of_teller(link, article))
    name = entity.name if entity else link.name
    made = _identity(name, identity, _CLASSES.get(link.kind, "organization"))
    return {**made, **(_extended(entity=entity.id) if entity else {})}


def _article(
    given: Given, once: _Once, reading: Reading, ratings: Mapping[str, str]
) -> Iterator[Node]:
    article, capture = reading.article, reading.capture
    parts = [_observed(reading)]
    if article.outlet:
        parts.append(_outlet(article.outlet))
    places = {one.name: one for one in reading.places if one.lat is not None or one.country}
    parts += [_location(one) for one in places.values()]
    for part in parts:
        yield from once.new(part)
    known = given.view.known([article.id]).get(article.id)
    published = known.published if known else article.published
    day = day_of(published)
    kind = "report" if day else "grouping"
    page = page_of(reading)
    reliability = ratings.get((known.outlet if known else None) or article.outlet or "", "F")
    yield {
        **_made(kind, _article_id(article.id, published), FIXED),
        "name": article.title or f"Article {article.id}",
        **present(
            description=article.deck,
            report_types=["observed-data"] if kind == "report" else None,
            context="unspecified" if kind == "grouping" else None,
            published=f"{day}T00:00:00.000Z" if day else None,
            lang=None if article.language == "und" else article.language,
            external_references=(
                [{"source_name": article.outlet or "web page", "url": page}] if page else None
            ),
        ),
        "labels": [f'admiralty-scale:source-reliability="{reliability.lower()}"'],
        "object_refs": list(dict.fromkeys(part["id"] for part in parts)),
        **_extended(
            article=article.id,
            capture=capture.id,
            family=known.family if known else None,
            published=None if published.is_unknown else published.edtf,
            published_basis=published.basis,
        ),
    }


def _article_id(article: str, published: Interval) -> str:
    return sdo("report" if day_of(published) else "grouping", article)


def _observed(reading: Reading) -> Node:
    """The page on the web, or what was read from elsewhere, as an observable."""
    page = page_of(reading)
    if page:
        return {"type": "url", "spec_version": "2.1", "id": sco("url", value=page), "value": page}
    uri = reading.capture.uri
    return {"type": "file", "spec_version": "2.1", "id": sco("file", name=uri), "name": uri}


def _location(place: Place) -> Node:
    settled = place.lat is not None and place.lon is not None
    precision = precision_of(place) if settled else None
    key = (place.name, place.lat, place.lon, precision, place.country)
    return {
        **_made("location", sdo("location", *key), FIXED),
        "name": place.name,
        **present(
            latitude=place.lat if settled else None,
            longitude=place.lon if settled else None,
            precision=float(precision) if precision else None,
            country=place.country,
        ),
        **_extended(basis=basis_of(place), geonames_id=place.geonames_id),
    }


def _moments(given: Given, kind: type[Claim] | type[Position], name: str) -> tuple[str, str]:
    """From when a record is known, and from when as it stands."""
    told = [one.known_at for one in given.view.versions(kind, name)]
    return (_stamp(told[0]), _stamp(told[-1])) if told else (FIXED, FIXED)


def _stamp(known_at: str) -> str:
    return moment(datetime.fromisoformat(known_at))


def _articles(given: Given, articles: Iterable[str]) -> dict[str, str]:
    """The ids of the reports or groupings of articles."""
    known = given.view.known(dict.fromkeys(articles))
    return {one: _article_id(one, known[one].published) for one in sorted(known)}


def _claim(given: Given, once: _Once, texts: Texts, claim: Claim) -> Iterator[Node]:
    tellers = [
        _teller(one.chain[-1], one.at.article)
        for one in claim.members
        if one.chain and one.chain[-1].kind in NAMED
    ]
    for teller in tellers:
        yield from once.new(teller)
    reports = _articles(given, (one.at.article for one in claim.members))
    refs = [*reports.values(), *(teller["id"] for teller in tellers)]
    note = sdo("note", claim.id)
    created, modified = _moments(given, Claim, claim.id)
    yield {
        **_made("note", note, created, modified),
        "content": claim.gist,
        "labels": [f'admiralty-scale:information-credibility="{claim.credibility}"'],
        "object_refs": list(dict.fromkeys(refs)) or [_DESK],
        **_extended(
            claim=claim.id,
            standing=claim.standing,
            articles=claim.articles,
            families=claim.families,
            origins=claim.origin_count,
            credibility_why=claim.credibility_why,
            tellings=[
                {
                    "words_at": one.at.fragment,
                    "quote": texts.quote(one.at),
                    "verification": one.verification,
                    "chain": [{"name": link.name, "kind": link.kind} for link in one.chain],
                }
                for one in claim.members
            ],
        ),
    }
    for turn in range(len(claim.history)):
        yield from _opinion(texts, claim, turn, modified)


def _opinion(texts: Texts, claim: Claim, turn: int, at: str) -> Iterator[Node]:
    """What somebody named says of a claim: that it is so, or that it is not."""
    step = claim.history[turn]
    speaker = step.by[-1] if step.by else None
    if step.kind not in _OPINIONS or speaker is None or speaker.kind not in NAMED:
        return
    yield {
        **_made("opinion", sdo("opinion", claim.id, turn, step.at.fragment), at),
        "opinion": _OPINIONS[step.kind],
        "explanation": texts.quote(step.at),
        "authors": [speaker.entity.name if speaker.entity else speaker.name],
        "object_refs": [sdo("note", claim.id)],
        **_extended(
            words_at=step.at.fragment, said_on=None if step.on.is_unknown else step.on.edtf
        ),
    }


def _contradiction(given: Given, once: _Once, one: Contradiction) -> Iterator[Node]:
    """Two claims that cannot both hold, both of which are given."""
    shown = given.asked.everything or not given.view.dismissed().intersection(one.claims)
    kept = [given.view.record(Claim, name) for name in one.claims]
    if not shown or None in kept or not _both_given(given, kept):
        given.left["contradictions of which a claim is left out"] += 1
        return
    first, second = (sdo("note", name) for name in one.claims)
    made = _made("relationship", sdo("relationship", one.id), FIXED)
    yield from once.new(
        {
            **made,
            "relationship_type": "related-to",
            "source_ref": first,
            "target_ref": second,
            "description": one.why,
            "labels": [f"contradiction:{one.kind}"],
            **_extended(contradiction=one.id, words_at=[at.fragment for at in one.evidence]),
        }
    )


def _both_given(given: Given, claims: Iterable[Claim | None]) -> bool:
    period = given.asked.period
    if period is None:
        return True
    days = (member.published for claim in claims if claim for member in claim.members)
    return all(one.intersects(period) for one in days)


def _position(given: Given, once: _Once, texts: Texts, one: Position) -> Iterator[Node]:
    is_person = one.actor.startswith("person:")
    key = sdo("identity", one.actor)
    actor = _identity(one.name, key, "individual" if is_person else "organization")
    yield from once.new({**actor, **_extended(entity=one.actor)})
    reports = _articles(given, (found.at.article for found in one.evidence))
    created, modified = _moments(given, Position, one.id)
    yield {
        **_made("note", sdo("note", one.id), created, modified),
        "abstract": f"{one.name}: {one.stance} ({one.issue})",
        "content": texts.quote(one.gist) if one.gist else f"{one.stance}",
        "object_refs": [key, *dict.fromkeys(reports.values())],
        "labels": [f"stance:{one.stance}"],
        **_extended(
            position=one.id,
            issue=one.issue,
            since=None if one.since.is_unknown else one.since.edtf,
            until=one.until.edtf if one.until and not one.until.is_unknown else None,
            words_at=[found.at.fragment for found in one.evidence],
        ),
    }


def _write(given: Given) -> Pieces:
    bundle = sdo("bundle", given.view.mark(), given.asked)
    head = {"type": "bundle", "id": bundle}
    return pieces("bundle.json", document(head, "objects", _marked(given)))


def _marked(given: Given) -> Iterator[Node]:
    """The objects, each with the marking that is asked for."""
    tlp = given.asked.tlp
    if tlp is None:
        yield from objects(given)
        return
    marking = f"marking-definition--{_TLP[tlp]}"
    yield {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": marking,
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "name": f"TLP:{tlp.upper()}",
        "definition": {"tlp": tlp},
    }
    for one in objects(given):
        yield {**one, "object_marking_refs": [marking]}


FORMAT = Format(
    name="stix",
    title="STIX",
    standard="OASIS STIX 2.1, with MISP's admiralty-scale tags",
    media_type="application/stix+json;version=2.1",
    ending=".json",
    holds="Articles, claims with who denies or confirms them, contradictions, positions, places "
    "and outlets. Events, expectations and attributions that are part of no claim are left out.",
    tables=TABLES,
    write=_write,
    options=("everything", "tlp"),
)
