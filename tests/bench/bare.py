"""An empty page in a Qt WebEngine window: prints as JSON when it was painted, in seconds since the epoch."""

import os
import sys
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium refuses to start its sandbox as root.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QMainWindow

PAGE = """<!doctype html><title>bare</title><script>
requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { document.title = "painted"; };
  channel.port2.postMessage(null);
});
</script>"""


def main() -> None:
    app = QApplication(sys.argv[:1])
    window, view = QMainWindow(), QWebEngineView()
    window.setCentralWidget(view)
    window.resize(1280, 800)
    painted: list[float] = []

    def titled(title: str) -> None:
        if title == "painted":
            painted.append(time.time())
            app.quit()

    view.titleChanged.connect(titled)
    view.setHtml(PAGE)
    window.show()
    app.exec()
    print(f'{{"painted_at": {painted[0]:.3f}}}')


if __name__ == "__main__":
    main()
