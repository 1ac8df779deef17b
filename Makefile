# One word for each piece of work. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
# A lab and its hosts belong to one worker, so a file is not torn apart.
WORKERS ?= 3
DEFAULT_SUITE := not slow and not faults and not bench
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo test unit check lint types house docs fix bench test-slow test-faults lock

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Debian packages, .venv from requirements.lock, the Pulumi engine; says what it does; re-runnable
	@$(PYTHON) -m tools.setup

demo: setup ## The main job end to end on the sample workspace
	@$(BIN)/python -m tools.demo

test: setup ## The whole default suite: real engine, sshd, rsync, databases
	@$(PYTEST) -m "$(DEFAULT_SUITE)"

test-slow: setup ## What takes longer: second journeys, MariaDB, other partitions, whole lives of stacks (minutes; CI runs it)
	@$(PYTEST) -m slow

unit: ## The fast part of the suite: no engine, no lab
	@$(BIN)/python -m pytest -m "not engine and not lab and $(DEFAULT_SUITE)"

check: setup lint types house docs ## Everything but the tests

lint: ## Form and rules of the code
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: ## mypy, strict
	@$(BIN)/mypy
	@for main in stacks/*/__main__.py; do $(BIN)/mypy "$$main" || exit 1; done

house: ## The floors of ARCHITECTURE.md
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/test_house.py

docs: ## Are the generated documents as the code says?
	@$(BIN)/python -m docs.generate --check

fix: ## Mend what ruff can mend, write the generated documents anew
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/python -m docs.generate

bench: setup ## Measurements against plain tools (minutes)
	@$(BIN)/python -m pytest -m bench -s tests/bench

test-faults: setup ## Faults injected into real hosts (many minutes)
	@$(BIN)/python -m pytest -m faults

lock: ## requirements.lock anew from pyproject.toml, with uv from a throw-away venv
	@$(PYTHON) -m tools.lock
