# `make` or `make help` lists everything. Needs python3 (3.11 or newer) with venv, and nothing else.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := manage.py accounts bench feedback feedback_site insights notifications surveys tests transparency
WORKERS ?= auto
ARGS ?=

# $(call install,NAME): installs NAME.txt exactly as locked, unless that very list is installed already.
define install
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@wanted="$$(cksum $(1).txt) $$($(BIN)/python --version)"; \
	if [ "$$wanted" != "$$(cat $(VENV)/$(1).installed 2>/dev/null)" ]; then \
	  echo "Installing $(1).txt…"; \
	  $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV); \
	  $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $(1).txt && \
	  echo "$$wanted" > $(VENV)/$(1).installed; \
	fi
endef

.PHONY: help
help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

# ---------------------------------------------------------------- use
.PHONY: run
run: runtime ## Run the site with all it needs (PORT=8000); Ctrl-C stops it
	@exec $(BIN)/python -m feedback_site.run

.PHONY: setup
setup: runtime tools ## Make .venv/ with everything that work on the code needs
	@$(BIN)/python -m feedback_site.run.translations

.PHONY: demo
demo: runtime ## Fill an empty site with the demo organisation
	@$(BIN)/python manage.py demo

# ---------------------------------------------------------------- check
.PHONY: test
test: setup ## Run every test (ARGS="tests/feedback -k reply", WORKERS=2)
	@exec $(BIN)/python -m pytest -n $(WORKERS) --dist=loadfile $(ARGS)

.PHONY: check
check: lint types contracts migrations ## Everything that reads the code without running it

.PHONY: lint
lint: setup ## Style of Python and templates
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2

.PHONY: types
types: setup ## mypy --strict
	@$(BIN)/mypy

.PHONY: contracts
contracts: setup ## Who may import whom
	@$(BIN)/lint-imports --no-cache

.PHONY: migrations
migrations: setup ## Fails when a model changed without its migration
	@$(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: bench
bench: setup ## Measure; print a table, write var/bench.json (ONLY=name)
	@$(BIN)/python -m bench $(if $(ONLY),--only $(ONLY))

# ---------------------------------------------------------------- change
.PHONY: format
format: setup ## Put Python and templates into their form
	@$(BIN)/ruff check --fix --quiet $(CODE) || true
	@$(BIN)/ruff format $(CODE)
	@git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2

.PHONY: messages
messages: setup ## Collect strings for translators into locale/ (needs gettext), then compile
	@$(BIN)/python manage.py makemessages --all --no-location --no-obsolete --ignore='var/*' --ignore='$(VENV)/*'
	@$(BIN)/python -m feedback_site.run.translations

.PHONY: schema
schema: setup ## Write the API's description to docs/api/schema.yaml
	@mkdir -p docs/api
	@$(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/api/schema.yaml

.PHONY: lock
lock: setup ## Choose newest versions and write them with hashes into requirements*.txt (needs uv)
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header requirements.in -o requirements.txt
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt

.PHONY: clean
clean: ## Remove all that can be made again; var/ with its data stays
	rm -rf $(VENV) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -path ./var -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete 2>/dev/null || true

# ---------------------------------------------------------------- parts
.PHONY: runtime tools
runtime:
	$(call install,requirements)
tools: runtime
	$(call install,requirements-dev)
