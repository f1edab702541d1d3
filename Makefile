PACKAGES = libsqlite3-dev libpq-dev libvips-dev libcrypt-dev pkg-config

.PHONY: test install bench

install:
	@dpkg -s $(PACKAGES) >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq $(PACKAGES) >/dev/null; }

test: install
	swift build --build-tests
	swift test --skip-build

bench: install
	@command -v wrk >/dev/null && command -v cc >/dev/null || { apt-get update -qq && apt-get install -y -qq wrk gcc >/dev/null; }
	swift build -c release
	$$(scripts/clients-venv) bench/bench.py
