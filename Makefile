# The two commands: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
DEMO := PLAIT_MODE=demo
PORT ?= 8000
AT_ONCE ?= 2
PYTEST := $(BIN)/python -m pytest -n $(AT_ONCE) --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check bench format lock types browser components clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

# One stamp for each locked set: pip runs again only when the file of hashes has changed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Plait needs Python 3.11 or newer. Set PYTHON=… to the one to use."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Plait needs (about a minute, once)…"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements/dev.txt $(VENV)/installed
	@echo "Installing what the tests need…"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

install: $(VENV)/installed ## make .venv with the locked set (the others call this first)

install-dev: $(VENV)/installed-dev ## the same with what tests and checks need

run: install ## start Plait with the sample partnership on http://127.0.0.1:8000
	@$(DEMO) $(BIN)/plait demo
	@$(DEMO) $(BIN)/plait serve --bind 127.0.0.1:$(PORT) --with-worker

test: install-dev browser ## unit tests, guards and journeys, on SQLite and on PostgreSQL
	@echo "== SQLite, with journeys in a real browser"
	@$(PYTEST)
	@echo "== PostgreSQL: every test that touches a database"
	@if [ -n "$$DATABASE_URL" ]; then $(PYTEST) --database-only; \
	else $(BIN)/python -m tests.postgres $(PYTEST) --database-only; fi

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium…" && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; } || \
	[ "$$CI" != true ] || { echo "Chromium is missing and could not be installed."; exit 1; }

check: install-dev ## format, lint, types, layers
	@$(BIN)/ruff format --check plait config tests bench scripts
	@$(BIN)/ruff check plait config tests bench scripts
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'plait/**/*.html')
	@PLAIT_MODE=test $(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: install-dev ## put code and templates into their form
	@$(BIN)/ruff format plait config tests bench scripts
	@$(BIN)/ruff check --fix plait config tests bench scripts
	@$(BIN)/djade --target-version 5.2 $$(git ls-files 'plait/**/*.html') || true

bench: install-dev ## measure: ratios in one run, on SQLite and on PostgreSQL
	@$(BIN)/python -m bench

lock: ## write the hashes of requirements anew (needs uv)
	@for set in base s3 dev; do uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-header \
	  requirements/$$set.in -o requirements/$$set.txt; done

components: install ## write components.json: every locked part, for tools that look for known weaknesses
	@$(BIN)/python -m scripts.list_components > components.json

clean: ## remove what was made here: .venv and the sample's data
	rm -rf $(VENV) var build *.egg-info
