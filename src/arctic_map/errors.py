"""Errors whose messages are written for the user: what happened, where, and why."""

import errno
import os

NEAR, SHORTEST = 0.72, 4
"""Minimum likeness of a name that may have been meant, and its minimum letters: T1 is not like T19."""

SYSTEM_REASONS = {
    errno.EACCES: "permission denied",
    errno.EBUSY: "the file or device is in use",
    errno.EEXIST: "the file exists already",
    errno.EFBIG: "the file is too large",
    errno.EINVAL: "invalid argument",
    errno.EIO: "input or output error",
    errno.EISDIR: "this is a folder",
    errno.ELOOP: "too many levels of symbolic links",
    errno.EMFILE: "too many open files",
    errno.ENAMETOOLONG: "file name too long",
    errno.ENOENT: "no such file or folder",
    errno.ENOMEM: "not enough memory",
    errno.ENOSPC: "no space left on device",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EPERM: "operation not permitted",
    errno.EROFS: "read-only file system",
    errno.ETXTBSY: "the file is in use",
    errno.EXDEV: "the file cannot be moved to another device",
}
"""The system describes its errors in its own language, which need not be that of the program."""


class ArcticMapError(Exception):
    """Raised when an operation fails; `what`, `where` and `why` are texts for the user."""

    def __init__(self, what: str, *, where: str = "", why: str = "") -> None:
        self.what, self.where, self.why = what, where, why
        super().__init__(": ".join(part for part in (where, what, why) if part))


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
        text = SYSTEM_REASONS.get(number, text)
    return (text or str(error)).lower()
