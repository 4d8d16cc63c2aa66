"""When was it published? Articles read as plain text with everything declared taken away.

``python bench/published.py --data NEWS_CLUSTER [--polnear DIR] [--timeml DIR]`` reads the dated
articles of Giveme5W1H's news clusters (a folder of JSON files; the truth is ``date_publish``), and
where they are named PolNeAR's training articles and TimeML's AQUAINT texts. Each is read as found
and again with the lines and words that state a date taken out, without a capture date and with
one 3 and 400 days after the true day. The rules were made on the events of even number; of the
other parts only the mistakes on every second article of PolNeAR were looked at. Writes
``bench/results/published.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from measure import pinned, save
from watchdesk import cleaning, grounding, language
from watchdesk.records import Capture, Published

TODAY = date(2026, 11, 22)
"""The day of reading, the same in every run."""
CAPTURED = {"none": None, "3 days on": 3, "400 days on": 400}
_SHORT = 16
"""Words of the longest line that is taken out for holding a date."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
FULL_DATE = re.compile(
    rf"(?i)\b(?:{_MONTH} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})|"
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<y2>\d{{4}})|"
    r"(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d))\b"
)
_ANY_DATE = re.compile(rf"{FULL_DATE.pattern}|\b\d\d?[./]\d\d?[./]\d{{2,4}}")
_STATED = re.compile(r"(?i)\b(?:published|posted|updated|issued)\b[^\n]{0,24}$")
_URL_DAY = re.compile(r"(?P<y>20\d\d)[/-]?(?P<m>\d\d|[a-z]{3})[/-]?(?P<d>\d\d)(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Case(NamedTuple):
    """An article and the day it was published."""

    text: str
    day: date
    part: str
    sure: bool
    """Whether the address of the page bears the same day, give or take one."""


class Told(NamedTuple):
    """What was said of one case."""

    case: Case
    published: Published


def _url_day(url: str) -> date | None:
    match = _URL_DAY.search(url)
    if match is None:
        return None
    month = match["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    try:
        return date(int(match["y"]), number, int(match["d"]))
    except ValueError:
        return None


def clusters(folder: Path) -> Iterator[Case]:
    """The dated articles of the news clusters; even events are the part worked on."""
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        if not row.get("date_publish"):
            continue
        day = date.fromisoformat(row["date_publish"][:10])
        told = _url_day(row["url"])
        even = row["newsCluster"]["EventId"] % 2 == 0
        sure = told is not None and abs((told - day).days) <= 1
        yield Case(row["text"], day, "worked on" if even else "held out", sure)


def polnear(folder: Path) -> Iterator[Case]:
    """PolNeAR's training articles; the day stands in the name of the file. What went wrong on
    every second one was looked at once."""
    for index, path in enumerate(sorted((folder / "train" / "text").glob("*.txt"))):
        match = re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)
        if match:
            part = "PolNeAR, held out" if index % 2 else "PolNeAR, looked into"
            text = path.read_text(encoding="utf-8")
            yield Case(text, date.fromisoformat(match[1]), part, sure=True)


def timeml(folder: Path) -> Iterator[Case]:
    """TimeML's AQUAINT texts with their document creation time."""
    for path in sorted(folder.glob("*.tml")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        day = re.search(r"<DCT>.{0,300}?value=\"(\d{4}-\d\d-\d\d)", raw, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        if day and body:
            text = re.sub(r"<[^>]+>", "", body[1]).replace("&amp;", "&").strip()
            yield Case(text, date.fromisoformat(day[1]), "AQUAINT", sure=True)


def bare(text: str) -> str:
    """A text without what states its date: short lines that hold one, and "Updated: DATE"."""
    lines = []
    for line in text.split("\n"):
        found = list(_ANY_DATE.finditer(line))
        if found and len(line.split()) <= _SHORT:
            continue
        kept = line
        for match in reversed(found):
            if _STATED.search(line[: match.start()]):
                kept = kept[: match.start()] + kept[match.end() :]
        lines.append(kept)
    return "\n".join(lines)


def read(text: str, captured: date | None) -> Published:
    """What a reading tells of the day a text was published."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    taken = datetime.combine(captured, time(12), UTC) if captured else None
    capture = Capture(
        id=f"cap-{digest[:16]}", uri="text.txt", sha256=digest, media_type="text/plain",
        encoding="utf-8", text=text, captured_at=taken,
    )  # fmt: skip
    article = cleaning.articles(capture)[0]
    doc = language.parse(text, [part.span for part in article.parts if part.kind.is_read])
    times = grounding.find_times(doc)
    return grounding.infer_published(article, doc, times, captured=captured, today=TODAY)


def first_date(text: str) -> date | None:
    """The simple way: the first full date that stands in the text."""
    return next(_dates(text), None)


def newest_date(text: str) -> date | None:
    """Another simple way: the newest full date in the text that is not to come."""
    return max((day for day in _dates(text) if day <= TODAY), default=None)


def _dates(text: str) -> Iterator[date]:
    for match in FULL_DATE.finditer(text):
        year, day = (match["y1"] or match["y2"] or match["y3"]), match["d1"] or match["d2"]
        name = re.search(r"(?i)[a-z]{3}", match[0])
        month = _MONTHS.index(name[0].lower()) + 1 if name else int(match["m3"])
        try:
            yield date(int(year), month, int(day or match["d3"]))
        except ValueError:
            continue


def share(part: int, whole: int) -> float:
    """A share, rounded; 0 of nothing is 0."""
    return round(part / whole, 3) if whole else 0.0


def figures(told: Iterable[Told]) -> dict[str, Any]:
    """Shares of all, shares of answered, widths."""
    rows = list(told)
    answered = [row for row in rows if not row.published.is_unknown]
    bounded = [row for row in answered if row.published.is_bounded]
    held = [row for row in answered if row.published.contains(row.case.day)]
    near = [row for row in answered if _near(row)]
    widths = [row.published.days for row in bounded]
    return {
        "articles": len(rows),
        "answered": share(len(answered), len(rows)),
        "unknown": share(len(rows) - len(answered), len(rows)),
        "bounded": share(len(bounded), len(rows)),
        "within_ten_days": share(sum(w is not None and w <= 10 for w in widths), len(rows)),
        "held": share(len(held), len(answered)),
        "held_give_or_take_a_day": share(len(near), len(answered)),
        "bounded_held": share(sum(row in held for row in bounded), len(bounded)),
        "median_days": median(w for w in widths if w) if widths else None,
        "by_basis": dict(sorted(Counter(str(row.published.basis) for row in rows).items())),
    }


def _near(row: Told) -> bool:
    days = row.published.interval
    return any(days.contains(row.case.day + timedelta(days=by)) for by in (-1, 0, 1))


def simple(cases: list[Case], way: Callable[[str], date | None]) -> dict[str, Any]:
    """The same for a way that gives a day or nothing."""
    told = [(case, way(case.text)) for case in cases]
    answered = [(case, day) for case, day in told if day]
    right = sum(day == case.day for case, day in answered)
    return {"answered": share(len(answered), len(cases)), "held": share(right, len(answered))}


def measured(cases: list[Case]) -> dict[str, Any]:
    """All figures of one part."""
    out: dict[str, Any] = {}
    for name, change in (("as found", str), ("date lines out", bare)):
        for when, days in CAPTURED.items():
            told = [
                Told(case, read(change(case.text), case.day + timedelta(days) if days else None))
                for case in cases
            ]
            out[f"{name}, capture date {when}"] = figures(told)
            if days is None:
                sure = [row for row in told if row.case.sure]
                out[f"{name}, address agrees"] = figures(sure)
        kept = [case._replace(text=change(case.text)) for case in cases]
        out[f"{name}, first date"] = simple(kept, first_date)
        out[f"{name}, newest date"] = simple(kept, newest_date)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the clusters' JSON")
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--timeml", type=Path)
    parser.add_argument("--part", help="only this part, printed and not saved")
    chosen = parser.parse_args()
    pinned()
    cases = list(clusters(chosen.data))
    cases += polnear(chosen.polnear) if chosen.polnear else []
    cases += timeml(chosen.timeml) if chosen.timeml else []
    parts = list(dict.fromkeys(case.part for case in cases))
    if chosen.part:
        own = [case for case in cases if case.part == chosen.part]
        print(json.dumps(measured(own), indent=2))
        return
    result = {part: measured([case for case in cases if case.part == part]) for part in parts}
    sure = [case for case in cases if case.sure and case.part in {"worked on", "held out"}]
    save(
        "published",
        {"today": TODAY.isoformat(), "address_agrees": len(sure), "parts": result},
    )


if __name__ == "__main__":
    main()
