# Foreproof: build, serve and test. Each target first brings in what is
# missing (.ci/setup); with everything there, that takes no time.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PORT ?= 8080

# What the built site is made of. Folders are in the list too, so that a file
# that was removed counts as a change.
sources := $(shell find src rules www tests/site/src -not -name '.*' -not -name '*~' 2>/dev/null) \
	index.html Trunk.toml Cargo.toml $(wildcard Cargo.lock) .ci/build
stamp := target/ci/dist.stamp

.PHONY: help build dist serve test bench golden scale check fmt clean setup always

help: ## this list
	@echo "make <target>, where the target is one of"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12

serve: dist ## build what has changed, serve it here (PORT=8080), print the address
	@cargo run --quiet --locked --package foreproof-site --bin serve -- --dir dist --port $(PORT)

build: dist ## the site in dist/, for any static host, under any path; prints its sizes
	@if [ -e target/ci/too-heavy ]; then echo "error: dist/ is too heavy, see the sizes of its build" >&2; exit 1; fi
	@echo "dist/ is up to date"

test: ## everything: formatting, lints, all tests, in a real browser too
	@.ci/setup test
	@.ci/test

bench: ## how long an assessment, a route and a loss simulation take, natively and in the browser
	@.ci/setup test
	@.ci/bench

golden: ## write the golden reports anew, after a change that is meant to move them
	@.ci/setup build
	@UPDATE_GOLDEN=1 cargo test --quiet --locked --features cli --test golden

scale: ## time and memory of big files and long portfolios, as series
	@.ci/setup build
	@cargo test --quiet --locked --release --features cli --test scale -- --ignored --nocapture

check: setup ## only formatting and lints
	@.ci/test check

fmt: ## format the code
	@cargo fmt --all

clean: ## remove what was built
	@rm -rf dist target

setup:
	@.ci/setup build

dist: setup
	@$(MAKE) --silent $(stamp)

$(stamp): $(sources) $(if $(wildcard dist/index.html),,always)
	@.ci/build
	@mkdir -p $(@D) && touch $@

always:
