# Who may do what.
# shellcheck shell=bash

check_rights() {
  local reader=system:serviceaccount:$space:reader
  expect "a pod's token may do what its role allows" 200 in_pod first api "/api/v1/namespaces/$space/pods"
  expect "and nothing else" 403 in_pod first api "/api/v1/namespaces/$space/secrets"
  expect "the administrator may act as an account, with its rights" "first-" k get pods "--as=$reader"
  expect "and without others" 'cannot list resource "secrets"' k get secrets "--as=$reader"
  expect "a kubelet may not read secrets" forbidden \
    "$tools/kube" kubectl --kubeconfig "$state/pki/kubelet-$first.kubeconfig" -n kube-system get secrets
  expect "a restricted namespace refuses a pod that is not" 'violates PodSecurity "restricted' \
    k run refused --image=millrace.dev/probe:1
  expect "a pod's process is the image's user" 65532 inside "$first" ps -C probe -o uid=
}
