// Lines that draw themselves from their beginning, for those who are told a story.
"use strict";

(function () {
  const lasts = 800; // milliseconds

  class Growing {
    /** @param {() => void} onChange */
    constructor(onChange) {
      this.onChange = onChange;
      /** @type {Set<string>} */
      this.features = new Set();
      this.from = 0;
    }

    /** @param {string[]} features */
    begin(features) {
      if (arctic.reducedMotion.matches) return;
      const going = this.features.size > 0;
      this.features = new Set(features);
      this.from = performance.now();
      if (!going && features.length) this.go();
    }

    go() {
      requestAnimationFrame(() => {
        if (this.share >= 1) this.features.clear();
        this.onChange();
        if (this.features.size) this.go();
      });
    }

    get share() {
      const time = Math.min(1, (performance.now() - this.from) / lasts);
      return time * time * (3 - 2 * time);
    }

    /**
     * The shape as far as it has come.
     * @type {Parts.Growing["shown"]}
     */
    shown(shape) {
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
    const found = [part[0], part[1]];
    for (let i = 2; i < part.length && left > 0; i += 2) {
      const length = step(i);
      const reached = length > left ? left / length : 1;
      found.push(part[i - 2] + (part[i] - part[i - 2]) * reached, part[i - 1] + (part[i + 1] - part[i - 1]) * reached);
      left -= length;
    }
    return found;
  }

  arctic.Growing = Growing;
})();
