"""The section on copies and passages in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## The same words elsewhere

`python bench/reuse.py --data PATH`. {articles:,} articles (Reuters-21578, BBC 2004–05, the news of
Giveme5W1H and ECB+) and edits planted in articles of 80 words or more, with every word's place in
its source known, all in one index on disk. Words alone have to tell: a planted text has no headline
and an outlet of its own. Rules were tuned on edits of one half of the articles (by a hash of their
id); what follows is of the {part}. All articles stand in the index either way. One core; speeds by
CPU time, the systems in turns.

"""
_PART = {"held": "other half", "dev": "half that was in sight", "all": "whole"}
_SHORT = {
    "candidates": "ours, candidates",
    "verified": "ours, compared",
    "datasketch MinHashLSH": "datasketch LSH, J .5",
    "rensa": "rensa, J .5",
    "datasketch LSHEnsemble": "datasketch LSHEnsemble, .5",
}


def table(result: dict[str, Any]) -> str:
    """The section with its heading; parts that were not measured are left out."""
    part = result.get("recall", result.get("align", {})).get("part", "held")
    parts = [
        _HEAD.format(articles=result["articles"], part=_PART[part]),
        _recall(result["recall"]) if "recall" in result else "",
        _templates(result["templates"]) if "templates" in result else "",
        _align(result["align"]) if "align" in result else "",
        _speed(result["speed"]) if "speed" in result else "",
        _growth(result),
        _seeds(result["seeds"]) if "seeds" in result else "",
    ]
    return "\n".join(part for part in parts if part)


def _recall(found: dict[str, Any]) -> str:
    systems = found["recall"]
    rows = [["planted", *(_SHORT[name] for name in systems)], ["---", *["---:"] * len(systems)]]
    rows += [
        [kind, *(_share(shares[kind]) for shares in systems.values())]
        for kind in systems["verified"]
    ]
    count = next(iter(found["per_kind"].values()))
    right = found["precision"]
    total = right["copies"] + right["passages"]
    so = right["copies right"] + right["passages right"]
    wire = found["wire"]
    return (
        f"Recall, {count} texts of each kind; the bar is .98 for ours, compared word by word:\n\n"
        + _lines(rows)
        + f"\nOf {total:,} relations of planted texts {so:,} lead to an article they were made of "
        f"or to a relative of it ({right['precision']:.4f}; bar .99). Nature's own pairs are not "
        f"labelled: of {wire['copies']:,} pairs of Reuters stories of this half called "
        f"copies, {wire['far apart']:,} lie more than 800 stories apart, where only bulletins of "
        "a series are to be expected.\n"
    )


def _templates(found: dict[str, Any]) -> str:
    rates = ((name, one["called a copy"]) for name, one in found.items() if name != "part")
    called = "; ".join(f"{name} {rate:.1%}" for name, rate in rates)
    return (
        "Forms filled in anew, all numbers and names exchanged, that are called a copy: "
        f"{called} (bar 2 %).\n"
    )


def _align(found: dict[str, Any]) -> str:
    ours, theirs = found["ours"], found["difflib"]
    rows = [
        ["planted", "passages", "found", "spans", "false", "difflib: found", "spans"],
        ["---", *["---:"] * 6],
    ]
    for kind, one in ours["kinds"].items():
        other = theirs["kinds"][kind]
        rows.append(
            [
                kind,
                f"{one['passages']}",
                _share(one["found"]),
                f"{one['spans']}",
                f"{one['false_spans']}",
                _share(other["found"]),
                f"{other['spans']}",
            ]
        )
    others, strangers = found["other_sources"], found["strangers"]
    return (
        "Passages of 12 words or more, with .95 of the words that the edit left as they were "
        "inside one span on both sides. A false span has more than eight words, mostly outside "
        "of what was planted and not shared to the letter (bars: all found, none false). difflib "
        "gives its matching blocks, however small:\n\n"
        + _lines(rows)
        + f"\n{ours['pairs_per_s']:,.0f} pairs a second from prepared words to a relation with "
        f"its passages (bar 400), difflib {theirs['pairs_per_s']:,.0f}. Passages of 40 words or "
        "more from the articles that lent their sentences to tails, frames and hosts: "
        f"a share of {_share(others['found'])} of {others['passages']:,} found, "
        f"{others['false_spans']} false "
        f"spans. In {strangers['pairs']:,} pairs of unrelated articles: {strangers['spans']} "
        f"spans, {strangers['false_spans']} false.\n"
    )


