"""Ends of the names of files that can be opened: which kind each may be."""

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".pdf")
"""Ends of names of pictures that may carry a view of the atlas."""
ATLAS = ".arctic"
"""End of the name of a whole atlas in one file."""
GEOJSON = (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson")
"""Ends of names of GeoJSON, or such texts one to a line; `.json` may be TopoJSON too."""
DELIMITED = (".csv", ".tsv")
"""Ends of names of tables as text, with columns of coordinates or a column of WKT."""
PARQUET = (".parquet", ".geoparquet")
"""Ends of names of GeoParquet, and of such tables with columns of coordinates."""
VECTOR = (
    *(".gpkg", ".shp", ".zip", ".fgb", ".kml", ".kmz", ".gpx", ".topojson", ".tab", ".mif", ".dxf"),
    ".000",
)
"""Ends of names of what GDAL reads; a .zip holds a Shapefile, a .000 is an S-57 chart."""
LAYERS = (*GEOJSON, *VECTOR, *DELIMITED, *PARQUET)
"""Ends of names of files that may become a layer."""
ARTICLES = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".docx")
"""Ends of names of files that may be the reader's copy of the article."""
