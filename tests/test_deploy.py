"""The files under deploy/ and the commands in docs/operations.md name what there is."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from helpers_desk import PROGRAM, ROOT, STORY, finished, spawn
from helpers_web import served
from watchdesk.cli import main

DEPLOY = ROOT / "deploy"
INSTALLED = "/opt/watchdesk/bin/watchdesk"
UNITS = sorted(one for one in DEPLOY.iterdir() if one.suffix in {".service", ".timer"})
SERVICES = [one for one in UNITS if one.suffix == ".service"]
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "ReadWritePaths": "/var/lib/watchdesk",
    "User": "watchdesk",
}


def parsed(words: list[str]) -> tuple[click.Command, dict[str, object]]:
    """What click makes of a command line, without running it; a word that it does not know
    fails."""
    with main.make_context("watchdesk", list(words)) as context:
        name, command, rest = main.resolve_command(
            context, [*context._protected_args, *context.args]
        )
        assert command is not None
        with command.make_context(name, rest, parent=context) as inner:
            return command, dict(inner.params)


def settings(unit: Path) -> dict[str, list[str]]:
    """The keys of all sections of a unit, each with its values in their order."""
    found: dict[str, list[str]] = {}
    for line in unit.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "[")):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def started(unit: Path) -> Iterator[list[str]]:
    """The words of each command of ours that a unit starts, after the program's name."""
    for key, values in settings(unit).items():
        for value in values if key.startswith("Exec") else ():
            words = shlex.split(value.replace("%%", "%").replace("$$", "$").replace("%d", "/run"))
            if words[:2] == ["/bin/sh", "-c"]:
                words = shlex.split(words[2])
                assert words.pop(0) == "exec"
            if words[0] == INSTALLED:
                yield words[1:]


def instructions(name: str) -> list[str]:
    """What follows an instruction of the Containerfile, as often as it stands there."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    return [line.partition(" ")[2] for line in lines if line.partition(" ")[0] == name]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: str(unit.name))
def test_every_service_starts_a_command_that_there_is_and_may_do_little(unit: Path) -> None:
    commands = list(started(unit))
    assert len(commands) == 1
    command, given = parsed(commands[0])
    assert command.name in {"serve", "ingest", "backup"}
    assert commands[0][:2] == ["--log", "json"]
    assert str(given["desk_dir"]).startswith("/var/lib/watchdesk/")
    held = settings(unit)
    assert {key: held[key] for key in HARDENED} == {k: [v] for k, v in HARDENED.items()}
    assert held["KillSignal"] == ["SIGINT"]
    assert "MemoryMax" in held


def test_a_command_line_that_is_wrong_fails() -> None:
    with pytest.raises(click.UsageError):
        parsed(["--log", "json", "serve", "--prot", "8040"])
    with pytest.raises(click.UsageError):
        parsed(["serv"])
    with pytest.raises(click.UsageError):
        parsed(["ingest", "--metrics-file", "figures.txt"])


def test_every_timer_has_its_service() -> None:
    timers = [one for one in UNITS if one.suffix == ".timer"]
    assert {one.stem for one in timers} == {"watchdesk-ingest", "watchdesk-backup"}
    for one in timers:
        assert one.with_suffix(".service").exists()
        assert settings(one)["WantedBy"] == ["timers.target"]
        assert settings(one)["OnCalendar"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(INSTALLED, PROGRAM)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = [line for line in told.stderr.splitlines() if "watchdesk" in line]
    assert not ours, told.stderr


def test_the_container_starts_a_command_that_there_is_as_nobody_special() -> None:
    (entry,), (words,) = instructions("ENTRYPOINT"), instructions("CMD")
    assert ast.literal_eval(entry) == ["watchdesk"]
    command, given = parsed(ast.literal_eval(words))
    assert command.name == "serve"
    assert {f"{given['port']}"} == set(instructions("EXPOSE"))
    assert instructions("USER") == ["10001:10001"]
    assert all(one.startswith("docker.io/library/python:3.11-slim") for one in instructions("FROM"))
    (environment,) = instructions("ENV")
    told = {one.partition("=")[0] for one in shlex.split(environment)}
    known = {one.envvar for c in (main, *main.commands.values()) for one in c.params}
    assert {name for name in told if name.startswith("WATCHDESK_")} <= known


def test_what_the_container_copies_is_there_and_not_kept_from_it() -> None:
    wanted = {
        name
        for one in instructions("COPY")
        if not one.startswith("--from")
        for name in one.split()[:-1]
    }
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert wanted == {line[1:] for line in ignored if line.startswith("!")}
    assert all((ROOT / name).exists() for name in wanted)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {project["readme"], *project["license-files"], "pyproject.toml", "src"}
    assert needed <= wanted
    (extras,) = re.findall(r"whl\)\[(.+?)\]", " ".join(instructions("RUN")))
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


def test_the_health_check_tells_a_server_that_lives_from_none() -> None:
    (told,) = instructions("HEALTHCHECK")
    _, _, words = told.partition("CMD ")
    name, flag, program = ast.literal_eval(words)
    assert (name, flag) == ("python", "-c")
    with served() as server:
        port = program.replace("8040", str(server.port)).replace("127.0.0.1", "localhost")
        assert port != program
        for status, ends in ((200, 0), (401, 0), (500, 1), (404, 1)):
            server.give("/healthz", "ok\n", status=status)
            done = subprocess.run([sys.executable, flag, port], capture_output=True, check=False)
            assert done.returncode == ends
    done = subprocess.run([sys.executable, flag, port], capture_output=True, check=False)
    assert done.returncode == 1


def test_every_command_in_the_documentation_of_operations_is_one() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    found = [
        told[1]
        for block in blocks
        for line in block.replace("\\\n", " ").splitlines()
        if (told := re.match(r"(?:sudo -u watchdesk )?(?:\S+/bin/)?watchdesk (.+)", line))
        or (told := re.match(r"podman (?:run|exec) .*? watchdesk (?:watchdesk )?(\w.+)", line))
    ]
    assert len(found) == 5
    for line in found:
        parsed(shlex.split(line))
    named = set(re.findall(r"deploy/([\w.-]*\w)(?![\w.-]*\*)", page))
    assert named <= {one.name for one in DEPLOY.iterdir()}
    stems = {one.stem for one in UNITS}
    assert stems | {"Containerfile"} <= {
        one.removesuffix(".timer").removesuffix(".service") for one in named
    }


def test_a_library_that_reports_to_its_makers_notes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "ORT_"))}
    environment = {**kept, "HOME": str(home)}
    status, out, told = finished(spawn("read", tmp_path / "story.txt", env=environment))
    assert (status, told) == (0, "")
    assert "Anna Orlova" in out
    assert not list(home.rglob("*"))
