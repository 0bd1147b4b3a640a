"""The arctic:// scheme, which serves the page answers of `page.assets`, and a guard that blocks all else."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError, AssetMissing, system_reason
from arctic_map.page.addresses import ORIGIN
from arctic_map.page.static import Asset, DeferredAsset

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
        self,
        parent: QObject | None = None,
        early: Callable[[str], Asset | DeferredAsset | None] | None = None,
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


def allowed(url: QUrl, resource: QWebEngineUrlRequestInfo.ResourceType) -> bool:
    """Return whether a request is for the app itself or for an image embedded as a data URL."""
    if ours(url):
        return True
    return url.scheme() == "data" and resource == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage


class Guard(QWebEngineUrlRequestInterceptor):
    """Block all requests that are not `allowed`."""

    page_requested = Signal()
    """Emitted whenever the app's page is loaded, also after a crash."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        resource = info.resourceType()
        through = allowed(info.requestUrl(), resource)
        info.block(not through)
        if through and resource == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMainFrame:
            self.page_requested.emit()


class GuardedPage(QWebEnginePage):
    """A page that never leaves its address, opens no windows or dialogs and gets no permissions."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.permissionRequested.connect(_deny)
        self.fileSystemAccessRequested.connect(_reject)
        self.fullScreenRequested.connect(_reject)
        self.registerProtocolHandlerRequested.connect(_reject)
        self.urlChanged.connect(self._return)

    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        return url == INDEX

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None

    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        oldFiles: Sequence[str],
        acceptedMimeTypes: Sequence[str],
    ) -> list[str]:
        return []

    # Each of these would block the whole window until it is answered.

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        return

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        return False

    def javaScriptPrompt(self, securityOrigin: QUrl | str, msg: str, defaultValue: str) -> tuple[bool, str]:
        return False, ""

    def _return(self, url: QUrl) -> None:
        """Chromium navigates to about:blank, or where a script sets the address, without a request."""
        if url.toString().partition("#")[0] != INDEX.toString():
            QTimer.singleShot(0, self, lambda: self.load(INDEX))


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _reject(
    request: QWebEngineFileSystemAccessRequest
    | QWebEngineFullScreenRequest
    | QWebEngineRegisterProtocolHandlerRequest,
) -> None:
    request.reject()


def _cancel(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def lock(profile: QWebEngineProfile, guard: Guard) -> None:
    """Refuse downloads, remote addresses and all features that the map does not need."""
    profile.setUrlRequestInterceptor(guard)
    profile.downloadRequested.connect(_cancel)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    settings = profile.settings()
    attribute = QWebEngineSettings.WebAttribute
    for unwanted in (
        attribute.LocalStorageEnabled,
        attribute.LocalContentCanAccessFileUrls,
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.JavascriptCanOpenWindows,
        attribute.JavascriptCanAccessClipboard,
        attribute.AllowRunningInsecureContent,
        attribute.FullScreenSupportEnabled,
        attribute.PluginsEnabled,
        attribute.PdfViewerEnabled,
        attribute.HyperlinkAuditingEnabled,
        attribute.ScreenCaptureEnabled,
        attribute.WebGLEnabled,
        attribute.DnsPrefetchEnabled,
        attribute.NavigateOnDropEnabled,
        attribute.ErrorPageEnabled,
        attribute.AutoLoadIconsForPage,
        attribute.BackForwardCacheEnabled,
        # The gesture that plays a chart as sound is made outside the page.
        attribute.PlaybackRequiresUserGesture,
    ):
        settings.setAttribute(unwanted, False)
