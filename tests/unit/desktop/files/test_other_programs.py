"""Files and links that macOS hands over as events."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from arctic_map.desktop.files.other_programs import FileOpenEvents


def test_macos_hands_files_and_links_over_as_events(qapp: QApplication, tmp_path: Path) -> None:
    received: list[object] = []
    doorman = QWidget()
    events = FileOpenEvents(doorman)
    events.path_received.connect(received.append)
    for event in (QFileOpenEvent(str(tmp_path / "a.geojson")), QFileOpenEvent(QUrl("arctic-map://fact/T3"))):
        QCoreApplication.sendEvent(doorman, event)
    QCoreApplication.sendEvent(doorman, QFileOpenEvent(QUrl("http://example.org/")))
    assert received[0] == tmp_path / "a.geojson"
    assert str(received[1]) == "arctic-map://fact/T3"
    assert len(received) == 2
