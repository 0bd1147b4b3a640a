"""An empty page in a Qt WebEngine window: prints the seconds from process start to its paint."""

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
    import psutil

    print(round(painted[0] - psutil.Process().create_time(), 3))


if __name__ == "__main__":
    main()
