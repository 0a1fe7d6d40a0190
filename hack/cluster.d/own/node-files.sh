# A node's directories and the configuration of its parts.
# shellcheck shell=bash

make_node_files() {
  local name=$1 home=$state/node/$1 place
  for place in "${lasting[@]}"; do mkdir -p "$home$place"; done
  cp "$("$hack/images" path pause)" "$home/pause.tar"
  containerd_configuration >"$home/containerd.toml"
  network_configuration "${pods[$name]}" >"$home/etc/cni/net.d/10-millrace.conflist"
  kubelet_configuration "$name" "$home" >"$home/kubelet.yaml"
  proxy_configuration "$name" >"$home/proxy.yaml"
  echo "nameserver $here" >"$home/resolv.conf" # the default of pods that want the node's own
}

# Restricted OOM scores: a root user who may not lower a score could otherwise start no pod at all. The plugin "opt"
# would make a directory outside of the node's.
containerd_configuration() {
  cat <<TOML
version = 2
disabled_plugins = [
  "io.containerd.internal.v1.opt", "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp",
  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs",
]
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "millrace.dev/pause:1"
  restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
  options = { SystemdCgroup = false }
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "$(network_plugins)"
TOML
}

# Pods keep their addresses from node to node: nothing is masqueraded.
network_configuration() {
  cat <<JSON
{"cniVersion": "0.4.0", "name": "millrace", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "hairpinMode": true, "ipMasq": false,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "$1"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}
]}
JSON
}

# The memory that a node does not have: each sees all of the machine, and may give its pods an equal share, less 2 GiB
# for the cluster itself. Images are never collected, as there is no registry to get them from again.
kubelet_configuration() {
  local name=$1 home=$2 total share
  total=$(awk '/^MemTotal:/ {print int($2 / 1024)}' /proc/meminfo)
  share=$(((total - 2048) / ${#nodes[@]}))
  [ $share -ge 512 ] || fail "$total MiB of memory are too little for ${#nodes[@]} nodes"
  cat <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: ${address[$name]}
healthzBindAddress: 127.0.0.1
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $state/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $state/pki/kubelet-$name.crt
tlsPrivateKeyFile: $state/pki/kubelet-$name.key
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
volumePluginDir: /var/lib/kubelet/volume-plugins
cgroupDriver: cgroupfs
cgroupRoot: /$cluster_name/$name
failCgroupV1: false
failSwapOn: false
oomScoreAdj: 0
seccompDefault: true
clusterDNS: [$dns_service]
clusterDomain: cluster.local
resolvConf: $home/resolv.conf
systemReserved: {memory: $((total - share))Mi}
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, nodefs.inodesFree: 1%, imagefs.available: 1%, imagefs.inodesFree: 1%}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
nodeStatusUpdateFrequency: 4s
nodeLeaseDurationSeconds: 12
YAML
}

# Zeros leave kernel settings alone that a network namespace may not change.
proxy_configuration() {
  cat <<YAML
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
nftables: {minSyncPeriod: 200ms, syncPeriod: 30s}
hostnameOverride: $1
bindAddress: ${address[$1]}
clusterCIDR: $all_pods
clientConnection: {kubeconfig: $state/pki/proxy.kubeconfig}
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
oomScoreAdj: 0
YAML
}
