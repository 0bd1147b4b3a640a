#!/usr/bin/env bash
# freezer.sh FOLDER: makes the environment that the installers are built in, with Python 3.12 or newer.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
top=$(cd "$here/../.." && pwd)
folder=$1
locks=("$top/requirements.lock" "$top/packaging/freezer.lock")

find_python() {
    local name
    for name in ${PYTHON:-} /usr/bin/python3.13 python3.13 python3.12 /usr/bin/python3 python3; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 12))'; then
            command -v "$name"
            return 0
        fi
    done
    say "Python 3.12 or newer is needed; name one: make package PYTHON=..."
    return 1
}

if [ ! -e "$folder/.made" ] || [ -n "$(find "${locks[@]}" -newer "$folder/.made")" ]; then
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    lacking=()
    for command in objdump:binutils dpkg-deb:dpkg; do
        command -v "${command%:*}" >/dev/null || lacking+=("${command#*:}")
    done
    case $(readlink -f "$python") in
        # Debian keeps what venv needs, and the library that the frozen app starts, in packages of their own.
        /usr/bin/*)
            "$python" -c 'import ensurepip, venv' 2>/dev/null || lacking+=("python$version-venv")
            ldconfig -p | grep -q "libpython$version.so" || lacking+=("libpython$version")
            ;;
    esac
    [ ${#lacking[@]} -eq 0 ] || apt_install "${lacking[@]}"
    say "making $folder with $("$python" --version)"
    "$python" -m venv --clear "$folder"
    for lock in "${locks[@]}"; do
        PYTHONPATH="$top/packaging" "$folder/bin/python" -m set_up.downloads "the packages of the installers" \
            "$folder/bin/python" -m pip install -q --require-hashes --only-binary :all: -r "$lock"
    done
    touch "$folder/.made"
fi
