# Nodes that fail and come back.
# shellcheck shell=bash

# expect_node NODE STATUS WHAT: within 40 s.
expect_node() {
  if kubectl wait --for="condition=Ready=$2" "node/$1" --timeout=40s >/dev/null 2>&1; then
    pass "$3"
  else
    miss "$3" "Ready=$2" "$(kubectl get node "$1" --no-headers)"
  fi
}

# One attempt only: that a node can be reached again after some time is not what is expected here.
expect_undisturbed() {
  [ "$first" = "$last" ] || patience=0 expect "$1" OK inside "$last" "$tools/probe" get "http://$here:1081/ready"
}

check_faults() {
  expect_undisturbed "before a node is switched off, another one reaches the control plane"
  "$hack/cluster" node stop "$first"
  expect_undisturbed "after that it still does"
  expect "a node that is switched off has no process left" "processes: 0" count_processes "$first"
  expect_node "$first" Unknown "and becomes NotReady"
  "$hack/cluster" node start "$first"
  expect_undisturbed "and when the first is switched on again"
  expect_node "$first" True "switched on, it is Ready again"
  k rollout status deployment/first --timeout=90s >/dev/null
  expect "its pod is back, with its volume" $'one\ntwo\nthree' in_pod first keep /kept/file three
  expect "and reached from outside as before" "hears $here." "$tools/probe" udp "${address[$first]}:30683"

  "$hack/cluster" node cut "$last"
  expect "the pod of a node that is cut off is not reached" "probe: Get" "$tools/probe" get "http://$(pod_address last):8080/"
  expect_node "$last" Unknown "the node becomes NotReady"
  "$hack/cluster" node join "$last"
  expect_node "$last" True "joined, it is Ready again"
  expect "and its pod is reached, the same as before" "last-" "$tools/probe" get "http://$(pod_address last):8080/"
}
pod_address() { k get pod -l "app=$1" -o "jsonpath={.items[0].status.podIP}"; }
count_processes() { echo "processes: $(processes_of "node-$1" | wc -l)"; }
