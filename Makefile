# Everything a newcomer needs: `make demo` looks at it, `make test` proves it. Needs Python 3.11+ and make.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types unit postgres shared bench load guide lock messages soak audit clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Tradetalks needs Python 3.11 or newer. Found: $$($(PYTHON) --version 2>&1). Name another one with: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null || ln -sf /bin/false $(BIN)/uv

# Every command starts several times as quickly where its modules were compiled before; some images switch that off.
export PYTHONDONTWRITEBYTECODE :=

# $(call install,FILE): the pinned packages of requirements/FILE.txt, checked against their hashes and compiled. Where uv is
# not there or does not get through (a certificate it does not know), pip tries.
define install
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/$(1).txt 2>/dev/null \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$(1).txt \
	|| { echo "The packages of requirements/$(1).txt could not be installed: is a Python package index reachable?" >&2; exit 1; }
	@touch $@
endef

.venv/.runtime: requirements/runtime.txt | $(BIN)/uv
	$(call install,runtime)

.venv/.development: requirements/development.txt | $(BIN)/uv
	$(call install,development)

setup: .venv/.runtime ## Set everything up: packages, database, chronology, sample articles
	@$(BIN)/python manage.py demo --no-serve

demo: .venv/.runtime ## The same, then serve it
	@$(BIN)/python manage.py demo --address $(ADDRESS)

test: .venv/.development ## Lint, import contracts, types and all tests
	@$(BIN)/python tests/tools.py
	@$(MAKE) --no-print-directory lint types unit postgres

lint: .venv/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING

types: .venv/.development
	$(BIN)/mypy

unit: .venv/.development
	$(BIN)/python -m pytest --ignore tests/shared --ignore tests/postgres --ignore tests/browser/test_speed.py \
	  -n $(JOBS) --dist loadgroup -q
	$(BIN)/python -m pytest tests/browser/test_speed.py -q # alone: beside other tests the seconds would be theirs

postgres: .venv/.development ## The database tests once more, on a throw-away PostgreSQL
	$(BIN)/python tests/with_postgres.py $(BIN)/python -m pytest --ignore tests/shared -m "database and not browser" \
	  -n $(JOBS) --dist loadgroup -q

shared: .venv/.development ## Tests and benchmarks that read ../shared, where it is there
	$(BIN)/python -m pytest tests/shared -q
	$(BIN)/python -m benchmarks

bench: .venv/.development ## The benchmarks: figures against the last committed ones
	$(BIN)/python -m benchmarks

KILLS ?= 500
BROKEN ?= 10000

soak: .venv/.development ## Hours of broken articles, bad input, kills and load (KILLS=500 BROKEN=10000)
	$(BIN)/python -m tests.security.fuzz $(BROKEN)
	SOAK=1 $(BIN)/python -m pytest tests/security/test_bad_input.py tests/ingest/test_faults.py -q
	$(BIN)/python -m tests.soak.kill --kills $(KILLS)
	$(BIN)/python -m tests.soak.kill --kills $$(($(KILLS) / 5)) --pair
	$(BIN)/python tests/with_postgres.py $(BIN)/python -m tests.soak.kill --kills $$(($(KILLS) * 2 / 5))
	$(BIN)/python -m tests.soak.load

audit: .venv/.development ## Known vulnerabilities of the pinned packages, where the list can be reached
	$(BIN)/python tests/audit.py

guide: .venv/.development ## Make the pictures of the editors' guide anew
	$(BIN)/python -m pytest tests/guide/screenshots.py -q

load: .venv/.development ## How many readers the site serves at once
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.load --no-memory
	$(BIN)/python -m benchmarks.load --ingest

# One version of each package in all files: what is served is what was tried.
pin = $(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes \
  --no-emit-index-url --no-annotate --no-header

lock: $(BIN)/uv ## Pin the newest versions that fit, with hashes
	$(pin) requirements/development.in -o requirements/development.txt
	for name in runtime extras; do \
	  $(pin) --constraint requirements/development.txt requirements/$$name.in -o requirements/$$name.txt || exit 1; done

# Needs gettext's own tools (Debian's gettext package); the compiled catalogue is committed, so that nobody else does.
messages: .venv/.development ## Collect the strings marked for translation and compile the Chinese catalogue
	$(BIN)/python manage.py makemessages --locale zh_Hans --no-location --no-obsolete --no-wrap \
	  --ignore .venv --ignore staticfiles --ignore tests --ignore benchmarks
	$(BIN)/python manage.py compilemessages --locale zh_Hans --ignore .venv

clean: ## Remove what was made here, the database too
	rm -rf .venv staticfiles *.sqlite3 *.sqlite3-* .pytest_cache .ruff_cache .mypy_cache .import_linter_cache
