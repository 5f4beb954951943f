# Sourced by the scripts in this folder: where things are, and how to say so.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
state="$root/target/ci"
env_file="$state/env.sh"

# Tools that had to be compiled live in the user's cache, one folder per tool
# and version. Not in ~/.cargo/bin: that would replace a Trunk or wasm-bindgen
# of another version that other projects rely on. Not under target/: `make
# clean` and every fresh clone would compile them again, which takes minutes.
tools="${FOREPROOF_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/foreproof/tools}"

wasm_target=wasm32-unknown-unknown

say() { printf 'setup: %s\n' "$*" >&2; }

die() {
    printf 'error: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '       %s\n' "$line" >&2; done
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command for at most so many seconds, where the system can.
within() {
    local seconds=$1
    shift
    if has timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# Runs a long command quietly: its output goes to a log, whose end is shown if
# the command fails.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        return 1
    fi
}

# The version that Cargo.lock pins for a package.
locked_version() {
    awk -v want="name = \"$1\"" '
        $0 == want { getline; gsub(/version = |"/, ""); print; exit }
    ' "$root/Cargo.lock"
}

# The browsers to test in: Chromium, or what FOREPROOF_BROWSER names. Not both of
# themselves: in Firefox a part that loads in the background while a test leaves
# the page still counts as a fault.
browsers() {
    case "${FOREPROOF_BROWSER:-chromium}" in
    both) echo chromium firefox ;;
    chromium | firefox) echo "${FOREPROOF_BROWSER:-chromium}" ;;
    *) die "FOREPROOF_BROWSER is chromium, firefox or both, not '$FOREPROOF_BROWSER'." ;;
    esac
}

# Runs a command with the variables that name a browser and its driver to the
# tests, as .ci/setup found them.
with_browser() {
    local name=$1 binary driver
    shift
    binary="${name}_binary"
    driver="${name}_driver"
    [ -n "${!binary:-}" ] || die "Run .ci/setup test first: it looks for $name."
    local wasm_driver=CHROMEDRIVER
    [ "$name" = chromium ] || wasm_driver=GECKODRIVER
    env "FOREPROOF_BROWSER=$name" "FOREPROOF_BROWSER_BINARY=${!binary}" "FOREPROOF_DRIVER_BINARY=${!driver}" \
        "$wasm_driver=${!driver}" "$@"
}
