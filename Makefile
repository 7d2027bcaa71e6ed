# commonweal: every target sets up what it needs. `make help` lists them.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
ARGS ?=
SCALE ?= quick
WORKERS ?= 3
UV = $(VENV)/bin/uv $(shell mkdir -p "$${UV_CACHE_DIR:-$${XDG_CACHE_HOME:-$$HOME/.cache}/uv}" 2>/dev/null || echo --no-cache)

.DEFAULT_GOAL := help

# Hundreds of processes load the same modules: compiled once, each of them starts in half the time.
unexport PYTHONDONTWRITEBYTECODE

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

$(READY): requirements/dev.txt pyproject.toml
	@test -x $(VENV)/bin/python || command -v $(PYTHON) >/dev/null || { echo "commonweal needs Python 3.11 or newer, and there is no $(PYTHON) here. Try: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@test -x $(VENV)/bin/python || $(PYTHON) -c 'import sys; sys.exit("commonweal needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	@test -x $(VENV)/bin/uv || $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/uv.txt
	@$(UV) pip sync --quiet --python $(VENV)/bin/python --require-hashes requirements/dev.txt
	@$(UV) pip install --quiet --python $(VENV)/bin/python --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## set up, play the three cases, serve the pages (ARGS=--no-serve: end instead)
	@$(VENV)/bin/weal demo --again $(ARGS)

test: $(READY) ## set up and check everything: lint, types, architecture, tests (SCALE=quick|ci|full)
	@$(MAKE) --no-print-directory style
	@$(MAKE) --no-print-directory -j 2 types suite

suite: $(READY)
	@SCALE=$(SCALE) $(VENV)/bin/pytest -n $(WORKERS) $(ARGS)

lint: style types ## format, lint, types, and who may import whom

style: $(READY)
	@$(VENV)/bin/ruff format --check --quiet src tests
	@$(VENV)/bin/ruff check --quiet src tests
	@$(VENV)/bin/lint-imports

types: $(READY)
	@$(VENV)/bin/mypy --no-error-summary
	@$(VENV)/bin/mypy --no-error-summary tests

serve: $(READY) ## serve the pages and the API of this home, with its worker
	@$(VENV)/bin/weal serve $(ARGS)

soak: $(READY) ## the full counts, once per issue; figures go to docs/measured.md
	@SCALE=full $(VENV)/bin/pytest -n 2 $(ARGS)

lock: $(READY) ## resolve the dependencies anew, with hashes and without a host
	@$(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml --extra postgres -o requirements/run.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml --extra postgres --group dev -o requirements/dev.txt
	@awk '/^uv==/{on=1} on && /^[a-z]/ && !/^uv==/{exit} on{print}' requirements/dev.txt > requirements/uv.txt

.PHONY: help demo test lint serve soak lock
