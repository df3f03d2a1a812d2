# Two commands do everything: `make demo` and `make test`. Both set up what they need first.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
RUN := scripts/with_screen.sh

.PHONY: demo test check setup setup-test lock lint types unit integration e2e network interop soak fuzz smoke bench screens translations settings-page control-page deb windows dist test-packages clean

setup:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test

demo: setup
	@$(PY) -m softphone --demo

test: setup-test
	@scripts/test.sh

check: setup-test
	@$(PY) -m scripts.check

lock:
	@scripts/lock.sh --upgrade

lint: setup-test
	@$(VENV)/bin/ruff format --check . && $(VENV)/bin/ruff check .

types: setup-test
	@$(VENV)/bin/mypy

unit: setup-test
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/unit

integration: setup-test
	@$(PY) -m pytest tests/integration

e2e: setup-test
	@$(RUN) $(PY) -m pytest tests/e2e

network: setup-test
	@SOFTPHONE_LONG=1 $(PY) -m pytest tests/network tests/integration/test_engine_servers.py \
		tests/integration/test_engine_encryption.py tests/integration/test_engine_registration.py

interop: setup-test
	@$(PY) scripts/interop.py

soak: setup-test
	@$(RUN) $(PY) -m scripts.soak

fuzz: setup-test
	@SOFTPHONE_FUZZ=$${EXAMPLES:-5000} $(PY) -m pytest tests/fuzz --timeout=7200

smoke: setup
	@$(PY) -m softphone --smoke-test

bench: setup-test
	@$(RUN) $(PY) scripts/bench.py

screens: setup-test
	@$(RUN) $(PY) -m scripts.screens

translations: setup-test
	@scripts/translations.sh

settings-page: setup-test
	@$(PY) -m scripts.settings_page

control-page: setup-test
	@$(PY) -m scripts.control_page

deb: setup
	@packaging/build_deb.sh

windows: setup
	@packaging/windows/build_on_debian.sh

dist: setup
	@packaging/dist.sh

test-packages:
	@packaging/test_packages.sh

clean:
	rm -rf build dist artifacts .mypy_cache .ruff_cache .hypothesis
