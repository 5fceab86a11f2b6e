# The two commands: `make run` serves the demonstration school, `make test` passes the tests. Both do all their set-up.
#   make run PORT=8123 DATA=some/folder
PORT ?= 8000
DATA ?= var
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do if $$p -c 'import sys, ssl, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then echo $$p; break; fi; done)
PROGRAM = $(or $(PYTHON),$(error Python 3.11, 3.12 or 3.13 is needed: install it and try again)) -m

.PHONY: run test unit check bench bench-grading bench-laboratory help

run: ## Serve the demonstration school
	@$(PROGRAM) launch run --port $(PORT) --data $(DATA)

test: ## Run the whole suite, on SQLite and PostgreSQL, and the journeys in Chromium
	@$(PROGRAM) tools test $(if $(ARGS),-- $(ARGS))

unit: ## Run the quick tests of a room, for while one works: make unit ROOM=courses
	@$(PROGRAM) tools unit --room "$(ROOM)" $(if $(ARGS),-- $(ARGS))

check: ## Style, types, architecture, migrations, translations
	@$(PROGRAM) tools check

bench: ## Measure our pages beside the floors
	@$(PROGRAM) tools bench

bench-grading: ## Measure how long marks take, and 200 trainees within a minute
	@$(PROGRAM) tools bench-grading

bench-laboratory: ## Measure the bytes and seconds of a notebook in the browser
	@$(PROGRAM) tools bench-laboratory

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /	/'
