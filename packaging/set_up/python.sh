#!/usr/bin/env bash
# python.sh FOLDER: makes a virtual environment with Python 3.12 or newer, which it installs where there is none.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
folder=$1

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; }

find_python() {
    local name
    for name in ${PYTHON:-} python3.13 python3.12 python3; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

# An environment that works is kept: removing it is for its owner to decide.
if new_enough "$folder/bin/python" && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

if ! python=$(find_python); then
    command -v python3 >/dev/null || apt_install python3 python3-venv
    python=$(find_python) || { say "Python 3.12 or newer is needed; name one: make PYTHON=..."; exit 1; }
fi

# Debian keeps what venv needs in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    apt_install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi

say "making $folder with $("$python" --version)"
"$python" -m venv --clear "$folder"
