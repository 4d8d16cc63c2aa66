"""Exports of linked data: valid by their standards, stable, and each leading to its words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest

from watchdesk.desk import Desk
from watchdesk.export import Asked, Given, Left, streamed
from watchdesk.export.rings import box, circle

pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),  # rdflib's own
    pytest.mark.filterwarnings("ignore::DeprecationWarning:stix2validator"),
]
NAMES = ("geojson", "ninjs", "prov", "schema_org", "stix", "web_annotation")
Node = dict[str, Any]

STORY = """\
Envoys 🕊🕊 meet on <b>the harbour</b> dispute

By Mira Tolland

TARNOVA — “We will sit down 😀 again on Monday,” Anna Orlova, a deputy minister, told reporters.

An official who asked not to be named said the \u202etalks\u202c had “failed 𝔸 completely”.

وقالت الوزيرة ليلى إن المحادثات مستمرة. “The pass stays open,” she said.
</script><script>alert(1)</script>
"""


def written(folder: Path, name: str, asked: Asked | None = None) -> bytes:
    desk = Desk.open(folder)
    form = import_module(f"watchdesk.export.{name}").FORMAT
    with desk.view() as view:
        return b"".join(streamed(form, Given(view, desk.watch, asked or Asked(), Left())))


@pytest.fixture(scope="module")
def sample(sample_desk: Path) -> dict[str, bytes]:
    return {name: written(sample_desk, name) for name in NAMES}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one undated text that means harm, in two scripts, with astral characters."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    desk = Desk.init(folder / "desk")
    assert not desk.ingest([folder / "story.txt"]).refused
    return folder / "desk"


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def at_words(folder: Path, fragment: str) -> str:
    found = re.fullmatch(r"(cap-[0-9a-f]{16})#char=(\d+),(\d+)", fragment)
    assert found, fragment
    with Desk.open(folder).view() as view:
        capture = view.capture(found[1])
    assert capture is not None
    return capture.text[int(found[2]) : int(found[3])]


def test_selectors_find_the_words_again_in_code_points(
    sample: dict[str, bytes], sample_desk: Path, odd: Path
) -> None:
    for folder, data in (
        (sample_desk, sample["web_annotation"]),
        (odd, written(odd, "web_annotation")),
    ):
        collection = json.loads(data)
        items = collection["first"]["items"]
        assert collection["total"] == len(items) > 0
        assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert len({item["id"] for item in items}) == len(items)
        with Desk.open(folder).view() as view:
            for item in items:
                assert item["type"] == "Annotation"
                assert item["body"]
                for target in listed(item["target"]):
                    capture = view.capture(target["source"]["dcterms:identifier"])
                    assert capture is not None
                    place, quote = target["selector"]
                    assert place["type"] == "TextPositionSelector"
                    assert capture.text[place["start"] : place["end"]] == quote["exact"]
                    around = (quote.get("prefix", ""), quote["exact"], quote.get("suffix", ""))
                    assert "".join(around) in capture.text
    # An astral character stands before the words: in UTF-16 their offsets would be others.
    with Desk.open(odd).view() as view:
        capture = view.capture(target["source"]["dcterms:identifier"])
    assert capture is not None
    cut = capture.text.encode("utf-16-le")[place["start"] * 2 : place["end"] * 2]
    assert cut.decode("utf-16-le", "replace") != quote["exact"]


def test_annotations_expand_to_the_ontology(sample: dict[str, bytes]) -> None:
    """With the terms of the W3C's context that are used, written from the model's text."""
    import rdflib

    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    data = json.loads(sample["web_annotation"])
    links = ("body", "target", "source", "selector", "scope", "motivation")
    terms: Node = {"id": "@id", "type": "@type", "@vocab": str(oa)}
    terms |= {"dcterms": "http://purl.org/dc/terms/", "exact": "oa:exact", "oa": str(oa)}
    terms |= {one: {"@id": f"oa:has{one.title()}", "@type": "@id"} for one in links}
    terms["motivation"] = {"@id": "oa:motivatedBy", "@type": "@vocab"}
    page = {"@context": terms, "@graph": data["first"]["items"][:60]}
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    found = list(graph.subjects(rdflib.RDF.type, oa.Annotation))
    assert len(found) == 60
    for one in found:
        targets = list(graph.objects(one, oa.hasTarget))
        assert targets
        assert all((target, oa.hasSource, None) in graph for target in targets)
        (motive,) = graph.objects(one, oa.motivatedBy)
        assert motive in {oa.highlighting, oa.describing, oa.linking, oa.classifying}


def test_geojson_is_valid_and_no_closer_than_known(sample: dict[str, bytes]) -> None:
    from geojson_pydantic import FeatureCollection

    data = json.loads(sample["geojson"])
    FeatureCollection.model_validate(data)
    bases = Counter(one["properties"]["basis"] for one in data["features"])
    assert {"gazetteer", "broad", "relative", "unresolved"} <= set(bases)
    boxes = 0
    for one in data["features"]:
        told, shape = one["properties"], one["geometry"]
        assert told["quote"] and told["end"] > told["start"]
        if told["basis"] in {"broad", "unresolved"}:
            assert shape is None
        elif told["basis"] == "gazetteer":
            assert shape["type"] == "Point"
            assert told["precision_m"] > 0
            lon, lat = shape["coordinates"]
            assert (lon, lat) == tuple(told["centre"])
            if "bbox" in one:  # not for what holds a pole or half the globe
                west, south, east, north = one["bbox"]
                assert south < lat < north
                assert west < lon < east or west > east
                boxes += 1
        elif shape is not None:
            assert shape["type"] in {"Polygon", "MultiPolygon"}
            assert told["precision_m"] > 0
    assert boxes > 100


@pytest.mark.parametrize(("lat", "lon"), [(-17.8, 179.9), (52.0, -179.5), (66.0, 180.0)])
def test_areas_are_cut_at_the_antimeridian(lat: float, lon: float) -> None:
    shape = circle(lat, lon, 150)
    assert shape is not None
    assert shape["type"] == "MultiPolygon"
    rings = [part[0] for part in shape["coordinates"]]  # type: ignore[attr-defined]
    for ring in rings:
        assert ring[0] == ring[-1]
        assert all(-180 <= x <= 180 for x, _ in ring)
        assert area(ring) > 0, "rings run against the clock"
    west, _, east, _ = box(shape) or []
    assert west > 0 > east


def area(ring: list[tuple[float, float]]) -> float:
    pairs = pairwise(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def test_areas_that_cannot_be_drawn_are_none() -> None:
    plain = circle(48.0, 2.0, 30)
    assert plain is not None and plain["type"] == "Polygon"
    assert area(plain["coordinates"][0]) > 0  # type: ignore[index]
    assert circle(89.9, 0, 100) is None, "it holds the pole"
    assert circle(0, 0, 0) is None
    assert box(None) is None


NINJS: Node = {
    "type": "object",
    "required": ["uri", "standard", "type", "representationType"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "format": "uri"},
        "type": {"enum": ["text"]},
        "representationType": {"enum": ["full", "partial"]},
        "standard": {"type": "object", "required": ["name", "version", "schema"]},
        **{
            name: {"type": "string", "format": "date-time"}
            for name in ("versionCreated", "contentCreated")
        },
        **{name: {"type": "string"} for name in ("language", "edNote", "by")},
        **{
            name: {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": needed.split(),
                    "additionalProperties": False,
                    "properties": {one: {} for one in f"{needed} {free}".split()},
                },
            }
            for name, needed, free in (
                ("headlines", "value", "role contentType"),
                ("descriptions", "value", "role contentType"),
                ("bodies", "value", "role contentType charCount wordCount"),
                ("infoSources", "name", "role uri literal"),
                ("people", "name", "rel uri literal"),
                ("organisations", "name", "rel uri literal"),
                ("places", "name", "rel uri literal geoJSON"),
                ("events", "id", "name rel uri literal"),
                ("renditions", "name", "href contentType"),
                ("altIds", "value", "role"),
                ("associations", "name uri", "rel type by bodies edNote altIds"),
            )
        },
    },
}


def test_ninjs_objects_fit_the_standard(sample: dict[str, bytes], sample_desk: Path) -> None:
    """Against a narrow schema of our own; bench/exports.py takes the IPTC's."""
    lines = [json.loads(line) for line in sample["ninjs"].splitlines()]
    check = jsonschema.Draft202012Validator(
        NINJS, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for one in lines:
        check.validate(one)
        assert "bodies" not in one and one["representationType"] == "partial"
    said = [told for one in lines[:20] for told in one.get("associations", ())]
    for told in said[:60]:
        places = [one["value"] for one in told["altIds"] if one["role"] == "characters"]
        assert [at_words(sample_desk, place) for place in places] == [
            body["value"] for body in told.get("bodies", ())
        ]
    full = written(sample_desk, "ninjs", Asked(text=True)).splitlines()
    assert any(json.loads(line).get("bodies") for line in full)


def test_stix_is_valid_and_every_reference_leads_somewhere(
    sample: dict[str, bytes], sample_desk: Path
) -> None:
    bundle = json.loads(sample["stix"])
    objects = {one["id"]: one for one in bundle["objects"]}
    assert len(objects) == len(bundle["objects"]), "ids are unique"
    assert {UUID(one.rpartition("--")[2]).version for one in objects} == {5}
    for one in objects.values():
        refs = [*one.get("object_refs", ()), one.get("source_ref"), one.get("target_ref")]
        assert all(ref in objects for ref in refs if ref), one
    tags = {tag for one in objects.values() for tag in one.get("labels", ()) if "admiralty" in tag}
    assert tags
    for tag in tags:
        assert re.fullmatch(
            r'admiralty-scale:(source-reliability="[a-f]"|information-credibility="[1-6]")', tag
        )
    some = list(objects.values())
    kinds: dict[str, list[Node]] = {}
    for one in some:
        if len(kinds.setdefault(one["type"], [])) < 3:
            kinds[one["type"]].append(one)
    assert {"report", "grouping", "note", "opinion", "relationship", "location"} <= set(kinds)
    assert valid_stix([one for of_kind in kinds.values() for one in of_kind]) == []
    marked = json.loads(written(sample_desk, "stix", Asked(tlp="amber")))["objects"]
    (marking,) = (one for one in marked if one["type"] == "marking-definition")
    assert marking["definition"] == {"tlp": "amber"}
    assert all(one["object_marking_refs"] == [marking["id"]] for one in marked if one != marking)
    assert valid_stix([marking, marked[0]]) == []
    assert valid_stix([{**kinds["note"][0], "x": 1}]), "the validator finds what is wrong"


def valid_stix(objects: list[Node]) -> list[str]:
    from stix2validator import ValidationOptions, validate_instance

    options = ValidationOptions(version="2.1", disabled=["103", "302"])
    # SHOULD rules: ids of version 4 (ours are the same on any machine), hashes of what is linked to
    found = [validate_instance(one, options) for one in objects]
    return [str(error) for one in found for error in one.errors or ()]


def test_provenance_leads_from_claims_to_captures(sample: dict[str, bytes]) -> None:
    import rdflib

    prov: Any = rdflib.PROV
    graph = rdflib.Graph().parse(data=sample["prov"], format="json-ld")
    typed = {
        kind: set(graph.subjects(rdflib.RDF.type, kind)) for kind in (prov.Entity, prov.Activity)
    }
    entities, activities = typed[prov.Entity], typed[prov.Activity]
    assert entities and activities and not entities & activities
    agents = {
        one
        for kind in (prov.Agent, prov.SoftwareAgent)
        for one in graph.subjects(rdflib.RDF.type, kind)
    }
    ranges = {
        prov.used: (activities, entities),
        prov.wasGeneratedBy: (entities, activities),
        prov.wasDerivedFrom: (entities, entities),
        prov.wasQuotedFrom: (entities, entities),
        prov.wasRevisionOf: (entities, entities),
        prov.alternateOf: (entities, entities),
        prov.specializationOf: (entities, entities),
        prov.wasAttributedTo: (entities, agents),
        prov.wasAssociatedWith: (activities, agents),
        prov.actedOnBehalfOf: (agents, agents),
    }
    for relation, (subjects, things) in ranges.items():
        pairs = list(graph.subject_objects(relation))
        assert all(one in subjects and two in things for one, two in pairs), relation
    assert list(graph.subject_objects(prov.wasQuotedFrom))
    used = {one for one in graph.predicates() if str(one).startswith(str(prov))}
    assert all(one in prov for one in used)
    named = list(graph.subject_objects(rdflib.DCTERMS.identifier))
    captures = {one for one, name in named if str(name).startswith("cap-")}
    claims = [one for one, name in named if str(name).startswith("clm-")]
    assert claims
    for claim in claims[:100]:
        assert captures & set(graph.transitive_objects(claim, prov.wasDerivedFrom))


DOMAINS = {
    "NewsArticle": "headline alternativeHeadline url inLanguage author publisher datePublished "
    "disambiguatingDescription articleBody exampleOfWork identifier sdDatePublished",
    "Quotation": "text spokenByCharacter dateCreated isPartOf identifier",
    "Claim": "text appearance firstAppearance author creativeWorkStatus identifier",
    "Person": "name identifier",
    "Organization": "name identifier",
    "PropertyValue": "propertyID value",
}


def test_schema_org_has_only_its_own_words(sample: dict[str, bytes], odd: Path) -> None:
    from rdflib import SDO

    for data in (sample["schema_org"], written(odd, "schema_org")):
        document = json.loads(data)
        assert document["@context"] == "https://schema.org"
        kinds = Counter(one["@type"] for one in document["@graph"])
        assert set(kinds) <= {"NewsArticle", "Quotation", "Claim"}
        for node in nested(document["@graph"]):
            if "@type" not in node:
                assert set(node) == {"@id"}
                continue
            assert node["@type"] in SDO
            names = {name for name in node if not name.startswith("@")}
            assert all(name in SDO for name in names), names
            assert names <= set(DOMAINS[node["@type"]].split())
    assert b"articleBody" not in sample["schema_org"]


def nested(value: Any) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nested(one)


def test_what_is_not_known_stays_out(odd: Path) -> None:
    """No day of publication, nobody named: nothing stands in for it."""
    (article,) = [
        one
        for one in json.loads(written(odd, "schema_org"))["@graph"]
        if one["@type"] == "NewsArticle"
    ]
    assert "datePublished" not in article and "publisher" not in article
    (item,) = (json.loads(line) for line in written(odd, "ninjs").splitlines())
    assert "contentCreated" not in item and "versionCreated" not in item
    bundle = json.loads(written(odd, "stix"))["objects"]
    kinds = Counter(one["type"] for one in bundle)
    assert kinds["grouping"] == 1 and not kinds["report"]
    names = {one["name"] for one in bundle if one["type"] == "identity"}
    assert not [name for name in names if "official" in name.casefold()]
    assert STORY.splitlines()[0] in article["headline"]


def test_the_same_ledger_gives_the_same_bytes(odd: Path) -> None:
    for name in NAMES:
        assert written(odd, name) == written(odd, name)
