"""Make ``resources/common_words.txt`` from news that is free to use (Wikinews, CC BY 2.5).

``python training/build_common_words.py GUM_news_a.conllu GUM_interview_b.conllu ...``

Takes the Wikinews documents of the GUM corpus as CoNLL-U files and keeps every word that is
written in small letters there and is not a proper noun.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "watchdesk" / "resources" / "common_words.txt"


def main(paths: list[str]) -> None:
    """Write the words, sorted."""
    words: set[str] = set()
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[3] != "PROPN" and re.fullmatch(r"[a-z]{2,}", cells[1]):
                words.add(cells[1])
    lines = textwrap.wrap(" ".join(sorted(words)), 96)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
