"""The line to the page: one slot that receives, one signal that sends."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot


class Bridge(QObject):
    """Carries texts; page.to_page and page.from_page know what they mean."""

    sent = Signal(int, str)
    """To the page: the number of this batch, 0 for a question, and its messages as JSON."""
    received = Signal(str)
    """To the program: one message as JSON."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0

    def send(self, batch: str) -> int:
        """Send a batch; returns the number that the page's `Painted` will carry."""
        self.count += 1
        self.sent.emit(self.count, batch)
        return self.count

    def ask(self, question: str) -> None:
        """Send messages that paint nothing, so that no `Painted` follows."""
        self.sent.emit(0, question)

    @Slot(str)
    def receive(self, text: str) -> None:
        self.received.emit(text)

    def event(self, event: QEvent) -> bool:
        # The channel offers the page every slot of a QObject, deleteLater too; the bridge must outlive it.
        if event.type() is QEvent.Type.DeferredDelete:
            return True
        return super().event(event)
