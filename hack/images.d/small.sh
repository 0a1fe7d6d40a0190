# Images of one static program.
# shellcheck shell=bash

# make_small NAME PROGRAM ENTRYPOINT
make_small() {
  local key
  key=$(key_of "$2" "$parts"/{small.sh,files.sh,pack})
  ! is_fresh "$1" "$key" || return 0
  skeleton "$work/$1"
  install -m 755 "$2" "$work/$1/$1"
  "$parts/pack" "$(path "$1")" "millrace.dev/$1:1" "$work/$1" "entrypoint=$3"
  made "$1" "$key"
}

make_pause() {
  local program
  program=$(command -v catatonit) || fail "catatonit is not installed" "It is a package of that name: apt-get install catatonit"
  ! ldd "$program" >/dev/null 2>&1 || fail "$program is not linked statically, so it cannot be the only file of an image"
  make_small pause "$program" '["/pause", "-P"]'
}

# Built with the rest of the cluster's programs.
make_probe() { make_small probe "$("$hack/cluster" build)/probe" '["/probe"]'; }
