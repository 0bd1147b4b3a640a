"""The arctic:// scheme, which serves the page what `page.assets` answers and nothing else."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler
from shiboken6 import isValid

from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError, AssetMissing, system_reason
from arctic_map.page.addresses import ORIGIN
from arctic_map.page.asset import Asset, DeferredAsset

NAME = b"arctic"
MAX_TASKS = 8
"""Answers that are computed at the same time."""
CHANNEL = "/qwebchannel.js"
INDEX = QUrl(f"{ORIGIN}/index.html")


def register() -> None:
    """Register the scheme with Chromium. Must be called before QApplication is created."""
    scheme = QWebEngineUrlScheme(NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flags = QWebEngineUrlScheme.Flag
    scheme.setFlags(flags.SecureScheme | flags.CorsEnabled | flags.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


def ours(url: QUrl) -> bool:
    """Return whether a URL belongs to the app."""
    return url.scheme() == NAME.decode() and url.host() == "app"


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Serves requests of the page once `answer_with` was called; some paths are served from the start."""

    def __init__(
        self, parent: QObject | None = None, early: Callable[[str], Asset | None] | None = None
    ) -> None:
        """`early` returns the answers that are available from the start, and None for all other paths."""
        super().__init__(parent)
        self._early = early
        self._answer: Callable[[str], Asset | DeferredAsset] | None = None
        self._waiting: list[QWebEngineUrlRequestJob] = []
        self._tasks = TaskQueue(self, at_once=MAX_TASKS)

    def answer_with(self, answer: Callable[[str], Asset | DeferredAsset]) -> None:
        """Set the function that answers requests, and answer those that are waiting."""
        self._answer = answer
        for job in self._waiting:
            if isValid(job):
                self._reply(job)
        self._waiting.clear()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        initiator = job.initiator()
        if bytes(job.requestMethod().data()) != b"GET" or not (initiator.isEmpty() or ours(initiator)):
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        self._reply(job)

    def _reply(self, job: QWebEngineUrlRequestJob) -> None:
        try:
            asset = self.asset(job.requestUrl().path(QUrl.ComponentFormattingOption.FullyDecoded))
        except (AssetMissing, OSError):
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        if asset is None:
            self._waiting.append(job)
        elif isinstance(asset, DeferredAsset):
            # Computed in a task, since the window's thread also passes Chromium's frames on.
            hand_over, fail = partial(self._hand_over, job), partial(self._fail, job)
            self._tasks.submit(_made, asset, done=hand_over, failed=fail)
        else:
            self._hand_over(job, asset)

    def _fail(self, job: QWebEngineUrlRequestJob, _error: ArcticMapError) -> None:
        if isValid(job):
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _hand_over(self, job: QWebEngineUrlRequestJob, asset: Asset) -> None:
        if not isValid(job):
            return
        # The job owns the buffer, which must live as long as Chromium reads from it.
        buffer = QBuffer(job)
        buffer.setData(QByteArray(asset.body))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        if asset.policy:
            # A multimap: each name has a list of values.
            headers = {QByteArray(b"Content-Security-Policy"): [QByteArray(asset.policy.encode())]}
            job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]
        job.reply(QByteArray(asset.media_type.encode()), buffer)

    def asset(self, path: str) -> Asset | DeferredAsset | None:
        """Return the answer for a path; None if none is known yet. Raises AssetMissing."""
        if self._early and (answer := self._early(path)):
            return answer
        return self._answer(path) if self._answer else None


def _made(late: DeferredAsset) -> Asset:
    """Compute a late answer. Raises AssetMissing."""
    try:
        return Asset(late.media_type, late.body)
    except OSError as error:
        raise AssetMissing("the answer cannot be read", why=system_reason(error)) from None


def qwebchannel() -> bytes:
    """Return Qt's script for the page's end of the channel."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
