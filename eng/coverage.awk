# Merges cobertura reports: a line of src counts as covered when any test project ran it (linked files are compiled into
# several assemblies). Prints the share per folder and fails below `minimum` percent.
function attribute(text, name,    pattern, start) {
    pattern = name "=\""
    start = index(text, pattern)
    if (start == 0) return ""
    text = substr(text, start + length(pattern))
    return substr(text, 1, index(text, "\"") - 1)
}
/<source>/ {
    source = $0
    gsub(/.*<source>|<\/source>.*/, "", source)
    if (source !~ /\/$/) source = source "/"
}
/<class / {
    file = attribute($0, "filename")
    if (file !~ /^\//) file = source file
    if (index(file, root) == 1) file = substr(file, length(root) + 1)
}
/<line / && file ~ /^src\// && file !~ /\/obj\// {
    key = file ":" attribute($0, "number")
    hits[key] += attribute($0, "hits")
    owner[key] = file
}
END {
    for (key in hits) {
        split(owner[key], part, "/")
        folder = part[2]
        lines[folder]++
        total++
        if (hits[key] > 0) { covered[folder]++; totalCovered++ }
    }
    for (folder in lines) printf "%6.1f %%  %5d lines  %s\n", 100 * covered[folder] / lines[folder], lines[folder], folder | "sort -k4"
    close("sort -k4")
    if (total == 0) { print "no coverage data found"; exit 1 }
    share = 100 * totalCovered / total
    printf "%6.1f %%  %5d lines  src in all (at least %s %%)\n", share, total, minimum
    exit share < minimum
}
