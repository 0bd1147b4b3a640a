// The page's coordinate system: a projection in metres, projected beforehand by the program.
"use strict";

(function () {
  // Metres per CSS pixel at zoom 0; the program's model/view.py says the same.
  const coarsest = 16384;

  L.CRS.ArcticProjection = L.extend({}, L.CRS.Simple, {
    transformation: new L.Transformation(1 / coarsest, 0, -1 / coarsest, 0),
  });

  arctic.projection = {
    latLng: (x, y) => L.latLng(y, x),
    bounds: ([x0, y0, x1, y1]) => L.latLngBounds([y0, x0], [y1, x1]),
    resolution: (zoom) => coarsest / 2 ** zoom,
    zoom: (resolution) => Math.log2(coarsest / resolution),
    minZoom: -2,
    maxZoom: 7,
  };
})();
