"""Metadata of an exported picture: title, sources, licences, and the view it shows."""

from dataclasses import dataclass, replace

from arctic_map import __version__
from arctic_map.export.marks.markup import tag, text
from arctic_map.export.request import Request
from arctic_map.model.projection import Box
from arctic_map.scene.compose import titles
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.saved_sessions import saved
from arctic_map.scene.words.sources import drawn
from arctic_map.storage import embedded_view

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"


@dataclass(frozen=True, slots=True)
class ExportMetadata:
    """The metadata as texts, and the view as JSON."""

    title: str
    description: str
    sources: str
    rights: str
    view: str
    language: str = "en"
    creator: str = f"Arctic Map {__version__}"


def metadata(scene: Scene, request: Request, box: Box) -> ExportMetadata:
    """The metadata of a page whose map shows `box` (projected metres)."""
    catalog = scene.catalog
    names, language = scene.preferences.names, scene.wording.language
    view = replace(
        saved(scene, box),
        title=request.title,
        subtitle=request.subtitle,
        credit=request.credit,
        facts=request.facts,
        legend=request.legend,
        language=language,
        names=None if names == language else names,
    )
    shown = {layer.id for layer in scene.layers if layer.shown}
    layers = [layer for layer in catalog.layers if layer.id in shown]
    sources = drawn(catalog, layers, scene.filtered_out.features)
    rights = [f"{source.name}: {source.licence}" for source in sources if source.licence]
    parts = (scene.period, scene.subtitle, scene.projection.label, scene.warning)
    return ExportMetadata(
        title=scene.title or titles(scene, scene.wording)[0],
        description=". ".join(part for part in parts if part),
        sources="; ".join(source.name for source in sources),
        rights="; ".join(rights),
        view=embedded_view.encode(view),
        language=language,
    )


def svg_metadata(metadata: ExportMetadata) -> str:
    """The elements `desc` and `metadata` of an SVG."""
    about = tag(
        "rdf:Description",
        *(tag(f"dc:{key}", text(words)) for key, words in _core(metadata).items()),
        tag("dc:format", "image/svg+xml"),
        **{"rdf:about": ""},
    )
    return tag("desc", text(metadata.description)) + tag(
        "metadata", tag("rdf:RDF", about, **{"xmlns:rdf": RDF, "xmlns:dc": DUBLIN_CORE}), _view(metadata)
    )


def xmp(metadata: ExportMetadata, format: str = "application/pdf") -> str:
    """The XMP packet of a file, without a date so that files are reproducible."""
    core = _core(metadata)
    alternatives = (
        tag(f"dc:{key}", tag("rdf:Alt", tag("rdf:li", text(core[key]), **{"xml:lang": "x-default"})))
        for key in ("title", "description", "rights")
        if key in core
    )
    about = tag(
        "rdf:Description",
        *alternatives,
        tag("dc:creator", tag("rdf:Seq", tag("rdf:li", text(metadata.creator)))),
        tag("dc:source", text(core.get("source", ""))),
        tag("dc:format", format),
        tag("xmp:CreatorTool", text(metadata.creator)),
        _view(metadata),
        **{"rdf:about": "", "xmlns:dc": DUBLIN_CORE, "xmlns:xmp": XMP},
    )
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>"
        + tag("x:xmpmeta", tag("rdf:RDF", about, **{"xmlns:rdf": RDF}), **{"xmlns:x": "adobe:ns:meta/"})
        + "<?xpacket end='w'?>"
    )


def _core(metadata: ExportMetadata) -> dict[str, str]:
    fields = {
        "title": metadata.title,
        "description": metadata.description,
        "source": metadata.sources,
        "rights": metadata.rights,
        "creator": metadata.creator,
    }
    return {key: words for key, words in fields.items() if words}


def _view(metadata: ExportMetadata) -> str:
    return tag("arctic:view", text(metadata.view), **{"xmlns:arctic": embedded_view.NAMESPACE})
