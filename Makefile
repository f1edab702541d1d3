# What Debian must have to build and to run. libvips is loaded with the first picture, libcurl with the first mail.
PACKAGES = libsqlite3-dev libpq-dev libcrypt-dev libvips42 libcurl4 pkg-config
SOURCES = $(shell find Sources Package.swift -type f)
RELEASE = .build/release/tsubame

.PHONY: run test lint install bench parity parity-record parity-table

# Builds the server, once, and starts it on ./data.
run: install $(RELEASE)
	@exec $(RELEASE) serve

$(RELEASE): $(SOURCES)
	swift build -c release --product tsubame
	@touch $@

# Everything, on SQLite and on PostgreSQL, with the real clients.
test: install lint
	swift build --build-tests
	scripts/test-postgres run swift test --skip-build
	scripts/test-postgres run scripts/test-clients .build/debug/tsubame
	scripts/test-postgres run scripts/parity replay --binary .build/debug/tsubame

# Tsubame beside the reference, route by route: see parity/README.md.
parity: install
	swift build --product tsubame
	scripts/test-postgres run scripts/parity replay --binary .build/debug/tsubame

parity-record:
	scripts/parity record

parity-table: parity
	scripts/parity table

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# Tsubame beside the reference, as a table.
bench: install $(RELEASE)
	@command -v wrk >/dev/null && command -v cc >/dev/null || { apt-get update -qq && apt-get install -y -qq wrk gcc >/dev/null; }
	$$(scripts/clients-venv) bench/bench.py

install:
	@dpkg -s $(PACKAGES) >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq $(PACKAGES) >/dev/null; }
