# Each target sets up what it needs in .venv and works on a fresh machine with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --constraint constraints.txt --editable
SONG ?=

.PHONY: help demo demo-page test test-slow lint format bench docs screenshots audit clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cratedigger needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.demo: $(VENV)/.made pyproject.toml constraints.txt
	$(INSTALL) '.[demo]'
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml constraints.txt
	$(INSTALL) '.[dev,training]'
	@touch $@ $(VENV)/.demo

demo: $(VENV)/.demo ## post a song to the real bot in a simulated Discord and print its reply (SONG=path for your own)
	@$(BIN)/python -m bot demo $(if $(SONG),--song '$(SONG)')

demo-page: $(VENV)/.demo ## open the real bot in a simulated Discord as a page in the browser, until stopped
	@$(BIN)/python -m bot demo-page

# A process a core, each with one thread for its arithmetic, for two that share a core only wait for each other.
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
TEST := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest

# Whole files, in the order of tests/conftest.py: the longest first, so that no process is left with one at the end.
test: $(VENV)/.dev ## run the tests, a process a core (those that train need PyTorch and say so where it is absent)
	$(TEST) -n $(JOBS) --maxprocesses 8 --dist loadfile --no-loadscope-reorder -m 'not slow'

test-slow: $(VENV)/.dev ## run the long tests: whole corpora, repeated training, changes of format, a busy server, mutated files
	$(TEST) -m slow
	$(BIN)/python -m tests.load --minutes 1 --every 2
	$(BIN)/python -m tests.fuzz --count 300 --seconds 300

lint: $(VENV)/.dev ## ruff, mypy --strict and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## let ruff fix what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## print the speed and memory table, measured here and now
	$(BIN)/python -m benchmarks

$(VENV)/.docs: $(VENV)/.dev
	$(INSTALL) '.[docs]'
	@touch $@

docs: $(VENV)/.docs ## build the documents into site/, warnings being errors
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -W ignore::DeprecationWarning -m mkdocs build --strict

$(VENV)/.browser: $(VENV)/.dev
	$(INSTALL) '.[browser]'
	@touch $@

screenshots: $(VENV)/.browser ## renew the documents' pictures of the demo page (needs chromium)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { echo "This needs Debian's chromium: apt-get install chromium" >&2; exit 1; }
	CRATEDIGGER_SCREENSHOTS=docs/pictures $(BIN)/python -m pytest tests/browser
	$(BIN)/python docs/draw_pipeline.py

audit: $(VENV)/.dev ## look for known vulnerabilities in the pinned dependencies
	$(PIP) install --quiet --constraint constraints.txt pip-audit
	@$(BIN)/pip-audit --strict --vulnerability-service osv --disable-pip --no-deps --requirement constraints.txt 2>$(VENV)/audit.log; status=$$?; \
	if grep -qE 'ConnectionError|ConnectTimeout|ReadTimeout|ServiceError' $(VENV)/audit.log; then \
		echo "The advisory service cannot be reached from here, so nothing was checked. Try again where it can." >&2; \
	else cat $(VENV)/audit.log >&2; fi; exit $$status

clean: ## remove what make has made
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
