"""Docs, schemas and code say the same."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from helpers_desk import READ_ON
from helpers_ledger import Writer
from watchdesk import cli, errors, intake
from watchdesk.desk import Desk
from watchdesk.records import schema

ROOT = Path(__file__).parent.parent


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_as_the_code_is(
    sample_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = generator()
    assert made.SAMPLE_READ == READ_ON
    monkeypatch.setattr(made, "sample_desk", lambda: Desk.open(sample_desk))
    pages: dict[Path, str] = made.pages()
    for path, text in pages.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} lags: run `make docs`"
    assert {p.name for p in (ROOT / "docs/schema").iterdir()} == {
        p.name for p in pages if p.parent.name == "schema"
    }


def test_every_field_of_every_record_is_described() -> None:
    for name, model in schema.models().items():
        assert model.__doc__, name
        described = schema.field_docs(model)
        missing = set(model.model_fields) - set(described)
        assert not missing or name == "Counts", f"{name}: {missing}"


@pytest.mark.parametrize("record", schema.PUBLISHED, ids=lambda r: str(r.__name__))
def test_schemas_are_valid_and_refuse_what_is_no_record(record: type) -> None:
    text = (ROOT / "docs/schema" / schema.file_name(record)).read_text(encoding="utf-8")
    made = json.loads(text)
    Draft202012Validator.check_schema(made)
    assert not Draft202012Validator(made).is_valid({"nonsense": 1})


def test_a_reading_is_valid_by_its_schema_with_and_without_text() -> None:
    made = json.loads((ROOT / "docs/schema/reading.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(made)
    reading = Writer("Envoys met in the harbour.", published="2024-08-08").reading()
    for one in (reading, reading.without_text()):
        validator.validate(json.loads(one.model_dump_json()))
    spoiled = json.loads(reading.model_dump_json())
    spoiled["article"]["parts"][0]["kind"] = "poem"
    assert not validator.is_valid(spoiled)


def test_every_command_is_in_the_readme_or_the_command_page() -> None:
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for name in cli.main.commands:
        assert f"## watchdesk {name}" in page


def test_every_code_a_message_can_carry_is_listed() -> None:
    known = {**intake.REFUSAL_CODES, **errors.CODES}
    used = {
        code
        for path in (ROOT / "src").rglob("*.py")
        for code in re.findall(r"\"(W[123]\d\d)\"", path.read_text(encoding="utf-8"))
    }
    assert used <= set(known)
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert all(f"| {code} |" in page for code in known)


def test_every_dependency_has_its_reason_and_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=~ \[]", requirement)[0]
        assert f"| {name} |" in page, name
        assert re.search(rf"^{re.escape(name)}==", constraints, re.MULTILINE), name


def test_every_shipped_table_has_a_card() -> None:
    for folder in ("resources", "attribution"):
        tables = [
            path
            for path in (ROOT / "src/watchdesk" / folder).iterdir()
            if path.suffix in {".tsv", ".gz", ".txt", ".toml", ".json", ".csv"}
        ]
        cards = " ".join(
            path.read_text(encoding="utf-8")
            for path in (ROOT / "src/watchdesk" / folder).glob("*.md")
        )
        for table in tables:
            assert table.name in cards, f"{folder}/{table.name} has no card"


def test_links_in_the_documentation_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
