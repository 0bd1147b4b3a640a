// The page's coordinate system: planar metres. The program projects all coordinates beforehand.
"use strict";

(function () {
  // Metres per CSS pixel at zoom 0, lowest and highest zoom, from the head of the page.
  const zooms = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="zooms"]'));
  const [coarsest, minZoom, maxZoom] = zooms.content.split(" ").map(Number);

  L.CRS.ArcticProjection = L.extend({}, L.CRS.Simple, {
    transformation: new L.Transformation(1 / coarsest, 0, -1 / coarsest, 0),
  });

  const animated = !arctic.reducedMotion.matches;
  L.Map.mergeOptions({ fadeAnimation: animated, zoomAnimation: animated, inertia: animated });

  arctic.projection = {
    latLng: (x, y) => L.latLng(y, x),
    bounds: ([x0, y0, x1, y1]) => L.latLngBounds([y0, x0], [y1, x1]),
    resolution: (zoom) => coarsest / 2 ** zoom,
    zoom: (resolution) => Math.log2(coarsest / resolution),
    minZoom,
    maxZoom,
  };
})();
