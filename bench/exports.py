"""Holds whole exports of a desk against their standards' own validators and schemas.

    python bench/exports.py DESK [--ninjs ninjs-schema_3.1.json] [--save FILE]

The IPTC publishes the schema of ninjs on its site; it is read from a file, for nothing here asks
the network. Without it ninjs is not judged, and the result says so.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from watchdesk.desk import Desk
from watchdesk.export import Asked, Given, Left, find, streamed


def exported(folder: Path, name: str) -> tuple[bytes, float]:
    desk = Desk.open(folder)
    started = time.perf_counter()
    with desk.view() as view:
        data = b"".join(streamed(find(name), Given(view, desk.watch, Asked(), Left())))
    return data, round(time.perf_counter() - started, 2)


def stix(data: bytes, _: argparse.Namespace) -> dict[str, Any]:
    from stix2validator import ValidationOptions, validate_string

    found = validate_string(data.decode(), ValidationOptions(version="2.1"))
    rules = re.findall(r"\{(\d{3})\}", "\n".join(str(one) for one in found.warnings or ()))
    return {
        "errors": [str(one)[:200] for one in found.errors or ()][:20],
        "objects": len(json.loads(data)["objects"]),
        "advice": dict(sorted(Counter(rules).items())),
    }


def geojson(data: bytes, _: argparse.Namespace) -> dict[str, Any]:
    from geojson_pydantic import FeatureCollection

    found: Any = FeatureCollection.model_validate_json(data)
    return {"errors": [], "objects": len(found.features)}


def _is_term(space: Any, name: object) -> bool:
    return name in space


def prov(data: bytes, _: argparse.Namespace) -> dict[str, Any]:
    import rdflib

    graph = rdflib.Graph().parse(data=data, format="json-ld")
    own = str(rdflib.PROV)
    terms = {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)}
    ours = [rdflib.URIRef(str(one)) for one in terms if str(one).startswith(own)]
    strange = [str(one) for one in ours if not _is_term(rdflib.PROV, one)]
    return {"errors": sorted(strange), "objects": len(graph)}


def ninjs(data: bytes, options: argparse.Namespace) -> dict[str, Any]:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    lines = data.splitlines()
    if options.ninjs is None:
        return {"errors": None, "objects": len(lines), "why": "no --ninjs was given"}
    places = Resource.from_contents({}, default_specification=DRAFT7)  # judged as GeoJSON above
    known: Registry[Any] = Registry().with_resource(
        "https://geojson.org/schema/GeoJSON.json", places
    )
    check = Draft202012Validator(
        json.loads(options.ninjs.read_text()),
        registry=known,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    errors = [str(e.message)[:200] for one in lines for e in check.iter_errors(json.loads(one))]
    return {"errors": errors[:20], "objects": len(lines)}


CHECKS = {"stix": stix, "geojson": geojson, "prov": prov, "ninjs": ninjs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("desk", type=Path)
    parser.add_argument("--ninjs", type=Path)
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    result = {}
    for name, check in CHECKS.items():
        data, seconds = exported(options.desk, name)
        result[name] = {"bytes": len(data), "seconds": seconds, **check(data, options)}
    text = json.dumps(result, indent=2) + "\n"
    print(text)
    if options.save:
        options.save.write_text(text)


if __name__ == "__main__":
    main()
