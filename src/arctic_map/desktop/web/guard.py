"""Restrict the page to the app's own addresses."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, QUrl, Signal
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
)

from arctic_map.desktop.web import scheme

INDEX = scheme.INDEX.toString()


def allowed(url: QUrl, resource: QWebEngineUrlRequestInfo.ResourceType) -> bool:
    """Return whether a request is for the app itself or for an image embedded as a data URL."""
    if scheme.ours(url):
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
        return url == scheme.INDEX

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
        if url.toString().partition("#")[0] != INDEX:
            QTimer.singleShot(0, self, lambda: self.load(scheme.INDEX))


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
    ):
        settings.setAttribute(unwanted, False)
