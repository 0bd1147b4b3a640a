"""Errors whose messages are written for the user: what happened, where, and why."""

import errno
import os

from arctic_map.model.tr import labelled, tr, tr_later

NEAR, SHORTEST = 0.72, 4
"""Minimum likeness of a name that may have been meant, and its minimum letters: T1 is not like T19."""

SYSTEM_REASONS = {
    errno.EACCES: tr_later("permission denied"),
    errno.EBUSY: tr_later("the file or device is in use"),
    errno.EEXIST: tr_later("the file exists already"),
    errno.EFBIG: tr_later("the file is too large"),
    errno.EINVAL: tr_later("invalid argument"),
    errno.EIO: tr_later("input or output error"),
    errno.EISDIR: tr_later("this is a folder"),
    errno.ELOOP: tr_later("too many levels of symbolic links"),
    errno.EMFILE: tr_later("too many open files"),
    errno.ENAMETOOLONG: tr_later("file name too long"),
    errno.ENOEXEC: tr_later("not a program for this system"),
    errno.ENOENT: tr_later("no such file or folder"),
    errno.ENOMEM: tr_later("not enough memory"),
    errno.ENOSPC: tr_later("no space left on device"),
    errno.ENOTDIR: tr_later("a part of the path is not a folder"),
    errno.EPERM: tr_later("operation not permitted"),
    errno.EROFS: tr_later("read-only file system"),
    errno.ETXTBSY: tr_later("the file is in use"),
    errno.EXDEV: tr_later("the file cannot be moved to another device"),
}
"""The system describes its errors in its own language, which need not be that of the program."""


class ArcticMapError(Exception):
    """Raised when an operation fails; `what`, `where` and `why` are texts for the user."""

    def __init__(self, what: str, *, where: str = "", why: str = "") -> None:
        self.what, self.where, self.why = what, where, why
        super().__init__(labelled(where, what, why))


class ContentError(ArcticMapError):
    """The catalogue cannot be read at all."""


class UnknownName(ArcticMapError):
    """No layer, feature, fact or projection has the requested name."""


class WrongLink(UnknownName):
    """A link is malformed, or leads to nothing in the atlas."""


class ExportError(ArcticMapError):
    """An image could not be drawn or written."""


class AssetMissing(ArcticMapError):
    """The page requested an address that the app does not serve."""


class MapFailed(ArcticMapError):
    """The map in the window did not load."""


def system_reason(error: Exception) -> str:
    """Return why an operation failed; an OSError in the same words on each system."""
    if not isinstance(error, OSError):
        return str(error)
    text, number = error.strerror, error.errno
    if number is not None and (text == os.strerror(number) or getattr(error, "winerror", None)):
        text = tr(SYSTEM_REASONS[number]) if number in SYSTEM_REASONS else text
    return (text or str(error)).lower()
