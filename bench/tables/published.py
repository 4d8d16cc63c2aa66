"""The section on publication dates in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## When was it published?

`python bench/published.py --data PATH [--polnear PATH] [--timeml PATH]`. Articles read as plain
text, everything that is declared about them taken away (address, headline, metadata, feed), on a
fixed day of reading ({today}). The dated articles are those of Giveme5W1H's news clusters (Hamborg
et al. 2019, github.com/fhamborg/Giveme5W1H); **the rules were made on its events of even number
("worked on"), the events of odd number were only measured ("held out")**. Of PolNeAR (Newell et
al. 2018, training articles, American politics 2015–16) the mistakes on every second article were
looked at once ("looked into"), the other half and TimeML's AQUAINT (agencies, 1998–2000) were only
measured; their texts state no date. The Wikinews texts of MEANTIME and GUM and PolNeAR's
development articles were worked on too and are not counted here.
"Date lines out" also takes out lines of up to 16 words that hold a day with its year, and the day
behind "Updated", "Published" and the like. With a capture date the reading also knows that the
page was taken so many days after the true day.

*Answered*: any bound is told. *Both*: an earliest and a latest day. *Held*: the interval holds the
true day, of answered. Widths are in days, of those with both bounds.

"""
_TRUTH = """\

How far the truth can be trusted: `date_publish` of the news clusters was itself crawled. {sure} of
{all} addresses bear a day and agree with it within one ("address agrees"); all 25 articles of one
outlet bear the day of the crawl instead, months late for some. What is missed by a day is mostly a
time zone: an event of Friday in Asia, told in America on Thursday.

The simple ways, on the texts with date lines out, for comparison: the first full date in the text
and the newest one. No other tool we know of tells a date, or bounds of one, from the body of an
article; htmldate and its kin read the page's markup, which is taken away here.

"""
_COLUMNS = (
    ("articles", "articles"),
    ("answered", "answered"),
    ("unknown", "unknown"),
    ("both", "bounded"),
    ("≤ 10 days", "within_ten_days"),
    ("held", "held"),
    ("± 1 day", "held_give_or_take_a_day"),
    ("held, both", "bounded_held"),
    ("median width", "median_days"),
)
_WAYS = {
    "as found, capture date none": "as found",
    "as found, address agrees": "as found, address agrees",
    "as found, capture date 3 days on": "as found, captured 3 days on",
    "as found, capture date 400 days on": "as found, captured 400 days on",
    "date lines out, capture date none": "date lines out",
    "date lines out, address agrees": "date lines out, address agrees",
    "date lines out, capture date 3 days on": "date lines out, captured 3 days on",
    "date lines out, capture date 400 days on": "date lines out, captured 400 days on",
}
_WITH_ADDRESS = frozenset({"worked on", "held out"})
"""Parts whose articles have an address, and lines that state a date."""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    rows = [["", *(title for title, _ in _COLUMNS)], ["---", *["---:"] * len(_COLUMNS)]]
    for part, ways in result["parts"].items():
        for key, label in _WAYS.items():
            plain = key.startswith("as found, capture")
            if part in _WITH_ADDRESS or plain:
                rows.append([f"{part}, {label}", *_cells(ways[key])])
    simple = [["", "first date: answered", "right", "newest date: answered", "right"]]
    simple.append(["---", "---:", "---:", "---:", "---:"])
    for part, ways in result["parts"].items():
        first, newest = (ways[f"date lines out, {way} date"] for way in ("first", "newest"))
        shares = (first["answered"], first["held"], newest["answered"], newest["held"])
        simple.append([part, *(_share(share) for share in shares)])
    every = sum(
        ways["as found, capture date none"]["articles"]
        for part, ways in result["parts"].items()
        if part in _WITH_ADDRESS
    )
    return (
        _HEAD.format(today=result["today"])
        + _lines(rows)
        + _bases(result["parts"])
        + _TRUTH.format(sure=result["address_agrees"], all=every)
        + _lines(simple)
    )


def _bases(parts: dict[str, Any]) -> str:
    told = [
        f"{part} {', '.join(f'{n} {basis}' for basis, n in ways[key]['by_basis'].items())}"
        for key in ("as found, capture date none",)
        for part, ways in parts.items()
    ]
    return f"\nBy basis, as found and without a capture date: {'; '.join(told)}.\n"


def _lines(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _cells(found: dict[str, Any]) -> list[str]:
    out = []
    for _, key in _COLUMNS:
        value = found[key]
        if key == "articles":
            out.append(str(value))
        elif key == "median_days":
            out.append("–" if value is None else f"{value:.0f}")
        else:
            out.append(_share(value))
    return out


def _share(value: float) -> str:
    return "1" if value == 1 else f"{value:.3f}".lstrip("0") or "0"
