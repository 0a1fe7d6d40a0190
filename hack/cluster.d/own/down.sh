# Removing the cluster, and looking whether it is gone. Works from what the kernel knows, not from what was noted:
# so it also removes one that is half up, or whose directory was deleted.
# shellcheck shell=bash

nft_tables() { ! command -v nft >/dev/null || nft list tables 2>/dev/null || true; }

spaces() { ip netns list 2>/dev/null | sed -n "s/^\($cluster_name-[^ ]*\).*/\1/p"; }
links() { ip -o link show | sed -n "s/^[0-9]*: \(mr[0-9]\|mr-check\)[@:].*/\1/p"; }

engine_down() {
  local name
  [ "$(id -u)" = 0 ] || fail "hack/cluster down must run as root"
  # shellcheck disable=SC2046
  end_processes $(processes_of '.*')
  for name in $(links | grep -vx "$bridge"; links | grep -x "$bridge"); do ip link delete "$name"; done
  for name in $(spaces); do ip netns delete "$name"; done
  drop_cgroup ""
  drop_mountpoints
  local tables=""
  [ ! -e "$state/nft-tables" ] || tables=$(nft_tables | diff "$state/nft-tables" - || true)
  [ ! -e "$state" ] || rm -rf --one-file-system "$state"
  rmdir "$(dirname "$state")" 2>/dev/null || true
  must_be_gone "$tables"
}

# Looks again, with other eyes: what is left is said and is an error.
must_be_gone() {
  local left=""
  add() { [ -z "$2" ] || left+="$1: $(tr '\n' ' ' <<<"$2")"$'\n'; }
  add processes "$(processes_of '.*')"
  add "network links" "$(links)"
  add "network namespaces" "$(spaces)"
  add routes "$(ip -4 route show | grep -E "^(10\.244\.|${network//./\\.}\.)" || true)"
  add mounts "$(grep -F "$state" /proc/mounts || true)"
  add cgroups "$(find /sys/fs/cgroup -maxdepth 2 -type d -name "$cluster_name" 2>/dev/null || true)"
  add "tables of the firewall" "$1"
  add files "$(find "$state" -maxdepth 1 2>/dev/null || true)"
  [ -z "$left" ] || fail "the cluster is down, but something is left:" "${left%$'\n'}"
  say "the cluster is down; no process, link, namespace, route, mount, cgroup, firewall table or file is left"
}
