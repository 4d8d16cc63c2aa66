"""PROV-O (JSON-LD): where every statement and claim comes from, and through whom.

A capture is an entity; reading it is an activity of this software; an article, its attributions and
the claims are derived from it. Who told is told as attribution, each teller with a role and a place
in the chain. Somebody acted on behalf of another only where the words call them a spokesperson.
"""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk import __version__
from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.linking import (
    Node,
    Texts,
    address,
    days_asked,
    document,
    moment_or_none,
    page_of,
    pieces,
    present,
    urn,
    urn_of_teller,
)
from watchdesk.records import (
    Attribution,
    Claim,
    Link,
    LinkKind,
    Reading,
    Relation,
    RelationKind,
    Ruling,
    Speech,
)
from watchdesk.store import Told

OURS = f"{urn('vocabulary')}#"
"""Where names of our own stand: an address that leads nowhere, for the terms have no page."""
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wd": OURS,
}
_TYPES = {LinkKind.PERSON: "prov:Person", LinkKind.ORGANISATION: "prov:Organization"}
_SOFTWARE = urn("software", "watchdesk", __version__)
_ANALYST = urn("analyst")


def nodes(given: Given) -> Iterator[Node]:
    """Agents of the desk, then readings article by article, relations, rulings, claims."""
    yield {
        "@id": _SOFTWARE,
        "@type": "prov:SoftwareAgent",
        "rdfs:label": f"Watchdesk {__version__}",
        "wd:version": __version__,
    }
    texts = Texts(given.view)
    captures: set[str] = set()
    for reading in given.view.readings(days_asked(given)):
        if reading.capture.id not in captures:
            captures.add(reading.capture.id)
            yield from _capture(reading)
        yield _article(reading)
        if reading.article.outlet:
            yield _agent(_outlet(reading.article.outlet), reading.article.id)
        for one in reading.attributions:
            yield from _statement(texts, reading, one)
        for relation in given.view.relations([reading.article.id]):
            if relation.a == reading.article.id:
                yield from _related(given, relation)
    yield from _rulings(given)
    for claim in given.view.each(Claim, given.asked.period, everything=given.asked.everything):
        yield from _claim(given, claim)


def _ref(*parts: object) -> Node:
    return {"@id": urn(*parts)}


def _time(moment: str) -> Node:
    return {"@type": "xsd:dateTime", "@value": moment}


def _capture(reading: Reading) -> Iterator[Node]:
    capture, page = reading.capture, page_of(reading)
    taken = moment_or_none(capture.captured_at)
    yield {
        "@id": urn(capture.id),
        "@type": "prov:Entity",
        "dcterms:identifier": capture.id,
        "wd:sha256": capture.sha256,
        "wd:uri": capture.uri,
        **present(
            prov__generatedAtTime=_time(taken) if taken else None,
            prov__specializationOf={"@id": page} if page else None,
        ),
    }
    if page:
        yield {"@id": page, "@type": "prov:Entity"}
    yield {
        "@id": urn("reading", capture.id),
        "@type": "prov:Activity",
        "prov:used": _ref(capture.id),
        "prov:wasAssociatedWith": {"@id": _SOFTWARE},
    }


def _outlet(name: str) -> Link:
    return Link(name=name, kind=LinkKind.OUTLET)


def _article(reading: Reading) -> Node:
    article = reading.article
    outlet = article.outlet
    return {
        "@id": urn(article.id),
        "@type": "prov:Entity",
        "dcterms:identifier": article.id,
        **present(rdfs__label=article.title),
        "prov:wasGeneratedBy": _ref("reading", reading.capture.id),
        "prov:wasDerivedFrom": _ref(reading.capture.id),
        **present(
            prov__wasAttributedTo=(
                {"@id": urn_of_teller(_outlet(outlet), article.id)} if outlet else None
            ),
            wd__published=None if article.published.is_unknown else article.published.edtf,
            wd__publishedBasis=article.published.basis,
        ),
    }


def _agent(link: Link, article: str) -> Node:
    entity = link.entity
    spokesperson = entity is not None and "spoke" in (entity.role or "").casefold()
    body = entity.part_of if entity and spokesperson else None
    types = ["prov:Agent", *([_TYPES[link.kind]] if link.kind in _TYPES else ())]
    return {
        "@id": urn_of_teller(link, article),
        "@type": types,
        "rdfs:label": entity.name if entity else link.name,
        "wd:kind": link.kind,
        **present(
            dcterms__identifier=entity.id if entity else None,
            wd__role=entity.role if entity else None,
            prov__actedOnBehalfOf=(
                {**_ref("entity", body), "@type": "prov:Agent", "dcterms:identifier": body}
                if body
                else None
            ),
        ),
    }


