# Names, addresses and directories that all parts of the test cluster agree on.
# shellcheck shell=bash
export LC_ALL=C
: "${HOME:=/root}"

# Everything of a cluster that is up, and nothing else: it goes away with the cluster.
state=${MILLRACE_CLUSTER_STATE:-${XDG_STATE_HOME:-$HOME/.local/state}/millrace/cluster}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/millrace/cluster-tools
cluster_name=millrace
default_pools=edge-north,edge-south,cloud

# The nodes' network: .1 is this machine, .11 the first node. A cluster that is up keeps the network it has.
network=${MILLRACE_CLUSTER_NETWORK:-10.90.0}
[ ! -e "$state/network" ] || network=$(cat "$state/network")
here=$network.1
bridge=mr0

services=10.96.0.0/16
api_service=10.96.0.1
dns_service=10.96.0.10
all_pods=10.244.0.0/16

# One line for each node, "NUMBER NAME POOL", for a list of pools: plan_nodes POOL,POOL,…
plan_nodes() {
  local pool number=0
  local -A count=()
  for pool in ${1//,/ }; do
    [[ $pool =~ ^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$ ]] || fail "'$pool' cannot be a pool: small letters, digits and '-', at most 40"
    number=$((number + 1)) count[$pool]=$((${count[$pool]:-0} + 1))
    [ $number -le 9 ] || fail "more than 9 nodes are too many for one machine"
    echo "$number $pool-${count[$pool]} $pool"
  done
  [ $number -gt 0 ] || fail "a cluster needs at least one node"
}

# What is known of the nodes of the cluster that is up.
nodes=()
declare -A pool=() address=() pods=() link=()
read_nodes() {
  local number name kind
  nodes=()
  [ -e "$state/nodes" ] || return 0
  while read -r number name kind; do
    [ -n "$name" ] || continue # a cluster without nodes
    nodes+=("$name")
    pool[$name]=$kind address[$name]=$network.$((10 + number)) pods[$name]=10.244.$number.0/24 link[$name]=mr$number
  done <"$state/nodes"
}
read_nodes

must_be_node() {
  [ -n "${pool[$1]:-}" ] || fail "there is no node '$1'" "There are: ${nodes[*]}"
}

# The network namespace of a node, as `ip netns` knows it.
namespace() { echo "$cluster_name-$1"; }
