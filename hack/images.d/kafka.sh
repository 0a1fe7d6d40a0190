# A Kafka broker for tests: the base, and the jars of Kafka that the project's own tests run in their process.
# shellcheck shell=bash

make_kafka() {
  local key
  make_base
  command -v mvn >/dev/null || fail "mvn is not on PATH; it fetches Kafka's jars"
  key=$(key_of "$root/pom.xml" "$parts"/{kafka.sh,pack} "$parts/kafka/pom.xml" "$out/base.key")
  ! is_fresh kafka "$key" || { say "$(path kafka) is up to date"; return; }
  mkdir -p "$work/kafka/opt/kafka/lib"
  mvn -B -ntp -q -f "$parts/kafka/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$work/kafka/opt/kafka/lib" >"$work/mvn.log" 2>&1 || fail "Kafka's jars could not be fetched" "$(tail -n 20 "$work/mvn.log")"
  "$parts/pack" "$(path kafka)" millrace.dev/kafka:1 "$work/kafka" from="$(path base)" workdir=/tmp \
    'entrypoint=["/opt/java/bin/java", "-cp", "/opt/kafka/lib/*"]' 'env=["PATH=/opt/java/bin:/bin","JAVA_HOME=/opt/java","LANG=C.UTF-8"]'
  made kafka "$key"
}
