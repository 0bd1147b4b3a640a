#!/usr/bin/env bash
# system_libraries.sh PYTHON: installs the system libraries that Qt WebEngine links to, and only those that are missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
python=$1

qt=$("$python" -c '
from importlib.metadata import distribution
print(distribution("PySide6-Essentials").locate_file("PySide6") / "Qt")')

missing() {
    local file
    for file in libexec/QtWebEngineProcess lib/libQt6WebEngineCore.so.6 lib/libQt6Svg.so.6 \
        lib/libQt6OpenGL.so.6 plugins/platforms/libqxcb.so plugins/platforms/libqoffscreen.so \
        plugins/platforms/libqwayland.so; do
        if [ -e "$qt/$file" ]; then ldd "$qt/$file"; fi
    done | awk '/not found/ { print $1 }' | sort -u
}

# The names of the packages that may hold a library, newest first: the 64-bit time change renamed a few.
packages_of() {
    case $1 in
        libX11.so.6) echo libx11-6 ;;
        libX11-xcb.so.1) echo libx11-xcb1 ;;
        libXcomposite.so.1) echo libxcomposite1 ;;
        libXcursor.so.1) echo libxcursor1 ;;
        libXdamage.so.1) echo libxdamage1 ;;
        libXext.so.6) echo libxext6 ;;
        libXfixes.so.3) echo libxfixes3 ;;
        libXi.so.6) echo libxi6 ;;
        libXrandr.so.2) echo libxrandr2 ;;
        libXrender.so.1) echo libxrender1 ;;
        libXtst.so.6) echo libxtst6 ;;
        libxkbfile.so.1) echo libxkbfile1 ;;
        libSM.so.6) echo libsm6 ;;
        libICE.so.6) echo libice6 ;;
        libxcb.so.1) echo libxcb1 ;;
        libxcb-cursor.so.0) echo libxcb-cursor0 ;;
        libxcb-icccm.so.4) echo libxcb-icccm4 ;;
        libxcb-image.so.0) echo libxcb-image0 ;;
        libxcb-keysyms.so.1) echo libxcb-keysyms1 ;;
        libxcb-render-util.so.0) echo libxcb-render-util0 ;;
        libxcb-util.so.1) echo libxcb-util1 ;;
        libxkbcommon.so.0) echo libxkbcommon0 ;;
        libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
        # Debian's rule: libNAME + version, with a dash between two digits.
        libxcb-*.so.* | libwayland-*.so.*) echo "$1" | sed -E 's/([0-9])\.so\./\1-/; s/\.so\.//' ;;
        libEGL.so.1) echo libegl1 ;;
        libGL.so.1) echo libgl1 ;;
        libGLX.so.0) echo libglx0 ;;
        libOpenGL.so.0) echo libopengl0 ;;
        libgbm.so.1) echo libgbm1 ;;
        libdrm.so.2) echo libdrm2 ;;
        libasound.so.2) echo libasound2t64 libasound2 ;;
        libpulse.so.0) echo libpulse0 ;;
        libdbus-1.so.3) echo libdbus-1-3 ;;
        libfontconfig.so.1) echo libfontconfig1 ;;
        libfreetype.so.6) echo libfreetype6 ;;
        libglib-2.0.so.0 | libgthread-2.0.so.0 | libgobject-2.0.so.0 | libgio-2.0.so.0)
            echo libglib2.0-0t64 libglib2.0-0 ;;
        libnspr4.so | libplc4.so | libplds4.so) echo libnspr4 ;;
        libnss3.so | libnssutil3.so | libsmime3.so | libssl3.so) echo libnss3 ;;
        libexpat.so.1) echo libexpat1 ;;
        libudev.so.1) echo libudev1 ;;
        libz.so.1) echo zlib1g ;;
        libzstd.so.1) echo libzstd1 ;;
        libpci.so.3) echo libpci3 ;;
        libkrb5.so.3) echo libkrb5-3 ;;
        libgssapi_krb5.so.2) echo libgssapi-krb5-2 ;;
        libcups.so.2) echo libcups2t64 libcups2 ;;
        libatomic.so.1) echo libatomic1 ;;
        libstdc++.so.6) echo libstdc++6 ;;
        *) return 1 ;;
    esac
}

# The first of the names that this system's package list knows.
known_package() {
    local name
    for name in "$@"; do
        if [ -n "$(apt-cache show "$name" 2>/dev/null)" ]; then
            echo "$name"
            return 0
        fi
    done
    echo "${!#}"
}

lacking=$(missing)
[ -n "$lacking" ] || exit 0

if may_install; then apt_refresh; fi
wanted=()
for library in $lacking; do
    if names=$(packages_of "$library"); then
        # shellcheck disable=SC2086
        wanted+=("$(known_package $names)")
    else
        say "no package is known for $library"
    fi
done
if [ ${#wanted[@]} -gt 0 ]; then
    mapfile -t wanted < <(printf '%s\n' "${wanted[@]}" | sort -u)
    apt_install "${wanted[@]}"
fi

lacking=$(missing)
if [ -n "$lacking" ]; then
    say "Qt WebEngine still lacks:" $lacking
    exit 1
fi
