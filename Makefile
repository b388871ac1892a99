# On a fresh machine with Python 3.11 or newer, pip and make:
#   make demo    replays the Six-Party case and writes one page that opens from disk
#   make test    passes the tests
# Both make their own environment in .venv; nothing is installed twice unless its pins change.

PYTHON ?= python3
VENV   ?= .venv
WORKERS ?= 2

# The day's number, so that every run of one day draws the same cases; `make test-long SEED=...`.
ifndef SEED
SEED := $(shell date +%Y%m%d)
endif
ACCORD_LONG_SEED := $(SEED)
ACCORD_LONG_SCALE ?= 1.0
export ACCORD_LONG_SCALE ACCORD_LONG_SEED

DEMO_CASE ?= examples/six-party
DEMO_PAGE ?= build/six-party.html
DEMO_UNTIL ?= 2009-06-30
DEMO = $(BIN)/accord replay $(DEMO_CASE) --until $(DEMO_UNTIL) --html $(DEMO_PAGE)

FAST   = not server and not browser and not long
BIN    = $(VENV)/bin
PIP    = $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check
PINNED = $(PIP) install --quiet --no-deps --only-binary :all: --require-hashes
PYTEST = $(BIN)/python -m pytest
BASE   = $(VENV)/.base-installed
DEV    = $(VENV)/.dev-installed

.PHONY: demo test test-all test-server test-long lint types contracts docs docs-check bench lock clean
.DELETE_ON_ERROR:

demo: $(BASE)
	@mkdir -p $(dir $(DEMO_PAGE))
	$(DEMO)

test: $(DEV)
	$(PYTEST) -n $(WORKERS) -m "$(FAST)" --cov --cov-report=term

test-all: $(DEV)
	$(PYTEST) -n $(WORKERS) -m "not long" --cov --cov-report=term

test-server: $(DEV)
	$(PYTEST) -n $(WORKERS) -m "server and not long"

test-long: $(DEV)
	@echo "seed $(SEED), scale $(ACCORD_LONG_SCALE)"
	$(PYTEST) -n $(WORKERS) -m long --hypothesis-seed=$(SEED)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

contracts: $(DEV)
	$(BIN)/lint-imports

docs: $(BASE)
	$(BIN)/python tests/docs/rule_pages.py

docs-check: $(DEV)
	$(PYTEST) tests/docs -m "$(FAST)"

bench: $(DEV)
	$(BIN)/python -m benchmarks

# Environments.  pip works from outside, so that a Python without ensurepip will do.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "accordance needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv --without-pip $(VENV)

$(BASE): requirements/base.txt pyproject.toml | $(BIN)/python
	$(PINNED) -r requirements/base.txt
	$(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(BASE)
	$(PINNED) -r requirements/dev.txt
	@touch $@

# Pins, for every Python from 3.11 on; `make lock UPGRADE=--upgrade` takes newer releases.

LOCK = .venv-lock/bin/uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest \
       --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" \
       $(UPGRADE)

lock: .venv-lock/bin/uv
	$(LOCK) --group build --output-file requirements/base.txt
	$(LOCK) --group dev --extra fast --constraints requirements/base.txt \
	  --output-file requirements/dev.txt

.venv-lock/bin/uv:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv

clean:
	rm -rf $(VENV) .venv-lock build dist .coverage .coverage.* src/*.egg-info
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
