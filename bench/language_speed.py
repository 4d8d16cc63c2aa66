"""How fast and how large the language engine is, from text to all that it says."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from measure import timed
from watchdesk.language import parse
from watchdesk.language.engine import Engine
from watchdesk.language.models import Model
from watchdesk.language.syntax import Syntax
from watchdesk.records import Span

WORDS = 500
"""Words of an article, parted by white space."""
ARTICLES = 60
RUNS = 5
AT_ONCE = 12
_CHILD = """
import json, sys
from pathlib import Path
from watchdesk.language.engine import Engine
from watchdesk.language.models import Model
texts = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
if texts:
    Engine(Model(Path(sys.argv[1]))).analyse([(text, None) for text in texts])
peak = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2]
print(int(peak.split()[0]) / 1e3)
"""


def articles(data: Path, count: int = ARTICLES) -> list[str]:
    """Texts of 500 words with their line breaks, cut from the running text of the news clusters."""
    found: list[str] = []
    folder = data / "giveme5w1h/news_cluster/data"
    for lines in cut(_lines(folder)):
        found.append("\n".join(lines))
        if len(found) == count:
            return found
    raise FileNotFoundError(f"{folder} has text for {len(found)} articles of {count}")


def _lines(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8")).get("text") or ""
        yield from filter(None, map(str.strip, text.split("\n")))


def cut(lines: Iterator[str]) -> Iterator[list[str]]:
    """Lines to articles of exactly 500 words; the rest of a line begins the next article."""
    kept, size = list[str](), 0
    for line in lines:
        words = line.split(" ")
        while size + len(words) >= WORDS:
            kept.append(" ".join(words[: WORDS - size]))
            yield kept
            words, kept, size = words[WORDS - size :], [], 0
        if words:
            kept.append(" ".join(words))
            size += len(words)


def measured(folder: Path, data: Path) -> dict[str, Any]:
    """Words and articles a second by CPU time on one core, and the peak memory of a process."""
    texts = articles(data)
    engine = Engine(Model(folder))
    read = engine.analyse([(text, None) for text in texts])
    tokens = sum(len(one) for one in read)
    engine_s = _seconds(lambda: _analysed(engine, texts))
    all_s = _seconds(lambda: [_everything(engine, text) for text in texts])
    return {
        "corpus": "Giveme5W1H news clusters",
        "articles": len(texts),
        "words_an_article": WORDS,
        "tokens": tokens,
        "runs": RUNS,
        "tokens_per_s": round(tokens / engine_s),
        "articles_per_s": round(len(texts) / all_s, 2),
        "memory": _memory(folder, texts),
    }


def _analysed(engine: Engine, texts: list[str]) -> list[Syntax]:
    """Every text, a handful at a time."""
    return [
        one
        for start in range(0, len(texts), AT_ONCE)
        for one in engine.analyse([(text, None) for text in texts[start : start + AT_ONCE]])
    ]


def _everything(engine: Engine, text: str) -> tuple[object, ...]:
    """All that ``language/`` tells of an article, names by every guideline as objects."""
    document = parse(text, [Span(0, len(text))], engine)
    syntax = document.syntax
    names = [list(syntax.named(guideline)) for guideline in syntax.labels.names]
    return document.names, syntax.sentences, syntax.lemmas, syntax.sentence_of, names


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds, the middle of some runs."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return median(found)


def _memory(folder: Path, texts: list[str]) -> dict[str, float]:
    """Peak megabytes of a process that only starts, and of those that read few and many texts.

    As the process itself sees it (Linux): what the system tells of a child counts its parent too.
    """
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for label, count in (("start_mb", 0), ("one_mb", 1), ("all_mb", len(texts))):
            path = Path(name) / "texts.json"
            path.write_text(json.dumps(texts[:count]), encoding="utf-8")
            run = timed([sys.executable, "-c", _CHILD, str(folder), str(path)])
            if run.status:
                raise RuntimeError("the process whose memory is measured failed")
            found[label] = round(float(run.stdout), 1)
    return found
