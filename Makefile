# The two commands: `make run` (workbench with the samples; PORT=8000) and `make test`. Both set up .venv first; running
# either again is quick and changes nothing.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
# More cases for `make bench-checks`, in the form that tests/cases describes.
CASES ?= ../shared/examples/checks.jsonl
BIN := .venv/bin

.PHONY: run test test-all lint bench bench-reading bench-causes bench-checks clean

run: .venv/.installed
	@$(BIN)/python -m tests.articles .kg/samples
	@$(BIN)/kg ingest .kg/samples
	@$(BIN)/kg serve --host $(HOST) --port $(PORT)

test: .venv/.tested
	$(BIN)/python -m pytest

test-all: test lint

lint: .venv/.tested
	$(BIN)/ruff check .
	$(BIN)/mypy extract kg web ontology

bench: bench-reading bench-causes bench-checks

bench-reading: .venv/.tested .peers/jionlp/.made .peers/microsoft/.made
	$(BIN)/python -m tests.bench.reading
	$(BIN)/python -m tests.bench.reading --agreement
	$(BIN)/python -m tests.bench.reading open --peers .peers | tail -n 4
	$(BIN)/python -m tests.bench.hostile 10000

bench-causes: .venv/.tested
	$(BIN)/python -m tests.bench.causes

bench-checks: .venv/.tested .peers/arelle/.made
	$(BIN)/python -m tests.bench.checks
	$(if $(wildcard $(CASES)),$(BIN)/python -m tests.bench.checks $(CASES))
	$(BIN)/python -m tests.bench.mutations open kept
	$(BIN)/python -m tests.bench.scale
	$(BIN)/python -m tests.bench.arelle --peers .peers

# Debian's bare python3 comes without the part that makes virtual environments.
.venv/.made:
	$(PYTHON) -m venv .venv || { rm -rf .venv; apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; }
	@touch $@

.venv/.installed: .venv/.made pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# The browser tests drive Debian's Chromium; where it cannot be installed they skip and say so.
.venv/.tested: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromium >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null || echo "chromium could not be installed: the browser tests will skip"; \
	fi
	@touch $@

# Peers of the bench, each in an environment of its own: never a dependency.
.peers/jionlp/.made:
	$(PYTHON) -m venv .peers/jionlp
	.peers/jionlp/bin/pip install --quiet --disable-pip-version-check jionlp
	@touch $@

.peers/microsoft/.made:
	$(PYTHON) -m venv .peers/microsoft
	.peers/microsoft/bin/pip install --quiet --disable-pip-version-check --pre recognizers-text-suite 'emoji<2'
	@touch $@

.peers/arelle/.made:
	$(PYTHON) -m venv .peers/arelle
	.peers/arelle/bin/pip install --quiet --disable-pip-version-check arelle-release
	@touch $@

clean:
	rm -rf .venv .peers .kg build *.egg-info
