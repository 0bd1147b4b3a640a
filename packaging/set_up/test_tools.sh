#!/usr/bin/env bash
# test_tools.sh [slow]: installs what the tests need beside the app: the system's locales; for the slow ones a
# tracer, an X server without a screen, the bus of screen readers, programs that read what the app writes, and a
# database and map servers that share layers.
# Where that cannot be, the tests that need them fail by name.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

tools=(localedef:libc-bin /usr/share/i18n/locales/tr_TR:locales)
if [ "${1:-}" = slow ]; then
    tools+=(strace:strace Xvfb:xvfb dbus-daemon:dbus-daemon gdbus:libglib2.0-bin
        /usr/libexec/at-spi-bus-launcher:at-spi2-core dbus-monitor:dbus-bin secret-tool:libsecret-tools gnome-keyring-daemon:gnome-keyring pdftotext:poppler-utils xmllint:libxml2-utils
        rsvg-convert:librsvg2-bin chromium:chromium ffprobe:ffmpeg
        /usr/share/doc/postgresql-postgis:postgresql-postgis /usr/lib/cgi-bin/mapserv:cgi-mapserver
        /usr/lib/cgi-bin/mapcache:mapcache-cgi)
fi
lacking=()
for tool in "${tools[@]}"; do
    command -v "${tool%:*}" >/dev/null || [ -e "${tool%:*}" ] || lacking+=("${tool#*:}")
done
[ ${#lacking[@]} -gt 0 ] || exit 0
if may_install; then
    apt_install "${lacking[@]}"
else
    say "missing for some of the tests: ${lacking[*]}"
fi
