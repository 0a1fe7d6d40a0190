# Directories that containerd and the kubelet want at fixed places. Every node mounts its own ones over them.
# shellcheck shell=bash

# On disk, so that they outlast a restart of the node, each as a directory below the node's.
lasting=(/var/lib/containerd /var/lib/kubelet /var/log/pods /var/log/containers /etc/cni/net.d)
# In memory.
passing=(/run/containerd /run/netns /var/lib/cni)

# Makes those that this machine does not have, and notes them, the innermost first.
make_mountpoints() {
  local place missing
  for place in "${lasting[@]}" "${passing[@]}"; do
    missing=$place
    while [ ! -d "$missing" ]; do
      echo "$missing"
      missing=$(dirname "$missing")
    done
    mkdir -p "$place"
  done >"$state/mountpoints"
}

drop_mountpoints() {
  local place
  [ -e "$state/mountpoints" ] || return 0
  while read -r place; do rmdir "$place" 2>/dev/null || true; done <"$state/mountpoints"
}
