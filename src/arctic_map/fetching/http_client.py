"""Requests to one web server, within limits of time and size. Other servers are never contacted."""

from __future__ import annotations

import http.client
import re
import ssl
import string
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from arctic_map import __version__
from arctic_map.errors import system_reason
from arctic_map.fetching.failure import NO_SUCH_HOST, SILENT, FetchError, LoginNeeded, NoParts, NothingThere
from arctic_map.model.shared_source import WEB, host_of
from arctic_map.model.tr import tr, tr_later

SILENCE_S = 20.0
"""Longest wait for the next bytes."""
PAGE_S = 120.0
"""Longest time for one answer."""
MAX_ANSWER = 100_000_000
"""Maximum bytes of one answer."""
PIECE = 1 << 16
FAULTS = (OSError, http.client.HTTPException, ValueError, zlib.error)
"""What requests raise."""
COMPRESSED = ("gzip", "x-gzip", "deflate")
"""Encodings that some servers send without being asked."""
PARTIAL = 206
"""Status of an answer with a part of a file."""
FAILURES = {401: LoginNeeded, 404: NothingThere, 410: NothingThere}
"""Kinds of failures by their statuses."""
NOT_ON_THE_WEB = tr_later("it refers to an address that is not on the web")
OTHER_PART = tr_later("it gave another part of the file than was requested")
STATUSES = {
    **dict.fromkeys((301, 302, 303, 307, 308), NOT_ON_THE_WEB),
    401: tr_later("it asks for a user name and a password, or refuses those given"),
    403: tr_later("it does not allow this"),
    404: tr_later("it has nothing at this address"),
    410: tr_later("it has nothing at this address any more"),
    429: tr_later("it has had too many requests; try again later"),
}
AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
"""Where Linux distributions have the certificates that the system trusts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    url: str
    type: str
    """Media type without parameters."""
    crs: str
    """Reference system that it states, as an address; empty if it states none."""
    body: bytes


@dataclass(frozen=True, slots=True)
class FileState:
    """What the server says of a file of which it gives parts: one that is replaced has another."""

    size: int
    """Bytes."""
    tag: str
    """Its entity tag, or when it was changed last; empty if the server says neither."""


class HttpClient:
    """Requests to the server of an address."""

    def __init__(self, address: str) -> None:
        try:
            self._place = _place(address)
        except ValueError:
            raise FetchError(tr(NOT_ON_THE_WEB), host=address) from None
        parts = urlsplit(address)
        self.host = host_of(address)
        self.address = _in_ascii(urlunsplit(parts._replace(netloc=self.host)))
        """The address without user name and password."""
        self._headers = {"User-Agent": f"arctic-map/{__version__}"}
        if parts.username:
            login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = f"Basic {b64encode(login.encode()).decode()}"
        self._is_encrypted = parts.scheme.lower() == "https"
        if parts.scheme.lower() not in WEB or not parts.hostname:
            raise FetchError(tr("the address must begin with https:// or http://"), host=address)
        self.has_answered = False
        """Whether the server has answered anything at all."""
        self._opener = OpenerDirector()
        for handler in (
            ProxyHandler(),
            HTTPHandler(),
            HTTPSHandler(context=_certificates()),
            _SameServer(self),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
        ):
            self._opener.add_handler(handler)

    def get(self, url: str, accept: str) -> Answer:
        """The answer to a request. Raises FetchError."""
        request = Request(self.own_address(url), headers={"Accept": accept, **self._headers})
        deadline = monotonic() + PAGE_S
        try:
            with self._opener.open(request, timeout=SILENCE_S) as response:
                self.has_answered = True
                body = self._body(response, deadline)
                headers: Message = response.headers
                return Answer(response.url, headers.get_content_type(), _crs(headers), body)
        except HTTPError as error:
            self.has_answered = True
            error.close()
            raise self._refusal(error.code) from error
        except FAULTS as error:
            raise self.failure(_reason(error)) from error

    def part(self, start: int, length: int) -> tuple[bytes, FileState]:
        """Bytes of the file at the address, fewer at its end.

        Raises FetchError: NoParts if the server gives whole files only.
        """
        found, state = self._piece_at(start, length)
        # A server may give less than was requested.
        while len(found) < min(length, state.size - start):
            more, present = self._piece_at(start + len(found), length - len(found))
            if present != state:
                raise self.changed()
            found += more
        return found, state

    def changed(self) -> FetchError:
        """The error if parts are of different files."""
        return self.failure(tr("the file was changed while it was read; try again"))

    def _piece_at(self, start: int, length: int) -> tuple[bytes, FileState]:
        """At least one byte of the file, and at most so many. Raises FetchError."""
        of_part = {"Range": f"bytes={start}-{start + length - 1}"}
        with self._response(Request(self.address, headers={**self._headers, **of_part})) as response:
            given = response.headers.get("Content-Range", "")
            found = re.fullmatch(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})", given)
            if response.status != PARTIAL or not found or _is_compressed(response):
                raise NoParts(tr("it gives whole files only"), host=self.host)
            first, last, size = (int(each) for each in found.groups())
            if not first == start <= last < min(start + length, size):
                raise self.failure(tr(OTHER_PART))
            try:
                body = self._body(response, monotonic() + PAGE_S)
            except FAULTS as error:
                raise self.failure(_reason(error)) from error
            if len(body) != last - first + 1:
                raise self.failure(tr(OTHER_PART))
            return body, FileState(size, _tag(response.headers))

    def _response(self, request: Request) -> Any:
        """The response to a request. Raises FetchError."""
        try:
            return self._opener.open(request, timeout=SILENCE_S)
        except HTTPError as error:
            error.close()
            raise self._refusal(error.code) from error
        except FAULTS as error:
            raise self.failure(_reason(error)) from error

    def download(self, out: Path, progress: Callable[[int, int | None], None], most: int) -> None:
        """Write what is at the address to a file of at most so many bytes. Raises FetchError and OSError."""
        with self._response(Request(self.address, headers=self._headers)) as response, out.open("wb") as file:
            size, whole = 0, None if _is_compressed(response) else response.length
            pieces = self._pieces(response)
            while piece := self._next(pieces):
                file.write(piece)
                size += len(piece)
                if size > most:
                    raise self.failure(tr("the file is larger than {size} GB", size=most // 1_000_000_000))
                progress(size, whole)

    def _next(self, pieces: Iterator[bytes]) -> bytes:
        """The next piece of a file; empty at its end. Raises FetchError."""
        try:
            return next(pieces, b"")
        except FAULTS as error:
            raise self.failure(_reason(error)) from error

    def _pieces(self, response: Any) -> Iterator[bytes]:
        """Yield the body without its compression. Raises FetchError and FAULTS."""
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32) if _is_compressed(response) else None
        while piece := response.read1(PIECE):
            while unpacking and piece:
                if unpacked := unpacking.decompress(piece, PIECE):
                    yield unpacked
                piece = unpacking.unconsumed_tail
            if piece:
                yield piece
        if unpacking and (rest := unpacking.flush()):
            yield rest
        # read1 does not notice that a connection ended early.
        if response.length or (unpacking and (unpacking.unused_data or not unpacking.eof)):
            raise self.failure(tr("its answer was broken off"))

    def failure(self, why: str) -> FetchError:
        """The error of this server."""
        return FetchError(why, host=self.host)

    def _refusal(self, status: int) -> FetchError:
        known = STATUSES.get(status)
        why = tr(known) if known else tr("it answered with error {status}", status=status)
        return FAILURES.get(status, FetchError)(why, host=self.host)

    def owns(self, url: str) -> bool:
        """Whether an address is one of this server."""
        try:
            return _place(url) == self._place
        except ValueError:
            return False

    def own_address(self, link: str, base: str = "") -> str:
        """The address of a link, encrypted if that of the client is: passwords are sent with it.

        Raises FetchError for the address of another server, or of no web server at all.
        """
        try:
            url = _in_ascii(urljoin(base, link))
            parts = urlsplit(url)
        except ValueError:
            raise self.failure(tr(NOT_ON_THE_WEB)) from None
        if parts.scheme.lower() not in WEB:
            raise self.failure(tr(NOT_ON_THE_WEB))
        if not self.owns(url):
            raise self.failure(
                tr("it refers to {host}; connect to that address itself if you trust it", host=host_of(url))
            )
        if parts.scheme.lower() == "http" and self._is_encrypted:
            # Servers behind others that encrypt write such links.
            return urlunsplit(parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80")))
        return url

    def _body(self, response: Any, deadline: float) -> bytes:
        pieces, size = list[bytes](), 0
        for piece in self._pieces(response):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_ANSWER:
                raise self.failure(tr("its answer is larger than {size} MB", size=MAX_ANSWER // 1_000_000))
            if monotonic() > deadline:
                raise self.failure(tr("its answer took longer than {count} seconds", count=f"{PAGE_S:.0f}"))
        return b"".join(pieces)


class _SameServer(HTTPRedirectHandler):
    """Follows redirects to the same server only."""

    def __init__(self, client: HttpClient) -> None:
        self._client = client

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        try:
            own = self._client.own_address(newurl, req.full_url)
        except FetchError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, own)


def _place(url: str) -> tuple[str, int]:
    """Host and port. From http to https on the usual ports is the same place."""
    parts = urlsplit(url)
    usual = 443 if parts.scheme.lower() == "https" else 80
    port = parts.port or usual
    return (parts.hostname or "").lower(), 443 if port == 80 else port


def _in_ascii(url: str) -> str:
    """An address with other characters than those of ASCII encoded, as browsers do."""
    parts = urlsplit(url)
    path, query = (quote(each, safe=string.punctuation) for each in (parts.path, parts.query))
    return urlunsplit(parts._replace(path=path, query=query, fragment=""))


def _tag(headers: Message) -> str:
    """The tag of a file's state. Weak ones may be of files that are not the same to the byte."""
    tag = str(headers.get("ETag", ""))
    return str(headers.get("Last-Modified", "")) if not tag or tag.startswith("W/") else tag


