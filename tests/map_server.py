"""MapServer and MapCache on this computer, which offer layers by protocols of the OGC as institutes do."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROGRAMS = "/usr/lib/cgi-bin"
CONFIG = """CONFIG
 ENV MS_MAP_PATTERN "." OGCAPI_HTML_TEMPLATE_DIRECTORY "/usr/share/mapserver/ogcapi/templates/html-plain/" END
 MAPS institute "{folder}/institute.map" END
END
"""
MAP = """MAP
 NAME "institute"
 EXTENT -180 40 180 90
 SIZE 400 400
 PROJECTION "init=epsg:4326" END
 WEB METADATA "ows_title" "Institute" "ows_onlineresource" "http://{host}/?map={folder}/institute.map"
  "oga_onlineresource" "http://{host}/institute/ogcapi"
  "ows_srs" "EPSG:4326 EPSG:3413" "ows_enable_request" "*" END END
 OUTPUTFORMAT NAME "geojson" DRIVER "OGR/GEOJSON" MIMETYPE "application/json; subtype=geojson"
  FORMATOPTION "STORAGE=stream" FORMATOPTION "FORM=SIMPLE" END
 {layers}
END
"""
LAYER = """LAYER NAME "{name}" TYPE {type} STATUS ON TEMPLATE "void"
  CONNECTIONTYPE OGR CONNECTION "{file}" DATA "{table}"
  METADATA "ows_title" "{title}" "gml_include_items" "all" "gml_types" "auto" "gml_featureid" "n"
   "wfs_getfeature_formatlist" "{formats}" "wfs_srs" "{srs}" END
  PROJECTION "init={own}" END END
"""
RASTER = """LAYER NAME "{name}" TYPE RASTER STATUS ON DATA "{file}"
  METADATA "ows_title" "{name}" "wms_srs" "{srs}" "wms_attribution_title" "Institute of Tests" END
  PROJECTION "init=epsg:4326" END END
"""
CACHE = """<mapcache>
<source name="institute" type="wms"><getmap><params><FORMAT>image/png</FORMAT><LAYERS>{layer}</LAYERS>
 <TRANSPARENT>TRUE</TRANSPARENT><MAP>{folder}/institute.map</MAP></params></getmap>
 <http><url>http://{server}/</url></http></source>
<cache name="disk" type="disk"><base>{folder}/tiles</base></cache>
<grid name="polar"><srs>EPSG:3413</srs><size>512 512</size><extent>-4194304 -4194304 4194304 4194304</extent>
 <units>m</units><resolutions>16384 8192 4096 2048</resolutions></grid>
<tileset name="{layer}"><source>institute</source><cache>disk</cache>{grids}<format>PNG</format></tileset>
<service type="wmts" enabled="true"/><errors>report</errors><lock_dir>{folder}</lock_dir>
</mapcache>
"""


class CgiServer:
    """A web server that runs a program for each request."""

    def __init__(self, program: str, **environment: str) -> None:
        assert Path(program).exists(), (
            f"{program} is missing: `packaging/set_up/test_tools.sh slow` installs it"
        )
        self.requests: list[str] = []
        self._program, self._environment = program, environment
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                """Print nothing."""

            def do_GET(self) -> None:
                server.requests.append(self.path)
                head, _, body = server.answer(*self.path.partition("?")[::2]).partition(b"\r\n\r\n")
                lines = dict(line.split(": ", 1) for line in head.decode().splitlines())
                self.send_response(int(lines.pop("Status", "200").split()[0]))
                for name, value in {**lines, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    def answer(self, path: str, query: str) -> bytes:
        name, _, port = self.host.partition(":")
        about = {"QUERY_STRING": query, "PATH_INFO": path, "REQUEST_METHOD": "GET", "SCRIPT_NAME": ""}
        place = {"SERVER_NAME": name, "SERVER_PORT": port}
        environment = {**os.environ, **about, **place, **self._environment}
        return subprocess.run([self._program], env=environment, capture_output=True, check=True).stdout

    @contextmanager
    def running(self) -> Iterator[None]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class MapServer(CgiServer):
    """MapServer."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{PROGRAMS}/mapserv", MAPSERVER_CONFIG_FILE=f"{folder}/mapserver.conf")
        self.folder = folder
        (folder / "mapserver.conf").write_text(CONFIG.format(folder=folder))

    @property
    def address(self) -> str:
        return f"http://{self.host}/?map={self.folder}/institute.map"

    @property
    def ogc_api(self) -> str:
        """The address of its features by OGC API."""
        return f"http://{self.host}/institute/ogcapi"

    def offer(self, *layers: str) -> None:
        """Offer these layers."""
        text = MAP.format(host=self.host, folder=self.folder, layers="\n".join(layers))
        (self.folder / "institute.map").write_text(text)


@contextmanager
def map_server(folder: Path) -> Iterator[MapServer]:
    """MapServer while it runs."""
    server = MapServer(folder)
    with server.running():
        yield server


@contextmanager
def tile_server(source: MapServer, layer: str, *grids: str) -> Iterator[CgiServer]:
    """MapCache while it runs, with tiles of a picture layer of MapServer in grids of its own or `polar`."""
    named = "".join(f"<grid>{each}</grid>" for each in grids)
    config = source.folder / "mapcache.xml"
    config.write_text(CACHE.format(folder=source.folder, server=source.host, layer=layer, grids=named))
    server = CgiServer(f"{PROGRAMS}/mapcache", MAPCACHE_CONFIG_FILE=str(config))
    with server.running():
        yield server
