# Volumes of the storage class `local`: a fixed number of directories for each node, made beforehand.
# Their size is only a name; all are on this machine's disk.
# shellcheck shell=bash
volumes_per_node=24

make_volumes() {
  local name number directory
  for name in "${nodes[@]}"; do
    for number in $(seq -w $volumes_per_node); do
      directory=$state/node/$name/volumes/$number
      mkdir -p "$directory"
      chmod 0777 "$directory"
      cat <<YAML
apiVersion: v1
kind: PersistentVolume
metadata: {name: $name-$number}
spec:
  storageClassName: local
  capacity: {storage: 10Gi}
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  local: {path: $directory}
  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [$name]}]}]}}
---
YAML
    done
  done | kubectl create -f - >"$state/log/volumes.log" 2>&1 || fail "the volumes could not be made" "See $state/log/volumes.log"
  spawn recycler "$parts/own/recycler"
}
