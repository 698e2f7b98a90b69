# Every target makes its own .venv. The second time it is only looked at.
PY := .venv/bin/python
PYTEST := .venv/bin/pytest
# These start everything there is.
WHOLE := tests/browser tests/kill tests/soak
# The longest come first, so that nobody waits for one at the end. By the number of their tests they would come last.
FOLDERS := $(patsubst %/,%,$(filter-out tests/__pycache__/,$(wildcard tests/*/)))
FIRST := tests/workflows tests/api tests/documents tests/demo tests/runtime
PARTS := $(FIRST) $(filter-out $(FIRST) $(WHOLE),$(FOLDERS))
LONG_JOURNEYS := $(patsubst %,tests/browser/test_%.py,wizard draft order acting)
JOURNEYS := $(LONG_JOURNEYS) $(filter-out $(LONG_JOURNEYS),$(wildcard tests/browser/test_*.py))
BESIDE := --dist loadfile --no-loadscope-reorder
# What one run has to say is said in one piece, where make can do that.
WHOLE_ANSWERS := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# Quick and without servers.
QUICK := $(wildcard tests/domain tests/house tests/words tests/callplan tests/notifications tests/carriers tests/replay)
# Compiled modules are kept, and inside .venv, also where the environment asks for none: compiling them anew costs each process seconds.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode

.PHONY: run demo test check soak bench help record-histories lock lint types chromium parts journeys fire

run: .venv/.run ## start everything here, with a sample order, and stay up
	@.venv/bin/portwright run

demo: .venv/.run ## take a fresh order to its end in a data folder of its own; exit 0 or 1
	@.venv/bin/portwright demo

test: .venv/.dev lint chromium ## everything that must hold, in at most ten minutes
	@$(MAKE) --no-print-directory --jobs 4 $(WHOLE_ANSWERS) types fire journeys parts

# Beside each other: all of them wait for servers much of the time.
parts: .venv/.dev
	$(PYTEST) $(PARTS) -n 3 $(BESIDE)

journeys: .venv/.dev chromium
	$(PYTEST) $(JOURNEYS) -n 2 $(BESIDE)

# After the types, so that not everything starts at once.
fire: .venv/.dev types
	$(PYTEST) tests/kill

check: .venv/.dev lint types ## lint, types, domain, structure, contracts, replay: at most two minutes
	$(PYTEST) $(QUICK) -n 2 --dist loadfile

soak: .venv/.dev chromium ## the long tests, at most thirty minutes; says what it did not get to
	@.ci/soak

bench: .venv/.dev ## print the figures
	$(PY) -m benchmarks

record-histories: .venv/.dev ## write the stored histories that replay reads anew
	$(PY) -m tests.replay.record

lock: .venv/.dev ## pin the newest parts, with hashes and without an index's name
	.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements.in -o requirements.lock
	.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -c requirements.lock requirements-dev.in -o requirements-dev.lock
	.venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements-uv.in -o requirements-uv.lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' Makefile

lint: .venv/.dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: .venv/.dev
	.venv/bin/mypy

chromium: .venv/.dev
	@$(PY) -m tests.browser.chromium

.venv/.run: requirements.lock requirements-uv.lock pyproject.toml
	@.ci/install requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock requirements-uv.lock pyproject.toml
	@.ci/install requirements-dev.lock
	@touch $@ .venv/.run
