"""The section on stories in docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

_HEAD = """\
## Which articles tell one story

`OPENBLAS_NUM_THREADS=1 python bench/stories.py --data PATH`. The news clusters of Giveme5W1H
(Hamborg et al. 2019): {articles} articles on {events} events, B³. Events in the order of their
numbers: those of even place were for tuning, of the product as of its peers; of the others the
totals alone were seen while the product's weights were rounded. Peers are clustered by average
link with the cut, and the weight of days, that is best on the tuning half: TF-IDF of headline and
text; the vectors of headline and first 60 words by the model that ships; the same less the
logarithm of the days between. They have all articles at hand at once. The product enters one
article after the other and must give the same in another order, which it did{unless}.
"""
_FAILS = """\
Where it fails: it takes two happenings with the same actors for one when one follows the other
within weeks and is told in its words (a rocket's first flight and the car it carried), and it parts
follow-ups from the first report when they share neither headline nor names with it (what became of
a satellite that had lost contact, told in three ways; years of reports on one leak of documents;
relatives of the dead in their own town, and a crash far from it). On a desk that watches one matter
it is coarse: months of a war hold a dozen stories rather than a hundred, because headlines,
leads and names are alike all along; days are weighed more than the tuning half alone would have it,
so that what lies weeks apart is not joined. Of more than 60 families of articles that hang together
only the closer ones are put together.
"""


def table(result: dict[str, Any]) -> str:
    """The section with its heading."""
    ours = result["ours"]
    same = all(part["same_in_another_order"] for part in ours.values())
    rows = [
        ["", "held: precision", "recall", "F1", "all: precision", "recall", "F1", "tuning: F1"],
        ["---", *["---:"] * 7],
        _row("ours", ours),
        *(_row(f"{name}, average link", one) for name, one in result["peers"].items()),
    ]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    head = _HEAD.format(
        articles=result["articles"]["all"],
        events=result["events"]["all"],
        unless="" if same else " **not**",
    )
    spent = "; ".join(f"{name} {one['cpu_s']:.1f} s" for name, one in result["peers"].items())
    return (
        f"{head}\n{lines}\n\nEntering an article, its two vectors among it, takes "
        f"{ours['all']['ms_an_article']:.0f} ms of CPU time, p95 {ours['all']['ms_p95']:.0f}; "
        f"clustering all of them once takes the peers: {spent}. Reading them took "
        f"{result['reading_cpu_s']:.0f} s.\n\n{_FAILS}"
    )


def _row(name: str, parts: dict[str, Any]) -> list[str]:
    held, whole = parts["held"], parts["all"]
    return [
        name,
        *(f"{held[what]:.1f}" for what in ("precision", "recall", "f1")),
        *(f"{whole[what]:.1f}" for what in ("precision", "recall", "f1")),
        f"{parts['tuning']['f1']:.1f}",
    ]
