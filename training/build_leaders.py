"""Make ``resources/leaders.tsv`` from dated snapshots of the CIA World Factbook (public domain).

``python training/build_leaders.py factbook_leaders_2014_2026.json countryInfo.txt``

The first file holds rows ``[fips, country, HoS|HoG, "Title Name SURNAME", since, first, last]``;
the second is the country table of GeoNames, from which the ISO codes are taken.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "watchdesk" / "resources" / "leaders.tsv"
OFFICE = re.compile(
    r"(?:(?:Vice|First|Second|Third|Deputy|Acting|Interim|Transitional|Executive|Federal|State|"
    r"Prime|Supreme|Crown|Co-Prince|Grand|Head|Chief|Co-|General|Cabinet|Chairman|Chairperson|"
    r"Chairwoman|President|Minister|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Pope|Emperor|"
    r"Prince|Princess|Duke|Leader|Captain|Regent|Captains|Governor|Governor-General|Administrator|"
    r"Secretary|Councilor|Counselor|Commissioner|Lieutenant|Taoiseach|Ulu|O|le|Ao|Afioga|Minister-"
    r"|Mayor|Sir|Dame|Dr\.|Gen\.|Lt\.|Col\.|Maj\.|Capt\.|Brig\.|Adm\.|Field|Marshal|Sheikh|Shaykh|"
    r"Commission|Ayatollah|Mullah|Speaker|of|the|and|Presidency|State|Council|Government|Affairs|Ministers|"
    r"Sovereignty|Transition|Transitional|Military|Commander|Defense|Armed|Forces|Party|Executive|"
    r"Administration|Heir|Apparent|Caretaker|Secretary-General|Representative|Ceremonial)\b\.?[\s,]+)+"
)


USUAL = {"Joseph Biden": "Joe Biden", "Michael Pence": "Mike Pence"}
NO_PERSON = set(
    "Territorial Swiss Dr. Presidents Minister Lt. New Gen. o Superior Republic Island French or "
    "Presidential Foreign Minister-equivalent Capt. Adm. Dame Sir Vice".split()
)
PARTICLES = {"VON", "VAN", "DER", "DE", "DEN", "DA", "DO", "DOS", "BIN", "AL", "DEL", "LA"}
ROMAN = re.compile(r"[IVX]+")
OFFICE_END = re.compile(r"(?:\s(?:of|the|and|Sir|Dame|Sheikh|Dr\.|Gen\.|O|le))+\s*$")


def main(leaders: str, countries: str) -> None:
    """Write one line per person and office.

    Somebody listed for several states (a monarch, the head of a state with territories) is kept
    for the most populous of them.
    """
    iso: dict[str, str] = {}
    people: dict[str, int] = {}
    for line in Path(countries).read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and len(cells) > 7 and cells[7].isdigit():
            iso[cells[3].lower()] = cells[0]
            people[cells[0]] = int(cells[7])
    held: dict[tuple[str, str, str, str], list[str]] = {}
    for fips, _, _, who, _, first, last in json.loads(Path(leaders).read_text(encoding="utf-8")):
        office, name, family = split(who)
        if fips in iso and name:
            dates = held.setdefault((iso[fips], office, name, family), [first, last])
            dates[0], dates[1] = min(dates[0], first), max(dates[1], last)
    home: dict[str, str] = {}
    for country, _, name, _ in held:
        home[name] = max(home.get(name, country), country, key=people.__getitem__)
    held = {key: dates for key, dates in held.items() if home[key[2]] == key[0]}
    rows = ["iso\toffice\tname\tfamily\tfirst\tlast"]
    rows += ["\t".join((*key, *dates)) for key, dates in sorted(held.items())]
    TARGET.write_text("\n".join(rows) + "\n", encoding="utf-8")


def split(who: str) -> tuple[str, str, str]:
    """Office, name and family name; the source writes the family name in capitals.

    Patronymics, initials and suffixes are left out, as news does; empty strings when the line is
    not one person with an office.
    """
    who = re.sub(r"^.{0,80}equivalent\)", "Prime Minister ", who)
    who = re.sub(r"\(.*?\)|[\"“”]", " ", who)
    who = re.sub(r"\s+", " ", who).strip(" ,;")
    match = OFFICE.match(who)
    if not match or re.search(r"\band [A-Z][a-z]+ [A-Z]{3}|Premiers|Ministers ", who):
        return "", "", ""
    words = [w for w in re.split(r"[\s,;]+", who[match.end() :]) if w]
    words = [w for w in words if not re.fullmatch(r"\w\.|Jr\.?|Sr\.?|\w+(?:vich|ovna|evna)|the", w)]
    family = [w for w in words if w.upper() == w and w[:1].isalpha() and not ROMAN.fullmatch(w)]
    family = [w for w in family if len(w) > 1]
    if not family or len(words) > 6 or words[0].strip("()") in NO_PERSON:
        return "", "", ""
    if (place := words.index(family[0])) > 0:
        words = words[
            : place
            + next(
                (i + 1 for i, w in enumerate(words[place:]) if w in family and w not in PARTICLES),
                1,
            )
        ]
    name = " ".join(cased(word) if word in family else word for word in words)
    name = USUAL.get(name, name)
    last = next((w for w in family if w not in PARTICLES), family[0])
    return OFFICE_END.sub("", match[0]).strip(" ,"), name, cased(last)


def cased(word: str) -> str:
    """``VON DER LEYEN`` as ``von der Leyen``, ``AL-ASSAD`` as ``al-Assad``."""
    if word in PARTICLES:
        return word.lower()
    word = re.sub(r"(?:(?<=^)|(?<=[-'’]))(\w)(\w*)", lambda m: m[1] + m[2].lower(), word)
    word = re.sub(r"^(Al|El|Ad|As)-", lambda m: m[0].lower(), word)
    return re.sub(r"^(Mc)(\w)", lambda m: m[1] + m[2].upper(), word)


if __name__ == "__main__":
    main(*sys.argv[1:3])
