# Set-up, site, tests. Needs Python 3.11 or later and make; uses uv where it is present.
#
#   make site     the sample's site, in site/
#   make test     every test
#   make help     the rest

PYTHON ?= python3
VENV ?= .venv
UV := $(shell command -v uv 2>/dev/null)

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Set-up runs once, and again when what is needed has changed.
SETUP := $(VENV)/.set-up
SETUP_TOOLS := $(VENV)/.set-up-tools
NEEDS := pyproject.toml constraints.txt

# Material's notice about MkDocs 2 is for theme makers, not for the reader of a site.
export NO_MKDOCS_2_WARNING := 1

# No questions, and no advice about newer pips.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

ifdef UV
make_venv = $(UV) venv --quiet --allow-existing --python '>=3.11' $(VENV)
install = $(UV) pip install --quiet --python $(VENV) --constraint constraints.txt
else
make_venv = $(PYTHON) -m venv $(VENV)
install = $(BIN)/python -m pip install --quiet --constraint constraints.txt
# The pip that came with Python may be too old to know dependency groups.
newer_pip = $(BIN)/python -m pip install --quiet 'pip>=25.1'
endif

.PHONY: help site test properties lint fuzz torture bench mutants constraints clean
.DEFAULT_GOAL := help

help:
	@echo 'make site         build the site from prospects/ and playbook/ into site/'
	@echo 'make test         run every test'
	@echo 'make properties   put every property of tact to the test, 10,000 times and for 100 years (hours)'
	@echo 'make lint         check the style and the types of the code'
	@echo 'make torture      the long tests: kills, two writers at once, random commands, merges by git (an hour)'
	@echo 'make fuzz         feed broken files to all that reads them (minutes; INPUTS=20000 for each)'
	@echo 'make bench        measure check, plan and build with many prospects (minutes)'
	@echo 'make mutants      change the planner in small ways and see what no test notices (SAMPLE=600)'
	@echo 'make constraints  pin what set-up installs to the newest versions that fit'
	@echo 'make clean        remove what was made: the site, the caches, the environment'

$(VENV)/pyvenv.cfg:
	@$(if $(UV),true,$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) \
	  and "This needs Python 3.11 or later; $(PYTHON) is " + sys.version.split()[0] \
	  + ". Try: make PYTHON=python3.12 …")')
	@echo 'Setting up in $(VENV) (once) …'
	@$(make_venv)

$(SETUP): $(NEEDS) | $(VENV)/pyvenv.cfg
	@$(newer_pip)
	@$(install) --editable .
	@touch $@

$(SETUP_TOOLS): $(NEEDS) $(SETUP)
	@echo 'Adding the tools for tests …'
	@$(install) --group dev
	@touch $@

site: $(SETUP)
	@$(BIN)/playbook build

test: $(SETUP_TOOLS)
	$(BIN)/python -m pytest

# As many at a time as this machine has cores: the properties know nothing of each other.
properties: $(SETUP_TOOLS)
	HYPOTHESIS_PROFILE=properties $(BIN)/python -m pytest -q tests/properties -n auto

lint: $(SETUP_TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

torture: $(SETUP_TOOLS)
	TORTURE=1 $(BIN)/python -m pytest -q tests/torture

INPUTS ?= 20000
SEED ?= 1
fuzz: $(SETUP_TOOLS)
	$(BIN)/python -m tests.fuzz.run $(INPUTS) $(SEED)

bench: $(SETUP_TOOLS)
	$(BIN)/python bench/run.py

SAMPLE ?= 600
mutants: $(SETUP_TOOLS)
	$(BIN)/python bench/mutants.py --sample $(SAMPLE) --seed $(SEED)

# From an empty environment, so that nothing but what pyproject.toml asks for is written down.
constraints: | $(VENV)/pyvenv.cfg
	rm -rf .cache/pins
	$(BIN)/python -m venv .cache/pins
	.cache/pins/bin/python -m pip install --quiet --upgrade pip
	.cache/pins/bin/python -m pip install --quiet --editable . --group dev
	{ sed -n '/^#/p' constraints.txt; \
	  .cache/pins/bin/python -m pip freeze --exclude-editable; } > .cache/pins/constraints.txt
	mv .cache/pins/constraints.txt constraints.txt
	rm -rf .cache/pins

clean:
	rm -rf site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis $(VENV)
	find generator tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
