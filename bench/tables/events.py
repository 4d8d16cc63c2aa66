"""The section on events in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Who did what to whom: events

`python bench/events.py --data PATH`. PLOVER's gold standard records: {sentences} sentences of even
number, on which nothing was written or tuned; the last column is the odd half, on which the rules
were written. The records (drafts 0.5 and 0.6) are read as draft 0.8 of the ontology, one event a
sentence. *Words*: the CAMEO verb and actor dictionaries of PETRARCH-2 read word by word, in the
same run; PETRARCH-2 itself needs Python 2 and trees of CoreNLP. *Before*: this product's first
version, measured once. How it is scored is in [events.md](events.md#how-it-is-scored).
"""
_BEFORE = {
    "type/done": 55.7,
    "type/all": 53.5,
    "type/marked": 54.3,
    "first": 43.0,
    "actor/exact": 25.2,
    "actor/of_right": 58.0,
    "actor/sectors": 24.5,
    "actor/f1": 37.7,
    "recipient/exact": 22.4,
    "recipient/of_right": 50.8,
    "recipient/sectors": 17.5,
    "recipient/f1": 33.5,
    "mode": 78.9,
    "context": 0.0,
}
"""The first version, even sentences."""
_ROWS = {
    "type/done": "type, F1: events told as done",
    "type/all": "type, F1: all events",
    "type/marked": "type, F1: events at the marked words",
    "first": "type of the first event, accuracy",
    "actor/exact": "actors: exact, all sentences",
    "actor/of_right": "actors: exact where the type is right",
    "actor/sectors": "actors: exact with their sector, all",
    "actor/f1": "actors: F1 of countries",
    "recipient/exact": "recipients: exact, all sentences",
    "recipient/of_right": "recipients: exact where the type is right",
    "recipient/sectors": "recipients: exact with their sector, all",
    "recipient/f1": "recipients: F1 of countries",
    "mode": "modes, F1 where the type is right",
    "context": "contexts, F1 where the type is right",
}
_CORPORA = {"uds": "UDS-IH2", "meantime": "MEANTIME"}
_HALVES = {"unseen": "unseen", "worked_on": "worked on"}


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    return "\n".join(
        (
            _HEAD.format(sentences=result["plover"]["ours"]["sentences"]).rstrip("\n"),
            "",
            *_plover(result["plover"]),
            "",
            _types(result["plover"]["ours"]),
            "",
            *_factuality(result["factuality"]),
            "",
            *_cases(result["cases"]),
            "",
            _petrarch(result["petrarch"]),
            "",
        )
    )


def _plover(plover: dict[str, Any]) -> list[str]:
    kind = plover["one_type"]["kind"]
    rows = [
        f"| {what} | {_value(plover['ours'], path)} | {_BEFORE.get(path, '')} | "
        f"{_value(plover['words'], path)} | {_value(plover['one_type'], path)} | "
        f"{_value(plover['worked_on'], path)} |"
        for path, what in _ROWS.items()
    ]
    return [
        f"| | Watchdesk | before | words | always {kind} | Watchdesk, worked on |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
    ]


def _value(result: dict[str, Any], path: str) -> float:
    value: Any = result
    for key in path.split("/"):
        value = value[key]
    return float(value.get("percent", value.get("f1")))


def _types(ours: dict[str, Any]) -> str:
    done = ours["type"]["done"]
    kinds = ", ".join(
        f"{kind} {one['precision']:g} / {one['recall']:g} of {one['of']}"
        for kind, one in ours["by_type"].items()
    )
    return (
        f"Types of events told as done, precision {done['precision']:g}, recall "
        f"{done['recall']:g}; by type, precision / recall: {kinds}."
    )


def _factuality(result: dict[str, Any]) -> list[str]:
    rows = []
    for corpus, name in _CORPORA.items():
        one = result[corpus]
        for part, called in _HALVES.items():
            ours, words = one["ours"][part], one["words"][part]
            rows.append(
                f"| {name}, {called} | {ours['words']} | {ours['mae']:g} | {words['mae']:g} | "
                f"{ours['mae_of_middle']:g} | {ours['pearson']:g} | {words['pearson']:g} | "
                f"{ours['accuracy']:g} | {words['accuracy']:g} | "
                f"{ours['accuracy_of_commonest']:g} |"
            )
    lost = ", ".join(
        f"{name} {result[corpus]['ours']['aligned']['lost']} of "
        f"{sum(result[corpus]['ours']['aligned'].values())}"
        for corpus, name in _CORPORA.items()
    )
    return [
        "**Whether it happened.** Scores of -3 to 3 that people gave to words that tell an event, "
        "beside the product's modality of the word. A modality stands for the median (MAE and "
        "classes) or mean (Pearson) of its scores in what was worked on (UDS-IH2 dev, MEANTIME "
        "train). *Words*: a window of five words with negations and auxiliaries. *Middle*, "
        "*commonest*: one answer for all. The "
        "parser has learnt from trees of UDS-IH2's train part, not from those of dev and test.",
        "",
        "| | words | MAE | *words* | *middle* | Pearson | *words* | 3 classes | *words* "
        "| *commonest* |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        f"Words that could not be aligned: {lost}. With the modalities' own meaning instead of "
        "fitted classes: "
        + ", ".join(
            f"{name} {result[corpus]['ours']['unseen']['accuracy_plain']:g} %"
            for corpus, name in _CORPORA.items()
        )
        + ".",
    ]


def _cases(cases: dict[str, Any]) -> list[str]:
    keys = {"type": "type", "mode": "modes", "actor": "actors", "recipient": "recipients"}
    keys |= {"modality": "modality", "whole": "all of it"}
    rows = [
        f"| {called} | " + " | ".join(f"{100 * cases[half][key]:.0f}" for key in keys) + " |"
        for half, called in _HALVES.items()
    ]
    told = ", ".join(f"{name} {value}" for name, value in cases["unseen"]["by_modality"].items())
    return [
        f"Own sentences, {cases['unseen']['cases']} in each half, written before the rules in "
        "twins of which a coin put one out of sight; percent right:",
        "",
        "| | " + " | ".join(keys.values()) + " |",
        "| --- |" + " --- |" * len(keys),
        *rows,
        "",
        f"Modality of the unseen: {told}. Of sentences that tell no such event (fires, matches, "
        "births) "
        + ", ".join(
            f"{cases[half]['none']['free']} of {cases[half]['none']['of']} ({called})"
            for half, called in _HALVES.items()
        )
        + " are left without one.",
    ]


def _petrarch(result: dict[str, Any]) -> str:
    return (
        f"PETRARCH-2's unit sentences ({result['sentences']}, about states most of which Tolkien "
        "invented), a trial that nothing breaks: all are read, "
        f"{result['with_events']['percent']:g} % have events; of {result['both_sides']['of']} "
        f"whose two sides its dictionary knows, {result['both_sides']['percent']:g} % have an "
        f"event from the one to the other, {result['either_order']['percent']:g} % one between "
        "them. Their codes are mostly WEIS' or made up for a test, so types are not compared."
    )
