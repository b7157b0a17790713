# SPDX-License-Identifier: Apache-2.0
#
# `make` or `make help` lists what can be asked for. Everything is built in .build.

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
UNITDIR ?= $(PREFIX)/lib/systemd/system
SYSUSERSDIR ?= $(PREFIX)/lib/sysusers.d
TMPFILESDIR ?= $(PREFIX)/lib/tmpfiles.d
DESTDIR ?=

SWIFT ?= swift
RELEASE := .build/release/thresher
FIXTURE := .build/plugin-fixture

# Debian packages: to build, to run `make demo`, to check and test.
BUILD_PACKAGES := libcld2-dev libicu-dev libxml2-dev nettle-dev pkg-config
DEMO_PACKAGES := jq
TEST_PACKAGES := dbus jq procps python3 strace systemd systemd-container util-linux

# Check and test use the same flags, so that nothing is built twice.
STRICT := THRESHER_STRICT=1
CHECKED := --explicit-target-dependency-import-check error
# A crash that a test provokes must not wait for the backtracer.
QUIET := SWIFT_BACKTRACE=enable=no

.PHONY: help build demo test golden fuzz check lint layers api units docs install uninstall deps clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

build: ## Build the release executable, .build/release/thresher
	$(SWIFT) build -c release --product thresher --static-swift-stdlib

demo: ## Build, then watch sample pages become documents in a temporary folder
	@.ci/packages $(BUILD_PACKAGES) $(DEMO_PACKAGES)
	@$(MAKE) --no-print-directory build
	@pipelines/samples/demo $(RELEASE)

test: ## Run all tests; those that need what `make deps` installs are skipped by name without it
	@.ci/packages $(BUILD_PACKAGES)
	$(STRICT) $(SWIFT) build --build-tests $(CHECKED)
	$(STRICT) $(SWIFT) build --package-path Tests/PluginFixture --scratch-path $(FIXTURE)
	@# One at a time: many tests wait for processes, and would eat each other's time limits.
	$(STRICT) $(QUIET) $(SWIFT) test --skip-build --no-parallel
	python3 -m unittest discover -q Tools/labelling

golden: build ## Say where the golden pages differ from their truths, and raise the floors
	Tests/Corpora/golden.py --thresher $(RELEASE) --diff --raise

fuzz: build ## Send changed and adversarial pages through the default pipeline
	Tests/Fuzz/fuzz.py --thresher $(RELEASE) Tests/Corpora/extraction
	Tests/Fuzz/adversarial.py --thresher $(RELEASE)

check: lint layers api units ## Lint, warnings as errors, layering, public API, systemd units

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	bash -n .ci/run .ci/packages Tests/PublicAPI/dump pipelines/samples/demo

# Builds everything that `make test` runs, and refuses an import that Package.swift does not name as
# well as a name that nothing imports.
layers:
	@.ci/unused-edges
	$(STRICT) $(SWIFT) build --build-tests $(CHECKED)

api: layers ## Compare the public API with Tests/PublicAPI (after a change: make docs)
	Tests/PublicAPI/dump --check

units: ## Examine the systemd unit and its sandbox
	systemd/examine

docs: layers ## Write the generated files anew: public API, stage reference
	Tests/PublicAPI/dump
	.build/debug/thresher stages --markdown > pipelines/STAGES.md

install: ## Install under DESTDIR and PREFIX (run `make build` before, as yourself)
	@test -x $(RELEASE) || { echo "run 'make build' first" >&2; exit 1; }
	install -D -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/thresher
	install -d $(DESTDIR)$(UNITDIR)
	sed 's|/usr/local/bin|$(PREFIX)/bin|g' systemd/thresher.service \
		> $(DESTDIR)$(UNITDIR)/thresher.service
	chmod 644 $(DESTDIR)$(UNITDIR)/thresher.service
	install -D -m 644 systemd/thresher.sysusers $(DESTDIR)$(SYSUSERSDIR)/thresher.conf
	install -D -m 644 systemd/thresher.tmpfiles $(DESTDIR)$(TMPFILESDIR)/thresher.conf
	install -d $(DESTDIR)$(SYSCONFDIR)/thresher/pipelines
	@# What somebody has changed stays; the new version is put beside it.
	@for file in config/thresher.yaml pipelines/*.yaml pipelines/STAGES.md; do \
		target=$(DESTDIR)$(SYSCONFDIR)/thresher/$${file#config/}; \
		if [ -e "$$target" ] && ! cmp -s "$$file" "$$target"; then target="$$target.new"; fi; \
		echo "install -m 644 $$file $$target"; install -m 644 "$$file" "$$target" || exit 1; \
	done

uninstall: ## Remove what install put there, except configuration and data
	rm -f $(DESTDIR)$(PREFIX)/bin/thresher $(DESTDIR)$(UNITDIR)/thresher.service \
		$(DESTDIR)$(SYSUSERSDIR)/thresher.conf $(DESTDIR)$(TMPFILESDIR)/thresher.conf

deps: ## Install the Debian packages that building and testing need
	@.ci/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)

clean: ## Remove everything that was built
	rm -rf .build
