#!/usr/bin/env bash
# test_tools.sh: installs what the slow tests need beside the app: a tracer, an X server without a screen,
# the bus of screen readers, and programs that read what the app writes. Where that cannot be, pytest names
# what it skips.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

lacking=()
for command in strace:strace Xvfb:xvfb dbus-daemon:dbus-daemon gdbus:libglib2.0-bin \
    /usr/libexec/at-spi-bus-launcher:at-spi2-core pdftotext:poppler-utils xmllint:libxml2-utils \
    rsvg-convert:librsvg2-bin chromium:chromium; do
    command -v "${command%:*}" >/dev/null || lacking+=("${command#*:}")
done
[ ${#lacking[@]} -gt 0 ] || exit 0
if may_install; then
    apt_install "${lacking[@]}"
else
    say "missing for some of the slow tests, which are skipped: ${lacking[*]}"
fi
