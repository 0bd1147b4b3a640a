"""Nothing gets out, nothing gets in: the page may ask only the app itself."""

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from arctic_map.desktop.web import scheme


def allowed(url: QUrl, resource: QWebEngineUrlRequestInfo.ResourceType) -> bool:
    """The app's own addresses, and pictures that are written out in the page itself."""
    if scheme.ours(url):
        return True
    return url.scheme() == "data" and resource == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage


class Guard(QWebEngineUrlRequestInterceptor):
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        info.block(not allowed(info.requestUrl(), info.resourceType()))


class GuardedPage(QWebEnginePage):
    """A page that never leaves its own address, opens no window and is granted no permission."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.permissionRequested.connect(_deny)

    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        return url == scheme.INDEX

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


def _cancel(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def lock(profile: QWebEngineProfile, guard: Guard) -> None:
    """Refuse downloads, remote addresses and everything the map does not need."""
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
    ):
        settings.setAttribute(unwanted, False)
