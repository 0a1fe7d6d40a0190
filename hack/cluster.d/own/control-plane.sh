# The parts of the cluster that run outside of its nodes.
# shellcheck shell=bash
pki=$state/pki

etcd=https://127.0.0.1:12379

start_store() {
  local peer=http://127.0.0.1:12380
  # Its data is thrown away with the cluster: there is nothing to be saved from a power cut.
  spawn etcd "$tools/kube" etcd --name only --data-dir "$state/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls $etcd --advertise-client-urls $etcd --client-cert-auth --trusted-ca-file "$pki/ca.crt" \
    --cert-file "$pki/etcd.crt" --key-file "$pki/etcd.key" \
    --listen-peer-urls $peer --initial-advertise-peer-urls $peer --initial-cluster only=$peer
}

start_api() {
  cat >"$state/audit.yaml" <<'YAML'
# Who asked the API for what, save for the cluster's own parts: so a role can be proved to be exactly what is needed.
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: None, users: ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler", "system:kube-proxy", "millrace:coredns"]}
- {level: None, userGroups: ["system:nodes"]}
- {level: Metadata}
YAML
  # Aggregator routing: there is no kube-proxy out here, so webhooks are called at their pods' own addresses.
  # Kubelets are called by address, as the names of nodes are known to nobody here.
  spawn apiserver "$tools/kube" apiserver --bind-address "$here" --advertise-address "$here" --secure-port 6443 \
    --etcd-servers $etcd --etcd-cafile "$pki/ca.crt" --etcd-certfile "$pki/etcd.crt" --etcd-keyfile "$pki/etcd.key" \
    --tls-cert-file "$pki/apiserver.crt" --tls-private-key-file "$pki/apiserver.key" --client-ca-file "$pki/ca.crt" \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction,PodSecurity --allow-privileged \
    --service-cluster-ip-range "$services" --service-account-issuer https://kubernetes.default.svc.cluster.local \
    --service-account-signing-key-file "$pki/accounts.key" --service-account-key-file "$pki/accounts.pub" \
    --kubelet-preferred-address-types InternalIP --kubelet-certificate-authority "$pki/ca.crt" \
    --kubelet-client-certificate "$pki/apiserver-to-kubelet.crt" --kubelet-client-key "$pki/apiserver-to-kubelet.key" \
    --enable-aggregator-routing --requestheader-client-ca-file "$pki/front.crt" --requestheader-allowed-names front-proxy-client \
    --requestheader-username-headers X-Remote-User --requestheader-group-headers X-Remote-Group \
    --requestheader-extra-headers-prefix X-Remote-Extra- \
    --proxy-client-cert-file "$pki/apiserver-to-extension.crt" --proxy-client-key-file "$pki/apiserver-to-extension.key" \
    --audit-policy-file "$state/audit.yaml" --audit-log-path "$state/log/audit.log" --audit-log-maxsize 100 --audit-log-maxbackup 1 \
    --profiling=false
}

start_controllers() {
  # There is one of each, so nobody has to be elected. The higher rates make a start 2 s shorter.
  local common=(--leader-elect=false --kube-api-qps 200 --kube-api-burst 400 --bind-address "$here" --profiling=false)
  # A node is NotReady 16 s after its last sign of life; the kubelets give one every 4 s.
  spawn controller-manager "$tools/kube" controller-manager --kubeconfig "$pki/controller-manager.kubeconfig" "${common[@]}" \
    --use-service-account-credentials --root-ca-file "$pki/ca.crt" --service-account-private-key-file "$pki/accounts.key" \
    --cluster-signing-cert-file "$pki/ca.crt" --cluster-signing-key-file "$pki/ca.key" \
    --node-monitor-period 2s --node-monitor-grace-period 16s --flex-volume-plugin-dir "$state/volume-plugins"
  spawn scheduler "$tools/kube" scheduler --kubeconfig "$pki/scheduler.kubeconfig" "${common[@]}"
}

# For an API without nodes: what belongs to something goes with it. Nobody makes pods of Deployments there.
start_caretakers() {
  spawn controller-manager "$tools/kube" controller-manager --kubeconfig "$pki/controller-manager.kubeconfig" \
    --leader-elect=false --kube-api-qps 200 --kube-api-burst 400 --bind-address "$here" --profiling=false \
    --use-service-account-credentials --root-ca-file "$pki/ca.crt" --service-account-private-key-file "$pki/accounts.key" \
    --controllers garbage-collector-controller,namespace-controller,serviceaccount-controller,persistentvolumeclaim-protection-controller
}

# It knows the names of the cluster, and of all others that they do not exist: there is nothing behind it to ask.
start_dns() {
  cat >"$state/Corefile" <<CORE
.:1053 {
    bind $here
    errors
    ready $here:1081
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        kubeconfig $pki/coredns.kubeconfig
        pods insecure
    }
    template ANY ANY {
        rcode NXDOMAIN
    }
    cache 5
}
CORE
  spawn coredns "$tools/coredns" -conf "$state/Corefile"
}

dns_ready() (
  exec 3<>"/dev/tcp/$here/1081"
  printf 'GET /ready HTTP/1.0\r\n\r\n' >&3
  read -r status <&3
  [[ $status == *" 200 "* ]]
)
