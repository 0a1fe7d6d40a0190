# What e2e/run and e2e/outages share: the cluster, the chart, Kafka. Sourced, with root and namespace set.
# shellcheck shell=bash
out=$root/e2e/target
began=$SECONDS
step() { printf '%5d s  %s\n' $((SECONDS - began)) "$*"; }
kubectl() { hack/cluster kubectl "$@"; }
in_namespace() { kubectl -n "$namespace" "$@"; }

# What a person would look at first, in e2e/target/evidence.
collect() {
  local evidence=$out/evidence pod
  rm -rf "$evidence"
  mkdir -p "$evidence"
  in_namespace get millrace,pods,pvc -o wide >"$evidence/resources.txt" 2>&1
  in_namespace get streampipelines,migrationrequests,coapgateways -o yaml >"$evidence/resources.yaml" 2>&1
  kubectl get events -A --sort-by=.lastTimestamp >"$evidence/events.txt" 2>&1
  kubectl -n millrace-system logs -l app.kubernetes.io/name=millrace-operator --prefix --tail=-1 >"$evidence/operator.log" 2>&1
  for pod in $(in_namespace get pods -o name); do
    in_namespace logs "$pod" --tail=-1 >"$evidence/${pod#pod/}.log" 2>&1
  done
}

# Of the trap: ends the cluster, unless keep is set.
finish() {
  local status=$?
  if [ $status != 0 ]; then
    collect || true
    step "FAILED; logs, events and resources are in ${out#"$root/"}/evidence"
  fi
  [ -n "${keep:-}" ] || hack/cluster down || true
  exit $status
}

# Images, unless images is empty; then what outside and version need.
build() {
  mkdir -p "$out"
  [ -z "${images:-}" ] || { hack/images kafka && hack/images millrace; }
  mvn -B -ntp -q -pl e2e -am -DskipTests -DskipErrorProne -Dspotless.check.skip -Denforcer.skip test-compile \
    dependency:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile="$out/classpath"
  java=$(./millrace --jdk)/bin/java
  version=$(sed -n 's/^  <version>\(.*\)<\/version>/\1/p' pom.xml | head -n 1)
}
outside() { "$java" --sun-misc-unsafe-memory-access=allow -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$out/classes:$(cat "$out/classpath")" "dev.millrace.e2e.$1" "${@:2}"; }

start_cluster() {
  local image
  hack/cluster down
  hack/cluster up
  for image in kafka operator stage gateway fleet; do hack/cluster load "$(hack/images path $image)"; done
  step "the cluster is up, with images"
}

install_chart() {
  hack/cluster helm install millrace helm/millrace --namespace millrace-system --create-namespace --wait --timeout 90s \
    --set image.tag="$version" --set image.pullPolicy=Never "$@" >"$out/helm.log"
  step "the operator is installed"
}

upgrade() {
  hack/cluster helm upgrade millrace helm/millrace --namespace millrace-system --reset-then-reuse-values --wait \
    --timeout 90s "$@" >>"$out/helm.log"
}

# The namespace, with Kafka in it, which broker is the address of.
start_kafka() {
  kubectl create namespace "$namespace"
  kubectl label namespace "$namespace" pod-security.kubernetes.io/enforce=restricted
  in_namespace apply -f hack/cluster.d/kafka.yaml
  in_namespace rollout status statefulset/kafka --timeout=120s
  broker=$(kubectl get nodes -o jsonpath='{.items[0].status.addresses[?(@.type=="InternalIP")].address}'):30092
}

# How many seconds go by from kubectl apply until all of examples/parking is Ready, in ready_after.
apply_parking() {
  local applied=$SECONDS file
  for file in pools gateways pipeline fleets; do in_namespace apply -f examples/parking/$file.yaml; done
  in_namespace wait --for=condition=Ready streampipeline/parking --timeout=180s
  in_namespace wait --for=condition=Ready coapgateway --all --timeout=60s
  in_namespace wait --for=condition=Ready devicefleet --all --timeout=60s
  ready_after=$((SECONDS - applied))
}

# move NAME PIPELINE/STAGE POOL [PARALLELISM]
move() {
  in_namespace apply -f - <<YAML
apiVersion: millrace.dev/v1alpha1
kind: MigrationRequest
metadata: {name: $1}
spec:
  stage: $2
  to: {pool: $3${4:+, parallelism: $4}}
  verification: {minimumRecords: 20, minimumDuration: 1s}
  keepSource: 3s
YAML
}
moved() {
  in_namespace wait --for=jsonpath='{.status.phase}'=Succeeded "migrationrequest/$1" --timeout=120s
  in_namespace get migrationrequest "$1"
}

# lose REPLICA: ends all processes of the pod that runs it as if its machine had failed, and the pod with them.
lose() {
  local pod node
  pod=$(in_namespace get pods -l "millrace.dev/replica=$1" --field-selector=status.phase=Running -o jsonpath='{.items[0].metadata.name}')
  node=$(in_namespace get pod "$pod" -o jsonpath='{.spec.nodeName}')
  # Each process knows its pod's name from its environment.
  hack/cluster exec "$node" bash -c 'kill -KILL $(grep -lzx "POD_NAME=$1" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3)' lose "$pod"
  in_namespace delete pod "$pod" --grace-period=0 --force >/dev/null 2>&1
}
