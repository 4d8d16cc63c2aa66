"""Model cards in Markdown, written from what training, export and the bench left behind."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.notices import DATA, ENCODER, LEFT_OUT, LICENCE, licences

LIMITS = (
    "English news prose. Other languages in Latin letters are read, but what is said about them "
    "means nothing; paragraphs in other scripts are left out by the engine.",
    "The word list is uncased; capitals and line breaks reach the network only as one of 16 shapes "
    "for each word.",
    "Each annotation guideline has its own head for names: their classes do not agree with each "
    "other and should not be mixed.",
    'The guideline "watchdesk" (weapons, documents, facilities, groups, nationalities beside the '
    "usual kinds) was learned from sentences of our own alone: no gold data measures it, and names "
    "in turns of phrase unlike our templates are missed.",
    "Names on the web at large (WNUT17) are read far worse than names in print.",
    "Much of the training text is web prose and encyclopaedia of past years; names that have come "
    "up since are told by their context alone.",
    "Sentences above 235 word pieces are put together from windows; what was not read whole is "
    "said in the syntax (`unread`).",
    "Development scores are on data that training was steered by; only test scores say how well "
    "unseen text is read.",
    "Training stops when its minutes are over, so another machine takes another number of steps: "
    "the same command gives similar scores, not the same bytes.",
)
SIMILARITY_LIMITS = (
    "English. Short sentences (it was trained on up to 128 pieces, and reads up to 256 at once); "
    "the vector of a longer text is the mean of its windows, in which much is averaged away.",
    "Likeness of meaning, not agreement: a claim and its denial are close to each other, as are "
    "two claims that differ in a number or a name.",
    "Its authors trained it on pairs of sentences from the web; what is biased there is so here.",
)


def card(manifest: Mapping[str, Any]) -> str:
    """The card of the language engine's model, from its manifest.

    `prepared`, `export` and `measured` are left out where the manifest lacks them.

    Raises:
        KeyError: The manifest lacks data, settings, command or scores.
    """
    parts = [
        f"# Language engine, model {manifest.get('version', 'not numbered')}",
        "One small encoder with heads for sentence starts, parts of speech, features, dependency "
        "trees, names and attributions. The encoder starts from all-MiniLM-L6-v2.",
        f"Licence: {LICENCE}, with the notices below. Whether weights are an adaptation of what "
        "they were trained on is not settled; this licence is right if they are. The code is "
        "Apache-2.0.",
        *_files(manifest.get("export")),
        "## Data",
        _data(manifest["data"], manifest["settings"]),
        *_prepared(manifest.get("prepared")),
        "Left out:",
        _bullets(LEFT_OUT),
        "## Training",
        *_training(manifest),
        "## Scores",
        "Per cent. LAS and UAS count punctuation and ignore subtypes; names count when span and "
        "kind are exact.",
        *_scores(manifest["scores"]),
        *_measured(manifest.get("measured")),
        "## Limits",
        _bullets(LIMITS),
        "## Notices",
        "The licences of what the model is made from ask that it be named:",
        "\n".join(notice.item() for notice in (ENCODER, *DATA)),
        licences(),
    ]
    return "\n\n".join(parts) + "\n"


def similarity_card(report: Mapping[str, Any]) -> str:
    """The card of the model of sentence similarity, from what its export gave."""
    sums = report.get("sha256", {})
    parts = [
        "# Sentence similarity",
        "Sentences to vectors of 384 numbers and length 1: all-MiniLM-L6-v2 exported as published, "
        "in int8; nothing was trained. Licence: Apache-2.0. The word list is shared with the "
        "language engine's model.",
        "    make models DATA=PATH",
        "or `python -m engine.similarity --out DIR` for this one alone.",
        "## Files",
        f"model.onnx, {report['bytes_small'] / 1e6:.1f} MB in int8 (float32 "
        f"{report['bytes_exact'] / 1e6:.1f} MB).",
        *([_table(("file", "SHA-256"), sums.items())] if sums else []),
        "## Scores",
        f"Lowest cosine to the original's vectors on made-up input: {report['cosine_small']:.4f} "
        f"(before quantisation {report['cosine_exact']:.4f}).",
        *_similarity_measured(report.get("measured")),
        "## Limits",
        _bullets(SIMILARITY_LIMITS),
        "## Notices",
        ENCODER.item(),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _data(data: Mapping[str, Mapping[str, Any]], settings: Mapping[str, Any]) -> str:
    """What was trained on; how often in a round, and under which licence."""
    weights = settings.get("mixing", {}).get("weights", {})
    rows = [
        (
            name,
            f"{row['documents']:,}",
            f"{row['words']:,}",
            weights.get(name, 1.0),
            "; ".join(row["licences"]),
            ", ".join(row["genres"]),
        )
        for name, row in sorted(data.items())
    ]
    return _table(("trained on", "documents", "words", "times a round", "licence", "genres"), rows)


def _prepared(prepared: Mapping[str, Any] | None) -> Iterable[str]:
    """How the data was read and what was held out."""
    if prepared is None:
        return
    own = prepared["silver"]
    rows = [
        (name, *(f"{counts.get(key, 0):,}" for key in ("documents", "sentences", "words")))
        for name, counts in prepared["counts"].items()
        if not name.endswith(" train")
    ]
    yield "Held out:"
    yield _table(("part", "documents", "sentences", "words"), rows)
    yield (
        f"Sentences of our own: {own['documents']:,} documents, seed {own['seed']}. SHA-256 of all "
        f"examples together: {prepared['sha256']}."
    )


def _training(manifest: Mapping[str, Any]) -> Iterable[str]:
    settings = manifest["settings"]
    yield "    make models DATA=PATH"
    yield f"which trains with\n\n    {manifest['command']}"
    yield (
        f"Seed {settings['seed']}; {manifest['workers']} processes of one thread each, which "
        f"average their parameters every {settings['together']} steps; {manifest['steps']} steps "
        f"each in {manifest['minutes']} minutes. Libraries: {_pairs(manifest['versions'])}."
    )


def _named(data_set: str) -> str:
    """The scores of "gum" are of what is left when its news and interviews stand apart."""
    return "gum, other genres" if data_set == "gum" else data_set


def _scores(scores: Mapping[str, Mapping[str, Mapping[str, float | None]]]) -> Iterable[str]:
    for part, sets in scores.items():
        rows = [
            (_named(name), measure, "none" if value is None else f"{value:.1f}")
            for name, row in sets.items()
            for measure, value in row.items()
            if measure != "words"
        ]
        yield f"On {part} data, the trained network in float32, gold words:"
        yield _table(("data set", "measure", "per cent"), rows)


def _measured(measured: Mapping[str, Any] | None) -> Iterable[str]:
    """What `bench/language.py` found of this very file."""
    if measured is None:
        yield (
            "The test parts and what int8 costs: not measured yet for this file "
            "(`python bench/language.py --part test`)."
        )
        return
    scores, lost = measured["scores"], measured["scores"].get("loss", {})
    for way, said in (("from_text", "read from text"), ("gold_words", "gold words")):
        rows = [
            (_named(name), key, f"{value:.1f}", _points(lost.get(way, {}).get(name, {}).get(key)))
            for name, row in scores[way]["int8"].items()
            for key, value in row.items()
            if key != "words" and value is not None
        ]
        yield f"On {measured['part']} data, the file that ships, {said}:"
        yield _table(("data set", "measure", "per cent", "int8 loses"), rows)


def _points(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.2f}"


def _similarity_measured(measured: Mapping[str, float] | None) -> Iterable[str]:
    if measured is not None:
        yield (
            f"On {measured['sentences']} sentences of the development parts of UD English EWT and "
            f"GUM: mean cosine {measured['mean']:.4f}, lowest {measured['lowest']:.4f}."
        )


def _files(export: Mapping[str, Any] | None) -> Iterable[str]:
    if export is None:
        return
    yield "## Files"
    yield (
        f"model.onnx {export['bytes_small'] / 1e6:.1f} MB in int8 (float32 "
        f"{export['bytes_exact'] / 1e6:.1f} MB, not shipped), the layers after the encoder "
        "and the second dense one of each of its layers in blocks of 64 weights, the others by "
        "column. Largest difference of an output from the trained network's on made-up input: "
        f"{export['difference_small']:.3f} (float32 {export['difference_exact']:.6f})."
    )
    if "sha256" in export:
        yield _table(("file", "SHA-256"), export["sha256"].items())


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _pairs(given: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in given.items())
