# Who reaches whom.
# shellcheck shell=bash

check_services() {
  local where="another node"
  [ "$first" != "$last" ] || where="its own node"
  expect "a pod reaches a pod on $where through its Service" "last-" in_pod first get http://last/
  expect "and back, by the full name" "first-" in_pod last get "http://first.$space.svc.cluster.local/"
  expect "a pod reaches itself through its Service" "first-" in_pod first get http://first/
  expect "a Service's name resolves" 10.96. in_pod first resolve last
  expect "a name that does not exist fails at once" "no such host" in_pod first resolve nowhere
  expect "the API server reaches a Service" "last-" kubectl get --raw "/api/v1/namespaces/$space/services/last:http/proxy/"
  expect "logs" serving k logs deployment/first
}

# Another machine on the nodes' network.
make_stranger() {
  local name
  name=$(namespace check)
  ip netns add "$name"
  ip link add mr-check type veth peer name eth0 netns "$name"
  ip link set mr-check master "$bridge" up
  ip -n "$name" address add "$network.250/24" dev eth0
  ip -n "$name" link set eth0 up
}
stranger() { ip netns exec "$(namespace check)" "$tools/probe" "$@"; }

# CoAP and DTLS tell their clients apart by address, so it must arrive unchanged.
check_from_outside() {
  make_stranger
  expect "a UDP NodePort with the policy Local shows this machine's address to the pod" "hears $here." "$tools/probe" udp "${address[$first]}:30683"
  expect "and another machine's" "hears $network.250." stranger udp "${address[$first]}:30683"
  [ "$first" = "$last" ] || expect "with that policy a node without the pod does not answer" "i/o timeout" "$tools/probe" udp "${address[$last]}:30683"
  expect "a UDP hostPort shows this machine's address to the pod" "port hears $here." "$tools/probe" udp "${address[$first]}:5683"
  expect "and another machine's" "port hears $network.250." stranger udp "${address[$first]}:5683"
}
