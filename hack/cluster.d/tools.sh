# The programs that the cluster consists of, built from Go modules once for each version of their sources.
# shellcheck shell=bash
tools_source=$parts/tools
least_go=24

find_go() {
  local go minor
  for go in "$(command -v go || true)" /usr/local/go/bin/go /usr/lib/go/bin/go; do
    [ -x "$go" ] || continue
    minor=$(GOTOOLCHAIN=local "$go" env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
    [ "${minor:-0}" -lt $least_go ] || { echo "$go"; return; }
  done
  fail "the cluster's programs are built with Go 1.$least_go or newer, and none was found" \
    "Install it, on PATH or in /usr/local/go."
}

# A module's version as go.mod has it, without the v.
version_of() { awk -v module="$1" '$1 == module { sub("^v", "", $2); print $2; exit }' "$tools_source/go.mod"; }

# Where the programs for these sources are, or will be.
tools_home() {
  local sources
  sources=$(cd "$parts" && find tools tools.sh -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  echo "$cache/$(uname -m)-${sources:0:16}"
}

# Versions that the programs would otherwise not know: they are usually set by each project's own release scripts.
link_flags() {
  local kube helm package flags="-s -w" minor
  kube=$(version_of k8s.io/kubernetes) helm=$(version_of helm.sh/helm/v3)
  minor=${kube#*.} minor=${minor%%.*}
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=v$kube -X $package.gitMajor=${kube%%.*} -X $package.gitMinor=$minor"
    flags+=" -X $package.gitTreeState=clean -X $package.buildDate=1970-01-01T00:00:00Z"
  done
  flags+=" -X helm.sh/helm/v3/internal/version.version=v$helm"
  for package in helm.sh/helm/v3/pkg/chartutil helm.sh/helm/v3/pkg/lint/rules; do
    flags+=" -X $package.k8sVersionMajor=${kube%%.*} -X $package.k8sVersionMinor=$minor"
  done
  echo "$flags"
}

# Waits for the compiler and says every quarter of a minute how far it is: with -v it prints each package that it is done with.
watch_compiler() {
  local pid=$1 log=$2 packages=$3 ticks=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    ticks=$((ticks + 1))
    [ $((ticks % 15)) != 0 ] || say "… $(grep -c '^[^ ]*$' "$log" || true) packages compiled, of at most $packages"
  done
  wait "$pid"
}

# Sets $tools; builds what is not there yet. A build that is broken off leaves nothing that is taken for whole.
build_tools() {
  tools=$(tools_home)
  if [ ! -x "$tools/kube" ]; then
    local go packages part=$tools.$$
    go=$(find_go)
    mkdir -p "$part"
    export CGO_ENABLED=0
    say "building the cluster's programs: once, 5 to 15 minutes on two cores"
    (cd "$tools_source" && "$go" mod download) 2>"$part/download.log" \
      || fail "the Go modules could not be fetched" "$(tail -n 5 "$part/download.log")"
    packages=$(cd "$tools_source" && "$go" list -deps ./... helm.sh/helm/v3/cmd/helm | wc -l)
    say "modules are there"
    (cd "$tools_source" && exec "$go" build -v -trimpath -buildvcs=false -ldflags "$(link_flags)" -o "$part/" \
      ./kube ./coredns ./probe helm.sh/helm/v3/cmd/helm) 2>"$part/build.log" &
    watch_compiler $! "$part/build.log" "$packages" || {
      tail -n 20 "$part/build.log" >&2
      fail "the cluster's programs could not be built" "The whole log is $part/build.log"
    }
    mv -T "$part" "$tools" 2>/dev/null || rm -rf "$part"
    say "built: $tools"
  fi
  touch "$tools"
  # What other versions of the sources have left behind and nobody has used for a month.
  find "$cache" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} +
}

# kubectl and helm for the cluster that is up: the built ones, or where another engine made it those of this machine.
tool() {
  local name=$1 built
  shift
  built=$(cat "$state/tools" 2>/dev/null || tools_home)
  if [ "$name" = kubectl ] && [ -x "$built/kube" ]; then
    KUBECACHEDIR=$state/kubectl-cache "$built/kube" kubectl --kubeconfig "$state/kubeconfig" "$@"
  elif [ -x "$built/$name" ]; then
    "$built/$name" --kubeconfig "$state/kubeconfig" "$@"
  elif type -P "$name" >/dev/null; then
    command "$name" --kubeconfig "$state/kubeconfig" "$@"
  else
    fail "$name is not there" "Install it, or build it with: hack/cluster build"
  fi
}
kubectl() { tool kubectl "$@"; }
helm() { tool helm "$@"; }
