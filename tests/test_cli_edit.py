"""An editor's file by the commands: made, filled in, applied, left aside; and a model's wording."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from watchdesk.cli import main

WEEK = ("--week", "2024-W33")


@pytest.fixture(scope="module")
def desk(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_desk, tmp_path_factory.mktemp("edited") / "desk"))


def run(desk: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--desk", str(desk)])


@pytest.fixture(scope="module")
def file(desk: Path) -> Path:
    made = run(desk, "edit", *WEEK)
    assert made.exit_code == 0, made.output
    path = desk / "edits" / "2024-W33.toml"
    assert path.name in made.output
    return path


def test_an_unchanged_file_changes_nothing_and_is_kept_when_made_again(
    desk: Path, file: Path
) -> None:
    text = file.read_text("utf-8")
    with_it, without = run(desk, "brief", *WEEK), run(desk, "brief", *WEEK, "--no-edits")
    assert with_it.exit_code == without.exit_code == 0
    assert with_it.output == without.output
    assert run(desk, "edit", *WEEK).exit_code == 0
    assert file.read_text("utf-8") == text


def test_what_an_editor_does_is_done_and_judged_by_the_gate(
    desk: Path, file: Path, tmp_path: Path
) -> None:
    entries = re.findall(r'id = "(bul-\w+)"\n(?:record = .*\n)?was = "(.*)"\n', file.read_text())
    (first, dropped), (second, old) = entries[0], entries[1]
    own = tmp_path / "mine.toml"
    own.write_text(
        f'[[bullet]]\nid = "{first}"\ndrop = true\n\n[[bullet]]\nid = "{second}"\n'
        'text = "The King of Ruritania signed 99 treaties."\nnote = "We have asked."\n',
        encoding="utf-8",
    )
    told = run(desk, "brief", *WEEK, "--edits", str(own), "--format", "json")
    assert told.exit_code == 0, told.output
    brief = json.loads(told.stdout)
    texts = [one["text"] for section in brief["sections"] for one in section["bullets"]]
    assert dropped not in texts
    assert "The King of Ruritania signed 99 treaties." not in texts
    assert old in texts  # what the gate refuses stays as it was
    refused = json.dumps([brief["stopped"], brief["edits"]], ensure_ascii=False)
    assert "Ruritania" in refused
    assert "99" in refused
    aside = run(desk, "brief", *WEEK, "--edits", str(own), "--no-edits")
    assert aside.exit_code == 2 or "Ruritania" not in aside.output


def test_a_wrong_file_is_told_with_its_line(desk: Path, tmp_path: Path) -> None:
    own = tmp_path / "wrong.toml"
    own.write_text('note = "x"\n[[bullet]]\nid = "bul-1"\npin = "moon"\n', encoding="utf-8")
    told = run(desk, "brief", *WEEK, "--edits", str(own))
    assert told.exit_code == 2
    assert "W231" in told.output
    assert "wrong.toml" in told.output
    absent = run(desk, "brief", *WEEK, "--edits", str(tmp_path / "none.toml"))
    assert absent.exit_code == 2
    assert "none.toml" in absent.output


class _Model(BaseHTTPRequestHandler):
    """Says the same sentence whatever it is asked."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        said = {"message": {"role": "assistant", "content": "The King of Ruritania came."}}
        body = json.dumps({"choices": [said]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def model() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Model)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_a_model_is_asked_only_when_told_to_and_invents_nothing(
    desk: Path, model: str, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(desk, tmp_path / "desk"))
    shutil.rmtree(other / "edits")
    plain = run(other, "brief", *WEEK, "--rewrite")
    assert plain.exit_code == 2
    assert "[rewriting]" in plain.output
    with (other / "watch.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[rewriting]\nurl = "{model}"\nmodel = "small"\n')
    told = run(other, "brief", *WEEK, "--rewrite", "--format", "json")
    assert told.exit_code == 0, told.output
    brief = json.loads(told.stdout)
    texts = [one["text"] for section in brief["sections"] for one in section["bullets"]]
    assert texts
    assert not any("Ruritania" in text for text in texts)
    assert "Ruritania" in json.dumps([brief["stopped"], brief["edits"]], ensure_ascii=False)
