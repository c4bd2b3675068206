# The only entry point. Each target installs what it needs on Debian 12 with a Swift 6.3 toolchain.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: all build run test test-power-cut test-week check bench fuzz test-clients test-page format clean help

program := .build/exstreamtv
boards := $(patsubst board-configs/%.conf,%,$(wildcard board-configs/*.conf))
images := $(addprefix image/,$(boards))
.PHONY: smoke repro-check $(images)
swift_flags := --explicit-target-dependency-import-check error
# What is shipped is stripped: making what a debugger reads takes a seventh of the time.
release_flags := $(swift_flags) -c release --static-swift-stdlib --product exstreamtv -Xswiftc -gnone

# Headers to compile with; libav's libraries are loaded at run time, and come along.
build_packages := pkg-config binutils libsqlite3-dev libyaml-dev zlib1g-dev libavformat-dev libavcodec-dev \
    libavfilter-dev libavutil-dev libswscale-dev libswresample-dev libavahi-client3
test_packages := $(build_packages) ffmpeg python3
check_packages := $(build_packages) shellcheck python3 fdisk openssl zstd

line_packages := python3 iproute2 avahi-daemon avahi-utils dbus ffmpeg
client_packages := hdhomerun-config gssdp-tools mpv vlc-bin vlc-plugin-base xmltv-util kodi \
    kodi-pvr-hdhomerun kodi-pvr-iptvsimple xvfb

page_packages := python3 python3-venv chromium fonts-dejavu-core ffmpeg
page_tools := .build/page-tests

image_packages := mmdebstrap erofs-utils cryptsetup-bin mtools dosfstools fdisk cpio kmod zstd openssl \
    binutils python3 systemd
smoke_packages := qemu-system-x86 qemu-utils ovmf dnsmasq-base iproute2 hdhomerun-config ffmpeg dosfstools mtools

# Clips for the tests that need real media; those are skipped where there are none.
media := $(wildcard ../shared/media)

all: build ## The program: release build, static standard library, stripped.

build:
	@.ci/need $(build_packages)
	swift build $(release_flags)
	strip -o $(program) "$$(swift build $(release_flags) --show-bin-path)/exstreamtv"

run: build ## Starts it on 127.0.0.1 with its data in ./var. MEDIA=/path plays that folder, LAN=1 serves the network.
	@mkdir -p var; \
	if [ -n "$$MEDIA" ]; then \
	    EXSTREAMTV_LIBRARY_FOLDERS=$$(realpath -- "$$MEDIA") || exit 1; \
	    export EXSTREAMTV_LIBRARY_FOLDERS; \
	fi; \
	: "$${EXSTREAMTV_DATABASE_PATH:=$(CURDIR)/var/exstreamtv.db}"; \
	[ -n "$$LAN" ] || : "$${EXSTREAMTV_SERVER_HOST:=127.0.0.1}"; \
	export EXSTREAMTV_DATABASE_PATH $${EXSTREAMTV_SERVER_HOST:+EXSTREAMTV_SERVER_HOST}; \
	exec $(program) serve

# Tests over sockets run by themselves, and so do those that decode whole files or start whole
# programs: beside the long computations of others they would wait until their time limits.
swift_test = EXSTREAMTV_TEST_MEDIA="$${EXSTREAMTV_TEST_MEDIA:-$(abspath $(media))}" \
    swift test $(swift_flags) --skip-build

test: ## Builds everything and runs all tests.
	@.ci/need $(test_packages)
	swift build $(swift_flags) --build-tests
	$(swift_test) --skip '(Service|Transcode|Program)Tests\.'
	$(swift_test) --filter 'ServiceTests\.'
	$(swift_test) --filter 'TranscodeTests\.'
	$(swift_test) --filter 'ProgramTests\.'
	python3 Tests/PowerCut/run.py --program "$$(swift build $(swift_flags) --show-bin-path)/exstreamtv" --cuts 10
	python3 Tests/Week/run.py --program "$$(swift build $(swift_flags) --show-bin-path)/exstreamtv" --instants 14

test-week: build ## Compares the picture on air with the guide at INSTANTS=200 random instants of a simulated week.
	@.ci/need $(test_packages)
	python3 Tests/Week/run.py --program $(program) --instants "$${INSTANTS:-200}"

test-power-cut: build ## Kills the program at CUTS=200 random instants of scans and edits, and looks at what is left.
	@.ci/need $(test_packages)
	python3 Tests/PowerCut/run.py --program $(program) --cuts "$${CUTS:-200}"

check: build ## Format, import directions, the binary, scripts, settings, links; prints the longest functions.
	@.ci/need $(check_packages)
	swift format lint --strict --recursive Sources Tests Package.swift
	.ci/check-imports
	.ci/check-binary $(program)
	.ci/check-links
	.ci/check-boards
	.ci/check-units
	python3 image/test/install.py --quiet
	shellcheck --severity=warning .ci/* image/*.sh image/initrd/init image/test/guest/*.sh \
	    overlay/usr/lib/exstreamtv/*
	$(program) check --file-only --config overlay/etc/exstreamtv/config.yaml
	.ci/longest-functions

bench: build ## Measures the program against its budgets and the ffmpeg command line. LIBRARY=100000 measures a library of so many files instead.
	@.ci/need $(test_packages)
	[ -n "$$LIBRARY" ] || python3 Tests/Bench/plans.py --program $(program)
	[ -n "$$LIBRARY" ] || python3 Tests/Bench/guide.py --program $(program)
	python3 Tests/Bench/bench.py --program $(program) $${LIBRARY:+--library "$$LIBRARY"}

fuzz: ## Feeds the parsers of datagrams and requests with rubbish, SECONDS=60 each.
	@.ci/need $(build_packages)
	Tests/Fuzz/run.sh "$${SECONDS:-60}"

test-clients: build ## The tuner's checklist and real clients, in network namespaces; REAL=no leaves the clients out.
	@.ci/need $(line_packages) $(if $(filter no,$(REAL)),,$(client_packages))
	python3 Tests/Clients/run.py --program $(program) $(if $(filter no,$(REAL)),--skip real)

test-page: build ## The page in a real browser, and the API against its contract; says what it skips.
	@.ci/need $(build_packages) $(page_packages)
	@[ -x $(page_tools)/bin/python3 ] || python3 -m venv $(page_tools)
	@[ -x $(page_tools)/bin/schemathesis ] || $(page_tools)/bin/pip install -q -r Tests/Page/requirements.txt \
	    || echo "The tools cannot be installed here."
	$(page_tools)/bin/python3 Tests/Page/run.py --program $(program)

# The program for the board's processor: ours, or the one that EXSTREAMTV_BINARY names.
$(images): image/%: $(if $(EXSTREAMTV_BINARY),,build)
	@.ci/need $(image_packages)
	image/build.sh $*

repro-check: $(if $(EXSTREAMTV_BINARY),,build) ## Builds an image twice and compares all of it; BOARD= names another than generic-x86_64.
	@.ci/need $(image_packages)
	image/repro-check.sh $${BOARD:-generic-x86_64}

smoke: image/qemu-x86_64 ## Starts an image in an emulated machine and looks at it over its network.
	@.ci/need $(smoke_packages)
	swift build $(swift_flags) --product check-stream
	timeout 1800 python3 image/test/smoke.py --image "$$(ls .build/image/qemu-x86_64/*.img)" \
	    --check-stream "$$(swift build $(swift_flags) --show-bin-path)/check-stream" --keep .build/image/smoke

format: ## Formats all Swift files.
	swift format --in-place --recursive Sources Tests Package.swift

clean: ## Removes what was built; ./var stays.
	rm -rf .build

help: ## This list.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile
	@echo 'image/BOARD	What is flashed onto a board: $(boards)'
