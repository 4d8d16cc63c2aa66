"""The dictionary of the STIX export."""

from __future__ import annotations

from watchdesk.export.format import Column, Table

_COMMON = (
    Column(
        "id",
        "text",
        "The same for the same record on any machine: a UUID of version 5, of "
        "observables in the name space of STIX.",
        "",
    ),
    Column(
        "created",
        "moment",
        "From when the record is known; of articles, identities, places "
        "and relationships, of which the ledger knows no such moment, a fixed one.",
        "Told.known_at",
    ),
    Column("modified", "moment", "From when it is known as it stands.", "Told.known_at"),
)
_E = "extensions.<id>."
TABLES = (
    Table(
        "report, grouping",
        "An article; a grouping where its day of publication is not one certain day.",
        (
            *_COMMON,
            Column(
                "name", "text", "Headline; the article id where there is none.", "Article.title"
            ),
            Column("description", "text", "Standfirst.", "Article.deck"),
            Column(
                "published",
                "moment",
                "The day of publication; its midnight in UTC stands for the day.",
                "Article.published",
            ),
            Column("lang", "text", "BCP 47 tag.", "Article.language"),
            Column(
                "labels[]",
                "text",
                "MISP's admiralty-scale:source-reliability of the outlet, f "
                "unless the analyst set another.",
                "Source.reliability",
            ),
            Column(
                "external_references[]", "list of object", "The page on the web.", "Declared.url"
            ),
            Column("object_refs[]", "text", "The page or file, the outlet, and places named.", ""),
            Column(f"{_E}article", "text", "Article id.", "Article.id"),
            Column(f"{_E}capture", "text", "Capture id.", "Capture.id"),
            Column(f"{_E}family", "text", "Family id: copies have the same.", "Family.id"),
            Column(f"{_E}published", "text", "When published, EDTF.", "Article.published"),
            Column(f"{_E}published_basis", "text", "On what that rests.", "Published.basis"),
        ),
    ),
    Table(
        "url, file",
        "The page an article was read from, or the file.",
        (
            Column("value", "text", "Address of the page.", "Declared.url, Capture.uri"),
            Column("name", "text", "File, row or entry it was read from.", "Capture.uri"),
        ),
    ),
    Table(
        "identity",
        "An outlet, a named speaker, an actor, the desk.",
        (
            *_COMMON,
            Column("name", "text", "Name.", "Link.name, Entity.name, Position.name"),
            Column(
                "identity_class",
                "text",
                "individual, organization; system for the desk.",
                "Link.kind",
            ),
            Column(f"{_E}entity", "text", "Entity id.", "Entity.id"),
        ),
    ),
    Table(
        "location",
        "A place that an article names.",
        (
            *_COMMON,
            Column("name", "text", "Name.", "Place.name"),
            Column("latitude, longitude", "number", "Centre, WGS 84.", "Place.lat, Place.lon"),
            Column(
                "precision",
                "number",
                "Metres around the centre within which it lies.",
                "Place.radius_km",
            ),
            Column("country", "text", "ISO 3166-1 alpha-2.", "Place.country"),
            Column(
                f"{_E}basis", "text", "gazetteer, relative, broad or unresolved.", "Place.relative"
            ),
            Column(f"{_E}geonames_id", "integer", "GeoNames id.", "Place.geonames_id"),
        ),
    ),
    Table(
        "note of a claim",
        "What articles say.",
        (
            *_COMMON,
            Column("content", "text", "The clearest telling's words, verbatim.", "Claim.gist"),
            Column(
                "labels[]",
                "text",
                "MISP's admiralty-scale:information-credibility.",
                "Claim.credibility",
            ),
            Column(
                "object_refs[]",
                "text",
                "Articles that tell it and named speakers.",
                "Claim.members",
            ),
            Column(f"{_E}claim", "text", "Claim id.", "Claim.id"),
            Column(f"{_E}standing", "text", "Where it stands.", "Claim.standing"),
            Column(
                f"{_E}articles, families, origins",
                "integer",
                "How many tell it; with copies folded; independent ones.",
                "Claim.articles, Claim.families, Claim.origins",
            ),
            Column(f"{_E}credibility_why", "text", "By which rule.", "Claim.credibility_why"),
            Column(
                f"{_E}tellings[]",
                "list of object",
                "words_at: capture#char=start,end in code points; "
                "quote: the words; verification; chain, outermost first.",
                "Claim.members",
            ),
        ),
    ),
    Table(
        "opinion",
        "Somebody named says that a claim is so (agree) or is not (disagree).",
        (
            *_COMMON,
            Column("opinion", "text", "agree or disagree; how firmly is not told.", "Step.kind"),
            Column("explanation", "text", "The words.", "Step.at"),
            Column("authors[]", "text", "Who says it.", "Step.by"),
            Column("object_refs[]", "text", "The claim's note.", "Claim.id"),
            Column(f"{_E}words_at", "text", "Where the words stand.", "Step.at"),
            Column(f"{_E}said_on", "text", "When, EDTF.", "Step.on"),
        ),
    ),
    Table(
        "relationship",
        "Two claims that cannot both hold (related-to).",
        (
            *_COMMON,
            Column(
                "source_ref, target_ref",
                "text",
                "The claims, the earlier first.",
                "Contradiction.claims",
            ),
            Column("description", "text", "What cannot both hold.", "Contradiction.why"),
            Column("labels[]", "text", "contradiction: and its kind.", "Contradiction.kind"),
            Column(f"{_E}contradiction", "text", "Contradiction id.", "Contradiction.id"),
            Column(
                f"{_E}words_at[]",
                "text",
                "Where the words on either side stand.",
                "Contradiction.evidence",
            ),
        ),
    ),
    Table(
        "note of a position",
        "Where an actor stands on an issue.",
        (
            *_COMMON,
            Column("abstract", "text", "Actor, stance and issue.", "Position.stance"),
            Column("content", "text", "The clearest words, verbatim.", "Position.gist"),
            Column("labels[]", "text", "stance: and its value.", "Position.stance"),
            Column("object_refs[]", "text", "The actor and the articles.", "Position.actor"),
            Column(f"{_E}position, issue", "text", "Position id and issue.", "Position.issue"),
            Column(f"{_E}since, until", "text", "EDTF.", "Position.since, Position.until"),
            Column(f"{_E}words_at[]", "text", "Where the words stand.", "Position.evidence"),
        ),
    ),
    Table("extension-definition", "Says what the extension is.", (*_COMMON,)),
)
"""Each kind of object with its properties."""
