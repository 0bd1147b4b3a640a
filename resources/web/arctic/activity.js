// Whether the page is idle: nothing of it moves, loads or waits to be painted.
"use strict";

(function () {
  const stillFrames = 2; // without a movement, after which the map stands still
  let pending = 0;

  arctic.track = (work) => {
    pending += 1;
    return work.finally(() => (pending -= 1));
  };

  class Activity {
    /**
     * @param {L.Map} map
     * @param {() => boolean} painted whether no part of the map waits to be painted
     */
    constructor(map, painted) {
      this.map = map;
      this.painted = painted;
      this.still = stillFrames;
      this.zooming = false;
      map.on("move", () => this.moved());
      map.on("zoomanim", () => (this.zooming = true));
      map.on("zoomend", () => (this.zooming = false));
    }

    // Leaflet fires `moveend` for every new size of the map too, in the midst of a flight.
    moved() {
      const counting = this.still < stillFrames;
      this.still = 0;
      if (!counting) this.countFrames();
    }

    countFrames() {
      requestAnimationFrame(() => {
        this.still += 1;
        if (this.still < stillFrames) this.countFrames();
      });
    }

    get idle() {
      const moving = this.zooming || this.still < stillFrames || document.getAnimations().length > 0;
      return pending === 0 && !moving && this.sized && this.painted();
    }

    // Leaflet follows a new size of the window in the next frame.
    get sized() {
      const [{ clientWidth, clientHeight }, size] = [this.map.getContainer(), this.map.getSize()];
      return size.x === clientWidth && size.y === clientHeight;
    }

    /** @param {() => void} then */
    whenIdle(then) {
      if (this.idle) then();
      else arctic.whenPainted(() => this.whenIdle(then));
    }
  }

  arctic.Activity = Activity;
})();
