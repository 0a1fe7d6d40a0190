# The cluster's own engine: Kubernetes as processes of this machine, its nodes as sets of Linux namespaces.
#
# A node has a network, a mount, a host-name and a process namespace of its own, and is otherwise this machine. When
# the first process of a process namespace dies, the kernel ends all others, unmounts what they have mounted, and
# nothing of the node is left but its files below $state. So stopping needs no care, and cannot leak.
# The control plane, etcd and CoreDNS run outside of the nodes and listen on the bridge only.
# shellcheck shell=bash
for file in needs processes certificates network cgroups mountpoints control-plane objects volumes nodes node-files down status; do
  . "$parts/own/$file.sh"
done

# All that does not depend on this repository: the machine, its packages, the programs.
engine_able() {
  must_be_possible
  must_be_permitted
  build_tools
}

# engine_up PLAN, as plan_nodes makes it.
engine_up() {
  local name
  must_be_possible
  build_tools
  [ -z "$1" ] || "$hack/images" pause
  make_bridge # fails if it is there: two cannot start at the same time
  trap '[ $? = 0 ] || echo "       What is half up can be looked at, and is removed by: hack/cluster down" >&2' EXIT
  mkdir -p "$state/log"
  chmod 700 "$state"
  echo "$1" | tee "$state/plan" >"$state/nodes"
  echo "$network" >"$state/network"
  echo own >"$state/engine"
  echo "$tools" >"$state/tools"
  nft_tables >"$state/nft-tables"
  read_nodes
  make_mountpoints
  make_certificates
  start_store
  start_api
  for name in "${nodes[@]}"; do
    make_node_files "$name"
    switch_on "$name"
  done
  wait_for 60 "the API server" kubectl get --raw /readyz
  say "the API server is ready"
  if [ ${#nodes[@]} = 0 ]; then
    start_caretakers
    wait_for 20 "the default service account" kubectl -n default get serviceaccount default
    say "the API is up, without nodes"
    return
  fi
  start_controllers
  wait_for 20 "the first objects in the API" make_objects
  start_dns
  make_volumes
  for name in "${nodes[@]}"; do wait_for 60 "$name to register" kubectl get node "$name"; done
  kubectl wait --for=condition=Ready node --all --timeout=60s >/dev/null || fail "not every node became Ready" "The logs are in $state/log"
  say "all nodes are Ready: ${nodes[*]}"
  wait_for 30 "CoreDNS" dns_ready
  wait_for 20 "the default service account" kubectl -n default get serviceaccount default
  say "the cluster is up. Try: hack/cluster kubectl get pods -A, or: export KUBECONFIG=\$(hack/cluster kubeconfig)"
}

engine_load() {
  local name file pids=() pid
  for name in "${nodes[@]}"; do
    is_on "$name" || { say "$name is switched off and gets no image"; continue; }
    (for file in "$@"; do import_image "$name" "$(readlink -f "$file")" || exit 1; done) & pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || fail "not every image could be loaded"; done
  say "loaded into every node that is on: $*"
}

# Images are named in full, so that the kubelet finds them by the name that a manifest has.
import_image() {
  local message
  message=$(inside "$1" ctr --namespace k8s.io images import --all-platforms=false "$2" 2>&1) || { echo "$1: $message" >&2; return 1; }
}

engine_node() {
  local name=$2
  case $1 in
    stop) switch_off "$name" ;;
    start) ! is_on "$name" || fail "$name is on already"; switch_on "$name" ;;
    cut) is_on "$name" || fail "$name is switched off"; ip link set "${link[$name]}" down ;;
    join) is_on "$name" || fail "$name is switched off"; ip link set "${link[$name]}" up ;;
  esac
  say "$1 $name: done"
}

engine_api() {
  case $1 in
    # shellcheck disable=SC2046
    stop) end_processes $(processes_of apiserver) ;;
    start)
      [ -z "$(processes_of apiserver)" ] || fail "the API server runs"
      tools=$(cat "$state/tools")
      start_api
      wait_for 60 "the API server" kubectl get --raw /readyz ;;
    freeze) signal_processes STOP apiserver ;;
    thaw) signal_processes CONT apiserver ;;
  esac
  say "$1 the API server: done"
}

engine_exec() {
  local name=$1
  shift
  [ $# -gt 0 ] || fail "exec needs a command"
  is_on "$name" || fail "$name is switched off"
  inside "$name" "$@"
}
