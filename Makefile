# Python 3.11 or newer, pip and make are enough. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
READY := $(VENV)/.ready

export UOF_HOME ?= $(CURDIR)/warehouse/data
export UOF_INBOX ?= $(CURDIR)/seeds/articles
export VIRTUAL_ENV := $(CURDIR)/$(VENV)

.PHONY: help run ui report test check calibration accuracy bench rules lock clean

help:           ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

# One file stands for "installed as the lock says": it is older than the lock whenever the lock changed.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
		echo "Python 3.11, 3.12 or 3.13 is needed. Name one: make PYTHON=python3.11"; exit 2; }
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(READY)

run: $(READY)   ## the whole pipeline on the sample articles
	@$(BIN)/uof run

ui: $(READY)    ## Dagster's UI on the same ledger as `make run`
	@$(BIN)/uof ui

report: $(READY) ## charts of what was published, as one HTML file
	@$(BIN)/uof report

# A worker a core, each with whole files so that what a file's tests share is made once.
test: $(READY)  ## the whole test suite
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(READY) ## lint, types, import direction, SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqruff lint transforms expectations orchestration

calibration: $(READY) ## read the annotated articles, write how sure each raw score makes a claim
	@$(BIN)/python -m orchestration.calibrating

rules: $(READY) ## write RULES.md, how each value is chosen, from the seeds
	@$(BIN)/python -m orchestration.rules_page

accuracy: $(READY) ## read the annotated articles, write ACCURACY.md and the figures that a test holds
	@$(BIN)/python -m orchestration.accuracy

bench: $(READY) ## what the ledger costs as it grows: writes BENCHMARK.md, about an hour (PARTS="linking day" for some)
	@$(BIN)/python -m tests.bench.run $(PARTS)

lock: $(READY)  ## resolve the dependencies anew
	$(UV) pip compile --quiet --universal --generate-hashes --group dev --no-emit-index-url \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:          ## remove the environment and the built data
	rm -rf $(VENV) warehouse/data
