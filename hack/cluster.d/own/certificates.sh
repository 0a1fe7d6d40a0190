# The cluster's certificate authorities, the certificates of its parts, and their kubeconfigs.
# shellcheck shell=bash
pki=$state/pki
valid_days=365

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }

authority() {
  key "$pki/$1.key"
  openssl req -x509 -new -sha256 -days $valid_days -key "$pki/$1.key" -out "$pki/$1.crt" -subj "/CN=$cluster_name-$1" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,digitalSignature,keyCertSign,cRLSign
}

# certificate AUTHORITY NAME SUBJECT [ALTERNATIVE-NAMES]
certificate() {
  local extensions=$'keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth,serverAuth\n'
  [ -z "${4:-}" ] || extensions+=subjectAltName=$4$'\n'
  key "$pki/$2.key"
  openssl req -new -key "$pki/$2.key" -subj "$3" \
    | openssl x509 -req -sha256 -days $valid_days -CA "$pki/$1.crt" -CAkey "$pki/$1.key" -set_serial "0x$(openssl rand -hex 15)" \
      -extfile <(printf %s "$extensions") -out "$pki/$2.crt" 2>/dev/null
}

# The kubeconfig of whoever has the certificate NAME.
kubeconfig_of() {
  cat <<YAML
apiVersion: v1
kind: Config
clusters:
- name: $cluster_name
  cluster: {server: "https://$here:6443", certificate-authority-data: $(base64 -w0 "$pki/ca.crt")}
users:
- name: $1
  user: {client-certificate-data: $(base64 -w0 "$pki/$1.crt"), client-key-data: $(base64 -w0 "$pki/$1.key")}
contexts:
- name: $cluster_name
  context: {cluster: $cluster_name, user: $1}
current-context: $cluster_name
YAML
}

make_certificates() {
  local name names=kubernetes domain
  mkdir -p "$pki"
  authority ca
  authority front
  openssl genrsa -out "$pki/accounts.key" 2048 2>/dev/null
  openssl rsa -in "$pki/accounts.key" -pubout -out "$pki/accounts.pub" 2>/dev/null
  domain=kubernetes
  for name in default svc cluster.local; do domain+=.$name names+=,DNS:$domain; done
  certificate ca etcd /CN=etcd IP:127.0.0.1
  certificate ca apiserver /CN=kube-apiserver "IP:$here,IP:127.0.0.1,IP:$api_service,DNS:$names"
  certificate ca apiserver-to-kubelet /CN=kube-apiserver-to-kubelet
  certificate front apiserver-to-extension /CN=front-proxy-client
  certificate ca admin /O=system:masters/CN=admin
  for name in controller-manager scheduler proxy; do certificate ca $name /CN=system:kube-$name; done
  certificate ca coredns "/CN=$cluster_name:coredns"
  for name in "${nodes[@]}"; do
    certificate ca "kubelet-$name" "/O=system:nodes/CN=system:node:$name" "DNS:$name,IP:${address[$name]}"
  done
  for name in controller-manager scheduler proxy coredns "${nodes[@]/#/kubelet-}"; do
    kubeconfig_of "$name" >"$pki/$name.kubeconfig"
  done
  kubeconfig_of admin >"$state/kubeconfig"
  say "certificates are made"
}