def _is_compressed(response: Any) -> bool:
    """Whether the body is compressed."""
    return str(response.headers.get("Content-Encoding", "")).strip().lower() in COMPRESSED


def _crs(headers: Message) -> str:
    return str(headers.get("Content-Crs", "")).strip(" <>")


def _certificates() -> ssl.SSLContext:
    """The certificates that the system trusts. A packaged Python may look for them in the wrong place."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"] and not context.get_ca_certs():
        for path in AUTHORITIES:
            if Path(path).is_file():
                context.load_verify_locations(path)
                break
    return context


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, FetchError):
        return cause.why
    if isinstance(cause, ssl.SSLCertVerificationError):
        return tr("its certificate is not trusted: {why}", why=cause.verify_message)
    if isinstance(cause, ssl.SSLError):
        return tr("no encrypted connection to it is possible")
    if isinstance(cause, TimeoutError):
        return tr(SILENT, count=f"{SILENCE_S:.0f}")
    if isinstance(cause, ConnectionRefusedError):
        return tr("nothing answers at this address")
    if isinstance(cause, http.client.HTTPException | zlib.error):
        return tr("its answer was broken off or is no answer of a web server")
    if isinstance(cause, OSError):
        # Errors of names have numbers of their own.
        named = re.search(r"name|nodename|getaddrinfo|resolution", str(cause), re.IGNORECASE)
        return tr(NO_SUCH_HOST) if named else system_reason(cause)
    return str(cause)
