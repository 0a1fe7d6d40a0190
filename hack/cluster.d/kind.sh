# The cluster made by kind: one container for each node, and one more for the control plane.
# shellcheck shell=bash
. "$parts/containers.sh"
container_network=kind

engine_up() {
  local number label
  begin_containers kind "$1"
  {
    printf '%s\n' 'apiVersion: kind.x-k8s.io/v1alpha4' 'kind: Cluster' 'nodes:' '- role: control-plane'
    while read -r number _ label; do
      printf '%s\n' '- role: worker' "  labels: {millrace.dev/pool: $label}"
      # kind names its nodes itself: worker, worker2, worker3, …
      echo "$number $cluster_name-worker${number#1} $label" >>"$state/nodes"
    done <<<"$1"
  } >"$state/kind.yaml"
  kind create cluster --name "$cluster_name" --config "$state/kind.yaml" --kubeconfig "$state/kubeconfig" --wait 120s
  finish_containers
}

engine_down() {
  kind delete cluster --name "$cluster_name" --kubeconfig "$state/kubeconfig"
  rm -rf "$state"
  say "the cluster is down"
}

engine_load() {
  local file
  for file in "$@"; do kind load image-archive --name "$cluster_name" "$file"; done
}
