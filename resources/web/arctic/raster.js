// Layers of pixels: the program makes a picture of each view, and this side only moves it.
"use strict";

(function () {
  const DIGITS = 3; // of metres in addresses

  const ViewPicture = /** @type {new (onChange: () => void, ground: () => Messages.Affine) => Parts.ViewPicture} */ (
    arctic.Picture
  );

  class RasterPicture extends ViewPicture {
    reading = false;
    /** @type {(() => Promise<void>) | undefined} */
    waiting = undefined;

    /** @type {Parts.Picture["request"]} */
    request(frame, layer) {
      const { scale, x, y, dpr } = frame;
      const [width, height] = [Math.round(frame.width * dpr), Math.round(frame.height * dpr)];
      const key = [layer.url, scale, x, y, width, height].join();
      if (key === this.key) return;
      this.key = key;
      const number = ++this.requested;
      this.frames.set(number, frame);
      // The latest view is enough: one picture at a time.
      this.waiting = () => this.read(number, width, height, [-x / scale, y / scale, 1 / (scale * dpr)], layer.url);
      if (!this.reading) void this.readOn();
    }

    async readOn() {
      this.reading = true;
      while (this.waiting) {
        const read = this.waiting;
        this.waiting = undefined;
        await read();
      }
      this.reading = false;
    }

    /** @type {(number: number, width: number, height: number, view: number[], url: string) => Promise<void>} */
    async read(number, width, height, [west, north, resolution], url) {
      const place = [west.toFixed(DIGITS), north.toFixed(DIGITS), resolution.toPrecision(12)].join("_");
      try {
        const bytes = await arctic.readBytes(`${url}/${place}_${width}x${height}.bin`);
        // Nothing is left of a file that was closed meanwhile.
        if (!bytes.length) return this.receive({ number });
        const pixels = new ImageData(new Uint8ClampedArray(bytes), width, height);
        this.receive({ number, bitmap: await createImageBitmap(pixels) });
      } catch (error) {
        this.receive({ number, why: String(error) });
      }
    }
  }

  arctic.RasterPicture = RasterPicture;
})();
