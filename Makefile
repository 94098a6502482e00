# camindexd: `make demo` and `make test` do all the set-up on a fresh Debian 12 with Swift 6.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# Where `make demo` paints its footage and keeps its index.
DEMO ?= demo
# Where `make evaluate` paints its clips, and how much of them: quick or full.
EVALUATION ?= evaluation
PART ?= full
# Where `make test-live` keeps what its server sends.
LIVE ?= live
# Other than an hour with 50 cameras of which 10 flap: --minutes 30 --cameras 20 --flapping 4.
SOAK ?=
# The oldest processor that the program runs on, as `cc -march=` names it: x86-64-v3 or native make
# the detector's loop faster. Empty: every processor of the kind.
ARCH ?=
BUILD = $(SWIFT) build -c release $(if $(ARCH),-Xcc -march=$(ARCH))
BIN = .build/release

.PHONY: all build demo test test-live test-kill test-soak test-tell evaluate evaluate-quick bench bench-live bench-fleet bench-startup format lint install packages clean

all: build

## Installs the Debian packages that are missing.
packages:
	@scripts/install-packages

## Builds the program: .build/release/camindexd
build: packages
	$(BUILD) --product camindexd

## Paints a street, scans it, prints its events and where their stills lie.
demo: build
	$(BUILD) --product paint-scene
	@scripts/demo $(BIN) $(DEMO)

## Runs all tests, and a fixed part of the evaluation against its bars.
test: packages
	$(SWIFT) test -c release
	@# With what the tests were built as: to build it anew without them takes minutes.
	@scripts/evaluate $(BIN) $(EVALUATION) quick --check

## Reads streams of a real RTSP server, which it installs (GStreamer's).
test-live: build
	@scripts/install-packages gir1.2-gst-rtsp-server-1.0 python3-gi \
		gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad \
		glib-networking openssl faketime ffmpeg gcc libc6-dev \
		"libavdevice$$(pkg-config --modversion libavformat | cut -d. -f1)"
	$(BUILD) --product paint-scene
	@scripts/test-live $(BIN) $(LIVE)

## Kills a run at random moments, a hundred times in twenty minutes, against the same server.
test-kill: build
	@scripts/install-packages gir1.2-gst-rtsp-server-1.0 python3-gi \
		gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
	$(BUILD) --product paint-scene
	@scripts/test-kill $(BIN) $(LIVE)

## Watches 50 cameras for an hour, of which 10 come and go: nothing may grow, or be lost.
test-soak: build
	@scripts/install-packages gir1.2-gst-rtsp-server-1.0 python3-gi \
		gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
	$(BUILD) --product paint-scene
	@scripts/test-soak $(BIN) $(LIVE) $(SOAK)

## Has events told to a real MQTT broker and a web server, which come and go. Five minutes.
test-tell: build
	@scripts/install-packages mosquitto mosquitto-clients openssl
	$(BUILD) --product paint-scene
	@scripts/test-tell $(BIN) $(LIVE)

## Measures what is found and missed in clips of known truth; writes design/evaluation.md. Hours.
evaluate: build
	$(BUILD) --product paint-scene
	@scripts/evaluate $(BIN) $(EVALUATION) $(PART)

## A fixed part of it against bars, in some minutes.
evaluate-quick: build
	$(BUILD) --product paint-scene
	@scripts/evaluate $(BIN) $(EVALUATION) quick --check

## Measures speed and memory; prints the tables of design/benchmarks.md.
bench: build
	@Benchmarks/run
	@Benchmarks/gears
	@Benchmarks/when

## Measures what a live camera costs beside a floor and Motion; prints tables. Fifteen minutes.
bench-live: build
	$(BUILD) --product paint-scene
	@Benchmarks/live

## Measures up to 1,633 cameras that send from memory; draws design/plots/fleet.png. Ten minutes.
bench-fleet: build
	$(BUILD) --product paint-scene
	$(BUILD) --product fleet-bench
	@Benchmarks/fleet

## Measures the start on an index of 100,000 events.
bench-startup: build
	$(BUILD) --product index-bench
	@Benchmarks/startup

## Formats all Swift code.
format:
	$(SWIFT) format -i -r Package.swift Sources Tests Benchmarks

## Checks the format.
lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks

## Installs the program, the annotated configuration and the unit of systemd.
install: build
	install -D -m 755 $(BIN)/camindexd $(DESTDIR)$(PREFIX)/bin/camindexd
	install -D -m 644 config/camindexd.yaml $(DESTDIR)$(PREFIX)/share/camindexd/camindexd.yaml
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|@PREFIX@|$(PREFIX)|g' config/camindexd.service \
		>$(DESTDIR)$(PREFIX)/lib/systemd/system/camindexd.service

clean:
	rm -rf .build $(DEMO) $(EVALUATION) $(LIVE)