def _statement(texts: Texts, reading: Reading, one: Attribution) -> Iterator[Node]:
    """An attribution, and those who tell it."""
    article = reading.article.id
    for link in one.chain:
        yield _agent(link, article)
    places = [address(reading, span) for span in one.content]
    quoted = one.speech is Speech.DIRECT and bool(places)
    yield {
        "@id": urn(one.id),
        "@type": "prov:Entity",
        "dcterms:identifier": one.id,
        "prov:wasGeneratedBy": _ref("reading", reading.capture.id),
        "prov:wasDerivedFrom": _ref(reading.capture.id),
        **present(
            prov__wasQuotedFrom=_ref(article) if quoted else None,
            prov__value=" … ".join(texts.quote(at) for at in places),
            wd__at=[at.fragment for at in places],
            prov__qualifiedAttribution=[
                _attributed(link, article, turn, turn == len(one.chain) - 1)
                for turn, link in enumerate(one.chain)
            ],
            prov__wasAttributedTo=[{"@id": urn_of_teller(link, article)} for link in one.chain],
        ),
        "wd:act": one.act,
        "wd:verification": one.verification,
    }


def _attributed(link: Link, article: str, turn: int, is_speaker: bool) -> Node:
    return {
        "@type": "prov:Attribution",
        "prov:agent": {"@id": urn_of_teller(link, article)},
        "prov:hadRole": {
            "@id": f"{OURS}{'speaker' if is_speaker else 'relay'}",
            "@type": "prov:Role",
        },
        "wd:turn": turn,
    }


def _related(given: Given, relation: Relation) -> Iterator[Node]:
    """Copies are alternates of each other; an update revises what is known to be older."""
    if not relation.kind.is_copy:
        return
    if relation.kind is RelationKind.UPDATED:
        known = given.view.known([relation.a, relation.b])
        pair = [known[one] for one in (relation.a, relation.b) if one in known]
        pair.sort(key=lambda one: one.published.latest is None or one.published.latest)
        for old, new in ((pair[:1], pair[1:]), (pair[1:], pair[:1])):
            if old and new and old[0].published.precedes(new[0].published):
                yield {"@id": urn(new[0].article), "prov:wasRevisionOf": _ref(old[0].article)}
                return
    yield {
        "@id": urn(relation.a),
        "prov:alternateOf": _ref(relation.b),
        "wd:relation": relation.kind,
    }


def _rulings(given: Given) -> Iterator[Node]:
    rulings = given.view.rulings()
    if rulings:
        yield {"@id": _ANALYST, "@type": "prov:Agent", "rdfs:label": "Analyst of the desk"}
    for one in rulings:
        yield _ruling(one)


def _ruling(one: Ruling) -> Node:
    return {
        "@id": urn(one.id),
        "@type": "prov:Activity",
        "dcterms:identifier": one.id,
        "wd:kind": one.kind,
        "prov:endedAtTime": _time(one.made_at),
        "prov:wasAssociatedWith": {"@id": _ANALYST},
        **present(
            rdfs__comment=one.because,
            prov__used=[_ref(told) for told in dict.fromkeys(t.article for t in one.tellings)],
            prov__wasInformedBy=_ref(one.ruling) if one.ruling else None,
        ),
    }


def _claim(given: Given, claim: Claim) -> Iterator[Node]:
    """A claim, and its versions as revisions of each other."""
    sources = [urn(one.attribution or one.at.article) for one in claim.members]
    yield {
        "@id": urn(claim.id),
        "@type": "prov:Entity",
        "dcterms:identifier": claim.id,
        "prov:value": claim.gist,
        "wd:standing": claim.standing,
        "wd:credibility": claim.credibility,
        "wd:at": [one.at.fragment for one in claim.members],
        "prov:wasDerivedFrom": [{"@id": one} for one in dict.fromkeys(sources)],
        **present(prov__wasInfluencedBy=[_ref(one) for one in claim.rulings]),
    }
    yield from _versions(claim.id, given.view.versions(Claim, claim.id))


def _versions(name: str, told: list[Told[Claim]]) -> Iterator[Node]:
    before: str | None = None
    for one in told:
        here = urn(name, one.known_at)
        if one.record is not None:
            yield {
                "@id": here,
                "@type": "prov:Entity",
                "prov:specializationOf": _ref(name),
                "prov:generatedAtTime": _time(one.known_at),
                "wd:standing": one.record.standing,
                **present(prov__wasRevisionOf={"@id": before} if before else None),
            }
            before = here


def _write(given: Given) -> Pieces:
    return pieces("provenance.jsonld", document({"@context": CONTEXT}, "@graph", nodes(given)))


