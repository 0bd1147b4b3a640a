"""Fields for the user name and password of a server or database."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.shared_source import KEYRING, host_of, is_shared, user_of, with_login
from arctic_map.model.tr import tr


class LoginFields(QWidget):
    """Hidden until a server asks for a login."""

    submitted = Signal()
    """Emitted when the reader presses Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = ""
        """The server that asked for the login."""
        self._has_stored = False
        """Whether the keyring has a password for it."""
        self.user, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.stores = QCheckBox(tr("Store in the system’s &keyring"))
        has_keyring = bool(QStandardPaths.findExecutable(KEYRING))
        self.stores.setEnabled(has_keyring)
        self.stores.setToolTip(
            tip(
                tr("The password is used again the next time")
                if has_keyring
                else tr("Install the program {name} to store passwords", name=KEYRING)
            )
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for text, field in ((tr("&User"), self.user), (tr("&Password"), self.password)):
            caption = QLabel(text)
            caption.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            field.returnPressed.connect(self.submitted)
            row.addWidget(caption)
            row.addWidget(field, 1)
        row.addWidget(self.stores)
        self.hide()

    def begin(self, address: str, *, stored: bool = False) -> None:
        """Show the fields for an address that needs a login, and take the focus.

        If the keyring has a password that was refused, it is `stored`, and the next one replaces it.
        """
        self._show(address, stored=stored)
        (self.password if self.user.text() else self.user).setFocus()
        self.password.selectAll()

    def show_stored(self, address: str) -> None:
        """Show that the password of an address is in the keyring, from where it can be deleted."""
        self._show(address, stored=True)
        self.password.clear()

    def _show(self, address: str, *, stored: bool) -> None:
        self.leave_for(address)
        self._host = host_of(address)
        if not self.user.text():
            self.user.setText(user_of(address))
        if stored:
            self._has_stored = True
            self.stores.setChecked(True)
            self.password.setPlaceholderText(tr("in the keyring"))
        self.show()

    def leave_for(self, address: str) -> None:
        """Hide the fields and forget what was typed, if an address is of another server."""
        if is_shared(address) and host_of(address) != self._host:
            self.user.clear()
            self.password.clear()
            self.password.setPlaceholderText("")
            self._has_stored = False
            self.stores.setChecked(False)
            self.hide()

    def completed(self, address: str) -> str:
        """The address with the login, if the fields are visible and filled."""
        if self.isHidden() or not self.user.text():
            return address
        return with_login(address, self.user.text(), self.password.text())

    @property
    def stores_password(self) -> bool | None:
        """Whether the password should be stored or deleted; None if the keyring stays as it is."""
        changes = self.password.text() or (self._has_stored and not self.stores.isChecked())
        return self.stores.isChecked() if changes and not self.isHidden() else None
