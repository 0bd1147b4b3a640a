"""The reader's settings on disk, which no other window can keep this one waiting for."""

from PySide6.QtCore import QEvent, QFile, QLockFile, QSettings


class SettingsFile(QSettings):
    """The settings of this user, as Qt keeps them.

    Qt locks the file while it writes. A window killed as it took the lock leaves an empty lock file behind,
    in which Qt finds no process to ask for: every other window would stand still until the file is 30 s old.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self._drop_abandoned_lock()
        return super().event(event)

    def sync(self) -> None:
        self._drop_abandoned_lock()
        super().sync()

    def _drop_abandoned_lock(self) -> None:
        path = f"{self.fileName()}.lock"
        if QFile.exists(path):
            # Refused while the process that made it lives.
            QLockFile(path).removeStaleLockFile()
