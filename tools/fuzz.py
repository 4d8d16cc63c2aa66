"""Throws damaged bytes at a reader of intake and keeps what falls out.

``python tools/fuzz.py READER --minutes 10 --out DIR`` reads mutations of small samples, made here,
through ``read_piece`` as the program does: guided by coverage of ``watchdesk.intake`` where atheris
is installed (group ``fuzz``), else by which answers are new. A reader may give captures, looks at
feeds and refusals by name. Any exception, a capture that is not in order, and any input that takes
over 5 seconds of CPU or 512 MB of memory more, is a finding: its bytes are kept in DIR with the
trace. ``--replay FILE`` runs one such file again. Totals are merged into
``bench/results/fuzz.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import io
import json
import random
import re
import resource
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from fuzz_samples import FIXES, PAGE, SAMPLES, WRAPS

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results" / "fuzz.json"
SECONDS = 5.0
MEGABYTES = 512
MAX_BYTES = 16_384
STUCK = 60
"""Seconds after which one input is given up and the process ended."""
_WRAPPED, _FIXED = 128, 192
_COVERED = re.compile(rb"cov: (\d+) ft: (\d+)")
_HAS_ATHERIS = importlib.util.find_spec("atheris") is not None


class Target:
    """Reads what the fuzzer gives, and keeps count."""

    def __init__(self, reader: str, out: Path) -> None:
        self.names = [name for name, _ in SAMPLES[reader]()]
        self.out = out
        self.inputs = 0
        self.gave: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.slowest = 0.0
        self.began = self.told = time.monotonic()
        self.peak = _peak_mb()

    def __call__(self, data: bytes) -> None:
        """One input; its first byte chooses the name and whether it is wrapped or fixed."""
        choice, body = (data[0], data[1:]) if data else (0, b"")
        name = self.names[choice % 64 % len(self.names)]
        if choice >= _FIXED:
            body = FIXES.get(name, bytes)(body)
        elif choice >= _WRAPPED:
            body = WRAPS.get(name, bytes)(body)
        self.read(name, body)

    def read(self, name: str, body: bytes) -> set[str]:
        """Read bytes under a name; what kinds of answers they gave."""
        (self.out / "last").write_bytes(name.encode() + b"\n" + body)
        start = time.process_time()
        kinds: list[str] = []
        try:
            kinds = _drive(name, body)
        except Exception as error:
            kinds = [f"{type(error).__name__}{_place(error)}"]
            self._keep(kinds[0], name, body, traceback.format_exc())
        else:
            self.gave.update(kinds)
        spent = time.process_time() - start
        self.slowest = max(self.slowest, spent)
        if spent > SECONDS:
            self._keep("slow", name, body, f"{spent:.1f} s of CPU")
        more, self.peak = _peak_mb() - self.peak, _peak_mb()
        if more > MEGABYTES:
            self._keep("memory", name, body, f"{more} MB more")
        self.inputs += 1
        if time.monotonic() - self.told > 1:
            self.tell()
        return set(kinds)

    def _keep(self, what: str, name: str, body: bytes, why: str) -> None:
        self.findings[what] += 1
        if self.findings[what] <= 3:
            stem = f"{hashlib.sha256(body).hexdigest()[:12]}-{name}"
            (self.out / stem).write_bytes(body)
            (self.out / f"{stem}.why.txt").write_text(why, encoding="utf-8")

    def tell(self) -> None:
        """Write the counts down; the fuzzer ends its process without a word."""
        self.told = time.monotonic()
        state = {
            "seconds": round(self.told - self.began, 1),
            "inputs": self.inputs,
            "gave": dict(sorted(self.gave.items())),
            "findings": dict(sorted(self.findings.items())),
            "slowest_s": round(self.slowest, 2),
            "peak_mb": self.peak,
        }
        (self.out / "state.json").write_text(json.dumps(state), encoding="utf-8")


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _place(error: Exception) -> str:
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "watchdesk" in f.filename]
    return f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def _drive(name: str, body: bytes) -> list[str]:
    """Read bytes as the program does; the kinds of what they gave."""
    from watchdesk import cleaning  # noqa: PLC0415 — after the fuzzer has hooked imports
    from watchdesk.intake import REFUSAL_CODES  # noqa: PLC0415
    from watchdesk.intake.limits import Limits  # noqa: PLC0415
    from watchdesk.intake.piece import Context  # noqa: PLC0415
    from watchdesk.intake.read import read_piece  # noqa: PLC0415
    from watchdesk.records import Capture, Refusal  # noqa: PLC0415

    small = 1 << 20
    limits = Limits(
        file_bytes=small,
        row_bytes=small,
        copy_bytes=4 * small,
        archive_members=200,
        unpacked_free=small,
        unpacked_bytes=4 * small,
        unpack_memory=16 * small,
    )
    kinds = []
    piece = _piece(name, body, limits)
    for item in read_piece(piece, Context(limits=limits)) if piece else ():
        kinds.append(item.code if isinstance(item, Refusal) else type(item).__name__.lower())
        item.model_dump_json()
        if isinstance(item, Refusal):
            assert item.code in REFUSAL_CODES, item
            assert str(item).isprintable(), item
        elif isinstance(item, Capture):
            assert not {c for c in item.text if ord(c) < 32} - {"\n", "\t"}, item.uri
            assert item.uri.isprintable(), item.uri
            if len(item.text) < MAX_BYTES:
                cleaning.articles(item)
    return kinds or ["nothing"]


def _piece(name: str, body: bytes, limits: Any) -> Any:
    """The bytes; those of an answer of HTTP without what HTTP put around them."""
    from watchdesk.errors import InputRefused  # noqa: PLC0415 — after the fuzzer hooked imports
    from watchdesk.intake import http  # noqa: PLC0415
    from watchdesk.intake.piece import Beside, Piece  # noqa: PLC0415

    if not name.endswith(".http"):
        return Piece(name, name, io.BytesIO(body))
    head = http.parse_head(body)
    if head is None:
        return None
    try:
        inner = http.undo(body[head.length :], head.fields, name, limits.file_bytes)
    except InputRefused:
        return None
    beside = Beside(media_type=head.media_type, charset=head.charset, unpacked=inner.unpacked)
    return Piece(name, "", io.BytesIO(inner.data), beside)


def _starts(reader: str) -> list[bytes]:
    """What the fuzzer starts from: each sample as it is, wrapped and fixed."""
    out = []
    for number, (_, body) in enumerate(SAMPLES[reader]()):
        out += [bytes([number]) + body, bytes([_FIXED + number]) + body]
        out.append(bytes([_WRAPPED + number]) + PAGE.encode())
    return out


def fuzz_guided(reader: str, seconds: float, out: Path, seed: int) -> None:
    """Run until the time is up, guided by coverage; does not return."""
    import atheris  # noqa: PLC0415 — group fuzz

    with atheris.instrument_imports(include=["watchdesk.intake"], enable_loader_override=False):
        import watchdesk.intake.read  # noqa: F401, PLC0415 — instrumented here

        for name, body in SAMPLES[reader]():
            _drive(name, body)  # loads the reader while its imports are hooked
    corpus = out / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(_starts(reader)):
        (corpus / f"start{number}").write_bytes(data)
    options = [
        f"-max_total_time={int(seconds)}",
        f"-seed={seed}",
        f"-max_len={MAX_BYTES}",
        f"-timeout={STUCK}",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={out}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], Target(reader, out))
    atheris.Fuzz()


def fuzz_blindly(reader: str, seconds: float, out: Path, seed: int) -> None:
    """The same without atheris: an input is kept to go on from when its answers are new."""
    chance = random.Random(seed)
    target, corpus, seen = Target(reader, out), _starts(reader), set[frozenset[str]]()
    for data in corpus:
        target(data)
    while time.monotonic() - target.began < seconds:
        data = mutated(chance.choice(corpus), chance, corpus)[:MAX_BYTES]
        before = Counter(target.gave)
        target(data)
        answers = frozenset(target.gave - before)
        if answers not in seen:
            seen.add(answers)
            corpus.append(data)
    target.tell()


def mutated(data: bytes, chance: random.Random, corpus: list[bytes]) -> bytes:
    """A few random changes: bytes, runs, cuts, repeats, and pieces of other inputs."""
    out = bytearray(data)
    for _ in range(1 << chance.randrange(5)):
        at = chance.randrange(len(out) + 1)
        end = min(len(out), at + (1 << chance.randrange(9)))
        match chance.randrange(6):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                out[at : at + 1] = bytes([out[at] ^ 1 << chance.randrange(8)] if at < end else b"")
            case 2:
                del out[at:end]
            case 3:
                out[at:at] = out[at:end] * chance.choice((1, 2, 50))
            case 4:
                other = chance.choice(corpus)
                start = chance.randrange(len(other) + 1)
                out[at:end] = other[start : start + (1 << chance.randrange(9))]
            case 5:
                out[at : at + 4] = chance.choice(
                    (b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff", b"9" * 9)
                )
    return bytes(out)


def run(reader: str, minutes: float, out: Path, seed: int) -> dict[str, Any]:
    """Fuzz in a process of its own, and in another when that dies; give what was counted."""
    out.mkdir(parents=True, exist_ok=True)
    total: dict[str, Any] = {"seconds": 0.0, "inputs": 0, "slowest_s": 0.0, "peak_mb": 0}
    gave, findings, covered = Counter[str](), Counter[str](), 0
    deaths = 0
    while minutes * 60 - total["seconds"] >= 1 and deaths < 20:
        (out / "state.json").unlink(missing_ok=True)
        left = max(1.0, minutes * 60 - total["seconds"])
        command = [sys.executable, __file__, reader, "--out", str(out), "--inside"]
        command += ["--minutes", str(left / 60), "--seed", str(seed + deaths)]
        with (out / "log").open("wb") as log:
            status = subprocess.run(command, check=False, stdout=log, stderr=log).returncode
        if not (out / "state.json").exists():
            raise SystemExit(_tail(out / "log").decode("utf-8", "replace"))
        state = json.loads((out / "state.json").read_text(encoding="utf-8"))
        gave.update(state["gave"])
        findings.update(state["findings"])
        covered = max([covered, *(int(n) for n, _ in _COVERED.findall(_tail(out / "log")))])
        for key, how in (("seconds", sum), ("inputs", sum), ("slowest_s", max), ("peak_mb", max)):
            total[key] = how((total[key], state[key]))
        if status:
            deaths += 1
            findings["the process died"] += 1
            (out / "last").rename(out / f"death{deaths}")
            total["seconds"] += 1
    return {
        "engine": "atheris" if _HAS_ATHERIS else "random mutation",
        "minutes": round(total["seconds"] / 60, 1),
        "seed": seed,
        **{key: total[key] for key in ("inputs", "slowest_s", "peak_mb")},
        "inputs_per_s": round(total["inputs"] / total["seconds"], 1),
        "covered": covered,
        "gave": dict(sorted(gave.items())),
        "findings": dict(sorted(findings.items())),
    }


def _tail(log: Path) -> bytes:
    return log.read_bytes()[-100_000:]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=sorted(SAMPLES))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.replay:
        body, name = given.replay.read_bytes(), given.replay.name.partition("-")[2]
        if not name:  # what was read when the process died
            first, _, body = body.partition(b"\n")
            name = first.decode()
        print(_drive(name, body))
    elif given.inside:
        fuzz = fuzz_guided if _HAS_ATHERIS else fuzz_blindly
        fuzz(given.reader, given.minutes * 60, given.out, given.seed)
    else:
        found = run(given.reader, given.minutes, given.out, given.seed)
        print(json.dumps(found, indent=2))
        _merge(given.reader, found)


def _merge(reader: str, found: dict[str, Any]) -> None:
    sys.path.insert(0, str(ROOT / "bench"))
    from measure import machine  # noqa: PLC0415 — beside the benchmarks

    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    readers = {**known.get("readers", {}), reader: found}
    result = {"machine": machine(), "readers": dict(sorted(readers.items()))}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
