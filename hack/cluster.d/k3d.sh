# The cluster made by k3d: k3s in one container for each node, and one more for the server.
# shellcheck shell=bash
. "$parts/containers.sh"
container_network=k3d-$cluster_name

engine_up() {
  local number label agents=0 labels=()
  begin_containers k3d "$1"
  while read -r number _ label; do
    agents=$number
    labels+=(--k3s-node-label "millrace.dev/pool=$label@agent:$((number - 1))")
    # k3d names its nodes itself: agent-0, agent-1, …
    echo "$number $container_network-agent-$((number - 1)) $label" >>"$state/nodes"
  done <<<"$1"
  k3d cluster create "$cluster_name" --agents "$agents" "${labels[@]}" --k3s-arg "--disable=traefik@server:0" \
    --kubeconfig-update-default=false --wait
  k3d kubeconfig get "$cluster_name" >"$state/kubeconfig"
  finish_containers
}

engine_down() {
  k3d cluster delete "$cluster_name"
  rm -rf "$state"
  say "the cluster is down"
}

engine_load() { k3d image import --cluster "$cluster_name" "$@"; }
