# One bridge, a cable from it to each node, and routes to each node's pods. Nothing is translated or filtered outside
# of the nodes, and this machine need not forward: all that goes from node to node crosses the bridge alone.
# shellcheck shell=bash

make_bridge() {
  local number
  ! ip -4 route show | grep -q "^${network//./\\.}\.\|^10\.244\." || [ -e "/sys/class/net/$bridge" ] \
    || fail "this machine has a route into $network.0/24 or $all_pods already" "Set MILLRACE_CLUSTER_NETWORK to the first three numbers of a free network."
  # With an address of its own: it would else take one of its ports', and another one when a node is switched off, and
  # for some seconds all other nodes would send to nobody.
  ip link add "$bridge" address 02:00:00:00:00:01 type bridge 2>/dev/null \
    || fail "there is a network link $bridge: a cluster is up, is starting, or was not removed" "Remove it with: hack/cluster down"
  ip address add "$here/24" dev "$bridge"
  ip link set "$bridge" up
  for number in {1..9}; do ip route add "10.244.$number.0/24" via "$network.$((10 + number))"; done
}

# The cable and the namespace of a node. Its hardware address stays the same when it is switched off and on, too.
plug_in() {
  local name=$1 space other last
  space=$(namespace "$name") last=${address[$name]##*.}
  ip netns add "$space"
  ip link add "${link[$name]}" type veth peer name eth0 netns "$space"
  ip link set "${link[$name]}" master "$bridge" up
  ip -n "$space" link set eth0 address "02:00:00:00:00:$last"
  ip -n "$space" link set lo up
  ip -n "$space" address add "${address[$name]}/24" dev eth0
  ip -n "$space" link set eth0 up
  ip -n "$space" route add default via "$here"
  for other in "${nodes[@]}"; do
    [ "$other" = "$name" ] || ip -n "$space" route add "${pods[$other]}" via "${address[$other]}"
  done
}

# Links go first: a namespace takes its time to die after its name is gone.
unplug() {
  ip link delete "${link[$1]}" 2>/dev/null || true
  ip netns delete "$(namespace "$1")" 2>/dev/null || true
}
