# Of each kind of lines "KIND: gaps MS… ms; N outputs, N of them twice": how many, the median, the longest, and whether
# that is within its bar. Exits with 1 if one is not.
BEGIN {
  FS = "[:;]"
  bar["parking"] = 30000
  bar["move"] = 150
  bar["light-pod"] = bar["flink-pod"] = 6000
  bar["task-manager"] = bar["job-manager"] = 12000
}
/ gaps / {
  if (!($1 in count)) order[++kinds] = $1
  n = split($2, words, " ")
  for (i = 2; i < n; i++) gaps[$1, ++count[$1]] = words[i] + 0
  if (split($3, twice, " ") > 3) repeats[$1] += twice[3]
}
END {
  printf "%-14s %6s %10s %10s %8s %s\n", "what", "gaps", "median ms", "longest", "bar", "outputs twice"
  for (k = 1; k <= kinds; k++) {
    kind = order[k]
    n = count[kind]
    for (i = 1; i <= n; i++)
      for (j = i + 1; j <= n; j++)
        if (gaps[kind, j] < gaps[kind, i]) {
          other = gaps[kind, i]
          gaps[kind, i] = gaps[kind, j]
          gaps[kind, j] = other
        }
    missed = kind in bar && gaps[kind, n] > bar[kind]
    bad += missed
    printf "%-14s %6d %10d %10d %8s %d%s\n", kind, n, gaps[kind, int((n + 1) / 2)], gaps[kind, n],
      kind in bar ? bar[kind] : "-", repeats[kind], missed ? "  MISSED" : ""
  }
  exit bad > 0
}
