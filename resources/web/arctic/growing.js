// Animates highlighted lines from their beginning, for the tour.
"use strict";

(function () {
  const DURATION_MS = 800;

  class Growing {
    /** @param {() => void} onChange */
    constructor(onChange) {
      this.onChange = onChange;
      /** @type {Set<string>} */
      this.features = new Set();
      this.startTime = 0;
    }

    /** @param {string[]} features */
    start(features) {
      if (arctic.reducedMotion.matches) return;
      const isRunning = this.features.size > 0;
      this.features = new Set(features);
      this.startTime = performance.now();
      if (!isRunning && features.length) this.animate();
    }

    animate() {
      requestAnimationFrame(() => {
        if (this.share >= 1) this.features.clear();
        this.onChange();
        if (this.features.size) this.animate();
      });
    }

    get share() {
      const time = Math.min(1, (performance.now() - this.startTime) / DURATION_MS);
      return time * time * (3 - 2 * time);
    }

    /**
     * The shape as far as it is drawn now.
     * @type {Parts.Growing["partial"]}
     */
    partial(shape) {
      if (shape.kind !== "line" || !this.features.has(shape.feature)) return shape;
      const { share } = this;
      const parts = shape.parts.map((part) => cut(part, share));
      return { ...shape, parts, path: arctic.draw.pathOf(parts, false) };
    }
  }

  /**
   * The beginning of a line, as a share of its length.
   * @type {(part: ArrayLike<number>, share: number) => number[]}
   */
  function cut(part, share) {
    const step = (/** @type {number} */ i) => Math.hypot(part[i] - part[i - 2], part[i + 1] - part[i - 1]);
    let left = 0;
    for (let i = 2; i < part.length; i += 2) left += step(i);
    left *= share;
    const positions = [part[0], part[1]];
    for (let i = 2; i < part.length && left > 0; i += 2) {
      const length = step(i);
      const reached = length > left ? left / length : 1;
      positions.push(part[i - 2] + (part[i] - part[i - 2]) * reached, part[i - 1] + (part[i + 1] - part[i - 1]) * reached);
      left -= length;
    }
    return positions;
  }

  arctic.Growing = Growing;
})();
