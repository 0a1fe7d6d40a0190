# AOT caches of the images: what the JVM has loaded, linked and seen run hot in a run before (docs/pods.md).
# shellcheck shell=bash

# What goes into the last layer of an image: the cache, and the options of the JVM with one more.
# train IMAGE CLASSPATH
train() {
  local image=$1 log=$work/training-$1.log cache
  # The process runs in the image's own files, with the image's own JVM.
  cache=$("$jdk/bin/java" --sun-misc-unsafe-memory-access=allow -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp "$2" \
    dev.millrace.e2e.training.Training "$image" "$(path "$image")" "$parts/contain" "$work/training-$image" \
    "$root/crds/manifests" 2>"$log") || { says_why "$log"; return 1; }
  mkdir -p "$work/layer-$image/app"
  mv "$cache" "$work/layer-$image/app/millrace.aot"
  chmod 644 "$work/layer-$image/app/millrace.aot"
  { cat "$root/$(module_of "$image")/src/main/jib/app/jvm.args"
    echo '# Made for this image by hack/images; without it the JVM starts as ever, only later.'
    echo '-XX:AOTCache=/app/millrace.aot'
    echo '# Always at the address it was made for: its pages then stay those of the file, which all pods of a node share.'
    echo '-XX:+UnlockDiagnosticVMOptions'
    echo '-XX:ArchiveRelocationMode=0'
    echo '# Java 25 takes two adapters for one, notices it, makes the right one, and would warn at each start.'
    echo '-Xlog:aot=error,aot+codecache+stubs=error'; } >"$work/layer-$image/app/jvm.args"
  "$parts/append" "$(path "$image")" "$work/layer-$image" 2>>"$log" || { says_why "$log"; return 1; }
}

# The first line of a stack trace, or the last line at all.
says_why() { grep -m 1 '^Exception in' "$1" || tail -n 1 "$1"; }

# Adds caches to the images that gain by one. An image without a cache is as good, but for its start.
add_caches() {
  local image why jdk major classpath
  find_java
  if [ "$major" -lt 25 ]; then
    say "note: operator and stage have no AOT cache, which takes Java 25 and this is Java $major"
    return
  fi
  (cd "$root" && mvn -B -ntp -q -pl e2e -am -DskipTests -DskipErrorProne -Dspotless.check.skip -Denforcer.skip test-compile \
    dependency:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile="$work/classpath") >"$work/training-build.log" 2>&1 || {
    say "note: operator and stage have no AOT cache, as what trains them was not built: $(grep -m 1 ERROR "$work/training-build.log")"
    return
  }
  classpath=$root/e2e/target/classes:$(cat "$work/classpath")
  for image in operator stage; do
    say "training the JVM of $image (half a minute) ..."
    if why=$(train "$image" "$classpath"); then
      say "made $(path "$image") with an AOT cache: $(du -m "$(path "$image")" | cut -f1) MiB, $(du -m "$work/layer-$image/app/millrace.aot" | cut -f1) MiB of it the cache unpacked"
    else
      say "note: $image has no AOT cache, as training has failed: $why"
    fi
  done
}
