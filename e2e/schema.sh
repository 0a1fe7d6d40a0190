# What the API server says to the cases of the schema, as who runs kubectl apply sees it. Sourced, with kubectl defined.
# shellcheck shell=bash
cases=crds/src/test/resources

# as_server EXPECTATION: what the API server says, as an extended regular expression, where our own check has other words.
as_server() {
  case $1 in
    "is the same as"*) echo 'Duplicate value' ;;
    "is missing.") echo 'Required value' ;;
    *" is not allowed.") echo 'should match|Unsupported value' ;;
    *" is too small.") echo 'should be greater than or equal to' ;;
    *" is too large.") echo 'should be less than or equal to' ;;
    "has 0 fields.") echo 'should have at least 1 propert' ;;
    "has "*" fields.") echo 'must have at most 1 item' ;;
  esac
}

# Both write an entry of a map as they write a field, and what is wrong with a resource's name is said of the whole.
plain_paths() { sed -E 's/\[([^]0-9][^]]*)\]/.\1/g; s/<nil>: /metadata.name: /'; }

# document NUMBER FILE
document() { awk -v wanted="$1" 'BEGIN { at = 1 } /^---/ { at++; next } at == wanted' "$2"; }

# apply_case FILE NAMESPACE: the last document of the file, on top of the first one if there are two.
apply_case() {
  local status=0
  if grep -q '^---' "$1"; then
    kubectl create namespace "$2" >/dev/null || return
    document 1 "$1" | kubectl -n "$2" apply -f - >/dev/null || return
    document 2 "$1" | kubectl -n "$2" apply --dry-run=server -f - || status=$?
    kubectl delete namespace "$2" --wait=false >/dev/null
    return $status
  fi
  kubectl -n default apply --dry-run=server -f "$1"
}

# Each file of the cases: a valid one is taken, an invalid one is refused with the words that it expects.
check_schema() {
  local file said status count=0 wrong=0
  for file in "$cases"/*/*.yaml; do
    count=$((count + 1)) status=0
    said=$(apply_case "$file" "schema-$count" 2>&1) || status=$?
    said=$(plain_paths <<<"$said")
    case ${file##*/}/$status in
      valid*/0) ;;
      valid*) printf 'refused: %s\n%s\n' "$file" "$said" >&2; wrong=1 ;;
      *) refusal_is_said "$file" "$status" "$said" || wrong=1 ;;
    esac
  done
  [ $wrong = 0 ] && echo "$count cases of the schema"
}

# says SAID TEXT: in these words, or in the server's own.
says() {
  local words
  grep -qF -- "$2" <<<"$1" && return
  words=$(as_server "$2")
  [ -n "$words" ] && grep -qE -- "$words" <<<"$1"
}

# refusal_is_said FILE STATUS SAID
refusal_is_said() {
  local line field text there all=0
  [ "$2" != 0 ] || { echo "taken: $1" >&2; return 1; }
  while IFS= read -r line; do
    field=${line%%: *} text=${line#*: }
    there=$(grep -F "$field: " <<<"$3" || true)
    says "$there" "$text" || { printf 'not said to %s: %s\n%s\n' "$1" "$line" "$3" >&2; all=1; }
  done < <(sed -n 's/^# expect //p' "$1")
  return $all
}
