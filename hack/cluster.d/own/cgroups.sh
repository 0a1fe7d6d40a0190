# Each node's pods are below a cgroup of the node, which the kubelet wants to find in every hierarchy.
# shellcheck shell=bash

# The roots of all hierarchies: one with cgroup 2, one for each set of controllers with cgroup 1.
cgroup_roots() {
  local root
  for root in /sys/fs/cgroup/ /sys/fs/cgroup/*/; do
    [ ! -e "${root}cgroup.procs" ] || [[ $root != /sys/fs/cgroup/ && -e /sys/fs/cgroup/cgroup.procs ]] || echo "$root"
  done
}

# What a new cgroup does not have by itself: cpuset's values (1), or the controllers (2).
open_cgroup() {
  local parent=$1 child=$2 file
  if [ -e "$parent/cgroup.subtree_control" ]; then
    # shellcheck disable=SC2013
    for file in $(<"$parent/cgroup.controllers"); do echo "+$file" >"$parent/cgroup.subtree_control" 2>/dev/null || true; done
  fi
  mkdir -p "$child"
  for file in cpuset.cpus cpuset.mems; do
    [ -e "$parent/cgroup.subtree_control" ] || [ ! -e "$child/$file" ] || cat "$parent/$file" >"$child/$file"
  done
}

make_cgroup() {
  local root
  for root in $(cgroup_roots); do
    open_cgroup "${root%/}" "$root$cluster_name"
    open_cgroup "$root$cluster_name" "$root$cluster_name/$1"
  done
}

# Removes a node's cgroups, or with "" those of all. The kernel takes a moment to see that they are empty.
drop_cgroup() {
  local root
  for root in $(cgroup_roots); do
    wait_for 10 "$root$cluster_name/$1 to be empty" cgroup_dropped "$root$cluster_name/$1"
  done
}
cgroup_dropped() {
  [ ! -e "$1" ] || find "$1" -depth -type d -exec rmdir {} + 2>/dev/null
}
