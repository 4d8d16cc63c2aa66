"""The section on article bodies out of saved pages in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Article bodies out of saved pages

`python bench/html_pages.py --data PATH`. 80 news pages of 16 outlets with their true bodies, the
data of "Fundus" (Dallabetta et al. 2024, github.com/dobbersc/fundus-evaluation). F1 of runs of four
words, mean over pages (`shingles`), ROUGE-LSum F1, the measure of that paper, and F1 of whole
paragraphs, which need their boundaries right. **Half of the outlets were in sight while our rules
were made; "unseen" is the other half.** For Watchdesk the body is what a user gets: the lines that
are labelled as text after cleaning; "page alone" is the text before. Pages per second of CPU time
on one core, all systems in turn page by page.

"""
_COLUMNS = (
    ("unseen: F1", "held_out", "shingles_f1"),
    ("P", "held_out", "shingles_precision"),
    ("R", "held_out", "shingles_recall"),
    ("ROUGE-LSum", "held_out", "rouge_lsum_f1"),
    ("paragraphs", "held_out", "paragraphs_f1"),
    ("all: F1", "all", "shingles_f1"),
    ("ROUGE-LSum", "all", "rouge_lsum_f1"),
    ("paragraphs", "all", "paragraphs_f1"),
)


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    titles = ["", *(title for title, _, _ in _COLUMNS), "pages/s"]
    rows = [titles, ["---", *["---:"] * (len(titles) - 1)]]
    for name, found in result["systems"].items():
        label = name if name not in result["peers"] else f"{name} {result['peers'][name]}"
        scores = [f"{found[part][key]:.3f}".lstrip("0") for _, part, key in _COLUMNS]
        rows.append([label, *scores, f"{found['pages_per_cpu_s']:.0f}"])
    said, pages = result["declared"], result["systems"]["Watchdesk"]["all"]["pages"]
    told = ", ".join(f"{name} {said[name]}" for name in ("title", "authors", "published", "outlet"))
    return (
        _HEAD
        + "\n".join(f"| {' | '.join(row)} |" for row in rows)
        + f"\n\nOf the {pages} pages these declare: {told}, url {said['url']}. The data hold only "
        f"address and day of fetching to check them by: {said['url_as_fetched']} addresses are the "
        f"one fetched, {said['published_in_three_days_before']} days of publication lie in the "
        "three days before it.\n"
    )
