# fundsim on Debian with the Swift toolchain: `make run` and `make test` need nothing else.
# One configuration (release) for running and testing, so that nothing is built twice.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: setup setup-test build run test proofs lint bench embed samples clean

FUNDSIM := .build/release/fundsim
PROOFS := $(CURDIR)/.build/proofs

# Our blocks of lanes have the cores; BLAS has one.
export OPENBLAS_NUM_THREADS = 1

BUILD_PACKAGES := pkg-config libopenblas-dev libxlsxwriter-dev
TEST_PACKAGES := libreoffice-calc-nogui
# The Python of the proofs: the system's where it has what they need, else the one in .build/venv.
PYTHON_PACKAGES := openpyxl 'jsonschema>=4' numpy scipy 'pyarrow>=17' 'pandas>=2.2' 'duckdb>=1.2'
PYTHON_IMPORTS := import openpyxl, jsonschema, numpy, scipy.optimize, pyarrow, pandas, duckdb; jsonschema.Draft202012Validator
PYTHON = $(shell if [ -x .build/venv/bin/python3 ]; then echo .build/venv/bin/python3; else echo python3; fi)

# Installs the Debian packages of $(1) that are missing; as root, else through sudo.
define apt_install
missing=""; \
for package in $(1); do \
  dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'install ok installed' \
    || missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
  if ! command -v apt-get >/dev/null; then \
    echo "fundsim needs these packages, and there is no apt-get here to install them:$$missing"; \
    echo "Install them, under the names your system has for them, then run make again."; exit 1; \
  fi; \
  asroot=""; \
  if [ "$$(id -u)" != 0 ]; then \
    if ! command -v sudo >/dev/null; then \
      echo "fundsim needs these packages; as root, run: apt-get install$$missing"; exit 1; \
    fi; \
    asroot=sudo; \
  fi; \
  echo "Installing$$missing"; \
  install="$$asroot env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends$$missing"; \
  $$install </dev/null || { $$asroot apt-get update </dev/null && $$install </dev/null; }; \
fi
endef

setup:
	@$(call apt_install,$(BUILD_PACKAGES))

# What tests need beside that: LibreOffice, and Python with what the proofs import. Where the system's
# Python refuses packages (PEP 668), they go into .build/venv.
setup-test: setup
	@$(call apt_install,$(TEST_PACKAGES))
	@if ! command -v python3 >/dev/null; then $(call apt_install,python3); fi
	@needed='$(PYTHON_IMPORTS)'; \
	if $(PYTHON) -c "$$needed" 2>/dev/null; then exit 0; fi; \
	echo "Installing openpyxl, jsonschema, NumPy, SciPy and readers of rows for Python"; \
	mkdir -p .build; \
	if python3 -m pip install --quiet --disable-pip-version-check $(PYTHON_PACKAGES) 2>.build/pip.log \
	  && python3 -c "$$needed" 2>/dev/null; then exit 0; fi; \
	if ! python3 -c 'import ensurepip' 2>/dev/null; then $(call apt_install,python3-venv); fi; \
	python3 -m venv .build/venv; \
	.build/venv/bin/python3 -m pip install --quiet --disable-pip-version-check $(PYTHON_PACKAGES); \
	.build/venv/bin/python3 -c "$$needed"

build: setup
	swift build -c release --product fundsim

run: build
	$(FUNDSIM) run Scenarios/zhegong-xincun.json

test: setup-test
	rm -rf $(PROOFS)
	swift build -c release --build-tests
	FUNDSIM_PROOFS=$(PROOFS) swift test -c release --skip-build --disable-xctest
	@$(MAKE) --no-print-directory proofs

# Second roads in Python; Tests/Proofs/README.md says what each proves. The workbooks and explanations they read are
# written by the Swift tests where FUNDSIM_PROOFS names a folder.
proofs: setup-test
	@if ! ls $(PROOFS)/*.xlsx >/dev/null 2>&1; then \
	  swift build -c release --build-tests; \
	  FUNDSIM_PROOFS=$(PROOFS) swift test -c release --skip-build --disable-xctest --filter 'Proof'; \
	fi
	@for test in Tests/Proofs/test_*.py; do \
	  echo "$$test"; \
	  $(PYTHON) $$test >.build/self-test.log 2>&1 || { cat .build/self-test.log; exit 1; }; \
	done
	$(PYTHON) Tests/Proofs/recalculate.py $(PROOFS)
	$(PYTHON) Tests/Proofs/cell_cycles.py $(PROOFS)
	$(PYTHON) Tests/Proofs/check_rows.py $(PROOFS)
	@for scenario in Scenarios/*.json Scenarios/examples/*.json Scenarios/presets/*.json; do \
	  echo "Explanations of $$scenario"; \
	  $(FUNDSIM) explain $$scenario --format json --quiet \
	    | $(PYTHON) Tests/Proofs/explanation_lines.py | $(PYTHON) Tests/Proofs/evaluate_explanations.py -; \
	done
	$(PYTHON) Tests/Proofs/oracle_three.py >/dev/null
	$(PYTHON) Tests/Proofs/oracle_places.py --program $(FUNDSIM)
	$(PYTHON) Tests/Proofs/breakeven_closes.py $(FUNDSIM)
	$(PYTHON) Tests/Proofs/closed_form_yonganli.py $(FUNDSIM)
	$(PYTHON) Tests/Proofs/oracle_breakeven.py $(FUNDSIM)
	$(PYTHON) Tests/Proofs/sweep_rows.py $(FUNDSIM)
	$(PYTHON) Tests/Proofs/winner_runs.py $(FUNDSIM)
	$(PYTHON) Tests/Proofs/programme_sums.py $(FUNDSIM)
	$(PYTHON) Tests/Proofs/searched_cases.py $(FUNDSIM)
	$(PYTHON) Tests/Proofs/check_schema.py Scenarios/schema/fundsim-1.schema.json Scenarios \
	  Tests/FundScenarioTests/Fixtures/faults
	@for folder in examples models presets programmes; do \
	  $(PYTHON) Tests/Proofs/check_schema.py Scenarios/schema/fundsim-1.schema.json Scenarios/$$folder \
	    Tests/FundScenarioTests/Fixtures/faults; \
	done
	$(PYTHON) Tests/Proofs/check_sources.py seeds Scenarios Scenarios/examples Scenarios/presets \
	  Scenarios/programmes

lint: setup
	swift format lint --strict --recursive Sources Tests Package.swift
	python3 -m py_compile Tests/Proofs/*.py Benchmarks/*.py Benchmarks/peers/*.py
	python3 Tests/Proofs/file_circles.py Sources
	swift build -c release --build-tests --explicit-target-dependency-import-check error

bench: build setup-test
	swift build -c release --product fundsim-bench
	.build/release/fundsim-bench
	Benchmarks/whole-process.sh
	$(PYTHON) Benchmarks/grid.py $(FUNDSIM)
	$(PYTHON) Benchmarks/monte_carlo.py $(FUNDSIM)
	$(PYTHON) Benchmarks/programme.py $(FUNDSIM)

# Writes anew the outputs that READMEs and guides show, the help that a test holds, and Scenarios/README.md; read the
# difference before it is committed.
samples: build
	python3 Tests/Proofs/samples.py $(FUNDSIM)

# Writes anew the Swift file by which Scenarios/models and Scenarios/presets are part of the program.
embed:
	python3 Tests/Proofs/embed_scenarios.py

clean:
	rm -rf .build
