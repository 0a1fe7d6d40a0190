# What the cluster says to the person who runs it.
# shellcheck shell=bash
began=${EPOCHREALTIME/./}

# A line of progress with the seconds since the start.
say() {
  local tenths=$(((${EPOCHREALTIME/./} - began) / 100000))
  printf '%5d.%d s  %s\n' $((tenths / 10)) $((tenths % 10)) "$*" >&2
}

# Ends the command: what is wrong, and on further lines what to do.
fail() {
  echo "error: $1" >&2
  shift
  [ $# = 0 ] || printf '       %s\n' "$@" >&2
  exit 2
}

# Tries a command ten times a second until it succeeds: wait_for SECONDS WHAT COMMAND…
wait_for() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "waited in vain for $what" "The logs are in $state/log; hack/cluster down removes everything."
    sleep 0.1
  done
}
