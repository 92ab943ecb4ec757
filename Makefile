# What can be done here; each line of `make help` comes from a comment after the target.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON := .venv/bin/python
PORT ?= 8000
export PORT
# For `make test`: a list of databases; for the browser auto, required or none; SLOW=1 adds the slow proofs.
DATABASES ?= sqlite,postgresql
BROWSER ?= auto
SLOW ?=

.PHONY: help
help: ## What can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z-]+):.*## /\1\t/' \
		| while IFS="$$(printf '\t')" read -r name text; do printf '  make %-16s %s\n' "$$name" "$$text"; done

.PHONY: install
install: ## Make .venv with what the site runs on
	@deploy/make-venv requirements.txt

.PHONY: install-dev
install-dev:
	@deploy/make-venv requirements-dev.txt

.PHONY: run
run: install ## The site with its demo on http://localhost:$PORT (8000), as it would run for readers
	@exec $(PYTHON) manage.py serve

.PHONY: dev
dev: install ## The site reloading itself as you change the code
	@DEBUG=1 $(PYTHON) manage.py serve --prepare
	@DEBUG=1 exec $(PYTHON) manage.py runserver $(PORT)

.PHONY: demo
demo: install ## Fill the local database with the demo; what is there is left alone
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py seed_demo

.PHONY: test
test: install-dev ## The suite on SQLite and PostgreSQL, and in a browser where there is one
	@$(PYTHON) -m tests --databases $(DATABASES) --browser $(BROWSER) $(if $(SLOW),--slow)

.PHONY: install-oldest
install-oldest:
	@deploy/make-venv requirements-dev.txt .venv-3.12 3.12

.PHONY: test-oldest
test-oldest: install-oldest ## The suite on SQLite with the oldest Python that we support
	@.venv-3.12/bin/python -m tests --databases sqlite --browser none $(if $(SLOW),--slow)

.PHONY: fmt
fmt: install-dev ## Bring code and templates into their form
	@.venv/bin/ruff check --quiet --fix . || true
	@.venv/bin/ruff format .
	@.venv/bin/djlint --quiet --reformat templates

.PHONY: lint
lint: install-dev ## Style, templates, and who may import whom
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/djlint --check --lint templates
	@.venv/bin/lint-imports --no-logo

.PHONY: types
types: install-dev ## Types
	@.venv/bin/mypy

.PHONY: migrations-check
migrations-check: install-dev ## Whether a model changed without a migration
	@$(PYTHON) manage.py makemigrations --check --dry-run

.PHONY: deploy-check
deploy-check: install-dev ## Django's own checks of a public site
	@PORTAL_ENV=production SITE_URL=https://news.example ALLOWED_HOSTS=news.example \
		SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(PYTHON) manage.py check --deploy --fail-level WARNING

.PHONY: audit
audit: install-dev ## Known holes in what we depend on; told, never fatal
	@.venv/bin/pip-audit --requirement requirements.txt --no-deps --disable-pip --progress-spinner off --timeout 10 \
		|| echo "pip-audit found something, or could not reach its database: see above."

.PHONY: bench
bench: install-dev ## Speed of the pages of a generated site, beside what servers do at most (15 minutes)
	@$(PYTHON) -m bench

.PHONY: bench-peers
bench-peers: ## The same, with WordPress measured beside it; says what it needs
	@PEERS=1 $(MAKE) --no-print-directory bench

.PHONY: bench-comments
bench-comments: install-dev ## The moderators' queue at a million comments, on PostgreSQL (10 minutes)
	@$(PYTHON) -m bench.comments

.PHONY: bench-related
bench-related: install-dev ## Related stories: how good the lists are, and what one takes at 900,000 (half an hour, then minutes)
	@$(PYTHON) -m bench.related

.PHONY: bench-search
bench-search: install-dev ## The search among a million stories, on PostgreSQL and SQLite (10 minutes)
	@$(PYTHON) -m bench.search

.PHONY: screens
screens: install-dev ## Every page at three widths, light and dark, as pictures in var/screens
	@$(PYTHON) -m bench.screens

.PHONY: axe
axe: install-dev ## Every page at three widths, light, dark and in forced colours, examined by axe
	@$(PYTHON) -m bench.axe

.PHONY: validate
validate: install-dev ## The HTML of every page, examined by the Nu checker; needs Java and npm
	@$(PYTHON) -m bench.validate

.PHONY: lighthouse
lighthouse: install-dev ## What Lighthouse says of three pages on a phone; needs Node.js
	@$(PYTHON) -m bench.lighthouse

# First what uses one core each, two at a time: the demo, which is examined twice, takes longest to make. Then either
# database on either end of what we support, and the slow proofs once, since each suite takes its minutes. Of the three
# longest, walks that are drawn by lot, a part: `make test SLOW=1` takes them whole.
ci: export INTERLEAVINGS ?= 100
ci: export EDITS ?= 60
ci: export SCRIPTS ?= 12
.PHONY: ci
ci: ## Everything, as it runs before a change is taken
	@$(MAKE) --no-print-directory -j2 validate lint types migrations-check deploy-check install-oldest audit
	@$(MAKE) --no-print-directory test DATABASES=postgresql BROWSER=none
	@$(MAKE) --no-print-directory test SLOW=1 DATABASES=none BROWSER=required
	@$(MAKE) --no-print-directory test-oldest SLOW=1
	@$(PYTHON) -m bench.axe --each-once
