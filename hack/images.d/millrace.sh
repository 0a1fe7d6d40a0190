# shellcheck shell=bash
# The project's own images, on the base.

own_images="operator stage gateway fleet"

module_of() { [ "$1" = operator ] && echo operator || echo "operators-jobs/$1-pod"; }

make_millrace() {
  [ $# = 0 ] || [ "$*" = --no-cache ] || fail "millrace has no option '$*'" "The only one is --no-cache"
  make_base
  local modules=() image log=$work/build.log
  for image in $own_images; do modules+=("$(module_of "$image")"); done
  say "building ${own_images// /, } (a minute or two) ..."
  (cd "$root" && mvn -B -ntp -q -Pimages -am -pl "$(IFS=,; echo "${modules[*]}")" -DskipTests -DskipErrorProne \
    -Dspotless.check.skip -Denforcer.skip package) >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    fail "the build failed"
  }
  for image in $own_images; do
    cp "$root/$(module_of "$image")/target/jib-image.tar" "$(path "$image")"
    say "made $(path "$image"): $(du -m "$(path "$image")" | cut -f1) MiB"
  done
  [ $# != 0 ] || add_caches
}
