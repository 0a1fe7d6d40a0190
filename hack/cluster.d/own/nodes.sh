# Switching nodes on and off.
# shellcheck shell=bash

# The node's first process reaps whatever its pods leave behind, and its one child is own/node.
switch_on() {
  local name=$1
  plug_in "$name"
  make_cgroup "$name"
  spawn "node-$name" nsenter --net="/run/netns/$(namespace "$name")" \
    unshare --mount --propagation private --uts --pid --fork --kill-child --mount-proc \
    catatonit -- "$parts/own/node" "$name"
}

switch_off() {
  local name=$1
  # shellcheck disable=SC2046
  end_processes $(processes_of "node-$name")
  unplug "$name"
  drop_cgroup "$name"
}
