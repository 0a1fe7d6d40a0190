# The table of values for README.md, from the comments in values.yaml: each key has its comment in the lines above it, and
# a value stands on its key's line. Ends with status 1 at a key without a comment.
function fail(text) { print "values.yaml:" NR ": " text >"/dev/stderr"; bad = 1; exit 1 }

/^ *#/ { line = $0; sub(/^ *# ?/, "", line); comment = comment == "" ? line : comment " " line; next }
/^ *$/ { comment = ""; next }
{
  if (!match($0, /^ *[A-Za-z][A-Za-z0-9]*:/)) fail("neither a key, a comment nor empty: write a list or map on one line")
  indent = match($0, /[^ ]/) - 1
  key = $0; sub(/^ */, "", key); sub(/:.*/, "", key)
  value = $0; sub(/^ *[A-Za-z0-9]*: */, "", value)
  if (comment == "") fail(key " has no comment")
  depth = indent / 2
  path[depth] = key
  full = path[0]
  for (i = 1; i <= depth; i++) full = full "." path[i]
  gsub(/\|/, "\\|", comment); gsub(/\|/, "\\|", value)
  if (value == "") print "| **" full "** | | " comment " |"
  else print "| `" full "` | `" value "` | " comment " |"
  comment = ""
}