_ID = Column("dcterms:identifier", "text", "Id of the record.", "")
_TABLES = (
    Table(
        "Capture (prov:Entity)",
        "One text as found.",
        (
            _ID,
            Column("wd:sha256", "text", "Of what was captured.", "Capture.sha256"),
            Column("wd:uri", "text", "Where it was read from.", "Capture.uri"),
            Column(
                "prov:generatedAtTime",
                "moment",
                "When it was taken, where known.",
                "Capture.captured_at",
            ),
            Column(
                "prov:specializationOf",
                "object",
                "The page on the web whose state it holds.",
                "Declared.url, Capture.uri",
            ),
        ),
    ),
    Table(
        "Reading (prov:Activity)",
        "This software taking a capture apart.",
        (
            Column("prov:used", "object", "The capture.", "Capture.id"),
            Column(
                "prov:wasAssociatedWith",
                "object",
                "This software, in the version that exports.",
                "",
            ),
        ),
    ),
    Table(
        "Article (prov:Entity)",
        "An article in a capture.",
        (
            _ID,
            Column("rdfs:label", "text", "Headline.", "Article.title"),
            Column("prov:wasGeneratedBy", "object", "The reading.", ""),
            Column("prov:wasDerivedFrom", "object", "The capture.", "Capture.id"),
            Column("prov:wasAttributedTo", "object", "The outlet, where known.", "Article.outlet"),
            Column(
                "prov:alternateOf", "object", "Another article that is a copy of it.", "Relation"
            ),
            Column("wd:relation", "text", "What the two are to each other.", "Relation.kind"),
            Column("prov:wasRevisionOf", "object", "The article that it updates.", "Relation"),
            Column("wd:published", "text", "EDTF; absent when not known.", "Article.published"),
            Column("wd:publishedBasis", "text", "On what that rests.", "Published.basis"),
        ),
    ),
    Table(
        "Statement (prov:Entity)",
        "What somebody is told to have said.",
        (
            _ID,
            Column("prov:value", "text", "The words, verbatim.", "Attribution.content"),
            Column(
                "wd:at[]",
                "text",
                "Where they stand: capture#char=start,end in code points.",
                "Attribution.content",
            ),
            Column("prov:wasGeneratedBy", "object", "The reading.", ""),
            Column("prov:wasDerivedFrom", "object", "The capture.", "Capture.id"),
            Column(
                "prov:wasQuotedFrom",
                "object",
                "The article, for a direct quotation.",
                "Attribution.speech",
            ),
            Column(
                "prov:wasAttributedTo",
                "list of object",
                "Everybody in the chain.",
                "Attribution.chain",
            ),
            Column(
                "prov:qualifiedAttribution",
                "list of object",
                "Each teller with its role, wd:relay "
                "or wd:speaker, and wd:turn, counted from the outermost.",
                "Attribution.chain",
            ),
            Column("wd:act", "text", "What the source did.", "Attribution.act"),
            Column(
                "wd:verification",
                "text",
                "What the words say of its standing.",
                "Attribution.verification",
            ),
        ),
    ),
    Table(
        "Teller (prov:Agent)",
        "Who told something; one that is not named is an agent of one article alone.",
        (
            Column(
                "dcterms:identifier", "text", "Entity id, where it is known who it is.", "Entity.id"
            ),
            Column("rdfs:label", "text", "Name or words.", "Link.name"),
            Column("wd:kind", "text", "What it is.", "Link.kind"),
            Column("wd:role", "text", "Office as told.", "Entity.role"),
            Column(
                "prov:actedOnBehalfOf",
                "object",
                "For a spokesperson, the body it belongs to.",
                "Entity.part_of",
            ),
        ),
    ),
    Table(
        "Ruling (prov:Activity)",
        "What an analyst ruled.",
        (
            _ID,
            Column("wd:kind", "text", "Which kind.", "Ruling.kind"),
            Column("prov:endedAtTime", "moment", "When.", "Ruling.made_at"),
            Column(
                "prov:wasAssociatedWith", "object", "The analyst; the ledger does not say who.", ""
            ),
            Column("prov:used", "list of object", "The articles it is about.", "Ruling.tellings"),
            Column(
                "prov:wasInformedBy", "object", "The ruling that is taken back.", "Ruling.ruling"
            ),
            Column("rdfs:comment", "text", "The reason.", "Ruling.because"),
        ),
    ),
    Table(
        "Claim (prov:Entity)",
        "What statements of several articles say.",
        (
            _ID,
            Column("prov:value", "text", "The clearest telling's words.", "Claim.gist"),
            Column("wd:standing", "text", "Where it stands.", "Claim.standing"),
            Column(
                "wd:credibility",
                "integer",
                "Credibility of the Admiralty code.",
                "Claim.credibility",
            ),
            Column("wd:at[]", "text", "Where each telling stands.", "Member.at"),
            Column(
                "prov:wasDerivedFrom",
                "list of object",
                "Its statements; the article where that tells it in its own voice.",
                "Member.attribution",
            ),
            Column(
                "prov:wasInfluencedBy", "list of object", "Rulings that shaped it.", "Claim.rulings"
            ),
        ),
    ),
    Table(
        "Version of a claim (prov:Entity)",
        "A claim as it was known from a moment on.",
        (
            Column("prov:specializationOf", "object", "The claim.", "Claim.id"),
            Column("prov:generatedAtTime", "moment", "From when it was known.", "Told.known_at"),
            Column("prov:wasRevisionOf", "object", "The version before.", ""),
            Column("wd:standing", "text", "Where it stood.", "Claim.standing"),
        ),
    ),
)

FORMAT = Format(
    name="prov",
    title="PROV-O",
    standard="W3C PROV-O (2013), JSON-LD 1.1",
    media_type="application/ld+json",
    ending=".jsonld",
    holds="Where each statement and claim comes from, through whom, by which reading and rulings, "
    "and how claims changed. Positions and expectations are left out.",
    tables=_TABLES,
    write=_write,
    options=("everything",),
)
