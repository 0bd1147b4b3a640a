# Shared by the set-up scripts: say what happens, and install Debian packages where that is possible.

say() { printf 'set-up: %s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] && return 0
    # With no terminal nobody can type a password, so only a sudo that asks for none will do.
    command -v sudo >/dev/null && { [ -t 2 ] || sudo -n true 2>/dev/null; }
}

apt_refresh() {
    # Once per script is enough; a fresh system has no package list at all.
    [ -n "${apt_is_fresh:-}" ] && return 0
    say "reading the list of system packages"
    as_root apt-get update -qq || return 1
    apt_is_fresh=yes
}

# apt_install PACKAGE...: installs them, or names the line that would and ends.
apt_install() {
    if ! may_install; then
        say "system packages are missing and cannot be installed from here; run this, then make again:"
        say "    sudo apt-get install -y --no-install-recommends $*"
        exit 1
    fi
    { apt_refresh && say "installing $*" && apt_get_install "$@"; } || {
        say "could not install system packages; the lines above say why."
        say "check the network connection, then run the same command again."
        exit 1
    }
}

apt_get_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
