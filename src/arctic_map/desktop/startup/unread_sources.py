"""PySide reads the text of every module that is loaded after it: whether that wants other names."""

import sys

FEATURES = "shibokensupport.feature"
"""The part of PySide that looks; made known when its first module is loaded."""
LOOKS = "_mod_uses_pyside"


def leave_unread() -> None:
    """Nothing here wants other names, and the texts of 330 modules are a twentieth of the start.

    Without that part of PySide, or in a version that looks otherwise, all is as ever.
    """
    feature = sys.modules.get(FEATURES)
    if feature is not None and hasattr(feature, LOOKS):
        setattr(feature, LOOKS, _wants_no_names)


def _wants_no_names(module: object) -> bool:
    return False
