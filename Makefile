# `make run` serves the demonstration school, `make dev` does so for those who change it, `make test` passes the tests.
# Each does all its set-up. `make help` lists the rest.
#   make run PORT=8123 DATA=some/folder
PORT ?= 8000
DATA ?= var
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do if $$p -c 'import sys, ssl, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then echo $$p; break; fi; done)
PROGRAM = $(or $(PYTHON),$(error Python 3.11, 3.12 or 3.13 is needed: install it and try again)) -m

.PHONY: run dev shell unit fmt texts check lock test bench bench-grading bench-laboratory help

## Use

run: ## Serve the demonstration school
	@$(PROGRAM) launch run --port $(PORT) --data $(DATA)

## Develop

dev: ## Serve it while you change it: code, templates, translations and styles are taken up, errors are shown
	@$(PROGRAM) tools dev --port $(PORT) --data $(DATA)

unit: ## Run the quick tests of one room: make unit ROOM=courses
	@$(PROGRAM) tools unit --room "$(ROOM)" $(if $(ARGS),-- $(ARGS))

fmt: ## Put the code into its form
	@$(PROGRAM) tools fmt

texts: ## Gather the texts for readers into the catalogues, and say what is to be translated
	@$(PROGRAM) tools texts

shell: ## Open a Python shell in the school, with all models at hand
	@$(PROGRAM) tools shell --data $(DATA)

lock: ## Make requirements/*.lock from pyproject.toml: make lock UPGRADE="django wagtail", or UPGRADE=all
	@$(PROGRAM) tools lock --upgrade "$(UPGRADE)"

## Before a change lands

check: ## Style, types, architecture, migrations, translations
	@$(PROGRAM) tools check

test: ## Run the whole suite, on SQLite and PostgreSQL, and the journeys in Chromium
	@$(PROGRAM) tools test $(if $(ARGS),-- $(ARGS))

## Measure

bench: ## Measure our pages beside the floors
	@$(PROGRAM) tools bench

bench-grading: ## Measure how long marks take, and 200 trainees within a minute
	@$(PROGRAM) tools bench-grading

bench-laboratory: ## Measure the bytes and seconds of a notebook in the browser
	@$(PROGRAM) tools bench-laboratory

help: ## Show this list
	@sed -n -e 's/^## \(.*\)/\n\1/p' -e 's/^\([a-z-]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 22
