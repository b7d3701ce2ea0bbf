# make demo | run | test | edges | check | up | bench: each makes .venv from requirements.lock by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BESIDE := -n auto --maxprocesses 4 --dist loadfile  # a process a core; a file's tests stay together, as they share servers

.PHONY: demo run test edges test-all check up bench format

# -c as well: where a package asks for another one with an extra, pip takes the newest in spite of -r, and stops at its hash.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "copydesk needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@echo "copydesk: making $(VENV) and installing what requirements.lock names, once; one to three minutes"
	@$(PYTHON) -m venv $(VENV)
	@(while sleep 4; do printf .; done) & dots=$$!; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock -c requirements.lock; ended=$$?; \
	kill $$dots; echo; exit $$ended
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)  ## the main job on a bundled newsroom: no network, no Slack account
	@$(BIN)/copydesk demo

run: $(READY)  ## the main job on the configured outlets
	@$(BIN)/copydesk run

test: $(READY)  ## the unit tests: no database, no server, no process, no pause
	@$(BIN)/pytest $(BESIDE) -m "not edge and not slow and not prefect"

edges: $(READY)  ## all the others: real files, servers, workers, browsers and kill -9
	@$(BIN)/pytest $(BESIDE) -m "edge or slow or prefect"

test-all: $(READY)  ## both
	@$(BIN)/pytest $(BESIDE)

check: $(READY)  ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff check --fix-only -q .
	@$(BIN)/ruff format -q .

up: $(READY)  ## Prefect server, work pool, deployments and a worker on this machine; Ctrl-C stops them
	@$(BIN)/copydesk up

bench: $(READY)  ## the figures of README and docs that need no labelled data, on small sizes
	@for run in "desk --stored 10000" "stories --sizes 10000" "copies --sizes 10000" warehouse extract \
	    "crawl --pages 300 --more 0" "polling --hours 24" "whole --pages 100 --more 300 --hosts 20" growth; do \
	  echo "== benchmarks/$$run"; $(BIN)/python -m benchmarks.$$run || missed="$$missed $${run%% *}"; \
	done; echo "goals missed on these small sizes:$${missed:- none}"
