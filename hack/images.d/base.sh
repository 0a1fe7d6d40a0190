# The base of all Java images: a run-time image made by jlink, with the libraries of this machine that it needs.
# shellcheck shell=bash

modules() { sed 's/ *#.*//' "$parts/modules" | grep . | paste -sd,; }

# What natives that come inside jars (Kafka's compression, Flink's) may ask for beyond what the JDK does.
native_libraries() {
  local name
  for name in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 libgcc_s.so.1 libstdc++.so.6; do library $name; done
}

java_major() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"; }

# make_runtime JDK DIRECTORY: Jlink.java says why it may have to be started again.
make_runtime() {
  local status try
  for try in {1..20}; do
    status=0
    "$1/bin/java" "$parts/Jlink.java" --add-modules "$(modules)" --include-locales=en --strip-debug --no-header-files --no-man-pages \
      --compress zip-0 --generate-cds-archive --output "$2" >"$work/jlink.log" 2>&1 || status=$?
    [ $status = 75 ] || break
  done
  [ $status = 0 ] || fail "jlink failed with status $status at try $try" "$(cat "$work/jlink.log")"
}

# fill_base JDK DIRECTORY
fill_base() {
  local home=$2/opt/java
  skeleton "$2"
  mkdir -p "$2/opt"
  make_runtime "$1" "$home"
  # shellcheck disable=SC2046
  copy_to "$2" $({ native_libraries; needed_libraries "$home" "$home/bin/java" $(find "$home/lib" -name '*.so'); } | sort -u)
}

# pack_base DIRECTORY OUT MAJOR
pack_base() {
  "$parts/pack" "$2" "millrace.dev/java:$3" "$1" workdir=/tmp 'entrypoint=["/opt/java/bin/java"]' \
    'env=["PATH=/opt/java/bin:/bin","JAVA_HOME=/opt/java","LANG=C.UTF-8"]'
}

find_java() {
  jdk=$("$root/millrace" --jdk)
  major=$(java_major "$jdk")
  [ -x "$jdk/bin/jlink" ] || fail "$jdk has no jlink" "Install a full JDK, or set JAVA_HOME to one."
  [ "$major" = 25 ] || say "note: the images are tested with Java 25, and this is Java $major ($jdk)"
}

make_base() {
  local jdk major key
  find_java
  # shellcheck disable=SC2046
  key=$(key_of "$jdk/release" "$parts"/{modules,Jlink.java,base.sh,files.sh,pack} $(native_libraries))
  ! is_fresh base "$key" || { say "$(path base) is up to date"; return; }
  fill_base "$jdk" "$work/base"
  pack_base "$work/base" "$(path base)" "$major"
  made base "$key"
}

check_base() {
  local jdk major try
  find_java
  for try in 1 2; do
    fill_base "$jdk" "$work/base$try"
    pack_base "$work/base$try" "$work/$try.tar" "$major"
    say "$try: sha256 $(sha256sum "$work/$try.tar" | cut -d' ' -f1)"
  done
  cmp "$work/1.tar" "$work/2.tar" || fail "the same files gave different images"
  [ -z "$(find "$work/base1" -name sh -o -name bash -o -name busybox)" ] || fail "there is a shell in the image"
  say "both are the same, byte for byte"
}
