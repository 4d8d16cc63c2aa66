"""The fuzzer finds what is there to be found."""

from __future__ import annotations

import gzip
import random
import sys
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOLS = Path(__file__).parent.parent / "tools"


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    import fuzz as module

    return module


@pytest.fixture
def samples(fuzz: ModuleType) -> ModuleType:
    return sys.modules["fuzz_samples"]


def test_every_sample_is_read_without_a_finding(fuzz: ModuleType, samples: ModuleType) -> None:
    for reader, make in samples.SAMPLES.items():
        for name, body in make():
            kinds = fuzz._drive(name, body)
            assert "capture" in kinds or name == "a.http", (reader, kinds)


def test_exception_slowness_and_memory_are_findings(
    fuzz: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drive(name: str, body: bytes) -> list[str]:
        if body == b"raise":
            raise KeyError(name)
        if body == b"wait":
            start = time.process_time()
            while time.process_time() - start < 0.1:
                pass
        return ["capture"]

    monkeypatch.setattr(fuzz, "_drive", drive)
    monkeypatch.setattr(fuzz, "SECONDS", 0.05)
    peaks = iter([100, 100, 100, 100, 100, 100, 100, 900, 900])
    monkeypatch.setattr(fuzz, "_peak_mb", lambda: next(peaks))
    target = fuzz.Target("text", tmp_path)
    for body in (b"raise", b"wait", b"fine", b"large"):
        target.read("a.txt", body)
    assert target.findings == {"KeyError": 1, "slow": 1, "memory": 1}
    kept = {path.read_bytes() for path in tmp_path.glob("*-a.txt")}
    assert kept == {b"raise", b"wait", b"large"}
    assert target.inputs == 4
    assert (tmp_path / "last").read_bytes() == b"a.txt\nlarge"


def test_damaged_content_gets_past_its_check_sums(samples: ModuleType) -> None:
    packed = bytearray(gzip.compress(b"Words that were not touched." * 9, 0))
    packed[40] ^= 1
    with pytest.raises((zlib.error, gzip.BadGzipFile)):
        gzip.decompress(bytes(packed))
    assert len(gzip.decompress(samples.FIXES["a.txt.gz"](bytes(packed)))) == 28 * 9
    stored = bytearray(samples._zip({"a.txt": b"Words."}, zipfile.ZIP_STORED))
    stored[stored.index(b"Words.")] ^= 1
    with zipfile.ZipFile(BytesIO(samples.FIXES["a.zip"](bytes(stored)))) as archive:
        assert archive.read("a.txt") == b"Vords."
    from watchdesk.intake.formats import is_tar

    tarred = bytearray(samples._tar({"a.txt": b"Words."}))
    tarred[3] ^= 1
    assert not is_tar(bytes(tarred))
    assert is_tar(samples.FIXES["a.tar"](bytes(tarred)))


def test_blind_mutation_changes_and_ends(
    fuzz: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(1)
    start = b"The envoys left." * 4
    made = {fuzz.mutated(start, chance, [start, b"other"]) for _ in range(200)}
    assert len(made) > 150
    assert fuzz.mutated(b"", chance, [b""]) is not None
    fuzz.fuzz_blindly("text", 0.5, tmp_path, 1)
    assert (tmp_path / "state.json").exists()


def test_table_names_what_was_found() -> None:
    sys.path.insert(0, str(TOOLS.parent / "bench"))
    try:
        from tables.fuzz import table
    finally:
        sys.path.pop(0)
    found: dict[str, Any] = {
        "minutes": 10.0,
        "inputs": 12_345,
        "inputs_per_s": 20.6,
        "slowest_s": 0.4,
    }
    found |= {"peak_mb": 99, "gave": {"capture": 3, "W111": 2}, "findings": {"slow": 2}}
    text = table({"readers": {"zip": found, "tar": {**found, "findings": {}}}})
    assert "| zip | 10 | 12,345 | 21 | 2 | 0.40 | 99 | slow: 2 |" in text
    assert "| none |" in text
