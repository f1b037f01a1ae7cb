# Everything a developer types. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run build test format format-check lint bench conformance goldens sanitize fuzz faults deps clean

SWIFT ?= swift
PORT ?= 5005
# How many tests run at a time. All at once would starve those that wait for a peer.
TESTS_AT_ONCE ?= 8
MARTLET := .build/release/martlet
CHECKED := --explicit-target-dependency-import-check error
APT_PACKAGES := libopenblas-dev libsqlite3-dev libxml2-dev pkg-config \
	mythes-en-us mythes-de

help: ## Say what can be made.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | \
	  awk -F'\t' '{ printf "  make %-14s %s\n", $$1, $$2 }'

deps: ## Install the system packages that are missing (Debian).
	@missing=""; \
	for package in $(APT_PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install/linux/"; exit 1; }

build: deps ## Build the release program.
	$(SWIFT) build -c release --product martlet $(CHECKED)

run: build ## Train the sample assistant and serve it on 127.0.0.1:5005.
	cd training-data && ../$(MARTLET) train --out ../Models
	@echo
	@echo "  The sample assistant answers on http://127.0.0.1:$(PORT) in a moment. Try in another terminal:"
	@echo
	@echo "    curl -s 127.0.0.1:$(PORT)/webhooks/rest/webhook -d '{\"message\": \"hello\"}'"
	@echo "    curl -s 127.0.0.1:$(PORT)/model/parse -d '{\"text\": \"can I rent two e-bikes for tomorrow?\"}'"
	@echo
	@echo "  README.md says what else there is. Ctrl-C stops the server."
	@echo
	cd training-data && exec ../$(MARTLET) run --enable-api -i 127.0.0.1 -p $(PORT) -m ../Models

test: deps ## Build everything and run all tests.
	$(SWIFT) build --build-tests $(CHECKED)
	$(SWIFT) test --skip-build --experimental-maximum-parallelization-width $(TESTS_AT_ONCE)

format: ## Format all Swift sources.
	$(SWIFT) format --in-place --recursive --parallel --configuration .swift-format Package.swift Sources Tests

format-check: ## Fail when a source is not formatted.
	@$(SWIFT) format lint --recursive --parallel --configuration .swift-format Package.swift Sources Tests

bench: build ## Measure the program (docs/BENCHMARKS.md); compares with Rasa where RASA=… names one.
	Tests/Benchmarks/run.sh $(MARTLET)

conformance: build ## Run the black-box suite beside the project, when it is there.
	Tests/Conformance/run.sh $(abspath $(MARTLET))

goldens: ## Record Rasa's answers anew; RASA_PYTHON names a Python with rasa 3.6.21.
	@for script in Tests/Golden/record_*.py; do echo "$$script"; $(RASA_PYTHON) $$script; done

sanitize: deps ## Train, save, load and parse under the address sanitizer.
	Tests/Sanitizer/run.sh

fuzz: deps ## Run the fuzz tests long; ROUNDS sets how long.
	MARTLET_FUZZ_ROUNDS=$${ROUNDS:-200000} $(SWIFT) test --filter Fuzz

faults: build ## Kill the server 500 times under load; KILLS sets how often (docs/DURABILITY.md).
	MARTLET_PROGRAM=$(abspath $(MARTLET)) MARTLET_KILLS=$${KILLS:-500} $(SWIFT) test --filter FaultTests

clean: ## Remove everything that was built.
	rm -rf .build .build-* Models/*.tar.gz
