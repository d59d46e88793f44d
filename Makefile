# make book [EDITION=data/editions/NAME.yml]   the whole site, in _build/site
# make test                                    every check
# make bench                                   what it costs
# make clean                                   remove what can be made again

PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
READY := .venv/ready
SPARK := .venv/spark
CRATE := .venv/crate

.PHONY: book test bench clean

book: $(READY)
	@$(BIN)/copub build $(EDITION)

test: $(READY) $(CRATE)/ready $(if $(shell command -v java 2>/dev/null),$(SPARK))
	@$(BIN)/pytest -q -m "slow or not slow"

bench: $(READY)
	@$(BIN)/python -m benchmarks

clean:
	rm -rf _build .venv

$(READY): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "copub needs Python 3.11 or newer, and none was found; name one: make book PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check "$$(grep '^uv==' requirements.txt)"
# uv takes seconds where pip takes a minute; pip also knows the mirrors of its own settings, so it has the last word.
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --requirement requirements.txt 2>/dev/null \
	  || $(BIN)/python -m pip install -qq --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

# Half a gigabyte, and a minute, that only the tests of Spark need: a book never waits for it.
$(SPARK): $(READY)
	@echo "Adding Spark to .venv for its tests"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --requirement pyproject.toml --extra spark 2>/dev/null \
	  || $(BIN)/python -m pip install -qq --disable-pip-version-check --editable ".[spark]"
	@touch $(SPARK)

# The validator of RO-Crates needs other versions of what copub uses, so it has an environment of its own.
$(CRATE)/ready: tests/publish/crate/requirements.txt $(READY)
	@echo "Setting up $(CRATE) for the validator of RO-Crates"
	@$(BIN)/python -m venv --clear $(CRATE)
	@$(BIN)/uv pip install --quiet --python $(CRATE)/bin/python --requirement $< 2>/dev/null \
	  || $(CRATE)/bin/python -m pip install -qq --disable-pip-version-check --requirement $<
	@touch $@
