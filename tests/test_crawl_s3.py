"""A crawl on S3, served on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer
from pyarrow import fs

from test_crawl import WATCH, archive, pages, run


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store that takes any key."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "made"),
        ("AWS_SECRET_ACCESS_KEY", "up"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
    ):
        monkeypatch.setenv(name, value)
    try:
        yield f"{host}:{port}"
    finally:
        server.stop()


def put(store: str, path: str, data: bytes) -> None:
    where = {"endpoint_override": store, "scheme": "http", "region": "us-east-1"}
    files = fs.S3FileSystem(**where, allow_bucket_creation=True)
    files.create_dir(path.partition("/")[0])
    with files.open_output_stream(path) as out:
        out.write(data)


def test_archives_on_s3_are_read_as_those_in_a_folder(tmp_path: Path, store: str) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "watch.toml").write_text(WATCH, encoding="utf-8")
    whole = archive(tmp_path / "a.warc.gz", pages()).read_bytes()
    put(store, "crawl/2024/08/a.warc.gz", whole)
    put(store, "crawl/2024/08/b.warc.gz", whole[: len(whole) // 3])
    put(store, "crawl/2024/08/notes.txt", b"no archive")
    found = run(desk, "s3://crawl/2024/08/*.warc.gz")
    assert found.exit_code == 1
    assert "s3://crawl/2024/08/b.warc.gz" in found.output
    assert "captures taken                1" in found.output
    again = run(desk, "s3://crawl/2024")
    assert "done before                   2" in again.output
    assert "captures" not in again.output
    for missing in ("s3://crawl/2025/", "s3://nothing/here.warc.gz", "s3://crawl/2024/*.parquet"):
        told = run(desk, missing)
        assert told.exit_code == 2
        assert "W251" in told.output or "W252" in told.output
        assert len(told.output.splitlines()) == 1
