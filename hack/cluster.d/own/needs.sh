# What this machine must have; what Debian has a package for is installed.
# shellcheck shell=bash
declare -gA package=([containerd]=containerd [ctr]=containerd [runc]=runc [catatonit]=catatonit [nft]=nftables [iptables]=iptables
  [ip]=iproute2 [openssl]=openssl [nsenter]=util-linux [unshare]=util-linux [sysctl]=procps [ps]=procps)

# The directory of the container network plugins; distributions disagree about it.
network_plugins() {
  local directory
  for directory in /usr/lib/cni /opt/cni/bin /usr/libexec/cni; do
    [ -x $directory/bridge ] && [ -x $directory/host-local ] && [ -x $directory/portmap ] && { echo $directory; return; }
  done
  return 1
}

missing_packages() {
  local command
  for command in "${!package[@]}"; do command -v "$command" >/dev/null || echo "${package[$command]}"; done
  network_plugins >/dev/null || echo containernetworking-plugins
}

must_be_possible() {
  [ "$(uname -s)" = Linux ] || fail "the cluster's own engine is made of Linux namespaces, and this is $(uname -s)" "With Docker, install kind or k3d."
  [ "$(id -u)" = 0 ] || fail "hack/cluster must run as root: it makes namespaces, bridges and cgroups" "Run it with sudo, or install Docker and kind or k3d."
  local packages
  packages=$(missing_packages | sort -u | tr '\n' ' ')
  [ -z "$packages" ] || install_packages "$packages"
  local module
  for module in overlay br_netfilter nf_tables; do modprobe $module 2>/dev/null || true; done # often built in, or loaded by themselves
}

# Root in a container often may not; what would be said deep in a log is said here.
must_be_permitted() {
  local what
  for what in "mount -t tmpfs none /mnt" "ip link add millrace-try type bridge" "nft add table inet millrace-try"; do
    # shellcheck disable=SC2086
    unshare --fork --pid --mount --net --uts $what 2>/dev/null \
      || fail "root may not do this here in namespaces of its own: $what" "In a container, it needs to be a privileged one."
  done
}

install_packages() {
  command -v apt-get >/dev/null || fail "not everything that the cluster needs is installed" "Install what is called in Debian: $1"
  local log
  log=$(mktemp)
  say "installing $1"
  # shellcheck disable=SC2086
  if ! { apt_install $1 || { apt-get update -qq && apt_install $1; }; } >"$log" 2>&1; then
    tail -n 10 "$log" >&2
    fail "the packages could not be installed: $1" "The whole log is $log"
  fi
  rm "$log"
  [ -z "$(missing_packages)" ] || fail "after installing $1 there is still something missing: $(missing_packages | tr '\n' ' ')"
}

apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; }
