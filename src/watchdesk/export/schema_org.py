"""schema.org (JSON-LD): articles, the claims they make, and quotations.

There is no ClaimReview: nothing is judged here to be true or false. Where two articles are copies,
both are examples of one work.
"""

from __future__ import annotations

from collections.abc import Iterator

from watchdesk.export.format import Column, Format, Given, Pieces, Table
from watchdesk.export.linking import (
    NAMED,
    Node,
    Texts,
    address,
    body_of,
    day_of,
    days_asked,
    document,
    moment_or_none,
    page_of,
    pieces,
    present,
    spoken,
    urn,
    urn_of_teller,
)
from watchdesk.records import (
    Address,
    Attribution,
    Basis,
    Claim,
    Interval,
    Link,
    LinkKind,
    Reading,
    Speech,
)

_CONTEXT = {"@context": "https://schema.org"}


def nodes(given: Given) -> Iterator[Node]:
    """Articles with their quotations in the order of article ids, then claims."""
    texts = Texts(given.view)
    for reading in given.view.readings(days_asked(given)):
        yield _article(given, texts, reading)
        for one in reading.attributions:
            if one.speech is Speech.DIRECT and one.content:
                yield _quotation(texts, reading, one)
    everything = given.asked.everything
    for claim in given.view.each(Claim, given.asked.period, everything=everything):
        yield _claim(claim)


def identifier(kind: str, value: str) -> Node:
    """One of our ids, said to be one."""
    return {"@type": "PropertyValue", "propertyID": kind, "value": value}


def _article(given: Given, texts: Texts, reading: Reading) -> Node:
    article, published = reading.article, reading.article.published
    known = given.view.known([article.id]).get(article.id)
    body = body_of(texts, reading) if given.asked.text else None
    language = None if article.language == "und" else article.language
    return {
        "@type": "NewsArticle",
        "@id": urn(article.id),
        **present(
            headline=article.title,
            alternativeHeadline=article.deck,
            url=page_of(reading),
            inLanguage=language,
            author=[{"@type": "Person", "name": name} for name in article.authors],
            publisher=_publisher(article.outlet),
            datePublished=day_of(published),
            disambiguatingDescription=_published(published, published.basis),
            articleBody=body,
            exampleOfWork={"@id": urn(known.family)} if known else None,
        ),
        "identifier": [
            identifier("article", article.id),
            identifier("capture", reading.capture.id),
            identifier("sha256", reading.capture.sha256),
            *([identifier("family", known.family)] if known else ()),
        ],
        **present(sdDatePublished=moment_or_none(reading.capture.captured_at)),
    }


def _published(when: Interval, basis: Basis) -> str | None:
    """Bounds that are no single day, in words."""
    if when.is_unknown:
        return "Day of publication not known"
    if day_of(when):
        return None
    return f"Published {when.edtf} (EDTF; {basis})"


def _publisher(outlet: str | None) -> Node | None:
    if outlet is None:
        return None
    teller = urn("teller", LinkKind.OUTLET, outlet)
    return {"@type": "Organization", "@id": teller, "name": outlet}


def _words(at: Address) -> Node:
    return identifier("characters of a capture", at.fragment)


def _speaker(link: Link | None, article: str) -> Node | None:
    """Whom words are attributed to; somebody unnamed is nobody that could be linked to."""
    if link is None or link.kind not in NAMED:
        return None
    entity = link.entity
    return {
        "@type": "Person" if link.kind is LinkKind.PERSON else "Organization",
        "@id": urn_of_teller(link, article),
        "name": entity.name if entity else link.name,
        **present(identifier=identifier("entity", entity.id) if entity else None),
    }


def _quotation(texts: Texts, reading: Reading, one: Attribution) -> Node:
    places = [address(reading, span) for span in one.content]
    return {
        "@type": "Quotation",
        "@id": urn(one.id),
        "text": " … ".join(texts.quote(at) for at in places),
        **present(
            spokenByCharacter=_speaker(spoken(one), reading.article.id),
            dateCreated=day_of(one.said) if one.said else None,
        ),
        "isPartOf": {"@id": urn(reading.article.id)},
        "identifier": [identifier("attribution", one.id), *(_words(at) for at in places)],
    }


