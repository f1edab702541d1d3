PACKAGES = libsqlite3-dev libpq-dev libvips-dev libcrypt-dev pkg-config

.PHONY: test install

install:
	@dpkg -s $(PACKAGES) >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq $(PACKAGES) >/dev/null; }

test: install
	swift build --build-tests
	scripts/test-postgres run swift test --skip-build
