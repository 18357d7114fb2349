# What README names. Needs Python 3.11 or newer, make and git; everything else is installed into .venv.

PYTHON ?= python3
# A database of its own for each checkout, so that the tests of two do not meet.
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/newsroom_$(firstword $(shell pwd | cksum))
export TEST_DATABASE_URL

IN = .venv/bin/
INSTALL = $(IN)python -m pip install --quiet --disable-pip-version-check
LOCK = $(IN)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
       --no-emit-index-url --no-emit-find-links --no-header pyproject.toml
TEMPLATES = $(shell find newsroom timeline projects -path '*/templates/*' -name '*.html')
CATALOGUES = $(wildcard newsroom/locale/fr/LC_MESSAGES/*.po timeline/locale/fr/LC_MESSAGES/*.po \
       projects/locale/fr/LC_MESSAGES/*.po projects/records/locale/fr/LC_MESSAGES/*.po)
LIKE_PRODUCTION = env DEBUG=off HTTPS=on HSTS_SECONDS=31536000 ALLOWED_HOSTS=newsroom.example.org \
       SECRET_KEY=only-to-see-whether-the-settings-would-be-good-in-production DATABASE_URL=sqlite:///:memory:
WITH_POSTGRESQL = $(IN)python -c 'import os, psycopg; \
       psycopg.connect(os.environ["TEST_DATABASE_URL"], dbname="postgres", connect_timeout=5)'

.PHONY: run test check lock messages openapi
.DEFAULT_GOAL := run

run: .venv/for-running
	@PORT=$${PORT:-8000}; [ "$$PORT" -ge 1 ] 2>/dev/null && [ "$$PORT" -le 65535 ] || \
	  { echo "PORT: “$$PORT” is no port; give a number from 1 to 65535, such as 8000."; exit 1; }; \
	$(IN)python -c 'import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1])))' "$$PORT" 2>/dev/null || \
	  { echo "PORT: $$PORT is in use, or not yours to use; choose another: PORT=8001 make run"; exit 1; }; \
	export DEBUG=$${DEBUG:-on}; \
	$(IN)python manage.py migrate --verbosity 0 && $(IN)python manage.py demo || exit; \
	echo "Site:  http://127.0.0.1:$$PORT/"; \
	echo "Admin: http://127.0.0.1:$$PORT/admin/"; \
	echo "API:   http://127.0.0.1:$$PORT/api/v1/"; \
	exec $(IN)gunicorn newsroom.wsgi --bind "127.0.0.1:$$PORT" --threads 4 --log-level warning --no-control-socket \
	  --limit-request-line 8190

# On the database that DATABASE_URL chooses; without it on SQLite, and on PostgreSQL where one answers.
test: .venv/for-testing
	@if [ -n "$$DATABASE_URL" ]; then exec $(IN)python -m pytest -n auto; fi; \
	$(IN)python -m pytest -n auto -m "not postgresql" || exit; \
	if why=$$($(WITH_POSTGRESQL) 2>&1); then \
	  echo "And the same on PostgreSQL:"; DATABASE_URL="$$TEST_DATABASE_URL" exec $(IN)python -m pytest -n auto; \
	else \
	  echo "PostgreSQL: skipped, because of $$(echo "$$why" | grep -m 1 Error:)"; \
	  [ "$$NOTHING_SKIPPED" != on ]; \
	fi

check: .venv/for-testing
	$(IN)ruff check .
	$(IN)ruff format --check .
	$(IN)djade --check --target-version 5.2 $(TEMPLATES)
	$(LIKE_PRODUCTION) $(IN)python manage.py check --deploy --fail-level WARNING
	$(LIKE_PRODUCTION) $(IN)python manage.py makemigrations --check --dry-run
	$(IN)python -m pytest -q tests/test_architecture.py tests/test_translations.py

# Collects what the code says, and compiles what newsroom/locale and its like say in French; needs gettext. The two
# header lines that would change on every run are dropped.
messages: .venv/for-running
	@for program in xgettext msgmerge msgfmt; do \
	  command -v $$program >/dev/null || { echo "gettext is needed: there is no $$program."; exit 1; }; \
	done
	DEBUG=on $(IN)python manage.py makemessages --locale fr --no-location --no-wrap --no-obsolete \
	  --ignore .venv --ignore tests
	sed -i.before '/^"POT-Creation-Date:/d; /^"Report-Msgid-Bugs-To:/d' $(CATALOGUES)
	rm $(CATALOGUES:=.before)
	DEBUG=on $(IN)python manage.py compilemessages --ignore .venv

# The copy of the OpenAPI document, with examples from the demonstration; a test holds it against the code.
openapi: .venv/for-running
	DEBUG=on DATABASE_URL=sqlite:///:memory: $(IN)python manage.py openapi

lock: .venv/bin/uv
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group test --output-file tests/requirements.txt

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: there is no $(PYTHON)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1)' || \
	  { echo "Python 3.11 or newer is needed: $(PYTHON) is $$($(PYTHON) --version 2>&1)."; exit 1; }
	@echo "Installing what is needed into .venv, once."
	@$(PYTHON) -m venv .venv

.venv/bin/uv: .venv/bin/python
	$(INSTALL) uv

# These two files say when that was last done; a changed list of requirements is newer than they are.
.venv/for-running: requirements.txt .venv/bin/python
	@$(INSTALL) --require-hashes --requirement requirements.txt
	@touch $@

.venv/for-testing: tests/requirements.txt .venv/bin/python
	@$(INSTALL) --require-hashes --requirement tests/requirements.txt
	@touch $@
