"""What must be set before Qt starts: sandbox, quiet logs."""

import os


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def prepare(*, offscreen: bool = False) -> None:
    """Set what Qt and Chromium read when they start; what the user has set stays."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # Qt would ask an X server for its graphics, and end the process where that has none.
        os.environ.pop("DISPLAY", None)
    if is_root():
        # Chromium refuses to start its sandbox as root; for everybody else it stays on.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ[FLAGS] = chromium_flags(os.environ.get(FLAGS, ""))
    # It would open a port through which every program here could drive the page.
    os.environ.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
    os.environ.setdefault("QT_LOGGING_RULES", "default.info=false;qt.webenginecontext.info=false")


FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    # One process less to start: nothing that it would bring forth is ever asked for. Pages have their own.
    "--no-unsandboxed-zygote",
    # Where a way out is left open all the same, it ends here: no address is found, no proxy is looked for,
    # and calls between browsers must go by a proxy.
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--no-proxy-server",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--log-level=3",
    # V8 sizes its first heap by the machine's memory and collects nothing before that is full: by then there
    # are hundreds of MB of dropped paths and canvases, most of which it does not count.
    "--js-flags=--initial-old-space-size=16",
)


def chromium_flags(own: str) -> str:
    """Ours with the user's own behind them: of two that disagree the last one counts."""
    kept = [flag for flag in own.split(" ") if flag and not flag.startswith("--remote-debugging")]
    return " ".join((*(flag for flag in CHROMIUM_FLAGS if flag not in own), *kept))


def sandbox_state() -> str:
    """`on`, or `off` with the reason."""
    if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1":
        return "off: run as root" if is_root() else "off: QTWEBENGINE_DISABLE_SANDBOX is set"
    if "--no-sandbox" in os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""):
        return "off: QTWEBENGINE_CHROMIUM_FLAGS says --no-sandbox"
    return "on"
