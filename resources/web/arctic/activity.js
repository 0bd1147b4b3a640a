// Reports when the page is idle: nothing moves, loads or waits to be painted.
"use strict";

(function () {
  const MIN_STILL_FRAMES = 2; // frames without movement until the map counts as still
  let pending = 0;

  arctic.track = (work) => {
    pending += 1;
    return work.finally(() => (pending -= 1));
  };

  class Activity {
    /**
     * @param {L.Map} map
     * @param {() => boolean} isPainted whether all of the map is painted
     */
    constructor(map, isPainted) {
      this.map = map;
      this.isPainted = isPainted;
      this.stillFrames = MIN_STILL_FRAMES;
      this.zooming = false;
      map.on("move", () => this.onMove());
      map.on("zoomanim", () => (this.zooming = true));
      map.on("zoomend", () => (this.zooming = false));
    }

    // Frames are counted because Leaflet also fires `moveend` for every resize, even during a flight.
    onMove() {
      const isCounting = this.stillFrames < MIN_STILL_FRAMES;
      this.stillFrames = 0;
      if (!isCounting) this.countFrames();
    }

    countFrames() {
      requestAnimationFrame(() => {
        this.stillFrames += 1;
        if (this.stillFrames < MIN_STILL_FRAMES) this.countFrames();
      });
    }

    get idle() {
      const isMoving = this.zooming || this.stillFrames < MIN_STILL_FRAMES || document.getAnimations().length > 0;
      return pending === 0 && !isMoving && this.isSized && this.isPainted();
    }

    // Leaflet adopts a new window size in the next frame.
    get isSized() {
      const [{ clientWidth, clientHeight }, size] = [this.map.getContainer(), this.map.getSize()];
      return size.x === clientWidth && size.y === clientHeight;
    }

    /** @param {() => void} callback */
    whenIdle(callback) {
      if (this.idle) callback();
      else arctic.whenPainted(() => this.whenIdle(callback));
    }
  }

  arctic.Activity = Activity;
})();
