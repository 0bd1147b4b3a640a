"""MapServer on this computer, which offers layers by WFS and WMS, as institutes run it."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROGRAM = "/usr/lib/cgi-bin/mapserv"
MAP = """MAP
 NAME "institute"
 EXTENT -180 40 180 90
 SIZE 400 400
 PROJECTION "init=epsg:4326" END
 WEB METADATA "ows_title" "Institute" "ows_onlineresource" "http://{host}/?map={folder}/institute.map"
  "ows_srs" "EPSG:4326 EPSG:3413" "ows_enable_request" "*" END END
 OUTPUTFORMAT NAME "geojson" DRIVER "OGR/GEOJSON" MIMETYPE "application/json; subtype=geojson"
  FORMATOPTION "STORAGE=stream" FORMATOPTION "FORM=SIMPLE" END
 {layers}
END
"""
LAYER = """LAYER NAME "{name}" TYPE {type} STATUS ON CONNECTIONTYPE OGR CONNECTION "{file}" DATA "{table}"
  METADATA "ows_title" "{title}" "gml_include_items" "all" "gml_types" "auto" "gml_featureid" "n"
   "wfs_getfeature_formatlist" "{formats}" "wfs_srs" "{srs}" END
  PROJECTION "init={own}" END END
"""
RASTER = """LAYER NAME "{name}" TYPE RASTER STATUS ON DATA "{file}"
  METADATA "ows_title" "{name}" "wms_srs" "{srs}" "wms_attribution_title" "Institute of Tests" END
  PROJECTION "init=epsg:4326" END END
"""


class MapServer:
    """The running server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[str] = []
        (folder / "mapserver.conf").write_text('CONFIG\n ENV\n  MS_MAP_PATTERN "."\n END\nEND\n')
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                """Print nothing."""

            def do_GET(self) -> None:
                server.requests.append(self.path)
                head, _, body = server.answer(self.path.partition("?")[2]).partition(b"\r\n\r\n")
                self.send_response(200)
                for line in head.decode().splitlines():
                    name, _, value = line.partition(": ")
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        return f"http://{self.host}/?map={self.folder}/institute.map"

    def offer(self, *layers: str) -> None:
        """Offer these layers."""
        text = MAP.format(host=self.host, folder=self.folder, layers="\n".join(layers))
        (self.folder / "institute.map").write_text(text)

    def answer(self, query: str) -> bytes:
        about = {"QUERY_STRING": query, "REQUEST_METHOD": "GET", "SERVER_NAME": "127.0.0.1"}
        config = {"MAPSERVER_CONFIG_FILE": f"{self.folder}/mapserver.conf"}
        environment = {**os.environ, **about, **config}
        return subprocess.run([PROGRAM], env=environment, capture_output=True, check=True).stdout

    def run(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def map_server(folder: Path) -> Iterator[MapServer]:
    """The server while it runs."""
    assert Path(PROGRAM).exists(), "MapServer is missing: `packaging/set_up/test_tools.sh slow` installs it"
    server = MapServer(folder)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
