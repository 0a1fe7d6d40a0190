# What the cluster is doing.
# shellcheck shell=bash

engine_status() {
  local name
  [ -e "$state/nodes" ] || { echo "no cluster is up"; return 1; }
  printf '%-34s %8s %8s %8s\n' part process MiB "CPU s"
  for name in etcd apiserver controller-manager scheduler coredns recycler; do rows "$name" "$name"; done
  for name in "${nodes[@]}"; do
    is_on "$name" || echo "$name is switched off"
    rows "node-$name" "$name"
  done
  echo
  kubectl get nodes -L millrace.dev/pool --request-timeout=5s || echo "the API server does not answer"
}

# One line for each process of a part that is more than a shell.
rows() {
  local process name
  for process in $(processes_of "$1"); do
    name=$(tr '\0' ' ' <"/proc/$process/cmdline" 2>/dev/null | awk '{sub(".*/", "", $1); print $1 == "kube" ? $2 : $1}')
    awk -v part="$2" -v process="$process" -v name="$name" -v hertz="$(getconf CLK_TCK)" '
      FILENAME ~ /stat$/ {sub(/.*\) /, ""); cpu = ($12 + $13) / hertz}
      /^VmRSS:/ {memory = $2 / 1024}
      END {if (memory >= 6) printf "%-34s %8d %8.0f %8.1f\n", (part == name ? part : part " " name), process, memory, cpu}
    ' "/proc/$process/stat" "/proc/$process/status" 2>/dev/null || true
  done
}
