# Gets the foreign CoAP clients.
# shellcheck shell=bash

# Ends with status 3: what this machine cannot have, and on further lines what would help.
cannot() {
  echo "error: this machine cannot have $1" >&2
  shift
  printf '       %s\n' "$@" >&2
  exit 3
}

# The client of libcoap that talks DTLS; Debian has one for each TLS library.
find_libcoap() { type -P coap-client-openssl || type -P coap-client-gnutls || type -P coap-client; }

# Python of a version that aiocoap runs with, and that can make environments of its own.
find_python() {
  local python
  for python in python3 python3.{14,13,12,11,10}; do
    python=$(type -P "$python") || continue
    "$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && { echo "$python"; return; }
  done
  return 1
}

# install PACKAGE…: with Debian's package manager.
install() {
  [ "$(id -u)" = 0 ] && type -P apt-get >/dev/null || return 1
  echo "installing $*" >&2
  { apt_install "$@" || { apt-get update -qq && apt_install "$@"; }; } >"$out/install.log" 2>&1
}
apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; }

# Its version and what it was built with.
libcoap_says() { "$libcoap" -h 2>&1 | sed -n '1,/^Usage/p' || true; }

# Sets $libcoap and $aiocoap.
get_clients() {
  local python environment=$out/python
  libcoap=$(find_libcoap) || { install libcoap3-bin && libcoap=$(find_libcoap); } \
    || cannot "coap-client of libcoap" "Install what Debian calls libcoap3-bin, 4.3.1 or newer, built with a TLS library."
  libcoap_says | grep -q '^(.*PSK' || cannot "a coap-client that knows pre-shared keys" "$libcoap was built without."
  python=$(find_python) || { install python3 python3-venv && python=$(find_python); } \
    || cannot "aiocoap" "Install Python 3.10 or newer with its module venv."
  if [ ! -x "$environment/bin/aiocoap-client" ]; then
    rm -rf "$environment"
    "$python" -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps \
      -r "$root/e2e/interop.d/requirements.txt" >"$out/install.log" 2>&1 \
      || { rm -rf "$environment"; cannot "aiocoap" "pip says: $(tail -n 3 "$out/install.log")"; }
  fi
  aiocoap=$environment/bin/aiocoap-client
}
