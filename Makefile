# Two commands are enough: `make run` and `make test`. Both set up what they need first.
SHELL := /bin/bash
PY    := .venv/bin/python
BIN   := .venv/bin
export DO_NOT_TRACK = 1
export PREFECT_SERVER_ANALYTICS_ENABLED = false

.PHONY: run test soak lint setup browser java kafka generate clean

run: .venv/.ready      ## a synthetic province, from source files to the bulletin
	$(BIN)/taizhang run

test: .venv/.ready browser java ## every test
	$(BIN)/pytest -n 3 --dist loadgroup

soak: .venv/.ready java ## twenty kills of the stream's worker while half a million events flow, a hundred histories in any order (half an hour)
	TAIZHANG_STREAM_EVENTS=500000 TAIZHANG_EXAMPLES=100 $(BIN)/pytest tests/streams/kafka/test_killed.py tests/road/test_invariants.py

lint: .venv/.ready     ## every linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint models tests/warehouse --processes 2 --disable-progress-bar

generate: .venv/.ready ## contracts, reference pages and the rules' seed, made from the code
	$(PY) -m docs.generate

setup: .venv/.ready
.venv/.ready: pyproject.toml uv.lock
	@command -v uv >/dev/null || python3 -m pip install --quiet --user uv || python3 -m pip install --quiet uv
	@PATH="$$PATH:$$(python3 -m site --user-base)/bin"; uv sync --quiet --frozen --compile-bytecode
	@touch $@

browser:               ## page tests need a Chromium and Chinese fonts
	@command -v chromium >/dev/null && fc-list :lang=zh | grep -q . || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null)

java:                  ## tests on a real Kafka need Java 17 and, for the first fetch of its jars, Maven
	@command -v java >/dev/null && command -v mvn >/dev/null || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless maven >/dev/null)

kafka: .venv/.ready    ## one Kafka node on this machine, data in data/kafka, until Ctrl+C
	@$(PY) -m ops.kafka.broker

clean:
	rm -rf data target logs .pytest_cache .mypy_cache .ruff_cache
