"""The desktop application, written with PySide6."""
