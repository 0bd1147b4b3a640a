// In an exported page, very many marks are one image per projection.
"use strict";

(function () {
  arctic.Picture = class {
    /** @param {() => void} onChange */
    constructor(onChange) {
      this.onChange = onChange;
      this.url = "";
      /** @type {Box} */
      this.box = [0, 0, 0, 0];
      this.image = new Image();
    }

    get sharp() {
      return this.image.complete;
    }

    get busy() {
      return !this.sharp;
    }

    /** @type {Parts.Picture["request"]} */
    request(_frame, { url }) {
      if (url !== this.url) this.load(url);
    }

    /** @type {Parts.Picture["paint"]} */
    paint(ctx, frame, layer, look) {
      this.request(frame, layer, look);
      const { x, y, scale, dpr } = frame;
      const [x0, y0, x1, y1] = this.box;
      if (!this.image.naturalWidth) return;
      ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      ctx.globalAlpha = 1;
      ctx.drawImage(this.image, x + x0 * scale, y - y1 * scale, (x1 - x0) * scale, (y1 - y0) * scale);
    }

    /** @param {string} url */
    async load(url) {
      this.url = url;
      this.image = new Image();
      /** @type {{ href: string, box: Box }} */
      const { href, box } = await arctic.read(url);
      if (!href || url !== this.url) return;
      this.box = box;
      this.image.onload = () => this.onChange();
      this.image.src = href;
    }

    forget() {
      this.url = "";
    }
  };
  arctic.RasterPicture = arctic.Picture;
})();