def _speed(found: dict[str, Any]) -> str:
    rates = found["docs_per_s"]
    rows = [["", "documents a second"], ["---", "---:"]]
    named = {
        "to candidates": "ours, text to candidates, index on disk",
        "to relations": "ours, text to relations with passages",
    }
    rows += [[named.get(name, name), f"{rate:,.0f}"] for name, rate in rates.items()]
    new, old = found["times_datasketch"], found["times_datasketch_before_2"]
    return (
        f"Text in, pairs out, {found['texts']:,} articles in batches of {found['batch']:,}, "
        "median of three turns; peers in memory, by their bulk calls, without comparing any "
        "pair:\n\n"
        + _lines(rows)
        + f"\nOurs are {new['to candidates']:.1f} times datasketch to candidates and "
        f"{new['to relations']:.1f} times to relations (bar 3), {old['to candidates']:.1f} and "
        f"{old['to relations']:.1f} times its hashing before version 2.\n"
    )


def _growth(result: dict[str, Any]) -> str:
    told = []
    if "growth" in result:
        one = result["growth"]
        few, many = one["texts"]
        told.append(
            f"{many:,} articles take {one['factor']:.2f} times as long as {few:,} to candidates "
            f"({_times(one)} times as many), "
            f"{one['factor_with_relations']:.2f} times to relations (bar 4.4); the index takes "
            f"{one['bytes_per_text']:,} bytes an article (bar 2,048)."
        )
    if "add" in result:
        one = result["add"]
        few, many = one["texts"]
        add, both = one["add_ms"], one["add_and_compare_ms"]
        told.append(
            f"{many:,} texts, {many - one['articles']:,} of them recombined from sentences of "
            f"all, take {one['factor']:.2f} times as long as {few:,} for {_times(one)} times as "
            f"many candidates, {one['bytes_per_text']:,} bytes each. "
            f"One article more, committed: {add['p50']:.1f} ms, p95 {add['p95']:.1f} "
            f"(bar 20), at most {add['max']:.1f}; compared with its candidates as well "
            f"{both['p50']:.1f}, p95 {both['p95']:.1f}, at most {both['max']:.1f}."
        )
    return " ".join(told) + "\n" if told else ""


def _times(one: dict[str, Any]) -> str:
    few, many = one["candidates"]
    return f"{many / max(1, few):.0f}"


def _seeds(found: dict[str, Any]) -> str:
    pages, articles = found["pages"], found["articles"]
    told = [
        f"{pair} {one['kind'].replace('_', ' ')}, {_passages(one['passages'])} on the whole pages "
        f"({one['in_body']} in the articles)"
        for pair, relations in pages.items()
        for one in relations
    ]
    none = [pair for pair, relations in pages.items() if not relations]
    own = [pair for pair, relations in articles.items() if relations]
    return (
        "Five captures that the product was first tried on, each pair compared by all that stands "
        f"on the two pages: {'; '.join(told)}; nothing between {', '.join(none)}. By the articles' "
        f"own words only {', '.join(own) or 'none'} are related.\n"
    )


def _passages(number: int) -> str:
    return f"{number} passage{'' if number == 1 else 's'}"


def _lines(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _share(value: float) -> str:
    return "1" if value == 1 else f"{value:.3f}".lstrip("0") or "0"
