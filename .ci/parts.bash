# What .ci/run and .ci/nightly share: parts that are timed, a table of them, and environments.
# shellcheck shell=bash
# Sourced from the root of the clone, by bash with -u and without -e.

names=() seconds=() results=() absent=()
failed=0

# Run a command as a part: time it, go on if it fails, and remember what came of it.
part() {
    local name=$1 begun=$SECONDS status
    shift
    printf '\n=== %s\n' "$name"
    (
        set -e
        "$@"
    )
    status=$?
    names+=("$name") seconds+=($((SECONDS - begun)))
    if ((status)); then
        results+=("FAILED ($status)")
        failed=1
    else
        results+=(passed)
    fi
    return 0
}

# Say what this machine does not have, now and again at the end.
without() {
    absent+=("$1")
    printf '\n=== %s\n' "$1"
}

minutes() {
    printf '%d.%d' $(($1 / 60)) $(($1 % 60 / 6))
}

# Print the parts with their minutes, and leave with 1 where one failed.
report() {
    local i all=0
    printf '\n%-44s %8s  %s\n' part minutes result
    for i in "${!names[@]}"; do
        printf '%-44s %8s  %s\n' "${names[i]}" "$(minutes "${seconds[i]}")" "${results[i]}"
        all=$((all + seconds[i]))
    done
    printf '%-44s %8s\n' 'in all' "$(minutes $all)"
    for i in "${absent[@]+"${absent[@]}"}"; do printf '%s\n' "$i"; done
    exit $failed
}

# Print the requirements of dependency groups; pip older than 25.1 knows no groups.
groups() {
    "$python" - "$@" << 'PYTHON'
import sys
import tomllib

with open("pyproject.toml", "rb") as file:
    groups = tomllib.load(file)["dependency-groups"]
print("\n".join(line for name in sys.argv[1:] for line in groups[name]))
PYTHON
}

# Install into an environment: pip's arguments after the environment.
install() {
    "$1/bin/pip" install --quiet --disable-pip-version-check "${@:2}"
}

# Make an environment with the library in this clone and what its tests need.
environment() {
    "$1" -m venv "$2"
    install "$2" -e '.[test]'
}

# Print the path of Python X.Y: from the path, or from pyenv's versions, never one of pyenv's shims,
# which may stand for a version that is not there or not chosen.
find_python() {
    local candidate
    {
        type -aP "python$1" "python3"
        printf '%s\n' "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python | sort -rV
    } | while read -r candidate; do
        [[ $candidate != */shims/* && -x $candidate ]] || continue
        "$candidate" -c "import ensurepip, sys, venv; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" \
            2> /dev/null || continue
        printf '%s\n' "$candidate"
        break
    done
}
