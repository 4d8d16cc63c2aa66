# Needs Python 3.11 or newer, make, and a package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAINING := .tools/training
WEEK ?= 2024-W33
OUT ?= out/sample
# Hundreds of processes are begun here: what Python has compiled once it shall keep.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup brief serve screenshots test test-slow test-browser test-postgres test-ray check bench bench-setup models docs clean

help:  ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready  ## an environment in .venv with everything that is needed

$(VENV)/.ready: pyproject.toml constraints.txt tools/setup.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh tools/setup.sh
	@touch $@

brief: setup  ## the sample desk's brief, as Markdown, HTML and JSON
	@$(BIN)/python tools/sample_brief.py --week $(WEEK) --out $(OUT)

serve: setup  ## open the sample desk that `make brief` made in the browser
	@test -d $(OUT)/desk || { echo "serve: there is no sample desk yet; run make brief first"; exit 1; }
	@$(BIN)/watchdesk serve --desk $(OUT)/desk --open

test: setup  ## types, style and all tests
	@$(MAKE) --no-print-directory -j2 check tests

.PHONY: tests
tests: setup
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

test-slow: setup  ## bounds of time and memory, and what takes long to try: five minutes more
	$(BIN)/pytest -m slow

test-browser: setup  ## the brief's page in Chromium (installed when we may)
	@VENV="$(VENV)" sh tools/browser.sh

test-postgres: setup  ## the ledger on a PostgreSQL server of its own (installed when we may)
	@VENV="$(VENV)" sh tools/postgres.sh

test-ray: setup  ## reading on a cluster, through Daft on Ray (installed when they are missing)
	@VENV="$(VENV)" sh tools/ray.sh

screenshots: setup  ## pictures of the sample desk's pages for docs/pages, with Chromium
	@$(BIN)/python tools/screenshots.py --desk $(OUT)/desk

check: setup  ## types and style only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests/browser/*.py
	MYPYPATH=tests $(BIN)/mypy tests/postgres/*.py
	MYPYPATH=tests $(BIN)/mypy tests/cluster/*.py

bench-setup:  ## what the measures against peers and the fuzzer need
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh tools/setup.sh peers build fuzz
	@touch $(VENV)/.ready

bench: setup  ## measure speed and size; results in bench/results
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/read.py $(if $(DATA),--data $(DATA))
	$(BIN)/python bench/sample_quality.py --misses
	$(BIN)/python docs/generate.py

models:  ## rebuild both models that ship: DATA=folder of the data sets, about two hours
	@PYTHON="$(PYTHON)" VENV="$(TRAINING)" DATA="$(DATA)" \
		OUT="$(if $(filter file,$(origin OUT)),out/models,$(OUT))" sh tools/models.sh

docs: setup  ## rewrite what the documentation takes from the code
	$(BIN)/python docs/generate.py

clean:  ## remove the environment, caches and sample output
	rm -rf $(VENV) .tools out .mypy_cache .ruff_cache .pytest_cache .hypothesis
