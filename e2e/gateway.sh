# Gateways in pods: one with certificates, observers, commands and a spool, and one that hands its sessions over.
# Sourced, with common.sh.
# shellcheck shell=bash
keys=$out/meters
readings=$out/readings

# certificate NAME SUBJECT EXTENSION [OPTION…]: with its key, for two days.
certificate() {
  openssl req -x509 -config /dev/null -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
    -subj "/CN=$2" -addext "$3" -keyout "$keys/$1.key" -out "$keys/$1.crt" "${@:4}" 2>"$keys/openssl.log" \
    || { cat "$keys/openssl.log" >&2; return 1; }
}

# An authority, a certificate for a gateway at any node, and one for a device.
make_certificates() {
  local addresses
  rm -rf "$keys"
  mkdir -p "$keys"
  addresses=$(kubectl get nodes -o jsonpath='{range .items[*]}IP:{.status.addresses[?(@.type=="InternalIP")].address},{end}')
  certificate ca makers basicConstraints=critical,CA:TRUE
  certificate tls gateway "subjectAltName=${addresses%,}" -CA "$keys/ca.crt" -CAkey "$keys/ca.key"
  certificate device meter-1 subjectAltName=DNS:meter-1 -CA "$keys/ca.crt" -CAkey "$keys/ca.key"
  in_namespace create secret tls meters-tls --cert="$keys/tls.crt" --key="$keys/tls.key"
  in_namespace create secret generic makers --from-file=ca.crt="$keys/ca.crt"
}

# The client of libcoap, if this machine has one that knows certificates.
foreign_client() (
  . e2e/interop.d/clients.sh
  libcoap=$(find_libcoap) && libcoap_says | grep -q '^(.*[;,] PKI' && echo "$libcoap"
)

# foreign_post NUMBER: by a client that nobody here has written.
foreign_post() {
  local client
  client=$(foreign_client) || {
    echo "NOT RUN: this machine has no coap-client of libcoap that knows certificates; only Californium posts"
    return
  }
  "$client" -v 6 -B 20 -m post -t 50 -e "{\"number\":$1}" -c "$keys/device.crt" -j "$keys/device.key" -C "$keys/ca.crt" \
    "$meters/meters/meter-1" >"$keys/coap-client.log" 2>&1 || true
  grep -q ' c:2.04 ' "$keys/coap-client.log" || { cat "$keys/coap-client.log" >&2; return 1; }
  echo "$1" >>"$readings"
  echo "${client##*/} has posted with a certificate"
}

# post_readings FIRST COUNT: until so many are acknowledged, which are noted; each has a number of its own.
post_readings() { outside gateway.PostReadings "$meters" "$keys" "$1" "$2" | tee -a "$readings" | sed -n '$s/^/acknowledged up to number /p'; }

stop_kafka() {
  in_namespace scale statefulset kafka --replicas=0
  in_namespace wait --for=delete pod/kafka-0 --timeout=60s
}
start_kafka_again() {
  in_namespace scale statefulset kafka --replicas=1
  in_namespace rollout status statefulset/kafka --timeout=120s
}

check_gateway() {
  local meters
  rm -f "$readings"
  # The others are made by the operator.
  outside gateway.MakeTopics "$broker" readings
  make_certificates
  in_namespace apply -f e2e/gateway.d/gateway.yaml
  in_namespace wait --for=condition=Ready coapgateway/meters --timeout=60s
  meters=$(in_namespace get coapgateway meters -o jsonpath='{.status.endpoints[0]}')
  foreign_post 1
  outside gateway.Conversation "$broker" "$meters" "$keys"
  step "by certificate: a device has posted to $meters, observed, and taken a command"

  post_readings 100 10
  stop_kafka
  post_readings 200 20
  in_namespace delete pod -l app.kubernetes.io/instance=meters --timeout=60s
  in_namespace rollout status deployment/meters-gateway --timeout=60s
  post_readings 300 20
  start_kafka_again
  outside gateway.CheckReadings "$broker" "$readings"
  step "what was acknowledged while Kafka was away, by two pods, is there once and in order"
}

# A device posts on in its session while the gateway's pod is replaced. The operator makes the topic for the sessions.
check_hand_over() {
  local doors pod device
  rm -f "$keys/door-1.psk" "$keys/replaced"
  mkdir -p "$keys"
  openssl rand -hex 16 | tr -d '\n' >"$keys/door-1.psk"
  in_namespace create secret generic door-keys --from-file=door-1="$keys/door-1.psk"
  in_namespace create secret generic session-key --from-literal=key="$(openssl rand -base64 32)"
  outside gateway.MakeTopics "$broker" doors
  in_namespace apply -f e2e/gateway.d/hand-over.yaml
  in_namespace wait --for=condition=TopicsReady coapgateway/doors --timeout=60s
  in_namespace wait --for=condition=Ready coapgateway/doors --timeout=60s
  doors=$(in_namespace get coapgateway doors -o jsonpath='{.status.endpoints[0]}')
  pod=$(in_namespace get pods -l app.kubernetes.io/instance=doors -o name)
  outside gateway.KeptSession "$broker" "$doors" "$keys/door-1.psk" "$keys/replaced" >"$out/doors" &
  device=$!
  for _ in $(seq 100); do
    [ -s "$out/doors" ] && break
    sleep 0.2
  done
  [ -s "$out/doors" ] || { echo "no message of a device with a key is acknowledged by $doors" >&2; return 1; }
  in_namespace rollout restart deployment/doors-gateway
  in_namespace rollout status deployment/doors-gateway --timeout=60s
  in_namespace wait --for=delete "$pod" --timeout=60s
  touch "$keys/replaced"
  wait $device
  step "the gateway's pod was replaced, and a device went on in its DTLS session without a handshake"
}
