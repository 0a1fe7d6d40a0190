# What the engines kind and k3d have in common: a node is a container of Docker. $container_network is the network that
# the nodes are on.
# shellcheck shell=bash

# Docker answers, or another engine would have been chosen; programs are those of this machine.
engine_able() { :; }

# begin_containers ENGINE PLAN: makes the directory that says what is up.
begin_containers() {
  mkdir -p "$state"
  chmod 700 "$state"
  echo "$1" >"$state/engine"
  echo "$2" >"$state/plan"
}

# finish_containers: kubectl works from here on. Both engines bring a provisioner that makes directories on demand.
finish_containers() {
  read_nodes
  kubectl apply -f - >/dev/null <<'YAML'
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local}
provisioner: rancher.io/local-path
volumeBindingMode: WaitForFirstConsumer
YAML
  say "the cluster is up; its nodes: ${nodes[*]}"
}

engine_node() {
  case $1 in
    stop) docker kill "$2" ;;
    start) docker start "$2" ;;
    cut) docker network disconnect "$container_network" "$2" ;;
    join) docker network connect "$container_network" "$2" ;;
  esac >/dev/null || fail "docker could not $1 $2"
  say "$1 $2: done"
}

engine_exec() {
  local name=$1
  shift
  docker exec "$name" "$@"
}

engine_status() {
  [ -e "$state/kubeconfig" ] || { echo "no cluster is up"; return 1; }
  docker stats --no-stream "${nodes[@]}"
  kubectl get nodes -L millrace.dev/pool --request-timeout=5s
}
