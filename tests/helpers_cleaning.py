"""Texts and captures of our own making for the tests of cleaning."""

from __future__ import annotations

import hashlib

from watchdesk.records import Article, Capture, Declared, PartKind, capture_id

BODY = (
    "Ministers from Orvania and Telmark met in the port of Sund on Tuesday to talk about grain.",
    "The Telmark delegation said it would not sign before the harbour at Lisk was opened again.",
    "Foreign Minister Ada Brenn told reporters that both sides had “come closer than ever before”.",
    "Officials in Orvania said on Wednesday that a second round in Sund was likely this month.",
    "Grain prices on the exchange in Marl fell by two percent after the news from Sund.",
)
MORE = (
    "In the harbour of Lisk the pilots of Telmark had been told to wait for word from Sund.",
    "Envoys from Orvania had left a list with Foreign Minister Ada Brenn, two of her aides said.",
    "The list asks that ships from Telmark be let into Marl before the winter storms begin.",
    "Nobody in Sund would say whether Orvania had been given a day for its answer.",
)
OP_EDS = (
    "For years the mountain railway of Castelmonte has been the pride of engineers and the "
    "worry of "
    "accountants, and nobody in the canton of Brugg has dared to ask what it costs to keep the old "
    "tunnels dry while the buses of Herr Zoller run empty through the valley and the",
    "It is tempting to see in the painter Lucia Ferrand only the daughter of her father, yet "
    "the show "
    "at the museum of Quay Street proves that her late canvases owe nothing to the school of "
    "Armand "
    "Duval and much to the harbour light she saw when she first came to the city and",
    "Football in Pradera has lived on borrowed money since the days of President Ossorio, and "
    "the bill "
    "that Deputy Carmen Lago has laid before the chamber would end the practice of clubs paying "
    "the "
    "wages of their players out of the sale of tickets for matches that will be played in",
)


def capture(text: str, **declared: object) -> Capture:
    said = Declared.model_validate(declared)
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Capture(
        id=capture_id(sha, said, None),
        uri="note.txt",
        sha256=sha,
        media_type="text/plain",
        encoding="utf-8",
        declared=said,
        text=text,
    )


def kinds(text: str, article: Article) -> dict[str, PartKind]:
    """Each line of an article with the kind of the part it stands in."""
    out = {}
    for part in article.parts:
        for line in text[part.start : part.end].splitlines():
            if line.strip():
                out[line.strip()] = part.kind
    return out


PAGE = """Follow us on social

||

Harbour Notes: Grain talks end without a deal

Will the next round in Sund bring more?

Analysis | Ports

{body}

Harbour Notes: A pier without ships

Harbour Notes: What is left of the fleet?

Analysis | Ports
Old lighthouse
Top photo credit: The lighthouse of Marl in winter, seen from the pier (Bo Lind/Northlight)

Why the keepers of Marl will not leave

Coasts

The last three keepers of the lighthouse said they would stay through another winter.

They have food until spring.

keep reading
Empty stadium
Top image credit: Studio Quell / Northlight

Football in Pradera is out of money

Sport

Clubs in the second league have not paid their players since the summer.

keep reading

LATEST

PORTS

Newsletter

Subscribe now to our weekly letter and hear more of your favorite Baywatcher contributors.
"""


def page(*body: str) -> str:
    return PAGE.format(body="\n\n".join(body))