def _claim(claim: Claim) -> Node:
    articles = list(dict.fromkeys(one.at.article for one in claim.members))
    makers = {
        urn_of_teller(one.chain[-1], one.at.article): _speaker(one.chain[-1], one.at.article)
        for one in claim.members
        if one.chain and one.chain[-1].kind in NAMED
    }
    first = _first(claim)
    return {
        "@type": "Claim",
        "@id": urn(claim.id),
        "text": claim.gist,
        "appearance": [{"@id": urn(one)} for one in articles],
        **present(
            firstAppearance={"@id": urn(first)} if first else None,
            author=list(makers.values()),
            creativeWorkStatus=claim.standing,
        ),
        "identifier": [
            identifier("claim", claim.id),
            *(_words(one.at) for one in claim.members),
        ],
    }


def _first(claim: Claim) -> str | None:
    """The article known to have told it before every other; ``None`` where that is open."""
    first = claim.members[0]
    for one in claim.members[1:]:
        if one.published.precedes(first.published):
            first = one
    others = [one for one in claim.members if one.at.article != first.at.article]
    dated = not first.published.is_unknown
    alone = all(first.published.precedes(one.published) for one in others)
    return first.at.article if alone and (others or dated) else None


def _write(given: Given) -> Pieces:
    return pieces("articles.jsonld", document(_CONTEXT, "@graph", nodes(given)))


_ID = Column("@id", "text", "A urn:uuid: that stays with the record.", "")
_TABLES = (
    Table(
        "NewsArticle",
        "An article as it was captured.",
        (
            _ID,
            Column("headline", "text", "Headline.", "Article.title"),
            Column("alternativeHeadline", "text", "Standfirst.", "Article.deck"),
            Column("url", "text", "Address of the page, where known.", "Declared.url, Capture.uri"),
            Column("inLanguage", "text", "BCP 47 tag.", "Article.language"),
            Column("author[]", "list of object", "Persons in the byline.", "Article.authors"),
            Column("publisher", "object", "Outlet.", "Article.outlet"),
            Column(
                "datePublished", "date", "Only where it is one certain day.", "Article.published"
            ),
            Column(
                "disambiguatingDescription",
                "text",
                "What is known of the day of publication where it is not one certain day.",
                "Article.published",
            ),
            Column(
                "articleBody",
                "text",
                "The text of the article; only when texts are asked for.",
                "Capture.text",
            ),
            Column(
                "exampleOfWork",
                "object",
                "The family: articles with the same one are copies.",
                "Family.id",
            ),
            Column(
                "identifier[]",
                "list of object",
                "Ids of article, capture and family, and the SHA-256 of what was captured.",
                "Article.id, Capture.id, Capture.sha256, Family.id",
            ),
            Column(
                "sdDatePublished",
                "moment",
                "When the page was taken, where known.",
                "Capture.captured_at",
            ),
        ),
    ),
    Table(
        "Quotation",
        "A direct quotation in an article.",
        (
            _ID,
            Column(
                "text",
                "text",
                "The words, verbatim; an ellipsis stands where the article breaks them off.",
                "Attribution.content",
            ),
            Column(
                "spokenByCharacter",
                "object",
                "The original speaker, when named.",
                "Attribution.chain",
            ),
            Column(
                "dateCreated",
                "date",
                "When it was said, where that is one certain day.",
                "Attribution.said",
            ),
            Column("isPartOf", "object", "The article.", "Article.id"),
            Column(
                "identifier[]",
                "list of object",
                "Attribution id, and where each of the words "
                "stands: capture#char=start,end in code points.",
                "Attribution.id, Address",
            ),
        ),
    ),
    Table(
        "Claim",
        "What articles say, once for all that say the same thing.",
        (
            _ID,
            Column("text", "text", "The clearest telling's words, verbatim.", "Claim.gist"),
            Column(
                "appearance[]",
                "list of object",
                "Articles that tell it, copies among them.",
                "Claim.members",
            ),
            Column(
                "firstAppearance",
                "object",
                "The article that told it before every other could "
                "have; absent where that is open.",
                "Member.published",
            ),
            Column("author[]", "list of object", "Named original speakers.", "Member.chain"),
            Column(
                "creativeWorkStatus",
                "text",
                "Where it stands as articles tell: reported, "
                "unverified, confirmed, denied, disputed or retracted. No judgement of ours.",
                "Claim.standing",
            ),
            Column(
                "identifier[]",
                "list of object",
                "Claim id, and where each telling stands.",
                "Claim.id, Member.at",
            ),
        ),
    ),
)

FORMAT = Format(
    name="schema-org",
    title="schema.org",
    standard="schema.org, JSON-LD 1.1",
    media_type="application/ld+json",
    ending=".jsonld",
    holds="Articles, direct quotations and claims, linked to each other. No ClaimReview, for "
    "nothing is judged; no text of articles unless asked for.",
    tables=_TABLES,
    write=_write,
    options=("everything", "text"),
)
