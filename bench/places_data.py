"""Texts with marked toponyms: the Local-Global Lexicon corpus (Lieberman et al. 2010)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree


class Toponym(NamedTuple):
    """A name as it is marked. Without an id its place is not told."""

    start: int
    end: int
    name: str
    id: int | None = None
    """GeoNames id."""
    lat: float | None = None
    lon: float | None = None
    feature: str = ""
    """GeoNames class and code, as ``P.PPL``."""

    @property
    def placed(self) -> bool:
        """Whether its place is told."""
        return self.lat is not None and self.lon is not None


class Text(NamedTuple):
    """A news text with the toponyms marked in it."""

    name: str
    text: str
    day: str
    toponyms: tuple[Toponym, ...]


def lgl(path: Path) -> list[Text]:
    """The texts in the order of the file; those of even index are the part worked on."""
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    return [_article(node) for node in etree.parse(str(path), parser).getroot().iter("article")]


def _article(node: Any) -> Text:
    toponyms = tuple(sorted(_toponym(t) for t in node.iter("toponym")))
    return Text(node.get("docid"), node.findtext("text"), node.findtext("dltime")[:10], toponyms)


def _toponym(node: Any) -> Toponym:
    start, end = int(node.findtext("start")), int(node.findtext("end"))
    name, tag = node.findtext("phrase"), node.find("gaztag")
    if tag is None:
        return Toponym(start, end, name)
    lat, lon = float(tag.findtext("lat")), float(tag.findtext("lon"))
    feature = f"{tag.findtext('fclass')}.{tag.findtext('fcode')}"
    return Toponym(start, end, name, int(tag.get("geonameid")), lat, lon, feature)
