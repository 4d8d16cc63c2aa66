"""The section on glued stories in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Whole stories glued into one text

`python bench/glued.py --data GIVEME5W1H --news NEWS.jsonl.gz --part held`: 200 texts of two to five
articles each of outlets that were not worked on, one line break between them and nothing else. F1
of the lines where the next article begins. **The bar of .90 is missed** but for cut-off texts in
bare paragraphs; nltk's TextTiling was not measured on this part.

"""
_VARIANTS = {
    "found": "as found, other lines of the page included",
    "headed": "paragraphs with their headline",
    "bare": "bare paragraphs",
}


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    ours = result["held"]["watchdesk"]
    rows = ["| Texts | all | cut off | whole | precision | false splits of single articles |"]
    rows.append("|---|---:|---:|---:|---:|---:|")
    for variant, words in _VARIANTS.items():
        made = ours[variant]
        f1 = " | ".join(f"{made[kind]['f1']:.3f}" for kind in ("all", "cut-off", "whole"))
        split = sum(kind["split"] for kind in made["false_splits"].values())
        of = sum(kind["articles"] for kind in made["false_splits"].values())
        rows.append(f"| {words} | {f1} | {made['all']['precision']:.3f} | {split} of {of} |")
    bbc = ours["bbc_false_splits"]
    rows.append(f"\nOf {bbc['articles']} whole BBC articles {bbc['split']} are split.\n")
    return _HEAD + "\n".join(rows)
