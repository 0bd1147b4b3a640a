"""Environment variables that must be set before Qt starts: sandbox, network, logs."""

import os


def is_root() -> bool:
    """Return whether the process runs as root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def prepare(*, offscreen: bool = False) -> None:
    """Set the variables that Qt and Chromium read at start; the user's own values are kept."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # Qt would use the X server's graphics, and exit if there are none.
        os.environ.pop("DISPLAY", None)
    if is_root():
        # Chromium refuses to start its sandbox as root; for all others it stays on.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ[FLAGS] = chromium_flags(os.environ.get(FLAGS, ""))
    # It would open a port through which every local program could control the page.
    os.environ.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
    os.environ.setdefault("QT_LOGGING_RULES", "default.info=false;qt.webenginecontext.info=false")


FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    # Saves one process, because nothing that it would start is needed. Pages have their own zygote.
    "--no-unsandboxed-zygote",
    # A second barrier against network access: no name is resolved, no proxy is used, and WebRTC must use a
    # proxy.
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--no-proxy-server",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--log-level=3",
    # V8 sizes its first heap by the machine's memory and collects only when it is full. By then there are
    # hundreds of MB of discarded paths and canvases, most of which it does not count.
    "--js-flags=--initial-old-space-size=16",
)


def chromium_flags(own: str) -> str:
    """Return our flags, followed by the user's own, which take precedence."""
    allowed = [flag for flag in own.split(" ") if flag and not flag.startswith("--remote-debugging")]
    return " ".join((*(flag for flag in CHROMIUM_FLAGS if flag not in own), *allowed))


def sandbox_state() -> str:
    """Return `on`, or `off` with the reason."""
    if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1":
        return "off: run as root" if is_root() else "off: QTWEBENGINE_DISABLE_SANDBOX is set"
    if "--no-sandbox" in os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""):
        return "off: QTWEBENGINE_CHROMIUM_FLAGS says --no-sandbox"
    return "on"
