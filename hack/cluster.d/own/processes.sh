# The cluster's processes. Each carries the name of its part in its environment, and so do those that it starts:
# they are found by that, whatever became of the files that could have noted them.
# shellcheck shell=bash

# Starts a part in the background, in a session of its own and without the caller's open files: spawn PART COMMAND…
# (A lock that the caller holds would otherwise be held until the cluster goes down.)
spawn() {
  local part=$1 file
  shift
  (
    for file in /proc/"$BASHPID"/fd/*; do
      file=${file##*/}
      [ "$file" -le 2 ] || [ "$file" = 255 ] || eval "exec $file>&-"
    done
    exec env MILLRACE_CLUSTER_PART="$part" setsid "$@" >>"$state/log/$part.log" 2>&1 </dev/null
  ) &
}

# The ids of the processes of a part, or with ".*" of all parts.
processes_of() {
  grep --null-data --line-regexp --files-with-matches --no-messages "MILLRACE_CLUSTER_PART=$1" /proc/[0-9]*/environ \
    | sed 's,/proc/\(.*\)/environ,\1,' || true
}

# The first process of a node: the one that is number 1 in a process namespace just below ours.
first_process() {
  local process
  for process in $(processes_of "node-$1"); do
    awk '/^NSpid:/ && NF == 3 && $3 == 1 {print $2}' "/proc/$process/status" 2>/dev/null || true
  done
}

is_on() { [ -n "$(first_process "$1")" ]; }

# Runs a command in a node: inside NODE COMMAND…
inside() {
  local process
  process=$(first_process "$1")
  shift
  [ -n "$process" ] || return 1
  nsenter --target "$process" --mount --pid --net --uts -- "$@"
}

# Ends processes at once and waits until they are gone. Nothing of theirs is kept, so nothing has to be put in order.
# A first process is gone only when all of its node are.
end_processes() {
  local process
  for process in "$@"; do kill -KILL "$process" 2>/dev/null || true; done
  for process in "$@"; do wait_for 20 "process $process to end" is_gone "$process"; done
}
is_gone() { [ ! -e "/proc/$1" ] || grep -q '^State:.Z' "/proc/$1/status"; }

# signal_processes SIGNAL PART
signal_processes() {
  local process
  for process in $(processes_of "$2"); do kill "-$1" "$process"; done
}
