# Claims and the volumes that they get.
# shellcheck shell=bash

volume() { k get persistentvolumeclaim kept -o "jsonpath={.spec.volumeName}"; }
directory_of() { kubectl get persistentvolume "$1" -o "jsonpath={.spec.local.path}"; }

check_volumes() {
  expect "a claim is bound to a volume of the node where its pod runs" "$first-" volume
  expect "a pod that is not root can write there" one in_pod first keep /kept/file one
  k delete pod -l app=first --wait >/dev/null
  k rollout status deployment/first --timeout=60s >/dev/null
  expect "and its successor finds what was written" $'one\ntwo' in_pod first keep /kept/file two
}

# Last, as it ends what the other checks use.
check_recycling() {
  local volume directory
  volume=$(volume) directory=$(directory_of "$(volume)")
  k delete deployment first --cascade=foreground --timeout=60s >/dev/null
  k delete persistentvolumeclaim kept --timeout=60s >/dev/null
  expect "a volume whose claim is deleted is free again" Available kubectl get persistentvolume "$volume"
  expect "and empty" "files: 0" count_files "$directory"
}
count_files() { echo "files: $(find "$1" -mindepth 1 | wc -l)"; }
