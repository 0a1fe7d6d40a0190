# What images are filled with.
# shellcheck shell=bash

# The few files that every image has: who 65532 is, where names are looked up, a place for temporary files.
skeleton() {
  mkdir -p "$1"/{etc,tmp,proc,sys,dev}
  chmod 1777 "$1/tmp"
  printf '%s\n' 'root:x:0:0:root:/:/sbin/nologin' 'nonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin' >"$1/etc/passwd"
  printf '%s\n' 'root:x:0:' 'nonroot:x:65532:' >"$1/etc/group"
  echo 'hosts: files dns' >"$1/etc/nsswitch.conf"
}

# The shared libraries, the loader among them, that programs and libraries of this machine need from outside of
# directory $1: needed_libraries HOME FILE…
needed_libraries() {
  local home=$1
  shift
  ldd "$@" 2>/dev/null | sed -n 's/^[^/]*\(\/[^ ]*\) (0x.*/\1/p' | grep -vF "$home/" | sort -u
}

# The path of a library of this machine by its name.
library() {
  local found
  found=$(ldconfig -p | awk -v name="$1" '$1 == name {print $NF; exit}')
  [ -n "$found" ] || fail "this machine has no $1, which an image needs"
  echo "$found"
}

# Copies files to the same paths below a directory, following links: copy_to ROOT FILE…
copy_to() {
  local root=$1 file
  shift
  for file in "$@"; do
    mkdir -p "$root$(dirname "$file")"
    cp --dereference "$file" "$root$file"
  done
}
